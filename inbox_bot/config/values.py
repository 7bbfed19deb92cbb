"""Kinds of values that stand in config.toml."""

import os
import subprocess
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class SecretError(Exception):
    """A secret that the configuration points at is not there; the message names it and the mend."""


class Secret(BaseModel):
    """Where a password is read from: `{env = "NAME"}` or `{file = "PATH"}`; never the file itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    env: str | None = None
    """The environment variable that holds it."""
    file: Path | None = None
    """The file that holds it, in its first line; relative to config.toml."""

    @model_validator(mode="before")
    @classmethod
    def _not_in_the_open(cls, value: object) -> object:
        if not isinstance(value, dict | Secret):
            raise ValueError(  # noqa: TRY004 - pydantic reports ValueErrors
                'a secret does not stand in this file; write {env = "NAME"} or {file = "PATH"}'
            )
        return value

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.env is None) == (self.file is None):
            raise ValueError('write either {env = "NAME"} or {file = "PATH"}')
        return self

    def read(self, folder: Path) -> str:
        """Return the secret; SecretError if its source is absent or empty. *folder* is where config.toml lies."""
        return _from_env(self.env) if self.env is not None else _from_file(folder / (self.file or ""))


class Token(BaseModel):
    """Where an OAuth 2 access token (RFC 6749) is read from, each time it is needed."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    file: Path | None = None
    """The file that holds the token; relative to config.toml."""
    command: tuple[str, ...] | None = None
    """A program with its arguments that prints the token."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.file is None) == (not self.command):
            raise ValueError('write either {file = "PATH"} or {command = ["PROGRAM", "ARGUMENT"]}')
        return self

    def read(self, folder: Path) -> str:
        """Return the token; SecretError if its source is absent, fails or is empty."""
        if self.command:
            return _from_command(self.command, folder)
        return _from_file(folder / (self.file or ""))


def _from_env(name: str) -> str:
    if value := os.environ.get(name):
        return value
    raise SecretError(f"the environment variable {name} is not set; set it before the program starts")


def _from_file(path: Path) -> str:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SecretError(f"{path} cannot be read: {reason}; make the file, readable for this user alone") from None
    if lines and lines[0].strip():
        return lines[0].strip()
    raise SecretError(f"{path} is empty; its first line has to hold the secret")


def _from_command(command: tuple[str, ...], folder: Path) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True, timeout=60)  # noqa: S603 - the organiser's own program, named in their own file
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise SecretError(f"{command[0]} gave no token ({type(error).__name__}); try it by hand") from None
    if token := done.stdout.strip():
        return token
    raise SecretError(f"{command[0]} printed nothing; it has to print the token")
