"""A value that takes itself back: `2, no, make that 3`, `first I said no, but now yes`, `yes / no -> yes`."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_BUT = r"(?:but|and|maar|en|mais|et|aber|und|sondern|so|dus|donc|also)"
_MARK = re.compile(
    rf"(?:^|[,;:.!?(–—]|\s-)\s*(?:(?:oh|ah|no|nee|neen|non|nein|{_BUT})[\s,]+)*{lexicon.any_answer('takes_back')}(?!\w)[\s,:;–—-]*|"
    rf"[=-]?(?:>|→)\s*|[,;(–—-]\s*(?:no|nee|neen|non|nein)\s*[:,–—]\s*|"
    rf"(?<!\w)(?:not|niet|geen|pas|nicht|kein\w*)\s+[\w.@-]+(?:\s+[\w.@-]+)?,?\s+{_BUT}\s+|"
    rf"(?<!\w){lexicon.any_answer('at_first')}(?!\w)[^.;]*?(?<!\w){_BUT}\s+(?:{lexicon.any_answer('by_now')}(?!\w)\s*)*"
)
_LEADS = re.compile(rf"(?:{_BUT}\s+|(?:since|sinds|depuis|seit)\s+\w+\s+)*")
"""What may lead to the later value: `sorry, but since January Ghent`."""
_FORM = re.compile(
    rf"\W*(?:(?:{lexicon.any_of('yes')})\s*(?:/|\||or|of|ou|oder)\s*(?:{lexicon.any_of('no')})|"
    rf"(?:{lexicon.any_of('no')})\s*(?:/|\||or|of|ou|oder)\s*(?:{lexicon.any_of('yes')}))(?!\w)[\s):=>→,–—-]*"
)
"""The form's own `yes / no`, left standing before the answer."""


def behind(text: str) -> str:
    """Return what *text* says behind the last words that take back what stands before; empty where nothing does."""
    folded = fold(text)
    last = max((match.end() for match in _MARK.finditer(folded)), default=0)
    leads = _LEADS.match(folded, last)
    return text[leads.end() if leads else last :].strip(" .!)") if last else ""


def form(text: str) -> int:
    """Return how many characters at the beginning of *text* only repeat that yes or no is asked."""
    left = _FORM.match(fold(text))
    return left.end() if left else 0
