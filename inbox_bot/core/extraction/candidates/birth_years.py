"""Years of birth, in four digits: `Jg. 1985`, `né en 85`, `born 17 February 1996`, `'97`."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.days import MONTH_NUMBERS

_OLDEST = 110
_YOUNGEST = 1
_CENTURY = 100
_CUE = re.compile(rf"(?<![\w-])(?:{alternation(lexicon.concept('birthyear'))}(?![^\W\d_])|[*°](?=\s?\d{{4}}))")
_IN = r"[\s:.=]*(?:(?:am|im|in|on|en|le|l'|op|the|year|jahr|annee|jaar)\s+)*"
_YEAR = r"(?:1[89]|20)\d\d(?![\d/]|[.,]\d)"
_SHORT = r"[’'`]?\d\d(?![\d./]|\s*(?:km|kg|cm|h|uhr|ans|jahre|years))"
_MONTH = rf"(?:\d{{1,2}}|{alternation(MONTH_NUMBERS)})"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?[\s./-]+(?:of\s+|de\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}})[\s.,/-]+"
_BEHIND = re.compile(rf"{_IN}(?:{_DAY})?(?P<year>{_YEAR}|{_SHORT})")
_BEFORE = re.compile(rf"(?<![\d.,/-])(?P<year>{_YEAR})\s+(?:\w+\s+){{0,2}}$")
_ONLY = re.compile(rf"(?:{_DAY})?(?P<year>{_YEAR}|(?<!\w)[’'`]\d\d(?!\d))\W*")
_REACH = 40


def read(text: str, event: Event) -> str | None:
    """Return the year that *text* beside its label gives, also by a day of birth; None where it gives none."""
    folded = fold(text).strip()
    found = _ONLY.fullmatch(folded) or _CUE_AND_YEAR.fullmatch(folded) or re.fullmatch(rf"(?P<year>{_SHORT})", folded)
    return _plausible(found["year"], event) if found else None


def find(folded: str, start: int, end: int, event: Event) -> Iterator[tuple[Span, str]]:
    """Yield the years in *folded*, from *start* to *end*, that words of birth stand beside."""
    for cue in _CUE.finditer(folded, start, end):
        reach = max(start, cue.start() - _REACH)
        found, offset = _BEHIND.match(folded, cue.end(), end), 0
        if not found:
            found, offset = _BEFORE.search(folded[reach : cue.start()]), reach
        value = _plausible(found["year"], event) if found else None
        if found and value:
            yield Span(offset + found.start("year"), offset + found.end("year")), value


def _plausible(said: str, event: Event) -> str | None:
    digits, now = int(said.strip("’'`")), event.starts.year
    year = digits if digits > _CENTURY else digits + now - now % _CENTURY
    year -= _CENTURY if digits < _CENTURY and year > now - _YOUNGEST else 0
    return str(year) if now - _OLDEST <= year <= now - _YOUNGEST else None


_CUE_AND_YEAR = re.compile(rf"{_CUE.pattern}{_BEHIND.pattern}\W*")
