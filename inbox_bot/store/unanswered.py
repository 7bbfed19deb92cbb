"""The conversations in which something that we asked is still open."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from inbox_bot import schema
from inbox_bot.core.case import Outcome
from inbox_bot.core.reminding import Question
from inbox_bot.core.reply.kinds import REMINDERS, Kind
from inbox_bot.core.states import Status
from inbox_bot.store.by_hand import by_hand
from inbox_bot.store.rows import Entry, State, to_entry
from inbox_bot.store.turns import turn

_entry, _inbound, _outbox = schema.entry, schema.inbound, schema.outbox
_OPEN = _entry.c.status == Status.INCOMPLETE
_THREADS = select(_inbound.c.thread).select_from(_entry.join(_inbound)).where(_OPEN)
_ENTRIES = (
    select(_entry, _inbound.c.thread)
    .select_from(_entry.join(_inbound))
    .where(_inbound.c.thread.in_(_THREADS), _entry.c.status != Status.CANCELLED)
    .order_by(_inbound.c.thread, _entry.c.received_at, _entry.c.id)
)
_SAID = (
    select(
        *(_outbox.c[name] for name in ("digest", "outcome", "rcpt_to", "message_id", "state", "enqueued_at")),
        _outbox.c.settled_at,
        _inbound.c.thread,
    )
    .select_from(_outbox.join(_inbound))
    .where(_inbound.c.thread.in_(_THREADS), _outbox.c.outcome.in_((Kind.INCOMPLETE, *REMINDERS)))
    .order_by(_outbox.c.id)
)
_FLAGGED = select(_inbound.c.thread, func.lower(_inbound.c.sender)).where(
    _inbound.c.outcome == Outcome.REVIEW, _inbound.c.settled_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A conversation in which something is open, and that no human looks after.

    No mail of it is flagged, and nobody of ours answered by hand since we asked.
    """

    event: str
    entries: tuple[Entry, ...]
    """All of its people who come; one at least lacks something."""
    digest: str
    """Of the mail that our last question answers."""
    rcpt_to: str
    message_id: str
    """Of that question."""
    question: Question


def unanswered(connection: Connection) -> list[Unanswered]:
    """Return the conversations whose last question was sent, is still open, and that no human looks after."""
    said: dict[str, list[RowMapping]] = {}
    for row in connection.execute(_SAID).mappings():
        said.setdefault(row["thread"], []).append(row)
    flagged = {value for row in connection.execute(_FLAGGED) for value in row if value}
    last = by_hand(connection, said)
    rows = connection.execute(_ENTRIES).mappings().all()
    found = (
        _unanswered([_entry_of(row) for row in group], said[thread], last.get(thread), flagged)
        for thread, group in groupby(rows, key=lambda row: str(row["thread"]))
        if thread in said
    )
    return [one for one in found if one]


def _unanswered(
    entries: list[Entry], said: list[RowMapping], by_hand: datetime | None, flagged: set[str]
) -> Unanswered | None:
    question = next((row for row in reversed(said) if row["outcome"] == Kind.INCOMPLETE), None)
    if question is None or question["state"] != State.SENT:
        return None
    who = {question["thread"], question["rcpt_to"].lower()}
    whose = turn(entries, said, by_hand, flagged=not flagged.isdisjoint(who))
    if not whose.theirs:
        return None
    return Unanswered(
        event=entries[0].event,
        entries=tuple(entries),
        digest=question["digest"],
        rcpt_to=question["rcpt_to"],
        message_id=question["message_id"],
        question=Question(
            whose,
            asked_at=question["settled_at"],
            said_at=max([question["settled_at"], *(row["enqueued_at"] for row in said if row["outcome"] in REMINDERS)]),
        ),
    )


def _entry_of(row: RowMapping) -> Entry:
    values: dict[str, Any] = {name: row[name] for name in _entry.c.keys()}  # noqa: SIM118  columns are no mapping
    return to_entry(values)
