"""Until when a place that came free is kept for who waited, and when it passes on."""

from datetime import datetime, timedelta

from inbox_bot.core.event import Event

_LAST_DAY = timedelta(hours=24)
_LONG = timedelta(hours=6)
_HOUR = timedelta(hours=1)


def kept_until(event: Event, at: datetime) -> datetime | None:
    """Return until when a place that comes free *at* (aware) is kept; None where it is given at once.

    As long as `event.hold` says, but no longer than half of the time that is left, so that somebody else may still
    come. On the last day nobody is waited for. What is long ends on the hour.
    """
    left = event.starts - at
    if event.hold is None or left <= _LAST_DAY:
        return None
    kept = min(event.hold, left / 2)
    return at + kept if kept < _LONG else _next_hour(at + kept)


def lapsed(until: datetime, written_at: datetime, sent_at: datetime, at: datetime) -> bool:
    """Tell whether a place kept *until* passes on *at*: whoever heard of it late has as long to answer."""
    return at >= max(until, sent_at + (until - written_at))


def _next_hour(at: datetime) -> datetime:
    full = at.replace(minute=0, second=0, microsecond=0)
    return full if full == at else full + _HOUR
