"""Words that name the address from which somebody writes instead of writing it: `die hier`, `the one I write from`."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 4
"""Characters: `deze` alone says nothing within a sentence."""


def is_pointed_at(text: str) -> bool:
    """Tell whether *text* says, with or without other words, that the sender's own address is meant."""
    folded = fold(text)
    return any(phrase in folded for phrase in lexicon.words("own_address") if len(phrase) > _TELLING) or points(text)


def points(text: str) -> bool:
    """Tell whether *text* does nothing but point at where the mail comes from."""
    folded = fold(text)
    said, pointing = _WORD.findall(folded), lexicon.words("pointing")
    plain = not pointing.isdisjoint(said) and (pointing | lexicon.words("beside_pointing")).issuperset(said)
    return plain or folded.strip(" .!") in lexicon.words("own_address")
