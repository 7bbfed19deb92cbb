"""Days and years of birth as people write them: always with a year, which lies behind the event's."""

import re
from collections.abc import Iterator
from datetime import date

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import nearby
from inbox_bot.core.extraction.candidates.dayforms import ORDINALS, ROMAN_MONTHS
from inbox_bot.core.extraction.wording.days import MONTH_NUMBERS

_OLDEST = 110
"""Years that nobody who registers has lived."""
_CENTURY = 100
_DECEMBER = 12
_MONTH = alternation(MONTH_NUMBERS)
_DAY = rf"(?P<d>\d{{1,2}}|{alternation(ORDINALS)})"
_ENDING = r"(?:\.|st|nd|rd|th|ter|tes|ten|er|e|de|ste)?"
_FULL = r"(?P<y>(?:19|20)\d\d)"
_YEAR = rf"(?:{_FULL[:-1]}|['’]?\d\d))"
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_FULL}\s?(?P<sign>[./-])\s?(?P<m>\d{{1,2}})\s?(?P=sign)\s?(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<![\d.:/+-])(?P<d>\d{{1,2}})\s?(?P<sign>[./-])\s?(?P<m>\d{{1,2}})\s?(?P=sign)\s?{_YEAR}(?![\d:./-]\d|\d)",
        rf"(?<![\d.:/+-])(?P<d>\d{{1,2}})\s(?P<m>\d{{1,2}})\s{_FULL}(?!\d)",
        rf"(?<![\d.:/+-])(?P<d>\d{{1,2}})\.\s?(?P<m>{alternation(ROMAN_MONTHS)})\.?\s?{_FULL}(?!\d)",
        rf"(?<![\w.:/-]){_DAY}{_ENDING}\s*[.-]?\s*(?:of\s+|de\s+|d')?(?P<m>{_MONTH})(?!\w)[.,-]*\s*(?:of\s+|de\s+)?{_YEAR}(?!\d)",
        rf"(?<!\w)(?P<m>{_MONTH})[.-]*\s*(?:the\s+)?{_DAY}{_ENDING}(?:,\s*|-|\s+){_FULL}(?!\d)",
    )
)
_BORN = re.compile(
    rf"(?:(?<!\w){alternation(lexicon.days('born'))}(?!\w)[.:]?|[*°])\s*(?:im\s+jahr\s+|en\s+|in\s+|im\s+)?{_YEAR}(?![\d/-]|[.,]\d)"
)
_BARE = re.compile(rf"{_FULL[:-1]}|['’]\d\d)")

Said = tuple[Span, str]


def days(folded: str, event: Event) -> Iterator[Said]:
    """Yield the days of *folded* on which somebody may have been born, as ISO 8601, with their offsets."""
    taken: list[Span] = []
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            if day := _day(match, event):
                taken.append(span)
                yield span, day.isoformat()


def day(folded: str, event: Event) -> str | None:
    """Return the one day that *folded* gives; None where it gives none, or several."""
    said = {value for _, value in days(folded, event)}
    return said.pop() if len(said) == 1 else None


def years(folded: str, event: Event) -> Iterator[Said]:
    """Yield the years in which *folded* says that somebody was born: `Jg. 1997`, `né en 84`, a whole date."""
    written = list(days(folded, event))
    yield from ((span, value[:4]) for span, value in written)
    for match in _BORN.finditer(folded):
        span = Span(*match.span())
        if not any(span.start < other.end and other.start < span.end for other, _ in written):
            year = _whole(match["y"], event)
            yield from [(span, str(year))] if _is_past(year, event) else []


def year(folded: str, event: Event) -> str | None:
    """Return the one year that *folded* gives, which may stand alone."""
    said = {value for _, value in years(folded, event)}
    alone = _BARE.fullmatch(folded.strip(" .,;:()"))
    if not said and alone and _is_past(_whole(alone["y"], event), event):
        return str(_whole(alone["y"], event))
    return said.pop() if len(said) == 1 else None


def _day(match: re.Match[str], event: Event) -> date | None:
    number = int(ORDINALS.get(match["d"], match["d"]))
    month = MONTH_NUMBERS.get(match["m"]) or ROMAN_MONTHS.get(match["m"]) or int(match["m"])
    if month > _DECEMBER >= number:  # as Americans write it
        number, month = month, number
    try:
        born = date(_whole(match["y"], event), month, number)
    except ValueError:
        return None
    return born if _is_past(born.year, event) else None


def _whole(written: str, event: Event) -> int:
    """Return a year of four digits; of two digits, the last such year before the event's."""
    digits = written.lstrip("'’")
    if len(digits) > 2:  # noqa: PLR2004 (all four)
        return int(digits)
    held = nearby.first_day(event).year
    year = held - held % _CENTURY + int(digits)
    return year if year < held else year - _CENTURY


def _is_past(year: int, event: Event) -> bool:
    return 0 < nearby.first_day(event).year - year <= _OLDEST
