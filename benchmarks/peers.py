"""The same job as short scripts do it: one mail after the other. `python -m benchmarks.peers LIBRARY SMTP CONFIG STORE`

They understand and answer with the very same core, record each registration in SQLite with full durability, and mark
the mail as read. What they do not do: survive a crash between two of their steps.
"""

import json
import smtplib
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from inbox_bot.assembly import desk_of, limits_of, templates_of
from inbox_bot.config import Config, load
from inbox_bot.core.answer import answer
from inbox_bot.core.case import Case, History, Outcome
from inbox_bot.core.extraction import extract, route
from inbox_bot.core.message import parse
from inbox_bot.core.reply import Desk
from inbox_bot.core.zones import zone

SCHEMA = """
CREATE TABLE registration (
  message_id TEXT PRIMARY KEY, sender TEXT, received_at TEXT, fields TEXT, octets BLOB, reply BLOB
)
"""

Send = Callable[[str, bytes], object]
Work = Callable[[bytes, datetime], None]


class Job(NamedTuple):
    """What a script does with one mail."""

    config: Config
    desk: Desk
    store: sqlite3.Connection
    send: Send

    def do(self, octets: bytes, received_at: datetime) -> None:
        message = parse(octets)
        document = zone(message)
        extraction = extract(message, document, route(message, document, self.config.events))
        limits, own = limits_of(self.config), self.config.own_addresses
        case = Case(message, document, extraction, History(), received_at, own, limits)
        decision, reply = answer(case, self.desk, datetime.now(UTC))
        if decision.outcome is not Outcome.CONFIRMED or reply is None:
            raise ValueError(f"the benchmark's mails are clear registrations, but {decision.reasons}")
        fields = json.dumps([{key: one.value for key, one in who.items()} for who in extraction.participants])
        row = (message.message_id, reply.rcpt_to, received_at.isoformat(), fields, octets, reply.octets)
        with self.store:
            self.store.execute("INSERT INTO registration VALUES (?, ?, ?, ?, ?, ?)", row)
        self.send(reply.rcpt_to, reply.octets)


def with_imap_tools(config: Config, work: Work) -> None:
    """Loop as its README does; `fetch` marks each mail as read before the work is done."""
    from imap_tools import AND, MailBoxUnencrypted  # noqa: PLC0415 - each process pays for its own library alone

    box = config.mailbox
    with MailBoxUnencrypted(box.host, box.port).login_utf8(box.username, _password(config)) as mailbox:
        for found in mailbox.fetch(AND(seen=False)):
            # It gives no octets back, only what it parsed them into.
            work(found.obj.as_bytes(), found.date)


def with_imapclient(config: Config, work: Work) -> None:
    """Fetch, work, mark as read."""
    from imapclient import SEEN, IMAPClient  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; as above

    box = config.mailbox
    with IMAPClient(box.host, box.port, ssl=False) as client:
        client.plain_login(box.username, _password(config))
        client.select_folder(box.folder)
        for uid in client.search("UNSEEN"):
            found = client.fetch([uid], ["BODY.PEEK[]", "INTERNALDATE"])[uid]
            work(found[b"BODY[]"], found[b"INTERNALDATE"].astimezone())
            client.add_flags([uid], [SEEN], silent=True)


def new_connection(config: Config) -> Iterator[Send]:
    """Send each reply over a connection of its own."""

    def send(rcpt_to: str, octets: bytes) -> None:
        with smtplib.SMTP(config.submission.host, config.submission.port) as smtp:
            smtp.sendmail("", rcpt_to, octets)

    yield send


def kept_connection(config: Config) -> Iterator[Send]:
    """Send all replies over one connection."""
    with smtplib.SMTP(config.submission.host, config.submission.port) as smtp:
        yield lambda rcpt_to, octets: smtp.sendmail("", rcpt_to, octets)


LIBRARIES = {"imap_tools": with_imap_tools, "IMAPClient": with_imapclient}
SENDERS = {"new": contextmanager(new_connection), "kept": contextmanager(kept_connection)}


def main(library: str, sender: str, config_path: str, store_path: str) -> None:
    """Do the whole job once."""
    config = load(Path(config_path))
    desk = desk_of(config, templates_of(config), b"benchmark")
    with closing(sqlite3.connect(store_path)) as store, SENDERS[sender](config) as send:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")
        store.execute(SCHEMA)
        LIBRARIES[library](config, Job(config, desk, store, send).do)


def _password(config: Config) -> str:
    assert config.mailbox.password is not None
    return config.mailbox.password.read(config.folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
