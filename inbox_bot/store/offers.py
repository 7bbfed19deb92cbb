"""The places that are kept for who waited, until they say that they take them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from inbox_bot import schema
from inbox_bot.core.case import Outcome
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.states import Stands
from inbox_bot.store.by_hand import by_hand
from inbox_bot.store.rows import Entry, State, to_entry
from inbox_bot.store.standing import stands
from inbox_bot.store.turns import turn

_entry, _inbound, _outbox = schema.entry, schema.inbound, schema.outbox
_ON_ITS_WAY = (State.PENDING, State.HANDING_OVER)
_LOST = (State.FAILED, State.RETURNED)
_REPORT = "bounce"
"""The rule for delivery reports."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The places that were kept for those who came with one mail."""

    entries: tuple[Entry, ...]
    until: datetime
    """As they were told."""
    written_at: datetime
    sent_at: datetime
    """When it was sent, or perhaps sent; where it did not arrive, when it was written."""
    heard: bool
    """Whether they may have heard of it."""


def offers(connection: Connection, event: str, by: datetime) -> list[Offer]:
    """Return the offers for *event* that ended at *by* or earlier, left us, and that no human looks after.

    No mail of the conversation or its sender is flagged, and nobody of ours answered there by hand since. What did not
    arrive ended as well: for somebody who hears nothing no place is kept any longer.
    """
    groups = offered(connection, event)
    found = (_offer(connection, group) for group in groups if group[0].offered_until and group[0].offered_until <= by)
    return [one for one in found if one]


def offered(connection: Connection, event: str) -> list[list[Entry]]:
    """Return for whom a place at *event* is kept, by the mail with which they came, those first who came first."""
    kept = stands(Stands.OFFERED) & (_entry.c.event == event)
    query = select(_entry).where(kept).order_by(_entry.c.received_at, _entry.c.id)
    return together(to_entry(row) for row in connection.execute(query).mappings())


def outdated(connection: Connection) -> list[int]:
    """Return the numbers of the offers that wait for their sending while no place is kept any longer."""
    waits = (_outbox.c.state == State.PENDING) & (_outbox.c.outcome == Kind.OFFER)
    query = select(_outbox.c.id).join(_entry, _entry.c.id == _outbox.c.entry).where(waits, ~stands(Stands.OFFERED))
    return list(connection.scalars(query))


def together(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return *entries* by the mail with which they came."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.digest, []).append(entry)
    return list(groups.values())


def _offer(connection: Connection, entries: list[Entry]) -> Offer | None:
    first = entries[0]
    thread = connection.scalar(select(_inbound.c.thread).where(_inbound.c.digest == first.digest)) or ""
    query = (
        select(_outbox.c.outcome, _outbox.c.state, _outbox.c.enqueued_at, _outbox.c.settled_at)
        .select_from(_outbox.join(_inbound))
        .where(_inbound.c.thread == thread, _outbox.c.outcome == Kind.OFFER)
        .order_by(_outbox.c.id)
    )
    said = connection.execute(query).mappings().all()
    if not said or said[-1]["state"] in _ON_ITS_WAY or first.offered_until is None:
        return None
    last = by_hand(connection, [thread]).get(thread)
    if not turn(entries, said, last, flagged=_flagged(connection, thread, first.sender)).theirs:
        return None
    told, heard = said[-1], said[-1]["state"] not in _LOST
    sent_at = told["settled_at"] if heard else told["enqueued_at"]
    return Offer(tuple(entries), first.offered_until, told["enqueued_at"], sent_at, heard)


def _flagged(connection: Connection, thread: str, sender: str) -> bool:
    """Tell whether a mail of theirs waits for a human; what says that ours did not arrive is no mail of theirs."""
    theirs = (_inbound.c.thread == thread) | (func.lower(_inbound.c.sender) == sender)
    waits = (_inbound.c.outcome == Outcome.REVIEW) & _inbound.c.settled_at.is_(None) & (_inbound.c.rule != _REPORT)
    return connection.scalar(select(func.count()).where(theirs, waits)) != 0
