"""What running text answers to a field that is asked freely: yes or no, an option, a number, a day, a diet."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.candidates import choices, company, numbers
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import diets
from inbox_bot.core.extraction.text.clauses import Clause, clauses
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences

_JOURNEYS = {
    "arrival": re.compile(
        r"(?<!\w)(?:anreis\w*|reise(?!\w)(?![^.!?\n]*\bab\b)|ankomm\w*|ankunft\w*|komme[n]?|treffen? |kom(?= ik aan)|"
        r"kom aan|aankom\w*|arriv\w*|viens|viendrai)(?!\w)"
    ),
    "departure": re.compile(
        r"(?<!\w)(?:abreis\w*|abfahr\w*|reise(?=[^.!?\n]*\bab\b)|vertr\w*|depar\w*|leav\w*|repar\w*|partir\w*)"
    ),
}
_DAY = re.compile(
    r"(?:\w{2,10}[.,]?\s+)?(?:(?:am|on|op|le|den|de|the)\s+)?(?:\d{1,2}[./-]\s?\d{1,2}[./-]?(?:\s?\d{2,4})?|\d{4}-\d\d-\d\d|"
    r"\d{1,2}(?:st|nd|rd|th|\.|er)?\s+[^\W\d_]{3,9}(?:\s+\d{4})?)\.?"
)
"""How people speak of coming and of going."""


def find(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield what *row* answers to *field* in running text."""
    for span, value in _FINDERS[field.type](reading, row, field):
        text = reading.document.slice(span)
        yield candidate(field.key, value, text, span, reading.source(row), ("option", "valid"))


@lru_cache(maxsize=256)
def about(event: Event, field: Field) -> re.Pattern[str] | None:
    """Return what tells, in folded text, that somebody speaks of *field*; None where nothing does."""
    words = sorted(concepts.telling(event, field), key=len, reverse=True)
    if not words:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


def _booleans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told = about(reading.event, field)
    listed = clauses(reading, row) if told and told.search(row.folded) else []
    for number, clause in enumerate(listed):
        if told and told.search(clause.text):
            value = clause.answer or _carried(listed, number)
            if value:
                yield clause.span, value


def _carried(listed: list[Clause], number: int) -> str | None:
    """Return what the clause before says in the same sentence, of which this one is only the end."""
    clause = listed[number]
    if (
        number == 0
        or not clause.before
        or not re.match(r"(?:to|at|for|also|in|the|aan|voor|het|de|pour|au|a la|zum|beim|am|fur)\s", clause.text)
    ):
        return None
    return listed[number - 1].answer


def _choices(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told = about(reading.event, field)
    for clause in clauses(reading, row):
        speaks = bool(told and told.search(clause.text))
        value = choices.mentioned(reading.clean[clause.span.start : clause.span.end], field.options, speaks=speaks)
        if value:
            yield clause.span, value


def _numbers(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "guests":
        for clause in clauses(reading, row):
            value = company.count(reading.clean[clause.span.start : clause.span.end])
            if value:
                yield clause.span, value
        return
    told = about(reading.event, field)
    for match in told.finditer(row.folded) if told else ():
        before = re.search(r"(?<![\w.,/])(\w+)\s+(?:\w+\s+)?$", row.folded[: match.start()])
        value = numbers.number(before[1]) if before else None
        if before and value:
            yield Span(row.span.start + before.start(1), row.span.start + match.end()), value


def _dates(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    journey, told = _JOURNEYS.get(concepts.of(field)), about(reading.event, field)
    only = sum(other.type is FieldType.DATE for other in reading.event.fields) == 1
    bare = [span for span in row.segments if only and _DAY.fullmatch(reading.folded[span.start : span.end])]
    for span in [*sentences(row.text, row.span.start), *bare]:
        folded = reading.folded[span.start : span.end]
        if (journey and journey.search(folded)) or (told and told.search(folded)) or _DAY.fullmatch(folded):
            value = numbers.day(reading.clean[span.start : span.end], reading.language, reading.event.starts)
            if value:
                yield span, value


def _texts(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "diet":
        for span in diets.find(reading.clean, row.span.start, row.span.end):
            yield span, " ".join(reading.clean[span.start : span.end].split())


_FINDERS = {
    FieldType.CHOICE: _choices,
    FieldType.BOOLEAN: _booleans,
    FieldType.NUMBER: _numbers,
    FieldType.DATE: _dates,
    FieldType.TEXT: _texts,
}
KINDS = frozenset(_FINDERS)
"""The types of field that running text answers so."""
