"""Where the name of an organisation begins and ends, whatever it was found by."""

import re

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import countries, names, places
from inbox_bot.core.extraction.text.row import Row

_AND_I = re.compile(
    r"\s+(?:and|but|so)\s+(?:I|we|We)(?:['’]\w+)?(?!\w).*$|\s+(?:en|et|und)\s+(?:ik|je|ich|wij|nous|wir)(?!\w).*$"
)
_WHERE = re.compile(r"\s+(?:in|en|à|aus|uit|from)\s+(?:the\s+)?(?P<where>[A-ZÀ-Þ][^,;()]*?)\s*(?:[,(].*)?$")
_DAY, _MONTH = re.compile(r"\s+\d{1,2}$"), re.compile(r"[./-]\d{1,2}(?!\d)")
_CAPITAL = re.compile(r"(?<=\s)[A-ZÀ-Þ]")
_JOINED = re.compile(r"\s+[&+]\s+")
_MOST_WORDS = 5


def edged(text: str, row: Row, span: Span) -> Span:
    """Return *span* with what an ampersand joins to it, and without where it is and the sentence that goes on."""
    span = _without_day(text, _whole(text, row, span))
    said = text[span.start : span.end]
    end = len(_AND_I.sub("", said))
    where = _WHERE.search(said, 0, end)
    if where and "(" not in said[: where.start()] and countries.read(where["where"]):
        end = where.start()
    return Span(span.start, span.start + end)


def _without_day(text: str, span: Span) -> Span:
    """Return *span* without the number in which it ends, where that is the day of a date: `Bureau 18/03`."""
    day = _DAY.search(text, span.start, span.end) if _MONTH.match(text, span.end) else None
    return Span(span.start, day.start()) if day else span


def _whole(text: str, row: Row, span: Span) -> Span:
    """Return *span* with the segments before and behind it that belong to the same name: `Rivers & Cities`."""
    start, end = span.start, span.end
    for before in reversed(row.segments):
        if before.end < start and _JOINED.fullmatch(text, before.end, start) and _is_part(text, before):
            start = before.start
    for behind in row.segments:
        if behind.start > end and _JOINED.fullmatch(text, end, behind.start) and _is_part(text, behind):
            end = behind.end
    return Span(start, end)


def _is_part(text: str, span: Span) -> bool:
    """Tell whether what stands at *span* may be a part of a name, and neither a person nor a place."""
    part = text[span.start : span.end]
    called = part[:1].isupper() and len(part.split()) <= _MOST_WORDS and not re.search(r"[\d@]", part)
    person = names.looks(part)[:1] == ("given name",) and len(part.split()) > 1
    return called and not person and not places.is_place(part) and countries.read(part) is None


def without_land(text: str, span: Span) -> int:
    """Return where the name at *span* ends that is whole without the country behind it: `Flood Network Thailand`."""
    if "(" in text[span.start : span.end]:
        return span.end
    starts = (match.start() for match in _CAPITAL.finditer(text, span.start, span.end))
    land = next((start for start in starts if countries.read(text[start : span.end])), None)
    before = text[span.start : land].split() if land else []
    whole = bool(before[1:]) and places.institution(before[-1])
    return span.start + len(text[span.start : land].rstrip()) if whole else span.end
