"""Lines that greet, and lines that take leave."""

import re

from inbox_bot.core.extraction.candidates.jobs import has_head
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.lexicon import any_of, given_names

_SALUTATION = re.compile(rf"{any_of('salutations')}\b")
_ALWAYS = frozenset(
    {
        "beste",
        "dag",
        "geachte",
        "hallo",
        "hey",
        "hoi",
        "dear",
        "bonjour",
        "hello",
        "hi",
        "liebe",
        "lieber",
        "madame",
        "mevrouw",
    }
)
_PARTS = re.compile(r"(?<=\w[.!?])\s+")
_ADDRESSEE = re.compile(
    r"(?:t\.?\s?a\.?\s?v\.?|a l'attention de|att(?:n|ention)?\.?\s?:|for the attention of|"
    r"z\.\s?hd\.|zu handen|ter attentie van)(?!\w)"
)
_VALEDICTION = re.compile(rf"{any_of('valedictions')}(?!\w)")
_ASKS = re.compile(
    r"(?:inscri|regist|inschrij|schrijf|anmeld|eintrag|note[er]|notier|compter|reserver|confirm|ajout|add )"
)


def is_salutation(text: str) -> bool:
    """Tell whether a line only greets somebody."""
    folded = fold(text).strip()
    if _ADDRESSEE.match(folded):
        return True
    if not _SALUTATION.match(folded) or len(folded.split()) > 6:  # noqa: PLR2004 (a greeting is short)
        return False
    if "@" in folded or any(map(has_head, folded.split(",")[1:])):
        return False
    if folded.split()[0] in _ALWAYS:
        return True
    # «Cara Nika» greets, and «Cara Williams» is called so.
    first, *others = folded.split()
    greeted = bool(others) and others[-1] in given_names()
    return folded.endswith((",", "!", ":")) or first not in given_names() or greeted


def is_valediction(text: str) -> bool:
    """Tell whether a line takes leave."""
    folded = fold(text).strip(" ,.!;-")
    if folded.endswith(":") or _ASKS.search(folded) or not all(map(_is_leave_or_name, _PARTS.split(text)[1:])):
        return False
    return bool(_VALEDICTION.match(folded)) and len(folded.split()) <= 7  # noqa: PLR2004 (a farewell is short)


def farewell_ends(text: str) -> int:
    """Return where the words of leave end with which *text* begins, if any: the name of who takes it may follow."""
    found = _VALEDICTION.match(fold(text))
    return found.end() if found else 0


def _is_leave_or_name(text: str) -> bool:
    """Tell whether what follows a farewell on its line is another one, or who takes leave."""
    return bool(_VALEDICTION.match(fold(text).strip())) or all(word[:1].isupper() for word in text.split())
