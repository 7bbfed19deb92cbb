"""Who is named in the sender's own words, and as what: a participant, or somebody who is only mentioned."""

from inbox_bot.core.extraction.prose.people.explained import explained
from inbox_bot.core.extraction.prose.people.finding import find

__all__ = ["explained", "find"]
