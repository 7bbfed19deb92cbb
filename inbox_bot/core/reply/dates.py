"""Dates and hours in words, as people of each language write them."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from inbox_bot.core.event import Event
from inbox_bot.core.reply.wording import words


@lru_cache(maxsize=64)
def in_words(day: date, language: str) -> str:
    """Return the day with its weekday: "vrijdag 7 december 2018"."""
    written = format_date(day, words(language).dates.day, locale=language)
    # CLDR has no ordinal for the first day of a French month.
    return written.replace(" 1 ", " 1er ", 1) if language == "fr" else written


def moment(at: datetime, event: Event, language: str) -> str:
    """Return day and hour of *at* (aware) in the event's time zone: "vrijdag 7 december 2018 om 9.30 uur"."""
    local = at.astimezone(ZoneInfo(event.timezone))
    return words(language).dates.at.format(day=in_words(local.date(), language), hour=_hour(local, language))


def held(event: Event, language: str) -> str:
    """Return when the event is held: from when, and until when if that was announced."""
    if event.ends is None:
        return moment(event.starts, event, language)
    manner = words(language).dates
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
        return words(language).dates.through.format(day=day)
    return words(language).dates.until.format(day=day, hour=_hour(local, language))


def _hour(local: datetime, language: str) -> str:
    manner = words(language).dates
    return (manner.minutes if local.minute else manner.hour).format(local)
