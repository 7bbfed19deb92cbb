"""What stands where a value is still to come: `(nog in te vullen)`, `TBC`, `wird nachgereicht`, `???`."""

import re
from functools import cache, lru_cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_SIGNS = re.compile(r"[\s.…_?*/()\[\]{}<>–—-]+")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+\b)*(?:['’]|\.(?=[^\W_]))?")
_IN_BRACKETS = re.compile(r"\((?P<said>[^()]+)\)")
_LONGEST = 9
"""Words of what only says that a value is to come."""


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Tell whether *text* is nothing but words and signs for a value that is still to come.

    No word of it may say anything else: `later` and `to be confirmed` give none, `later shift` does.
    """
    if _SIGNS.fullmatch(text):
        return True
    said = _WORD.findall(fold(text))
    if not 0 < len(said) <= _LONGEST:
        return False
    plain = [word.replace(".", "").strip("'’") for word in said]
    if len(plain) == 1:
        return plain[0] in lexicon.answers("to_come_alone") or _is_label(text)
    return (not _cores().isdisjoint(plain) and _known().issuperset(plain)) or _is_label(text)


def _is_label(text: str) -> bool:
    """Tell whether *text* only says in brackets what belongs there: `(functie)`."""
    inside = _IN_BRACKETS.fullmatch(text.strip())
    return inside is not None and fold(inside["said"]).strip() in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for kind in lexicon.labelled() for label in lexicon.labels(kind))


@cache
def _cores() -> frozenset[str]:
    return lexicon.answers("to_come")


@cache
def _known() -> frozenset[str]:
    return _cores() | lexicon.answers("around_to_come")
