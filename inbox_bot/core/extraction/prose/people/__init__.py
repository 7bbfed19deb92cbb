"""Who is named in the sender's own words, and as what: a participant, or somebody who is only mentioned."""

from inbox_bot.core.extraction.prose.people.explained import explained
from inbox_bot.core.extraction.prose.people.finding import announced, find

__all__ = ["announced", "explained", "find"]
