"""config.toml to frozen models; every error names the file, the key, what is wrong, and the mend."""

import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Self

from pydantic import Field, PrivateAttr, ValidationError, model_validator

from inbox_bot.config import mistakes
from inbox_bot.config.login import LoginSettings
from inbox_bot.config.sections import (
    MailboxSettings,
    MetricsSettings,
    MoveTo,
    OrganiserSettings,
    ReplySettings,
    Section,
    StoreSettings,
    SubmissionSettings,
    Tag,
)
from inbox_bot.config.values import Secret, SecretError, Token
from inbox_bot.core.event import Event

__all__ = [
    "Config",
    "ConfigError",
    "LoginSettings",
    "MailboxSettings",
    "MetricsSettings",
    "MoveTo",
    "Secret",
    "SecretError",
    "SubmissionSettings",
    "Tag",
    "Token",
    "load",
]


class ConfigError(Exception):
    """What is wrong with a configuration: one line an error."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Config(Section):
    """All that the organiser decides."""

    mailbox: MailboxSettings
    submission: SubmissionSettings
    login: LoginSettings | None = None
    store: StoreSettings = StoreSettings()
    organiser: OrganiserSettings
    reply: ReplySettings = ReplySettings()
    metrics: MetricsSettings = MetricsSettings()
    events: tuple[Event, ...] = Field(alias="event", min_length=1)
    _folder: Path = PrivateAttr(default=Path())

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        ids = [event.id for event in self.events]
        if len(set(ids)) < len(ids):
            raise ValueError("two events have the same id; give each its own")
        if isinstance(self.mailbox.handled, MoveTo) and self.mailbox.handled.move == self.mailbox.folder:
            raise ValueError("mailbox.handled moves mail to the folder it is read from; name another folder")
        used = self.mailbox.own_login or self.submission.own_login
        if used and not self.login:
            raise ValueError('oauth2 = "login" needs a section [login]; docs/login.md tells what stands in it')
        if self.login and not used:
            raise ValueError('[login] is used nowhere; write oauth2 = "login" in [mailbox] and [submission]')
        return self

    @property
    def folder(self) -> Path:
        """The folder that config.toml lies in; paths in it are relative to this."""
        return self._folder

    @property
    def templates(self) -> tuple[Path, ...]:
        """The organiser's own template folder, if there is one."""
        return (self._folder / self.reply.templates,) if self.reply.templates else ()

    @property
    def store_url(self) -> str:
        """The database URL, a SQLite file's path made absolute."""
        prefix = "sqlite:///"
        url = self.store.url
        if not url.startswith(prefix) or url == prefix:
            return url
        return prefix + str((self._folder / url.removeprefix(prefix)).resolve())

    @property
    def own_addresses(self) -> frozenset[str]:
        """The addresses, in lower case, that this program writes from, reads or reports to: it never answers them."""
        written = (self.submission.sender, self.mailbox.username, self.submission.username, *self.organiser.addresses)
        return frozenset(address.lower() for one in written if "@" in (address := parseaddr(one)[1]))


def load(path: Path) -> Config:
    """Read the configuration at *path*; ConfigError lists all that is wrong with it."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise ConfigError([f"{path}: {error.strerror}; name another file with --config PATH"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: not valid TOML: {error}"]) from None
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError([f"{path}: {line}" for line in mistakes.lines(error)]) from None
    config._folder = path.resolve().parent  # noqa: SLF001 - the one place that knows where the file lies
    return config
