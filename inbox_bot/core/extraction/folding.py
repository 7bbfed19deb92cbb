"""Words without case and accents: how everything that is looked up is spelled."""

import re
import unicodedata
from functools import lru_cache

_BY_HAND = {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "s", "œ": "o", "æ": "a"}
_BY_HAND |= dict.fromkeys("’‘`´ʼ", "'") | dict.fromkeys("‐‑‒–—―", "-") | dict.fromkeys("\u00a0\u2007\u202f", " ")


class _Table(dict[int, str]):
    """Folds one character to one character, so that offsets keep their meaning."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _BY_HAND.get(character.lower()[:1])
        if plain is None:
            plain = unicodedata.normalize("NFKD", character.lower())[:1] or character
        if code < _COMMON:
            self[code] = plain
        return plain


_COMMON = 0x2500
"""Letters and signs of European writing stand below; the table remembers no others."""
_TABLE = _Table()
_LONG = 300
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_NO_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return *text* in lower case without accents, character for character: its length is the same."""
    if text.isascii():
        return text.lower()
    return _folded(text) if len(text) <= _LONG else text.translate(_TABLE)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """Fold what several readers of a mail ask for."""
    return text.translate(_TABLE)


def words(text: str) -> list[str]:
    """Return the folded words of *text*; hyphens and apostrophes stand within words."""
    return _WORD.findall(fold(text))


def key(text: str) -> str:
    """Return the letters and digits of *text* alone, folded: equal for `Sint-Niklaas` and `sint niklaas`."""
    return _NO_LETTER.sub("", fold(text))
