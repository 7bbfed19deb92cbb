"""A value without the words in which somebody says it: `voortaan schepen`, `jurist ipv directeur, graag aanpassen`."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_LEADS = re.compile(
    rf"(?:(?:is|wordt|becomes|est|devient|ist|wird)\s+)?(?:{lexicon.any_of('nowadays')}|{lexicon.any_of('from_now_on')})"
    r"[\s,:]+(?=[^\W\d_])"
)
_WISH = re.compile(
    rf"(?<=[\w.)])(?:\s*[,;:.–—-]\s*|\s*\(|\s+){lexicon.any_of('kindly')}(?!\w)(?:[\s,]+[\w'’-]+){{0,5}}[\s.!)]*$"
)
_CONTRAST = re.compile(
    rf"(?<=[\w.)])\s*[,;(–—-]?\s+(?:\(?\s*){lexicon.any_of('in_place_of')}\s.*$|"
    r"(?<=\w)(?:\s*[,(–—]\s*(?:en|et|and|und|maar|mais|but|aber)?\s*|\s+(?:en|et|and|und)\s+)"
    r"(?:niet|not|non|pas|nicht|no|plus)\s+(?:meer\s+|langer\s+|longer\s+|plus\s+|mehr\s+)?[^\W\d_].*$"
)


def alone(text: str) -> str:
    """Return *text* without the words that say since when, instead of what, or that it is to be noted.

    All of it where nothing else would be left.
    """
    text = text[: end(text)].strip()
    leads = _LEADS.match(fold(text))
    return text[leads.end() :] if leads and not _is_called(text, leads) else text


def _is_called(text: str, leads: re.Match[str]) -> bool:
    """Tell whether the first word of *text* may be one of a name: `Nu Skin`, but not `nu Brugge`."""
    return text[:1].isupper() and text[leads.end()].isupper()


def end(text: str) -> int:
    """Return where in *text* the words begin that ask to note the value before them, or say instead of what."""
    folded = fold(text)
    for pattern in (_WISH, _CONTRAST):
        found = pattern.search(folded)
        folded = folded[: found.start()] if found else folded
    return len(folded)
