"""Mail servers and a store of our own, on this machine, in place of the organiser's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from inbox_bot.config import Config, Secret
from inbox_bot.config.sections import MailboxSettings, SubmissionSettings
from inbox_bot.demo.servers import ImapServer, SmtpServer, imap_server, smtp_server

_USER = "organiser"
_PASSWORD = "demo"  # noqa: S105 - of a server that no other machine reaches


@contextmanager
def placed(config: Config, folder: Path, start: datetime) -> Iterator[tuple[Config, SmtpServer]]:
    """Give *config* with an empty mailbox, an SMTP server and an empty store in *folder*, and that SMTP server.

    Mail received before *start* (aware) is never answered.
    """
    user = config.mailbox.username or _USER
    with imap_server({user: _PASSWORD}) as imap, smtp_server() as smtp:
        settings = {
            "mailbox": _mailbox(imap, user, _password(folder), start),
            "submission": _submission(smtp, config.submission.sender),
            "store": config.store.model_copy(update={"url": f"sqlite:///{folder / 'inbox_bot.db'}"}),
        }
        yield config.model_copy(update=settings), smtp


def _password(folder: Path) -> Secret:
    file = folder / "password.txt"
    file.write_text(f"{_PASSWORD}\n", "utf-8")
    return Secret(file=file)


def _mailbox(imap: ImapServer, user: str, password: Secret, start: datetime) -> MailboxSettings:
    return MailboxSettings(
        host=imap.host,
        port=imap.port,
        security="none",
        username=user,
        password=password,
        start=start,
        poll=timedelta(seconds=5),
    )


def _submission(smtp: SmtpServer, sender: str) -> SubmissionSettings:
    return SubmissionSettings.model_validate({"host": smtp.host, "port": smtp.port, "security": "none", "from": sender})
