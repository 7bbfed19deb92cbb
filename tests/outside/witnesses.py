"""What four witnesses hold after a run: the IMAP server, the SMTP server, the database, the log. None is the program."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from typing import Any, NamedTuple

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types
from pg8000 import dbapi
from sqlalchemy import make_url

Row = dict[str, Any]
_PRIVATE = {rb"\Recent"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that the SMTP server really accepted."""

    rcpt_tos: tuple[str, ...]
    octets: bytes
    mail_from: str = ""

    @property
    def message_id(self) -> str:
        """With its angle brackets."""
        return self._header("Message-ID")

    @property
    def answers(self) -> str:
        """The Message-ID of the mail that it answers; empty for what is no reply."""
        return self._header("In-Reply-To")

    def _header(self, name: str) -> str:
        return str(message_from_bytes(self.octets, policy=default).get(name, "")).strip()


@dataclass(frozen=True, slots=True)
class Database:
    """The tables, read without the program's own store."""

    inbound: tuple[Row, ...]
    entries: tuple[Row, ...]
    outbox: tuple[Row, ...]
    meta: Mapping[str, str]


class Served(NamedTuple):
    """When a service was at work, in seconds of the clock."""

    begun: float
    ended: float
    most: float
    """How long it may go without a look at the mailbox."""


Lying = Mapping[tuple[str, str], tuple[tuple[bytes, ...], ...]]
"""By folder and digest of the octets: the flags of each copy."""


def fingerprint(octets: bytes) -> str:
    """Return what names a mail's octets whatever the server does to its line ends."""
    return sha256(b"\r\n".join(octets.splitlines())).hexdigest()


def lying(client: IMAPClient) -> Lying:
    """Return what lies in each folder of the account, without touching it."""
    found: dict[tuple[str, str], tuple[tuple[bytes, ...], ...]] = {}
    for _, _, folder in client.list_folders():
        client.select_folder(folder, readonly=True)
        for data in client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"]).values():
            name = folder, fingerprint(data[b"BODY[]"])
            found[name] = (*found.get(name, ()), tuple(sorted(set(data[b"FLAGS"]) - _PRIVATE)))
    return found


def database(url: str) -> Database:
    """Read the whole store at *url*."""
    connection = connected(url)
    with closing(connection):
        inbound, entries, outbox, meta = (_rows(connection, name) for name in ("inbound", "entry", "outbox", "meta"))
    return Database(inbound, entries, outbox, {row["key"]: row["value"] for row in meta})


def twice(values: Iterable[str]) -> list[str]:
    """Return those of *values* that are there more than once."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


def connected(url: str) -> Any:
    """Return a connection of the bare driver's to the database at *url*."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite3.connect(parsed.database or "")
    folder = str(parsed.query["host"])
    return dbapi.connect(
        parsed.username, database=parsed.database, unix_sock=f"{folder}/.s.PGSQL.5432", ssl_context=False
    )


def _rows(connection: Any, table: str) -> tuple[Row, ...]:
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  names of our own
        names = [column[0] for column in cursor.description]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def parsed(value: Any) -> Any:
    """Return a JSON column as a value: SQLite gives its text."""
    return json.loads(value) if isinstance(value, str) else value
