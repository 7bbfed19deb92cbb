"""Whom the sender's words name, of those on the list."""

from collections.abc import Iterable, Sequence

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.whose import name
from inbox_bot.core.document import Zone
from inbox_bot.core.extraction.wording.words import folded_words, sentences

_PROSE = 3
"""Words that a sentence has besides a name; with fewer it is a signature."""


def in_prose(case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return those of *there* whom the sender's sentences name, by their whole name or a part of it."""
    longest = max(len(folded_words(name(case.event, known.fields))) for known in there)
    return mentioned(case, there, (words for words in prose(case) if len(words) >= longest + _PROSE))


def prose(case: Case) -> tuple[Sequence[str], ...]:
    """Return the sender's own sentences, each as folded words."""
    return tuple(sentence.words for sentence in sentences(line.text for line in case.document.of(Zone.NEW)))


def mentioned(case: Case, there: Sequence[Known], spoken: Iterable[Sequence[str]]) -> tuple[Known, ...]:
    """Return those of *there* who are named in one of *spoken* (folded words)."""
    heard = [frozenset(words) for words in spoken]
    return tuple(known for known in there if any(_names(case, known, there, words) for words in heard))


def _names(case: Case, known: Known, there: Sequence[Known], said: frozenset[str]) -> bool:
    parts = folded_words(name(case.event, known.fields))
    others = {part for one in there if one is not known for part in folded_words(name(case.event, one.fields))}
    return bool(parts) and (said.issuperset(parts) or not said.isdisjoint({parts[0], parts[-1]} - others))
