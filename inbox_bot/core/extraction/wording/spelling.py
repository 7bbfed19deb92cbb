"""Slips of the pen in long words, one letter left out, put in, changed or swapped, and umlauts written out."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SHORTEST, _LONGEST = 8, 40
_UMLAUT = re.compile(r"([aou])e")
_ENDING = 2
"""How many last letters must be right: another ending is mostly another form, not a slip."""


class Spelling:
    """The words that a reader recognises also when they are misspelt."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        long = sorted(word for word in self._known if len(word) >= _SHORTEST)
        self._near = {less: word for word in long for less in (*_lessened(word), word)}

    def mend(self, words: Sequence[str]) -> Sequence[str]:
        """Return *words* with each slip put right; what is known, short or far from every known word stays."""
        if all(map(self._is_right, words)):
            return words
        return [word if self._is_right(word) else self._mended(word) for word in words]

    def _is_right(self, word: str) -> bool:
        mendable = _SHORTEST - 1 <= len(word) <= _LONGEST or _UMLAUT.search(word) is not None
        return not mendable or word in self._known

    @lru_cache(maxsize=1024)  # noqa: B019 (there is one for each lexicon; the words of a mail come up often)
    def _mended(self, word: str) -> str:
        plain = _UMLAUT.sub(r"\1", word)
        if plain in self._known or len(word) < _SHORTEST - 1:
            return plain if plain in self._known else word
        found = next((self._near[less] for less in (word, *_lessened(word)) if less in self._near), word)
        return found if abs(len(found) - len(word)) <= 1 else word


def _lessened(word: str) -> list[str]:
    """Return *word* less one letter, for each but the first and the last few: words one slip apart share one."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word) - _ENDING)]
