"""Wishes that the words around them turn into something else, and those of which the reader is the one who acts."""

from collections.abc import Sequence

from inbox_bot.core.extraction.intent.heard import but_for_sources
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.wording.phrases import Match


def turned(reading: Reading, wishes: Sequence[Match], *turns: str) -> str:
    """Return the words of the categories *turns* that stand beside every one of *wishes*; empty if one is free.

    Where nothing is wished in so many words, those of any sentence count.
    """
    found = [match for match in but_for_sources(reading, reading.has(*turns)) if not reading.is_announced(match)]
    words = {id(match.sentence): match.text for match in reversed(found)}
    said = [words.get(id(wish.sentence), "") for wish in wishes] or [match.text for match in found]
    return said[0] if said and all(said) else ""


def for_a_thing(reading: Reading, wishes: Sequence[Match]) -> str:
    """Return the thing for which every one of *wishes* is; none of it where the same sentence names the event."""
    named = any(reading.kind_within(wish.sentence) for wish in wishes)
    return "" if named or not wishes else turned(reading, wishes, "foreign_things", "other_things")


def invites(reading: Reading) -> str:
    """Return the words by which the sender invites the reader: whoever registers does so with the sender."""
    return next((match.text for match in reading.has("invites")), "")
