"""Options by their place in the list: `2`, `option B`, `la première`, `the last one`."""

import re
from collections.abc import Iterator
from functools import cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.numbers import spelled

_WORDS = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_LAST, _LAST_BUT_ONE = "last", "last_but_one"
_LETTER = re.compile(r"[a-h]")
_ARTICLES = frozenset({"le", "la", "l", "de", "the", "der", "die", "das"})
_FEWEST = 3
"""Options: of two, `the second` may be anything's."""


def placed(folded: str, options: tuple[str, ...], *, bare: bool = True) -> list[str]:
    """Return the one of *options* whose place in the list is all that *folded* says.

    A place that is not *bare* is told to be one of a list: `the second option`, `choice 2`.
    """
    kinds = lexicon.answers("option_words")
    beyond = _phrase(_LAST_BUT_ONE).sub(" ", folded)
    said = list(_telling(_WORDS.findall(beyond), kinds))
    told = [word for word in said if word not in kinds]
    if len(said) == len(told) and not bare:
        return []
    if beyond != folded:
        return [options[-2]] if not told and len(options) >= _FEWEST else []
    return _at_place(told[0], options, sure=len(said) > 1) if len(told) == 1 else []


def _at_place(word: str, options: tuple[str, ...], *, sure: bool) -> list[str]:
    """Return the option at the place that a number, a letter or an ordinal tells; one spelled out only where *sure*."""
    numbered = any(map(_DIGITS.search, options))
    digits = spelled().get(word, word)
    if digits.isdigit():
        if numbered:
            return [option for option in options if _DIGITS.findall(option) == [digits]]
        return _at(int(digits) - 1, options) if word.isdigit() or sure else []
    if _LETTER.fullmatch(word):
        return [] if numbered else _at(ord(word) - ord("a"), options)
    place = _place_of(word)
    if place is None or word in {one for option in options for one in _WORDS.findall(option.lower())}:
        return []
    return [options[-1]] if place == _LAST else _at(_PLACES.index(place), options)


def _telling(words: list[str], kinds: frozenset[str]) -> Iterator[str]:
    """Yield the words that do more than choose: a number or a letter ends what is said, behind what is numbered."""
    for word, before in zip(words, ["", *words], strict=False):
        counts = word in spelled() or _LETTER.fullmatch(word)
        ends = word == words[-1] and (before in kinds or len(words) == 1 or (before in _ARTICLES and len(word) == 1))
        if word not in lexicon.answers("choosing") | lexicon.answers("dishes") or (counts and ends):
            yield word


def _at(index: int, options: tuple[str, ...]) -> list[str]:
    return [options[index]] if 0 <= index < len(options) else []


def _place_of(word: str) -> str | None:
    return next((place for place in (*_PLACES, _LAST) if word in lexicon.answers(f"place_{place}")), None)


@cache
def _phrase(place: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicon.any_answer(f'place_{place}')}(?!\w)")
