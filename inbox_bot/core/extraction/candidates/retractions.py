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
_NOTHING_ELSE = re.compile(rf"(?:{_NO}[\s,]+)?{_WORDS}(?:[\s,.:;!…–—-]+(?:{_WORDS}|{_NO}))*")
_BUT = r"(?:but|and|maar|en|mais|et|aber|und|sondern|so|dus|donc|also)"
_TURNS = re.compile(
    rf"(?:^|[,;:.!?(–—]|\s-)\s*(?:(?:oh|ah|no|nee|neen|non|nein|{_BUT})[\s,]+)*{lexicon.any_answer('takes_back')}(?!\w)[\s,:;–—-]*|"
    rf"[=-]?(?:>|→)\s*|[,;(–—-]\s*(?:no|nee|neen|non|nein)\s*[:,–—]\s*|"
    rf"(?<!\w)(?:not|niet|geen|pas|nicht|kein\w*)\s+[\w.@-]+(?:\s+[\w.@-]+)?,?\s+{_BUT}\s+|"
    rf"(?<!\w){lexicon.any_answer('at_first')}(?!\w)[^.;]*?(?<!\w){_BUT}\s+(?:{lexicon.any_answer('by_now')}(?!\w)\s*)*"
)
"""What does so at a turn of the sentence: `2, no, make that 3`, `first I said no, but now yes`, `yes / no -> yes`."""
_LEADS = re.compile(rf"(?:{_BUT}\s+|(?:since|sinds|depuis|seit)\s+\w+\s+)*")
"""What may lead to the later value: `sorry, but since January Ghent`."""


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


def behind(text: str) -> str:
    """Return what *text* says behind the last words that take back what stands before; empty where nothing does."""
    folded = fold(text)
    last = max((match.end() for match in _TURNS.finditer(folded)), default=0)
    leads = _LEADS.match(folded, last)
    return text[leads.end() if leads else last :].strip(" .!)") if last else ""
