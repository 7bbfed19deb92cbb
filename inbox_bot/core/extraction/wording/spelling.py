"""Slips of the pen in long words: one letter left out, put in, changed or swapped, umlauts written out, and words
written as they sound.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SHORTEST, _LONGEST = 8, 40
_UMLAUT = re.compile(r"([aou])e")
_SOUNDS = (("sch", "sg"), ("ch", "g"), ("ck", "k"), ("c", "k"), ("sk", "sg"), ("ph", "f"), ("th", "t"), ("dt", "t"),
           ("ij", "i"), ("ei", "i"), ("y", "i"), ("ou", "au"), ("z", "s"), ("v", "f"), ("x", "ks"))  # fmt: skip
"""Letters that sound alike in some of the languages, each with the one that stands for both."""
_OFF = 2
"""By so many letters a word may be too long or too short."""
_DOUBLE = re.compile(r"(.)\1")
_ENDING = 2
"""How many last letters must be right: another ending is mostly another form, not a slip."""


class Spelling:
    """The words that a reader recognises also when they are misspelt."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        long = sorted(word for word in self._known if len(word) >= _SHORTEST)
        self._near = {less: word for word in long for less in (*_lessened(word), word)}
        self._sounding = {_sound(word): word for word in long}

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
        found = self._sounding.get(_sound(word), word) if found == word else found
        return found if abs(len(found) - len(word)) <= _OFF else word


def _sound(word: str) -> str:
    """Return *word* as it sounds: alike for words that differ only in letters that sound alike, or in doubled ones."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLE.sub(r"\1", word)


def _lessened(word: str) -> list[str]:
    """Return *word* less one letter, for each but the first and the last few: words one slip apart share one."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word) - _ENDING)]
