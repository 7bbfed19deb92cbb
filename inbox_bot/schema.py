"""The tables: what the bot keeps, and for whom."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
)

VERSION = 1
"""Raised with every change that an older program could not read."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite knows no zones, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the base class's signature
        """Return *value* in UTC; ValueError for a naive one."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  as above
        """Return *value* aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text out of a mail. No database takes lone surrogates, and PostgreSQL takes no NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  the base class's signature
        """Return *value* without what cannot be stored."""
        return value and value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


metadata = MetaData()

# SQLite numbers rows by itself only where the key is called INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _column(name: str, kind: Any, *rest: Any, **options: Any) -> Column[Any]:  # noqa: ANN401  passed on as they are
    """Return a column that is never null: null is said aloud below."""
    return Column(name, kind, *rest, **{"nullable": False, **options})


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _column("value", Text))

folder = Table(
    "folder",
    metadata,
    Column("name", Words, primary_key=True),
    Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
    _column("floor", BigInteger),
    comment="Every UID below the floor is settled.",
)

sighting = Table(
    "sighting",
    metadata,
    Column("folder", Words, primary_key=True),
    Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    _column("digest", Text, comment="empty for a mail from before the start"),
    _column("handled", Boolean, comment="whether the mailbox shows what became of it"),
    comment="UIDs from the floor upwards that were taken, so that none is fetched twice.",
)

answered = Table(
    "answered",
    metadata,
    Column("message", Text, primary_key=True, comment="digest of a Message-ID"),
    _column("at", Instant, index=True),
    comment="Mails that somebody answered by hand, whatever they are about.",
)

inbound = Table(
    "inbound",
    metadata,
    Column("digest", Text, primary_key=True),
    _column("thread", Text, index=True, comment="digest of the mail that began the conversation"),
    _column("received_at", Instant, comment="when the mail server received it"),
    _column("arrived_at", Instant, index=True, comment="when the bot took it in"),
    _column("outcome", Text, index=True),
    _column("rule", Text),
    _column("reasons", JSON),
    # All below is of people, and stays empty for mail that is not ours.
    _column("event", Text),
    _column("intent", Text),
    _column("message_id", Words),
    _column("sender", Words),
    _column("subject", Words),
    _column("content", Text, index=True, comment="digest of sender and text"),
    _column("extraction", JSON),
    Column("octets", LargeBinary),
    Column("settled_at", Instant, comment="when a human settled what was flagged"),
    Column("settled_how", Words),
    Column("emptied_at", Instant, comment="when what is of people was taken out; the digest is a keyed hash then"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    _column("event", Text),
    _column("digest", Text, ForeignKey("inbound.digest", onupdate="CASCADE"), comment="the mail that began it"),
    _column("position", Integer, comment="which of the participants in that mail"),
    _column("status", Text),
    _column("fields", JSON),
    _column("sender", Words, index=True),
    _column("address", Words, index=True, comment="the address that is noted of them, in lower case; empty if none"),
    _column("received_at", Instant),
    _column("changed_at", Instant),
    _column("placed", Boolean, comment="whether a place is theirs, or kept for them"),
    Column("offered_until", Instant, comment="until when a place is kept for who waits, or was"),
    UniqueConstraint("digest", "position"),
    Index("ix_entry_event_status", "event", "status"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column(
        "digest",
        Text,
        ForeignKey("inbound.digest", onupdate="CASCADE"),
        comment="the mail that it answers; none for our own words",
    ),
    _column("outcome", Text, comment="what it tells"),
    _column("entry", _NUMBER, comment="whom it is about, where several people of one mail hear it apart; else 0"),
    _column("rcpt_to", Words),
    _column("message_id", Text, unique=True),
    _column("octets", LargeBinary),
    _column("state", Text),
    _column("attempts", Integer),
    _column("due_at", Instant, comment="when it may be claimed; while claimed, when the claim lapses"),
    _column("last_error", Words),
    _column("enqueued_at", Instant, index=True),
    Column("settled_at", Instant),
    _column("copied", Boolean, comment="whether a copy lies in the Sent folder"),
    Index("ix_outbox_digest", "digest", "outcome"),
    Index("ix_outbox_state_due_at", "state", "due_at"),
)

# A mail is answered once; what it began may bring somebody a place more than once.
_ONCE = outbox.c.entry == 0
Index(
    "uq_outbox_digest_outcome_rcpt_to",
    *(outbox.c.digest, outbox.c.outcome, outbox.c.rcpt_to),
    unique=True,
    sqlite_where=_ONCE,
    postgresql_where=_ONCE,
)
Index("ix_outbox_rcpt_to", func.lower(outbox.c.rcpt_to), outbox.c.enqueued_at)
