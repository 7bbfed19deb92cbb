"""Words that one option alone has."""

import re
from functools import cache, lru_cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.choices.answering import says
from inbox_bot.core.extraction.candidates.choices.naming import stem
from inbox_bot.core.extraction.candidates.denial import denies
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words

_WORDS = re.compile(r"[^\W\d_]+")
_LONG, _SHORTEST, _COUNTS = 6, 3, re.compile(r"\d{1,2}x?")


def by_telling_word(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the options of which *folded* says a long word that no other option has: `the platter`."""
    said = set(_WORDS.findall(folded)) if not denies(folded) else set()
    long = ((option, {one for one in words if one[_LONG:]}) for option, words in _own_words(options, fold))
    return [option for option, words in long if not said.isdisjoint(words)]


def by_any_word(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the options of which *folded* says a word that no other has, and else only how people choose.

    What a dish is called in general tells less than what is said of it: `a hot plate` is no `cold plate`.
    """
    said = {stem(word) for word in _WORDS.findall(folded)}
    own = dict(_own_words(options, stem))
    unsaid = said - _said_otherwise() - frozenset[str]().union(*own.values())
    if denies(folded) or unsaid:
        return []
    for words in (said - _dishes(), said):
        named = [option for option, telling in own.items() if telling & {one for one in words if one[_SHORTEST - 1 :]}]
        if named:
            return named
    return []


@cache
def _dishes() -> frozenset[str]:
    return frozenset(map(stem, lexicon.answers("dishes")))


@cache
def _said_otherwise() -> frozenset[str]:
    """Return the words by which people choose, beside what they choose."""
    words = (*lexicon.answers("choosing"), *lexicon.answers("option_words"), *lexicon.answers("dishes"))
    numbers = (entry.rpartition(" ")[0] for entry in lexicon.words("numbers"))
    return frozenset(map(stem, (*words, *numbers, *frame_words(), *courtesies(), "x")))


@lru_cache(maxsize=256)
def _own_words(options: tuple[str, ...], form: object) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return, of each option, the words that it alone has, in their *form*; what says no, or yes, has none."""
    shaped = stem if form is stem else fold
    words = {option: frozenset(map(shaped, _WORDS.findall(fold(option)))) for option in options}
    others = {option: frozenset().union(*(words[other] for other in options if other != option)) for option in options}
    return tuple((option, words[option] - others[option]) for option in options if says(option) is None)
