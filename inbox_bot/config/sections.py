"""The sections of config.toml."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Annotated, Literal, Self

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from inbox_bot.config.values import Secret, Token
from inbox_bot.core.durations import Duration, at_least, or_never
from inbox_bot.core.event import Words
from inbox_bot.core.languages import Form, Language

Security = Literal["tls", "starttls", "none"]
Port = Annotated[int, Field(ge=1, le=65535)]


def _address(value: str) -> str:
    try:
        validate_email(parseaddr(value)[1], check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise ValueError(f'"{value}" is no e-mail address; write it as "name@example.org"') from None
    return value


def _hour(value: object) -> object:
    with suppress(ValueError):
        value = time.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(value, time):
        raise ValueError('write an hour: "08:00"')  # noqa: TRY004 - pydantic reports ValueErrors
    return value


def _start(value: object) -> object:
    if value == "now":
        return value
    with suppress(ValueError, OverflowError):
        value = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(value, date):
            moment = value if isinstance(value, datetime) else datetime.combine(value, time())
            return moment.astimezone() if moment.tzinfo is None else moment
    raise ValueError('write "now" or a date: 2018-11-05')


def _handled(value: object) -> object:
    """Decide by ourselves which of the three is meant: else each would complain of not being it."""
    kinds: dict[str, type[MoveTo | Tag]] = {"move": MoveTo, "keyword": Tag}
    if isinstance(value, dict) and len(value) == 1 and (kind := kinds.get(*value)):
        with suppress(ValidationError):
            return kind.model_validate(value)
    if value == "leave" or isinstance(value, MoveTo | Tag):
        return value
    raise ValueError('write "leave", {move = "Folder"} or {keyword = "Name"} (a name of letters, digits, _, $ and -)')


def _oauth2(value: object) -> object:
    """Decide by ourselves which of the three is meant, as above."""
    if value is None or value == "login" or isinstance(value, Token):
        return value
    with suppress(ValidationError):
        return Token.model_validate(value)
    raise ValueError('write "login", {file = "PATH"} or {command = ["PROGRAM", "ARGUMENT"]}')


EmailAddress = Annotated[str, AfterValidator(_address)]
Hour = Annotated[time, BeforeValidator(_hour)]


class Section(BaseModel):
    """What all sections share: nothing unknown, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


class Server(Section):
    """How to reach a mail server and log in."""

    host: Words
    """The server's name."""
    security: Security = "tls"
    """`tls`, `starttls`, or `none` (on this machine only)."""
    username: str = ""
    """The account to log in as; leave out where the server wants none."""
    password: Secret | None = None
    """Where the password is read from: `{env = "NAME"}` or `{file = "PATH"}`."""
    oauth2: Annotated[Literal["login"] | Token | None, BeforeValidator(_oauth2)] = None
    """In place of a password: `login` for the log-in of `[login]`; or where an access token of another program is read
    from, `{file = "PATH"}` or `{command = ["PROGRAM"]}`."""
    timeout: Duration = timedelta(seconds=60)
    """How long one operation may take."""

    @property
    def own_login(self) -> bool:
        """Whether it logs in as `[login]` says."""
        return self.oauth2 == "login"

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.security == "none" and not _loopback(self.host):
            raise ValueError('security = "none" would send the password in the clear; write "tls" or "starttls"')
        if self.password and self.oauth2:
            raise ValueError("give password or oauth2, not both")
        if bool(self.username) != bool(self.password or self.oauth2):
            raise ValueError('username goes with a password, as in password = {env = "NAME"}, or with oauth2')
        return self


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class MoveTo(Section):
    """Move handled mail to a folder."""

    move: Words
    """The folder."""


class Tag(Section):
    """Mark handled mail with a keyword (RFC 9051, section 2.3.2)."""

    keyword: Annotated[str, Field(pattern=r"^[A-Za-z0-9_$-]+$")]
    """The keyword, on servers that keep keywords."""


