"""The section [login] of config.toml."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from inbox_bot.config.sections import Section
from inbox_bot.config.values import Secret
from inbox_bot.core.durations import Duration
from inbox_bot.core.event import Words

ANY_TENANT = "organizations"
"""What Microsoft calls any organisation."""


def _authority(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise ValueError('write it as "https://login.microsoftonline.com"')
    return value.rstrip("/")


def _day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("is no date; write it as 2018-12-02") from None


class LoginSettings(Section):
    """A log-in at Microsoft or Google in place of a password; `inbox-bot login` makes it (see login.md)."""

    provider: Literal["microsoft", "google"]
    """Who keeps the mailbox."""
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]*$")] = ""
    """Microsoft: the *Application (client) ID* that your IT department gives you."""
    tenant: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")] = ANY_TENANT
    """Microsoft: the *Directory (tenant) ID*, or a domain of your organisation."""
    client_secret: Secret | None = None
    """Microsoft: the application's own secret, where it logs in by itself and nobody signs in."""
    client_secret_expires: Annotated[date | None, BeforeValidator(_day)] = None
    """The day on which that secret lapses; you are told a month before."""
    client_file: Path | None = None
    """Google: the file that its console gives for a desktop application; relative to config.toml."""
    file: Path = Path("login.json")
    """Where the log-in is kept, for this user alone; relative to config.toml. It is written anew each half hour."""
    authority: Annotated[Words, AfterValidator(_authority)] = "https://login.microsoftonline.com"
    """Microsoft: where people sign in; another in national clouds."""
    timeout: Duration = timedelta(seconds=20)
    """How long the provider may take to answer."""

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.provider == "microsoft":
            self._of_microsoft()
        elif not self.client_file:
            raise ValueError('Google needs client_file = "PATH", the file that its console gives you')
        elif self.client_id or self.client_secret:
            raise ValueError("client_id and client_secret are for Microsoft; Google's client_file holds both")
        return self

    def _of_microsoft(self) -> None:
        if not self.client_id:
            raise ValueError('Microsoft needs client_id = "…", the number of the application')
        if self.client_file:
            raise ValueError("client_file is for Google; take it out")
        if self.client_secret and self.tenant == ANY_TENANT:
            raise ValueError('an application that logs in by itself needs tenant = "…", your organisation')
        if self.client_secret_expires and not self.client_secret:
            raise ValueError("client_secret_expires goes with client_secret")
