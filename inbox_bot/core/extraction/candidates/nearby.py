"""Days that only an event makes clear: `Friday`, `the 13th`, `the day before`."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from inbox_bot.core.event import Event
from inbox_bot.core.extraction.wording.days import days

_AROUND = 6
"""So many days before and after an event a weekday still means one near it."""
_NEAR = 16
_REACH = 12
"""So many days before and after, the day of a month does."""


def weekday(number: int, event: Event) -> date:
    """Return the day meant by a weekday (Monday is 0): one that is announced, one of the event's, or the nearest."""
    return min(
        (day for day in _window(event, _AROUND) if day.weekday() == number), key=lambda day: _distance(day, event)
    )


def day_of_month(number: int, event: Event) -> date | None:
    """Return the day near the event that has this number in its month; None where none has."""
    found = [day for day in _window(event, _REACH) if day.day == number]
    return min(found, key=lambda day: _distance(day, event), default=None)


def is_near(day: date, event: Event) -> bool:
    """Tell whether somebody may come or leave on *day*."""
    return abs((day - first_day(event)).days) <= _NEAR or abs((day - _last_day(event)).days) <= _NEAR


def counted(days_after: int, event: Event) -> date:
    """Return the day so many days after the event's first."""
    return first_day(event) + timedelta(days=days_after)


def year_of(day: int, month: int, event: Event) -> int:
    """Return the year that brings a day and a month nearest to the event; ValueError if no year has them."""
    starts = first_day(event)
    years = (starts.year, starts.year + 1, starts.year - 1)
    return min(years, key=lambda year: abs((date(year, month, day) - starts).days))


@lru_cache(maxsize=64)
def first_day(event: Event) -> date:
    """Return the day on which the event begins, where it is held."""
    return event.starts.astimezone(ZoneInfo(event.timezone)).date()


@lru_cache(maxsize=64)
def _last_day(event: Event) -> date:
    return event.ends.astimezone(ZoneInfo(event.timezone)).date() if event.ends else first_day(event)


def _window(event: Event, reach: int) -> Iterator[date]:
    day, last = first_day(event) - timedelta(days=reach), _last_day(event) + timedelta(days=reach)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _distance(day: date, event: Event) -> tuple[bool, bool, float]:
    first, last = first_day(event), _last_day(event)
    away = (first - day).days if day < first else (day - last).days * 1.5  # who is not there yet comes before
    return day not in _announced(event), not first <= day <= last, away


@lru_cache(maxsize=64)
def _announced(event: Event) -> frozenset[date]:
    """The days near the event that its announcement names."""
    near = {(day.day, day.month): day for day in _window(event, _AROUND)}
    named = days(f"{event.title}\n{event.announcement}")
    return frozenset(near[one.day, one.month] for one in named if (one.day, one.month) in near)
