"""Days on which people say that they come or leave, in running text and in lists."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import days
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.clauses import HEDGE
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import kinds


def _any(name: str) -> str:
    return alternation(lexicon.days(name)).replace(r"\*", r"\w*")


_COMES = re.compile(rf"(?<!\w){_any('comes')}(?!\w)")
_LEAVES = re.compile(rf"(?<!\w){_any('leaves')}(?!\w)|(?<!\w)reise[n]?(?=[^.!?\n]*\bab\b)")
_STAYS_AWAY = re.compile(r"(?<!\w)(?:nicht|kein\w*|niet|geen|not|n't|cannot|pas|ne|verhindert|unable)(?!\w)")
_BORDER = re.compile(r"[,;:()|–—!?]|\.(?=\s|$)|(?<!\w)(?:und|and|et|en|aber|maar|but|mais)(?!\w)")
_NOUN_BEFORE = re.compile(
    r"([^\W\d_]{4,})\s+(?:(?:am|vom|on|of|op|van|du|le|des|zum|in|der|den|fur|pour|for|voor)\s+)*$"
)
_SIGN = re.compile(r"[\s:=-]*")


def find(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield the days that *row* gives for *field*, each with its own words."""
    if concepts.of(field) == "departure":
        yield from _spoken(reading, row, field, _LEAVES)
        return
    yield from _spoken(reading, row, field, _COMES)
    if _asks_one_day(reading) and reading.source(row) != "signature":
        yield from _bare(reading, row, field)


def _asks_one_day(reading: Reading) -> bool:
    return sum(other.type is FieldType.DATE for other in reading.event.fields) == 1


def _spoken(reading: Reading, row: Row, field: Field, verbs: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the days of clauses that say so: `am Freitag reisen wir an`."""
    told, folded, start = about(reading.event, field), row.folded, row.span.start
    for span, value in (days.departures if verbs is _LEAVES else days.arrivals)(folded, reading.event):
        clause, asks = _clause(folded, span)
        speaks = verbs.search(clause) or (told and told.search(clause))
        doubtful = asks or HEDGE.search(clause) or _STAYS_AWAY.search(clause)
        if speaks and not doubtful and not _names_event(folded[: span.start]):
            yield Span(start + span.start, start + span.end), value


def _clause(folded: str, span: Span) -> tuple[str, bool]:
    """Return the words around a day that no sign parts from it, and whether they ask something."""
    begin = max((match.end() for match in _BORDER.finditer(folded, 0, span.start)), default=0)
    end = _BORDER.search(folded, span.end)
    return folded[begin : end.start() if end else None], end is not None and end.group() == "?"


def _names_event(before: str) -> bool:
    """Tell whether the words before a day only say which event is meant: `zum Treffen am 14. Juni`."""
    noun = _NOUN_BEFORE.search(before)
    return noun is not None and any(noun[1].endswith(kind) for kind in kinds())


def _bare(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield what stands alone between separators, perhaps behind its label: `Anreise Fr`, `Samstag`."""
    told = about(reading.event, field)
    for span in row.segments:
        label = told.match(reading.folded, span.start, span.end) if told else None
        sign = _SIGN.match(reading.folded, label.end(), span.end) if label else None
        day = Span(sign.end() if sign else span.start, span.end)
        alone = days.is_only(reading.folded[day.start : day.end])
        value = days.read(reading.clean[day.start : day.end], reading.event) if alone else None
        if value:
            yield day, value
