"""What takes back the words before it: `soup... or rather no, salad`."""

import re
from collections.abc import Callable

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_WORDS, _NO = lexicon.any_answer("retractions"), lexicon.any_answer("plain_no")
_MARK = rf"(?:{_WORDS}|{_NO}(?=\s*[,.:;!…–—-]|\s+{_WORDS}))"
_TAKES_BACK = re.compile(
    rf"(?<![\w-])(?:(?:en|et|and|und|ou|of|or|oder|maar|mais|but|aber)\s+)?{_MARK}(?:[\s,.:;!…–—-]+{_MARK})*(?![\w-])(?!\s+(?:que|than|dan|als)(?!\w)|\s+qu')[\s,.:;!…–—-]*|\s*(?:→|[-=]+>)\s*"
)

_NOTHING_ELSE = re.compile(
    rf"(?:{lexicon.any_answer('plain_no')}[\s,]+)?{lexicon.any_answer('retractions')}"
    rf"(?:[\s,.:;!…–—-]+(?:{lexicon.any_answer('retractions')}|{lexicon.any_answer('plain_no')}))*"
)


def retracts(folded: str) -> bool:
    """Tell whether *folded*, which stands between two values, takes back the one before."""
    return _TAKES_BACK.search(f" {folded} ") is not None


def only_retracts(folded: str) -> bool:
    """Tell whether *folded* says nothing but that what stands before it does not hold: `euh non`."""
    return _NOTHING_ELSE.fullmatch(folded.strip(" .,;:!…–—-")) is not None


def corrected(text: str, read: Callable[[str], str | None]) -> str | None:
    """Return what *read* finds behind the last words of *text* that take back what it finds before them."""
    for mark in reversed(list(_TAKES_BACK.finditer(fold(text)))):
        behind = text[mark.end() :]
        value = read(behind.rstrip(" )") if "(" not in behind else behind) if mark.start() else None
        if value and read(text[: mark.start()]):
            return value
    return None
