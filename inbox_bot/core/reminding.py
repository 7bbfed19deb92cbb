"""When somebody is reminded of what they left open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.core.event import Event
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.turns import Done, Turn, after

REST = timedelta(hours=24)
"""How long before a reminder shortly before closing nobody has heard from us."""


@dataclass(frozen=True, slots=True)
class Moments:
    """When reminders leave; None for one that never does."""

    after: timedelta | None = timedelta(hours=48)
    """After our question."""
    before_closing: timedelta | None = timedelta(hours=36)
    """Before the deadline."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of ours that is open. Moments are aware."""

    turn: Turn
    """Whose turn it is in its conversation, which also tells what reminders there were."""
    asked_at: datetime
    """When it was sent."""
    said_at: datetime
    """When we wrote last, be it a reminder."""


def due(event: Event, question: Question, at: datetime, when: Moments) -> Kind | None:
    """Return the reminder of *question* that is due *at* (aware); None where none is.

    Each is due once, none after the deadline. Where both would come within a day, only the one before closing does; it
    waits until what was said last is a day old.
    """
    if event.closed(at):
        return None
    last = None if when.before_closing is None else event.deadline - when.before_closing
    if last is not None and at >= last:
        is_said = after(question.turn, Done.CLOSES) is question.turn
        return None if is_said or at < question.said_at + REST else Kind.CLOSING
    is_said = after(question.turn, Done.REMINDS) is question.turn
    if when.after is None or is_said or at < question.asked_at + when.after:
        return None
    return Kind.REMINDER if last is None or at + REST <= last else None
