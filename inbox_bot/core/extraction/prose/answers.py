"""What running text answers to a field that is asked freely: yes or no, an option, a number, a day, a diet."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile, zip_longest

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import births, choices, company, glosses, jobs, needed, numbers, seats
from inbox_bot.core.extraction.candidates.denial import denies
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import assent, diets, journeys
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.clauses import clauses, questions
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_SHORT, _STACK, _WORDS, _GOES_ON = 12, 3, 8, 4
_BECAUSE = re.compile(r"(?<!\w)(?:because|since|as|omdat|want|aangezien|parce que?|car|puisque?|weil|denn|da)\W*$")
"""What gives a reason, and chooses nothing."""
_QUESTION = re.compile(
    r"(?:^|[.!,;]\s+)(?P<question>(?:[^\W\d_]+\s+){0,7}[^\W\d_]+)(?:\s?\?+|:|\s[-–—])\s+(?P<answer>[^.,;!?\n]{1,30}?)(?=\s*[.,;!)]|\s*$)"
)
"""A short question, or a word with a colon, with its answer behind it."""


def find(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield what *row* answers to *field* in running text."""
    if field.type is FieldType.DATE and concepts.of(field) != "birth":
        yield from journeys.find(reading, row, field)
        return
    for span, value in _FINDERS[field.type](reading, row, field):
        text = reading.document.slice(span)
        yield candidate(field.key, value, text, span, reading.source(row), ("option", "valid"))


def _booleans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told, elsewhere = about(reading.event, field), _elsewhere(field)
    if told and (told.search(row.folded) or (elsewhere and elsewhere.search(row.folded))):
        listed = clauses(reading, row)
        away = [one.span for one in listed if elsewhere and elsewhere.search(one.text)]
        yield from ((one.span, "no") for one in listed if one.span in away and not denies(one.text))
        for span, answer in assent.find(listed, told):
            if span not in away:
                yield span, _needed(reading, field, span) or answer
        yield from _asked_oneself(row, told)
    elif _stands_alone(reading, row, field):
        said = row.folded.strip(" .!")
        value = None if said.isdigit() else choices.boolean(said)
        if value and said in lexicon.words(value):
            yield row.span, value


def _needed(reading: Reading, field: Field, span: Span) -> str | None:
    """Return whether *field*, if it asks what is needed, is answered by saying what one has: `I bring my own`."""
    return needed.read(reading.clean[span.start : span.end]) if needed.is_asked(field) else None


@lru_cache(maxsize=64)
def _elsewhere(field: Field) -> re.Pattern[str] | None:
    """Return what tells that somebody does not sleep where *field* asks, but in a tent, or at home."""
    if concepts.of(field) != "stay":
        return None
    own = concepts.own_words(field)
    others = (phrase for phrase in lexicon.answers("other_bed") if own.isdisjoint(re.findall(r"[^\W_]+", phrase)))
    return re.compile(rf"(?<!\w){alternation(others)}(?!\w)")


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
    spoken = None
    for clause in clauses(reading, row):
        speaks = bool(told and told.search(clause.text))
        if speaks:
            spoken = clause
        elif spoken and clause.before.startswith(spoken.before) and len(clause.text.split()) <= _GOES_ON:
            speaks = bool(clause.before)  # what a sentence says of another in a few words: `hers is S`
        if _BECAUSE.search(clause.before):
            continue
        value = choices.mentioned(reading.clean[clause.span.start : clause.span.end], field.options, speaks=speaks)
        value = value or glosses.option(clause.text, field.options, reading.event)
        if value and (speaks or not _in_title(reading, clause.span, value)):
            yield clause.span, value


def _in_title(reading: Reading, span: Span, option: str) -> bool:
    """Tell whether an option only stands in what somebody is: `Mobility expert`."""
    titles = [reading.folded[one.start : one.end] for one, _ in jobs.find(reading.clean, span.start, span.end)]
    return any(fold(option) in title and fold(option) != title for title in titles)


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
    if concepts.of(field) == "birth":
        yield from _births(reading, row, field)
        return
    if concepts.of(field) == "seats":
        found = seats.find(row.folded)
        yield from ((Span(row.span.start + span.start, row.span.start + span.end), value) for span, value in found)
        return
    told = about(reading.event, field)
    for match in told.finditer(row.folded) if told else ():
        before = re.search(r"(?<![\w.,/])(\w+)\s+(?:\w+\s+)?$", row.folded[: match.start()])
        value = numbers.number(before[1]) if before else None
        if before and value:
            yield Span(row.span.start + before.start(1), row.span.start + match.end()), value


def _texts(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "diet":
        asked = questions(row)
        for span in diets.find(reading.clean, row.span.start, row.span.end):
            said = reading.clean[span.start : span.end]
            if any(one.start <= span.start < one.end for one in asked) or _is_chosen(reading, said):
                continue
            yield span, " ".join(reading.clean[span.start : span.end].split())


def _births(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    said = births.days if field.type is FieldType.DATE else births.years
    for span, value in said(row.folded, reading.event):
        yield Span(row.span.start + span.start, row.span.start + span.end), value


def _is_chosen(reading: Reading, text: str) -> bool:
    """Tell whether *text* says no more than which option of another field is chosen: `vegan lunch`."""
    fields = (field for field in reading.event.fields if field.type is FieldType.CHOICE)
    return len(text.split()) <= _GOES_ON and any(choices.choice(text, field.options) for field in fields)


_FINDERS = {
    FieldType.DATE: _births,
    FieldType.CHOICE: _choices,
    FieldType.BOOLEAN: _booleans,
    FieldType.NUMBER: _numbers,
    FieldType.TEXT: _texts,
}
KINDS = frozenset(_FINDERS)
"""The types of field that running text answers so."""
