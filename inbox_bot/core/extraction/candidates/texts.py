"""Free text: whatever stands beside its label."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_ASKED = "|".join(
    re.escape(word) for word in sorted({*lexicon.concept("diet"), *lexicon.concept("remarks")}, key=len, reverse=True)
)
_NOTHING = re.compile(
    r"(?:i have |i've |ik heb |j'ai |ich habe )?"
    rf"{lexicon.any_answer('nothings')}(?:\s+{lexicon.any_answer('particulars')})*"
    rf"\s+(?:{_ASKED})(?:\s*(?:,|/|or|and|of|en|ou|et|oder|und)\s*(?:{_ASKED}))*"
    r"(?:\s+(?:at all|so far|for me|from me|from my side|please))*"
)
"""What says that there is nothing of what was asked: `no special dietary requirements`, `geen opmerkingen`."""


_POLITE = re.compile(
    r"(?:[\s,]+(?:thanks|thank you|thx|please|at all|so far|known|that i know of|really|for me|merci|dank u|"
    r"dank je|bedankt|bekend|connu\w*|danke|bekannt))+$"
)


def read(text: str) -> str | None:
    """Return *text* on one line without outer space; None where it says nothing, or that there is nothing."""
    value = re.sub(r"\s+", " ", text).strip(" \t;,|")
    folded = fold(value).strip(" .!")
    plain = _POLITE.sub("", folded)
    nothing = plain in lexicon.words("none") | lexicon.words("no") or _NOTHING.fullmatch(folded)
    return value if any(c.isalnum() for c in value) and not nothing else None
