"""Mails of which nobody comes to an end: told to the program before it begins, for it knows of none."""

from dataclasses import replace
from functools import partial
from typing import Any

from inbox_bot import reading
from inbox_bot.core.conversation import events
from inbox_bot.nursery import Limits
from inbox_bot.reader import reading_apart
from outside.points import Happen
from outside.post import Posted, confirmed

_WORDS = b"zonder einde"


def endless(number: int) -> Posted:
    """Return a registration that is never read to its end."""
    whole = confirmed(number)
    octets = whole.octets.replace(b"Beste Linda", b"Beste Linda, " + _WORDS, 1)
    return replace(whole, octets=octets, outcomes=("review",), listed=(), kind="")


def spin(seconds: int) -> Happen:
    """Give what lets this process spin over such a mail, and bounds what one may take to so many *seconds*."""
    return partial(_spin, seconds)


def _spin(seconds: int) -> None:
    for module in (reading, events):
        module.extract = partial(_extract, module.extract)  # type: ignore[attr-defined]  # what it imports
    reading_apart.__wrapped__.__defaults__ = (Limits(seconds),)  # type: ignore[attr-defined]  # what is decorated


def _extract(extract: Any, message: Any, *given: Any, **named: Any) -> Any:
    while _WORDS.decode() in message.text:
        pass
    return extract(message, *given, **named)
