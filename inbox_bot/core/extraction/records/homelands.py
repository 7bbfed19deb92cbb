"""The country in what an organisation is called, or from which the sender travels, for those who name none."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import countries
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading

_BEFORE = re.compile(r"(?:(?<!\w)(?:of|in|for|de|du|van|der|von)\s+(?:the\s+)?|[,(]\s?|\s[-–]\s|^)(?=\S)")

_TRAVELS = re.compile(
    r"(?<!\w)(?i:travel(?:l?ing)?|com(?:e|ing)|fly(?:ing)?|driv(?:e|ing)|reis|kom|viens|viendrai|komme|reise|anreise\w*)\s+"
    r"(?:(?i:over|in|all\s+the\s+way|across|down|up)\s+)?(?i:from|uit|de|du|d['’]|aus)\s*(?:(?i:the|der|la)\s+|l['’])?(?=[A-ZÀ-Þ])"
)
"""Before where somebody sets out."""


def fill(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give each who names none the country of `Ministry of Energy of Hungary`."""
    lands = [field.key for field in reading.event.fields if field.type is FieldType.COUNTRY]
    employers = [field.key for field in reading.event.fields if field.type is FieldType.ORGANISATION]
    for draft in drafts:
        for key in lands:
            if any(one.confidence >= THRESHOLD for one in draft.found.get(key, ())) or key in draft.unread:
                continue
            for one in [_land(reading, key, name) for asked in employers for name in draft.found.get(asked, ())]:
                if one:
                    draft.add(one)
            if draft.is_sender and key not in draft.found:
                draft.found |= {key: whence} if (whence := list(_whence(reading, key))) else {}


def _whence(reading: Reading, key: str) -> Iterator[Candidate]:
    """Yield the one country from which the sender says to travel: `I'll be coming from the UK`."""
    found = [
        (span, value, row)
        for row in reading.own
        for span, value in countries.find(reading.clean, row.span.start, row.span.end, _TRAVELS)
    ]
    for span, value, row in found if len({value for _, value, _ in found}) == 1 else ():
        text = reading.document.slice(span)
        yield candidate(key, value, text, span, reading.source(row), ("known", "employer"))


def _land(reading: Reading, key: str, employer: Candidate) -> Candidate | None:
    if employer.confidence < THRESHOLD:
        return None
    found = next(countries.find(employer.text, 0, len(employer.text), _BEFORE), None) or _at_end(employer.text)
    if found is None:
        return None
    at, value = found
    if at.start == 0 and _is_at_home_elsewhere(reading, value):
        return None
    span = Span(employer.span.start + at.start, employer.span.start + at.end) if employer.span else None
    text = reading.document.slice(span) if span else employer.text[at.start : at.end]
    return candidate(key, value, text, span, employer.source, ("known", "in the organisation's name"))


def _is_at_home_elsewhere(reading: Reading, land: str) -> bool:
    """Tell whether the sender's address is of another country than *land*, which may be a river's name, too."""
    sender = reading.sender
    home = countries.read(sender.addr_spec.rpartition(".")[2].upper()) if sender else None
    return home is not None and home != land


def _at_end(name: str) -> tuple[Span, str] | None:
    """Return the country with which *name* ends: `Wild Rivers Ireland`."""
    starts = [match.start() for match in re.finditer(r"(?<=\s)[A-ZÀ-Þ]", name)][-2:]
    ending = (countries.at(name, start, len(name)) for start in starts)
    return next((found for found in ending if found and found[0].end == len(name)), None)
