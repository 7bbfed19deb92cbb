"""By which words one sees that a text speaks of a field."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.labels import concepts

_PLURALS = ("s", "en", "eren", "er", "n", "e")
_LONG = 5


@lru_cache(maxsize=256)
def about(event: Event, field: Field, *, inflected: bool = False) -> re.Pattern[str] | None:
    """Return what tells, in folded text, that somebody speaks of *field*; None where nothing does.

    What is counted may also be one: *inflected* words may lack the ending of their plural.
    """
    words = set(concepts.telling(event, field))
    words |= {word.removesuffix(end) for word in words for end in _PLURALS if inflected and len(word) > _LONG}
    if not words:
        return None
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?<!\w\w-)(?:{listed})s?(?!\w)")
