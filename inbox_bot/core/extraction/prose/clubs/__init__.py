"""Clubs and other bodies that are called by a compound word and a name: `Heimat- und Geschichtsverein Aue 1901 e.V.`"""

from inbox_bot.core.extraction.prose.clubs.finding import find, is_invited
from inbox_bot.core.extraction.prose.clubs.naming import nominative, town_of

__all__ = ["find", "is_invited", "nominative", "town_of"]
