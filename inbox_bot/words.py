"""The words of lists and reports in the organiser's language."""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from inbox_bot.shipped import shipped

Words = Mapping[str, Mapping[str, str]]

_LONGEST = 2000
"""Characters of a reason that are looked at: within it are words of a mail."""
TEMPLATES = shipped("templates")
"""The folder of the shipped templates."""


@cache
def words(language: str) -> Words:
    """Return the words of *language* by section and name (`templates/digest/LANGUAGE.toml`)."""
    return tomllib.loads((TEMPLATES / "digest" / f"{language}.toml").read_text("utf-8"))


def said(reason: str, language: str) -> str:
    """Return *reason*, which is stored in English, in *language*.

    What stands in a mail's own words, behind a colon or within the sentence, stays; so does what is not known.
    """
    if (whole := _sentence(reason, language)) is not None:
        return whole
    head, colon, rest = reason.partition(": ")
    if not colon:
        return reason
    table, colon = words(language)["said"], words(language)["report"]["colon"]
    if head not in table:  # the label of a field
        return f"{head}{colon} {said(rest, language)}"
    # A single word there is one of the mail's own.
    told = _sentence(rest, language) if " " in rest else None
    return f"{table[head]}{colon} {rest if told is None else told}"


def _sentence(reason: str, language: str) -> str | None:
    if reason in words(language)["said"]:
        return words(language)["said"][reason]
    for pattern, translated in _sentences(language):
        if found := pattern.fullmatch(reason[:_LONGEST]):
            # Of the words within, those of our own are known as well.
            return translated.format(*(words(language)["said"].get(word, word) for word in found.groups()))
    return None


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences with words of the mail within them."""
    table = words(language)["said"].items()
    return tuple(
        (re.compile(re.escape(english).replace(r"\{\}", "(.+?)")), translated)
        for english, translated in table
        if "{}" in english
    )


def day(at: datetime, zone: str, language: str) -> str:
    """Write the day of *at* (aware) in *zone*: "21 november 2026"."""
    return format_date(at.astimezone(ZoneInfo(zone)), "d MMMM y", locale=language)


def moment(at: datetime, zone: str, language: str) -> str:
    """Write *at* (aware) in *zone*: "21 november 2026, 08:00"."""
    return f"{day(at, zone, language)}, {format_time(at.astimezone(ZoneInfo(zone)), 'HH:mm', locale=language)}"
