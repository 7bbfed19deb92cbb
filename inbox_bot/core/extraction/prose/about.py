"""By which words one sees that a text speaks of a field."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.labels import concepts


@lru_cache(maxsize=256)
def about(event: Event, field: Field) -> re.Pattern[str] | None:
    """Return what tells, in folded text, that somebody speaks of *field*; None where nothing does."""
    words = sorted(concepts.telling(event, field), key=len, reverse=True)
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?<!\w\w-)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")
