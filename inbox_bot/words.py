"""The words of lists and reports in the organiser's language."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from inbox_bot.shipped import shipped

Words = Mapping[str, Mapping[str, str]]

TEMPLATES = shipped("templates")
"""The folder of the shipped templates."""


@cache
def words(language: str) -> Words:
    """Return the words of *language* by section and name (`templates/digest/LANGUAGE.toml`)."""
    return tomllib.loads((TEMPLATES / "digest" / f"{language}.toml").read_text("utf-8"))


def day(at: datetime, zone: str, language: str) -> str:
    """Write the day of *at* (aware) in *zone*: "21 november 2026"."""
    return format_date(at.astimezone(ZoneInfo(zone)), "d MMMM y", locale=language)


def moment(at: datetime, zone: str, language: str) -> str:
    """Write *at* (aware) in *zone*: "21 november 2026, 08:00"."""
    return f"{day(at, zone, language)}, {format_time(at.astimezone(ZoneInfo(zone)), 'HH:mm', locale=language)}"
