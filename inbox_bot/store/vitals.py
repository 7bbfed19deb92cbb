"""How the store's contents stand, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from inbox_bot import schema
from inbox_bot.core.case import Outcome
from inbox_bot.store.rows import State

_entry, _inbound, _outbox = schema.entry, schema.inbound, schema.outbox
_MAILS = select(_inbound.c.outcome, func.count()).group_by(_inbound.c.outcome)
_FLAGGED = select(func.count()).where(_inbound.c.outcome == Outcome.REVIEW, _inbound.c.settled_at.is_(None))
_REPLIES = select(_outbox.c.state, func.count()).group_by(_outbox.c.state)
_OVERDUE = select(func.count()).where(_outbox.c.state == State.PENDING, _outbox.c.enqueued_at < bindparam("before"))
_PEOPLE = select(_entry.c.event, _entry.c.status, func.count()).group_by(_entry.c.event, _entry.c.status)
_OLDEST = (
    select(_outbox.c.enqueued_at, _outbox.c.last_error)
    .where(_outbox.c.state == State.PENDING)
    .order_by(_outbox.c.enqueued_at)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Vitals:
    """Numbers alone, but for what a server answered."""

    mails: Mapping[str, int]
    """By outcome."""
    flagged: int
    """How many mails wait for a human."""
    replies: Mapping[str, int]
    """By state."""
    overdue: int
    """How many replies wait to be sent for too long."""
    people: Mapping[tuple[str, str], int]
    """By event and status."""
    waits_since: datetime | None
    """When the oldest reply that is still to be sent was put in the outbox."""
    waits_for: str
    """What kept it there the last time."""


def vitals(connection: Connection, before: datetime) -> Vitals:
    """Return how all stands; a reply from *before* that is still to be sent is overdue."""
    oldest = connection.execute(_OLDEST).first()
    return Vitals(
        mails={row[0]: row[1] for row in connection.execute(_MAILS)},
        flagged=connection.scalar(_FLAGGED) or 0,
        replies={row[0]: row[1] for row in connection.execute(_REPLIES)},
        overdue=connection.scalar(_OVERDUE, {"before": before}) or 0,
        people={(row[0], row[1]): row[2] for row in connection.execute(_PEOPLE)},
        waits_since=oldest[0] if oldest else None,
        waits_for=oldest[1] if oldest else "",
    )
