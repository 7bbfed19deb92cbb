"""What running text answers to a field that is asked freely: yes or no, an option, a number, a day, a diet."""

import re
from collections.abc import Iterator
from itertools import takewhile, zip_longest

from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import birth_years, choices, company, numbers
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import assent, diets, journeys
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.clauses import clauses
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_SHORT, _STACK, _WORDS = 12, 3, 8
_YEAR = 4
_NUMBER_BEFORE = re.compile(r"(?<![\w.,/])(\w+)\s+$"), re.compile(r"(?<![\w.,/])(\w+)\s+\w+\s+$")
_NUMBER_BEHIND = re.compile(r"[\s:.=]*(?:(?:is|est|ist|of|von|van|de)\s+)?(\w+)(?![\w.,/]*\w)")
_QUESTION = re.compile(
    r"(?:^|[.!,;]\s+)(?P<question>(?:[^\W\d_]+\s+){0,3}[^\W\d_]+)\s?\?+\s+(?P<answer>[^.,;!?\n]{1,30}?)(?=\s*[.,;!)]|\s*$)"
)
"""A short question with its answer behind it."""


def find(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield what *row* answers to *field* in running text."""
    if field.type is FieldType.DATE:
        yield from journeys.find(reading, row, field)
        return
    for span, value in _FINDERS[field.type](reading, row, field):
        text = reading.document.slice(span)
        yield candidate(field.key, value, text, span, reading.source(row), ("option", "valid"))


def _booleans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told = about(reading.event, field)
    if told and told.search(row.folded):
        yield from assent.find(clauses(reading, row), told)
        yield from _asked_oneself(row, told)
    elif _stands_alone(reading, row, field):
        said = row.folded.strip(" .!")
        value = None if said.isdigit() else choices.boolean(said)
        if value and said in lexicon.words(value):
            yield row.span, value


def _asked_oneself(row: Row, told: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield what somebody answers who asks it first: `Dinner? Yes!`"""
    for match in _QUESTION.finditer(row.folded):
        value = choices.boolean(match["answer"])
        if told.search(match["question"]) and value:
            yield Span(row.span.start + match.start("answer"), row.span.start + match.end("answer")), value


def _stands_alone(reading: Reading, row: Row, field: Field) -> bool:
    """Tell whether *row* is the one word of a stack of bare values that can answer *field*: `yes`, `0`."""
    if len(row.text) > _SHORT or sum(other.type is field.type for other in reading.event.fields) > 1:
        return False
    above = [other for other in reading.own if other.line < row.line]
    stack = list(takewhile(_is_bare, reversed(above)))
    return len(stack) >= _STACK and any("@" in other.text for other in stack)


def _is_bare(row: Row) -> bool:
    return 0 < len(row.text.split()) <= _WORDS and ":" not in row.text and not row.greets


def _choices(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told = about(reading.event, field)
    for clause in clauses(reading, row):
        speaks = bool(told and told.search(clause.text))
        value = choices.mentioned(reading.clean[clause.span.start : clause.span.end], field.options, speaks=speaks)
        if value:
            yield clause.span, value


def _numbers(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "guests":
        listed = clauses(reading, row)
        for clause, following in zip_longest(listed, listed[1:]):
            end = following.span.end if following and company.goes_on(following.text) else clause.span.end
            value = company.count(reading.clean[clause.span.start : end])
            if value:
                yield clause.span, value
        if row.text.strip().isdigit() and _stands_alone(reading, row, field):
            yield row.span, str(int(row.text))
        return
    if concepts.of(field) == "birthyear":
        yield from _birth_years(reading, row)
        return
    if concepts.of(field) == "people" and (party := company.party(row.folded)):
        yield Span(row.span.start + party[0].start, row.span.start + party[0].end), party[1]
        return
    told = about(reading.event, field, inflected=True)
    for match in told.finditer(row.folded) if told else ():
        said = row.folded[: match.start()]
        beside = (*(pattern.search(said) for pattern in _NUMBER_BEFORE), _NUMBER_BEHIND.match(row.folded, match.end()))
        for found in filter(None, beside):
            value = numbers.number(found[1])
            if value:
                at = row.span.start
                yield Span(at + min(found.start(1), match.start()), at + max(found.end(1), match.end())), value
                break


def _birth_years(reading: Reading, row: Row) -> Iterator[tuple[Span, str]]:
    """Yield the years beside words of birth, and those that stand alone: `Ann Claes, 1985, 10 km`."""
    yield from birth_years.find(reading.folded, row.span.start, row.span.end, reading.event)
    for span in row.segments if any(map(str.isdigit, row.text)) else ():
        text = reading.clean[span.start : span.end]
        value = birth_years.read(text, reading.event) if len(text) == _YEAR and text.isdigit() else None
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
    FieldType.TEXT: _texts,
}
KINDS = frozenset({*_FINDERS, FieldType.DATE})
"""The types of field that running text answers so."""
