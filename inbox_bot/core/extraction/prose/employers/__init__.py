"""Organisations in running text and signatures: by their own words, by where people work, by the sender's address."""

from inbox_bot.core.extraction.prose.employers.domain import of_address, spells
from inbox_bot.core.extraction.prose.employers.edges import edged, without_land
from inbox_bot.core.extraction.prose.employers.naming import find
from inbox_bot.core.extraction.prose.employers.words import (
    bare,
    extended,
    is_generic,
    is_prose,
    joined,
    until_called,
    weighed,
)

__all__ = [
    "bare",
    "edged",
    "extended",
    "find",
    "is_generic",
    "is_prose",
    "joined",
    "of_address",
    "spells",
    "until_called",
    "weighed",
    "without_land",
]
