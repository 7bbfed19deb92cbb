"""Mailboxes of the program's own, opened on a test's server."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from inbox_bot.config import MailboxSettings
from inbox_bot.mailbox import Fetched, Mailbox

MONDAY = datetime(2024, 11, 18, 9, 30, tzinfo=UTC)  # Dovecot takes no time of arrival in the future
MAX_OCTETS = 1_000_000


def settings(tmp_path: Path, secret: str, **given: Any) -> MailboxSettings:
    (tmp_path / "password").write_text(secret, "utf-8")
    values = {"host": "127.0.0.1", "security": "none", "timeout": "10s", "password": {"file": "password"}}
    return MailboxSettings.model_validate({**values, **given})


@contextmanager
def opened(chosen: MailboxSettings, folder: Path, context: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    mailbox = Mailbox(chosen, folder, context=context)
    try:
        mailbox.open()
        yield mailbox
    finally:
        mailbox.close()


def deliver(client: IMAPClient, *bodies: str, at: datetime = MONDAY, folder: str = "INBOX") -> None:
    client.multiappend(folder, [{"msg": mail(body), "date": at} for body in bodies])


def mail(body: str) -> bytes:
    return f"From: jan@example.org\r\nSubject: {body[:20]}\r\n\r\n{body}\r\n".encode()


def new(mailbox: Mailbox, floor: int = 1, max_octets: int = MAX_OCTETS) -> list[Fetched]:
    """Return all that is new, as the service reads it."""
    facts = mailbox.facts(mailbox.uids(floor))
    return [fetched for batch in mailbox.fetch(facts, max_octets) for fetched in batch]


def flags(client: IMAPClient) -> dict[int, tuple[bytes, ...]]:
    client.noop()
    uids = client.search("ALL")
    return {uid: tuple(sorted(set(found) - {rb"\Recent"})) for uid, found in client.get_flags(uids).items()}