class MailboxSettings(Server):
    """The mailbox that is read (IMAP)."""

    port: Port = 0  # until the security is known
    """If left out: 993 with `tls`, else 143."""
    folder: Words = "INBOX"
    """The folder that is read."""
    start: Annotated[Literal["now"] | AwareDatetime, BeforeValidator(_start)] = "now"
    """Older mail is never answered: `now` (the first start), or a date."""
    poll: Annotated[Duration, at_least(timedelta(seconds=5))] = timedelta(seconds=60)
    """How often the mailbox is looked at; `"5s"` at least."""
    idle: bool = True
    """Whether to be told of new mail at once, where the server can."""
    handled: Annotated[Literal["leave"] | MoveTo | Tag, BeforeValidator(_handled)] = "leave"
    """What becomes of a registration: `leave`, `{move = "Folder"}` or `{keyword = "Name"}`. Other mail stays."""
    sent: Words | None = None
    """The folder for a copy of each reply, such as "Sent". What a colleague answered from there is left alone."""
    authserv_id: str = ""
    """The name that your mail server begins its `Authentication-Results` with, such as "mx.example.org": where it says
    there that DMARC fails, you decide. If left out, nothing is made of that header."""

    @model_validator(mode="before")
    @classmethod
    def _port(cls, value: object) -> object:
        return _with_port(value, {"tls": 993}, 143)


class SubmissionSettings(Server):
    """The server that replies are handed to (SMTP submission, RFC 6409)."""

    port: Port = 0  # until the security is known
    """If left out: 465 with `tls`, else 587."""
    sender: EmailAddress = Field(alias="from")
    """Whom replies come from: "Linda Boudry <linda.boudry@kcvs.be>"."""

    @model_validator(mode="before")
    @classmethod
    def _port(cls, value: object) -> object:
        return _with_port(value, {"tls": 465}, 587)


def _with_port(value: object, ports: dict[str, int], default: int) -> object:
    if isinstance(value, dict) and "port" not in value:
        return {**value, "port": ports.get(str(value.get("security", "tls")), default)}
    return value


class StoreSettings(Section):
    """Where the list is kept."""

    url: Words = "sqlite:///inbox_bot.db"
    """`sqlite:///FILE` (relative to config.toml) or `postgresql://USER:PASSWORD@HOST/DATABASE` (see operations.md)."""


class OrganiserSettings(Section):
    """Who reads the reports."""

    addresses: tuple[EmailAddress, ...] = Field(min_length=1)
    """Who gets the digest and the alarms."""
    alarm_after: Annotated[int, Field(ge=1)] = 5
    """After how many polls without a look at the mailbox an alarm is mailed; never within ten minutes."""
    digest: Hour = time(8)
    """When the daily digest is sent, in the time zone of the first event."""
    language: Language = "nl"
    """The language of the digest."""


class MetricsSettings(Section):
    """Figures for Prometheus, at `/metrics`: numbers alone, nothing of people."""

    port: Port | None = None
    """Where they are served; nowhere if left out."""
    host: Words = "127.0.0.1"
    """The address that is listened on; whoever reaches it can read the figures."""


class ProbeSettings(Section):
    """A message to ourselves, once a day, to see that mail leaves and arrives; it is removed from the mailbox again."""

    to: EmailAddress | None = None
    """The address by which mail comes into the folder that is read; no probe if left out."""
    hour: Hour = time(6)
    """When it is sent, in the time zone of the first event."""


class ReplySettings(Section):
    """How replies are worded, and how many."""

    templates: str | None = None
    """A folder with templates of your own; what is not in it comes from the shipped ones (see templates.md)."""
    form: Form = "u"
    """How the shipped Dutch replies address people; other languages are polite."""
    per_sender: Annotated[int, Field(ge=1)] = 5
    """How many replies one sender may get in 24 hours."""
    per_hour: Annotated[int, Field(ge=1)] = 200
    """How many replies may go out in one hour, to anybody."""
    remind_after: Annotated[Duration | None, or_never] = timedelta(hours=48)
    """How long after our question whoever did not answer it is reminded, once; `"never"` for no such reminder."""
    remind_before_closing: Annotated[Duration | None, or_never] = timedelta(hours=36)
    """How long before the deadline they are reminded once more: `"36h"` is noon of the day before closing."""
