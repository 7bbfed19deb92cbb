"""Whether somebody needs what is lent or provided: who brings one of their own needs none."""

import re
from functools import lru_cache

from inbox_bot.core.event import Field
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_NEED = re.compile(rf"(?<!\w){lexicon.any_answer('needed')}(?!\w)")
_HAVING = re.compile(rf"(?<!\w){lexicon.any_answer('having')}(?!\w)")
_LACKING = re.compile(rf"(?<!\w){lexicon.any_answer('lacking')}(?!\w)")


@lru_cache(maxsize=256)
def is_asked(field: Field) -> bool:
    """Tell whether *field* asks if something is needed: `Laptop needed`, `Fahrrad leihen`."""
    return any(_NEED.search(fold(label)) for label in (field.label, *field.labels))


def read(text: str) -> str | None:
    """Return `yes` where *text* says that there is none, `no` where it says that there is one; else None."""
    folded = fold(text)
    if _LACKING.search(folded):
        return "yes"
    return "no" if _HAVING.search(folded) else None
