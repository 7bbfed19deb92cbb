"""Numbers as digits."""

import re
from functools import cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_DIGITS = re.compile(r"(?<![\w.,])\d{1,6}(?![\w@])")


@cache
def spelled() -> dict[str, str]:
    """Return the numbers written out, folded, each with its digits."""
    return {fold(word): digits for word, _, digits in (entry.rpartition(" ") for entry in lexicon.words("numbers"))}


def number(text: str) -> str | None:
    """Return the one number in *text* as digits; None where there is none, or more than one."""
    found = _DIGITS.findall(text)
    if not found:
        words = [word for word in re.findall(r"[^\W_]+", fold(text)) if word in spelled()]
        found = [spelled()[word] for word in words]
        if not found and fold(text).strip(" .-") in lexicon.words("none"):
            found = ["0"]
    return str(int(found[0])) if len(found) == 1 else None
