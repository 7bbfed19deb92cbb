"""Lines that greet, and lines that take leave."""

import re

from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.lexicon import any_of, given_names

_SALUTATION = re.compile(rf"{any_of('salutations')}\b")
_VALEDICTION = re.compile(rf"{any_of('valedictions')}(?!\w)")
_ASKS = re.compile(r"(?:inscri|regist|inschrij|schrijf|anmeld|eintrag|not[ei]er|ajout|add )")


def is_salutation(text: str) -> bool:
    """Tell whether a line only greets somebody."""
    folded = fold(text).strip()
    if not _SALUTATION.match(folded) or len(folded.split()) > 6:  # noqa: PLR2004 (a greeting is short)
        return False
    # «Cara Nika,» greets, and «Cara Williams» is called so.
    return folded.endswith((",", "!", ":")) or folded.split()[0] not in given_names()


def is_valediction(text: str) -> bool:
    """Tell whether a line takes leave."""
    folded = fold(text).strip(" ,.!;-")
    if folded.endswith(":") or _ASKS.search(folded):
        return False
    return bool(_VALEDICTION.match(folded)) and len(folded.split()) <= 7  # noqa: PLR2004 (a farewell is short)
