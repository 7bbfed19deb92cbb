"""Job titles: where one begins and ends in running text."""

from inbox_bot.core.extraction.candidates.jobs.finding import find, is_nothing, read
from inbox_bot.core.extraction.candidates.jobs.heads import has_head, is_head, is_plural

__all__ = ["find", "has_head", "is_head", "is_nothing", "is_plural", "read"]
