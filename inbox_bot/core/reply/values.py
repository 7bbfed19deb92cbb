"""What senders wrote, made fit to be shown to them again."""

import re
from datetime import date

from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.reply.dates import in_words
from inbox_bot.core.reply.wording import yes_no

LONGEST = 200
"""Characters of one value: nobody borrows the organiser's name to send a text of their own."""

_LINK = re.compile(r"(?i)(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.)\S+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Controls, line and paragraph separators, and what turns the direction of the text around it.
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return *text* on one line of at most *longest* characters, without controls."""
    line = text[: 4 * longest]
    if not line.isprintable():
        line = _INVISIBLE.sub(" ", _SURROGATES.sub("\ufffd", line))
    line = " ".join(line.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def shown(field: Field, value: str, language: str) -> str:
    """Return *value* as the sender reads it: one bounded line, no link, dates and yes or no in words."""
    line = one_line(value)
    if "://" in line or "www." in line.lower():
        line = _LINK.sub("[…]", line)
    if field.type is FieldType.BOOLEAN and line in {"true", "false"}:
        return yes_no(language)[line == "false"]
    if field.type is FieldType.DATE:
        return _day(line, language)
    return line


def choices(field: Field, language: str) -> str:
    """Return the answers to choose from, parted by slashes; empty where any answer will do."""
    options = yes_no(language) if field.type is FieldType.BOOLEAN else field.options
    return " / ".join(one_line(option) for option in options)


def _day(line: str, language: str) -> str:
    try:
        return in_words(date.fromisoformat(line), language)
    except ValueError:
        return line
