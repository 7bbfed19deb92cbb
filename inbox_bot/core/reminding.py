"""When somebody is reminded of what they left open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.core.event import Event
from inbox_bot.core.reply.kinds import Kind

REST = timedelta(hours=24)
"""How long before a reminder shortly before closing nobody has heard from us."""


@dataclass(frozen=True, slots=True)
class Moments:
    """When reminders leave; None for one that never does."""

    after: timedelta | None = timedelta(hours=48)
    """After our question."""
    before_closing: timedelta | None = timedelta(hours=36)
    """Before the deadline."""


def due(
    event: Event, asked_at: datetime, reminded: Mapping[Kind, datetime], at: datetime, when: Moments
) -> Kind | None:
    """Return the reminder that is due *at* (aware) for a question put at *asked_at*; None where none is.

    *reminded* says which left already. Each is due once, none after the deadline. Where both would come within a day,
    only the one before closing does; it waits until what was said last is a day old.
    """
    if event.closed(at):
        return None
    last = None if when.before_closing is None else event.deadline - when.before_closing
    if last is not None and at >= last:
        rested = at >= max((asked_at, *reminded.values())) + REST
        return Kind.CLOSING if Kind.CLOSING not in reminded and rested else None
    if when.after is None or reminded or at < asked_at + when.after:
        return None
    return Kind.REMINDER if last is None or at + REST <= last else None
