"""The store: SQLite or PostgreSQL, in transactions. With schema.py, the only place that knows SQL."""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from inbox_bot import schema
from inbox_bot.core.states import Status
from inbox_bot.store import file, refusal
from inbox_bot.store.errors import StoreDamagedError, StoreError, StoreUnavailableError
from inbox_bot.store.offers import Offer
from inbox_bot.store.person import Held
from inbox_bot.store.presence import Presence, beside
from inbox_bot.store.reading import Reading
from inbox_bot.store.rows import Before, Entry, Inbound, Ledger, OutboxItem, State
from inbox_bot.store.transaction import Transaction
from inbox_bot.store.unanswered import Unanswered
from inbox_bot.store.vitals import Vitals

__all__ = [
    "Before",
    "Entry",
    "Held",
    "Inbound",
    "Ledger",
    "Offer",
    "OutboxItem",
    "Reading",
    "State",
    "Status",
    "Store",
    "StoreDamagedError",
    "StoreError",
    "StoreUnavailableError",
    "Transaction",
    "Unanswered",
    "Vitals",
]

_BUSY_MS = 30_000
_MOMENT = 0.02
_CREATION = 0x696E626F78


class Store:
    """What the bot knows. A transaction that ended without an exception survives a crash of the machine."""

    def __init__(self, url: str) -> None:
        """Prepare for the database at *url*, without opening it; StoreError if *url* is none that can be used."""
        self._url = _checked(url)
        self._engine = _make_engine(self._url, json_serializer=_json, hide_parameters=True)

    @property
    def url(self) -> URL:
        """Where the database is."""
        return self._url

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine below."""
        return self._engine

    def create(self) -> None:
        """Make the tables where there are none; StoreError for a database of a newer version."""
        if _is_sqlite(self._url) and self._url.database:
            file.prepare(Path(self._url.database), self._name)
        with self._surfacing(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_CREATION)))
            if not inspect(connection).has_table(schema.meta.name):
                schema.metadata.create_all(connection)
                _first_notes(Transaction(connection))
            self._check_version(Reading(connection).meta("version"))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Do what follows wholly or, on any exception, not at all. On SQLite there is one writer at a time."""
        with self._surfacing(), self._engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Look without keeping any writer waiting."""
        with self._surfacing(), self._engine.connect().execution_options(reading=True) as connection:
            if not _is_sqlite(self._url):
                # SQLAlchemy's own way lets the driver's errors through where the server is gone.
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield Reading(connection)

    @contextmanager
    def delivering(self, at: datetime) -> Iterator[int]:
        """Hand replies over inside only. Gives how many a process left half handed over, which are unknown from now on.

        Elsewhere a process may be at work yet until its claims lapse; on SQLite this machine knows whether one is.
        """
        with ExitStack() as leaving:
            presence = self._presence(leaving)
            with self.begin() as tx:
                abandoned = tx.abandon(None if presence and presence.alone() else at)
            if presence:
                presence.share()
            yield abandoned

    def scrub(self) -> None:
        """Let nothing that was deleted lie about in the database's files, as far as that can be had now."""
        with self._surfacing(), self._engine.connect().execution_options(reading=True) as connection:
            connection.exec_driver_sql("COMMIT")  # neither can be done within a transaction
            if _is_sqlite(self._url):
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                return
            driver: Any = connection.connection.driver_connection
            driver.autocommit = True
            try:
                connection.exec_driver_sql("VACUUM inbound, entry, outbox, meta")
            finally:
                driver.autocommit = False

    @property
    def key(self) -> bytes:
        """The secret that marks our Message-IDs, made with the database."""
        with self.read() as reading:
            return bytes.fromhex(reading.meta("key") or "")

    def _presence(self, leaving: ExitStack) -> Presence | None:
        if not _is_sqlite(self._url) or not self._url.database:
            return None
        try:
            return leaving.enter_context(closing(Presence(beside(Path(self._url.database)))))
        except OSError:
            return None  # nothing is lost but the haste

    def _check_version(self, noted: str | None) -> None:
        if noted != str(schema.VERSION):
            raise StoreError(
                f"{self._name}: is of version {noted}, this program knows {schema.VERSION}; "
                "update the program, or name another database",
            )

    @property
    def _name(self) -> str:
        return self._url.render_as_string(hide_password=True)

    @contextmanager
    def _surfacing(self) -> Iterator[None]:
        """Turn the database's errors into ours. The statement's parameters are people's data and stay out of it."""
        try:
            yield
        except SQLAlchemyError as error:
            words = f"{self._name}: {refusal.said(error)}"
            if refusal.may_pass(error):
                raise StoreUnavailableError(f"{words}; see that it is reachable, not read only and not full") from error
            if refusal.is_damaged(error):
                raise StoreDamagedError(f"{words}; put back a copy with `inbox-bot restore`") from error
            raise StoreError(f"{words}; run `inbox-bot check`") from error


def _checked(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store's url cannot be read; write sqlite:///FILE or postgresql://…") from error
    backend = parsed.get_backend_name()
    if backend not in {"sqlite", "postgresql", "postgres"}:
        raise StoreError(f"{parsed.render_as_string()}: no such database; write sqlite:///FILE or postgresql://…")
    return parsed if backend == "sqlite" else parsed.set(drivername="postgresql")


def _make_engine(url: URL, **options: Any) -> Engine:  # noqa: ANN401  passed on as they are
    if _is_sqlite(url):
        engine = create_engine(url, **options)
        _tame_sqlite(engine)
        return engine
    try:
        from inbox_bot.store import postgresql  # noqa: PLC0415  its driver is an extra

        return postgresql.make_engine(url, **options)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL's driver is not installed; install inbox-bot[postgres]") from error
    except ValueError as error:
        raise StoreError(f"the store's url cannot have ?{error}=…; leave it out") from error


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _tame_sqlite(engine: Engine) -> None:
    """Give SQLite full durability, and transactions that hold the right to write from their first statement on."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        _into_wal(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another wrote in between.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _into_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; where two do so at once SQLite refuses the second without waiting."""
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_MOMENT)
        else:
            return


def _first_notes(tx: Transaction) -> None:
    tx.set_meta("version", str(schema.VERSION))
    tx.set_meta("key", secrets.token_bytes(32).hex())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
