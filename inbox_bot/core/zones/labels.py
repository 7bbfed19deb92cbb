"""Lines of a form: a short label from a known set of words, with or without a value."""

import re

from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.words import any_of

_PERSON = any_of("asks_person")
_ANY = any_of("asks_person", "contact")
_BULLET = r"[\s*•·(\[–-]*(?:\d{1,2}[.)]\s*)?\*?"
_TAIL = r"(?:\s*\([^()]{0,60}\))?[\s*)\]]*"
_BARE = re.compile(rf"{_BULLET}{_ANY}{_TAIL}[:?=.…_–-]*[\s.…_*]*$")
_PERSON_LABEL = re.compile(rf"{_BULLET}{_PERSON}(?!\w)")
_SIGN = r"(?:\s*[:=\t]\s*|\s+[–-]{1,6}\s+|\s*[–-]{0,6}>\s*|\s*→\s*|[ ]{2,}|\s*[.…_]{2,}\s*|\)\s*)"
_VALUED = re.compile(rf"{_BULLET}{_ANY}{_TAIL}{_SIGN}\*?\s*(?P<value>.*)$")
_LETTER = re.compile(r"[^\W_]")
_LONGEST = 300


def is_label(text: str) -> bool:
    """Tell whether *text* is a label of a form and nothing else."""
    return len(text) <= _LONGEST and _BARE.match(fold(text)) is not None


def asks_person(text: str) -> bool:
    """Tell whether *text* begins with a label that asks who somebody is, not only how to reach them."""
    return len(text) <= _LONGEST and _PERSON_LABEL.match(fold(text)) is not None


def value_of(text: str) -> str:
    """Return what stands, folded, behind the label that *text* begins with; empty where that is nothing or a filler."""
    found = _VALUED.match(fold(text)) if len(text) <= _LONGEST else None
    value = found["value"].strip() if found else ""
    filler = not _LETTER.search(value) or (value.startswith(("(", "[", "<")) and value.endswith((")", "]", ">")))
    return "" if filler else value
