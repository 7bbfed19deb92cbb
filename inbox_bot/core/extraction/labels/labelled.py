"""A value with the label that names its field."""

import re
from dataclasses import dataclass

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import choices, countries, jobs, names, places, retractions
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import segments

_MORE = re.compile(r"\s*[,;]\s|\s[-–—/|+]\s?|[.!]\s|\s(?=(?:plus|with|and|met|avec|mit|en|et|und)\s)")
_ARROW = re.compile(r"[=–-]*(?:>+|→|➔|»)\s*(?=\w)")
_NOWHERE = Span(0, 0)
_COUPLE = 2
"""Parts: a surname may stand before its given name."""
_ANSWERED = frozenset({FieldType.BOOLEAN, FieldType.CHOICE})
_NAMES_OF_PLACES = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the slot that its label names. An empty value is a label left open."""

    slot: str
    text: str
    span: Span
    evidence: str
    source: str
    line: int
    whole: Span = _NOWHERE
    """The label together with its value."""
    group: int = 0
    """Values with the same number belong to one participant."""


_GOES_ON = re.compile(r",\s+(?:ich|wir|je|nous|ik|wij|i|we|und|et|en|and)\s+[^\W\d_]")
"""What goes on behind a name as a sentence."""
_BELONGS = re.compile(r"\s(?:vom|von\s(?:der|den)|aus|beim?|im?|für|from|of|at|uit|bij|chez|à)\s")
"""What goes on with where somebody belongs."""


def beside(reading: Reading, row: Row, named: tuple[str, str], span: Span, start: int | None = None) -> Labelled:
    """Return the value at *span* of *row*, whose label begins at *start*, else with the row."""
    slot, evidence = named
    span = without_arrow(reading.clean, span)
    span = _name_alone(reading, span) if slot == NAME else _without_more(reading, slot, span)
    whole = Span(row.span.start if start is None else start, max(span.end, row.span.start))
    return Labelled(slot, reading.clean[span.start : span.end], span, evidence, reading.source(row), row.line, whole)


def without_arrow(text: str, span: Span) -> Span:
    """Return *span* of *text* without an arrow that leads from the label to its value: `==> An Claes`."""
    arrow = _ARROW.match(text, span.start, span.end)
    return Span(arrow.end() if arrow else span.start, span.end)


def _name_alone(reading: Reading, span: Span) -> Span:
    """Cut what goes on behind the name, an address, a sentence, more data: `Name: Claes, An, jurist`."""
    text = reading.clean[span.start : span.end]
    parts = segments(text, span.start)
    listed = len(parts) > _COUPLE or any(_is_no_name(reading.clean[part.start : part.end]) for part in parts[1:])
    if not listed and "@" not in text and not _GOES_ON.search(text) and names.read(text, reading.addresses):
        return span
    ends = [*parts[:1], *(Span(parts[0].start, part.end) for part in parts[1:_COUPLE])]
    belongs = _BELONGS.search(reading.clean, span.start, span.end)
    ends += [Span(span.start, belongs.start())] if belongs else []
    return next((part for part in ends if names.read(reading.clean[part.start : part.end], reading.addresses)), span)


def _is_no_name(text: str) -> bool:
    """Tell whether *text* behind a name is what somebody does, or where: no given name behind a comma."""
    return jobs.has_head(text) or places.institution(text) or countries.read(text) is not None


def _without_more(reading: Reading, slot: str, span: Span) -> Span:
    """Cut what follows a yes or a no, which may answer another question, and a sentence behind a place."""
    kind = next((field.type for field in reading.event.fields if field.key == slot), None)
    goes_on = _GOES_ON.search(reading.clean, span.start, span.end) if kind in _NAMES_OF_PLACES else None
    if goes_on:
        return Span(span.start, goes_on.start())
    text = reading.clean[span.start : span.end]
    if kind is FieldType.BOOLEAN and choices.is_plain_answer(retractions.behind(text)):
        return span
    asked = choices.repeats_form(text) if kind is FieldType.BOOLEAN else 0
    more = _MORE.search(reading.clean, span.start + max(1, asked), span.end) if kind in _ANSWERED else None
    answers = more and (kind is FieldType.BOOLEAN or _speaks_of_another(reading, slot, Span(more.end(), span.end)))
    return Span(span.start, more.start()) if more and answers else span


def _speaks_of_another(reading: Reading, slot: str, span: Span) -> bool:
    """Tell whether what stands at *span* answers another field that is asked freely: `fish, no bus needed`."""
    others = (field for field in reading.event.fields if field.key != slot and concepts.asked_freely(field))
    told = filter(None, (about(reading.event, field) for field in others))
    return any(one.search(reading.folded, span.start, span.end) for one in told)


def in_column(  # noqa: PLR0917 (where it stands, and whose it is)
    reading: Reading, row: Row, slot: str, span: Span, group: int, evidence: str = "column"
) -> Labelled:
    """Return the cell at *span* under the label of *slot*; cells of a *group* belong to one participant."""
    text = reading.clean[span.start : span.end]
    return Labelled(slot, text, span, evidence, reading.source(row), row.line, span, group)
