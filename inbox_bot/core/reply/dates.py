"""Dates and hours in words, as people of each language write them."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date

from inbox_bot.core.event import Event


class _Manner(NamedTuple):
    """How a language writes: the CLDR pattern of a day, an hour with and without minutes, and the words around them."""

    day: str
    hour: str
    minutes: str
    at: str
    between: str
    from_to: str
    through: str
    until: str


_MANNERS = {
    "nl": _Manner(
        day="EEEE d MMMM y",
        hour="{0.hour} uur",
        minutes="{0.hour}.{0.minute:02} uur",
        at="{day} om {hour}",
        between="{day} van {hour} tot {end}",
        from_to="van {start} tot {end}",
        through="tot en met {day}",
        until="tot {day} om {hour}",
    ),
    "fr": _Manner(
        day="EEEE d MMMM y",
        hour="{0.hour} h",
        minutes="{0.hour} h {0.minute:02}",
        at="{day} à {hour}",
        between="{day} de {hour} à {end}",
        from_to="du {start} au {end}",
        through="jusqu’au {day} inclus",
        until="jusqu’au {day} à {hour}",
    ),
    "en": _Manner(
        day="EEEE d MMMM y",
        hour="{0.hour:02}:{0.minute:02}",
        minutes="{0.hour:02}:{0.minute:02}",
        at="{day} at {hour}",
        between="{day} from {hour} to {end}",
        from_to="from {start} to {end}",
        through="up to and including {day}",
        until="until {day} at {hour}",
    ),
    "de": _Manner(
        day="EEEE, d. MMMM y",
        hour="{0.hour} Uhr",
        minutes="{0.hour}:{0.minute:02} Uhr",
        at="{day}, um {hour}",
        between="{day}, von {hour} bis {end}",
        from_to="von {start} bis {end}",
        through="bis einschließlich {day}",
        until="bis {day}, um {hour}",
    ),
}


@lru_cache(maxsize=64)
def in_words(day: date, language: str) -> str:
    """Return the day with its weekday: "vrijdag 7 december 2018"."""
    words = format_date(day, _MANNERS[language].day, locale=language)
    # CLDR has no ordinal for the first day of a French month.
    return words.replace(" 1 ", " 1er ", 1) if language == "fr" else words


def moment(at: datetime, event: Event, language: str) -> str:
    """Return day and hour of *at* (aware) in the event's time zone: "vrijdag 7 december 2018 om 9.30 uur"."""
    local = at.astimezone(ZoneInfo(event.timezone))
    return _MANNERS[language].at.format(day=in_words(local.date(), language), hour=_hour(local, language))


def held(event: Event, language: str) -> str:
    """Return when the event is held: from when, and until when if that was announced."""
    if event.ends is None:
        return moment(event.starts, event, language)
    manner = _MANNERS[language]
    zone = ZoneInfo(event.timezone)
    start, end = event.starts.astimezone(zone), event.ends.astimezone(zone)
    if start.date() == end.date():
        day = in_words(start.date(), language)
        return manner.between.format(day=day, hour=_hour(start, language), end=_hour(end, language))
    return manner.from_to.format(start=moment(event.starts, event, language), end=moment(event.ends, event, language))


def until(event: Event, language: str) -> str:
    """Return until when one registers: "tot en met zondag 2 december 2018", or with the hour within a day."""
    local = event.deadline.astimezone(ZoneInfo(event.timezone))
    if (local.hour, local.minute) == (0, 0):
        local -= timedelta(minutes=1)
    day = in_words(local.date(), language)
    if (local.hour, local.minute) == (23, 59):
        return _MANNERS[language].through.format(day=day)
    return _MANNERS[language].until.format(day=day, hour=_hour(local, language))


def _hour(local: datetime, language: str) -> str:
    manner = _MANNERS[language]
    return (manner.minutes if local.minute else manner.hour).format(local)
