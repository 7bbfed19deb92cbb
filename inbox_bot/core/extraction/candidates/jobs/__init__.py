"""Job titles: where one begins and ends in running text."""

from inbox_bot.core.extraction.candidates.jobs.finding import (
    comes_along,
    find,
    is_nothing,
    read,
    without_coming,
)
from inbox_bot.core.extraction.candidates.jobs.heads import has_head, is_head, is_plural
from inbox_bot.core.extraction.candidates.jobs.stated import stated

__all__ = ["comes_along", "find", "has_head", "is_head", "is_nothing", "is_plural", "read", "stated", "without_coming"]
