"""Free text: whatever stands beside its label."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold


def read(text: str) -> str | None:
    """Return *text* on one line without outer space; None where it says nothing, or that there is nothing."""
    value = re.sub(r"\s+", " ", text).strip(" \t;,|")
    nothing = fold(value).strip(" .!") in lexicon.words("none") | lexicon.words("no")
    return value if any(c.isalnum() for c in value) and not nothing else None
