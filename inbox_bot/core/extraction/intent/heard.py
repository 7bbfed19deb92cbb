"""Where somebody only heard of the event: `I read in your newsletter that you …`."""

from collections.abc import Iterable, Sequence

from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.extraction.wording.phrases import Match

_BEFORE, _BEHIND = 10, 4
"""So many words before a thing, or behind it, may say that somebody read of the event there."""


def but_for_sources(reading: Reading, things: Iterable[Match]) -> list[Match]:
    """Return *things* but for those in which somebody only says to have heard of the event."""
    wishes = reading.has("asks", "comes")
    return [thing for thing in things if not _is_source(thing, wishes)]


def _is_source(thing: Match, wishes: Sequence[Match]) -> bool:
    sources, words = languages()[thing.phrase.language].sources, thing.sentence.words
    wished = [wish.start for wish in wishes if wish.sentence is thing.sentence and wish.start <= thing.start]
    before = range(max(0, thing.start - _BEFORE, *wished), thing.start)
    behind = () if wished else range(thing.end, min(len(words), thing.end + _BEHIND))
    return any(words[at] in sources for at in (*before, *behind))
