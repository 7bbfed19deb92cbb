"""What running text answers to a field that is asked freely: yes or no, an option, a number, a day, a diet."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import (
    births,
    choices,
    company,
    needed,
    numbers,
    retractions,
    seats,
)
from inbox_bot.core.extraction.candidates.denial import DENIED_FOODS, denies
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import assent, chosen, diets, journeys
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.clauses import Clause, clauses, questions
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences

_SHORT, _STACK, _WORDS, _GOES_ON = 12, 3, 8, 4
_CORRECTS = re.compile(rf"(?<!\w){lexicon.any_answer('corrections')}(?!\w)")
_CONCLUDES = re.compile(
    rf"{lexicon.any_answer('conclusions')}(?!\w).*|.*(?<!\w){lexicon.any_answer('conclusions')}[\s!.]*"
)
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)|\n")
_MEALS = frozenset({"lunch", "dinner", "breakfast"})
_YEAR, _NEAR = 4, 40
_NUMBER_BEFORE = re.compile(r"(?<![\w.,/])(\w+)\s+$"), re.compile(r"(?<![\w.,/])(\w+)\s+\w+\s+$")
_NUMBER_BEHIND = re.compile(r"[\s:.=]*(?:(?:is|est|ist|of|von|van|de)\s+)?(\w+)(?![\w.,/]*\w)")
_HAS = (
    r"(?:['’](?:s|re)|\s+(?:is|are|eats?|has|have|does|do|can|cannot|needs?|follows?|eet|heeft|mag|est|mange|a|ist|isst|hat|darf))"
    r"\s+(?:[^\W\d_]+\s+){0,2}"
)
_THEIRS = re.compile(
    rf"(?<!\w)(?P<who>she|he|they|zij|ze|hij|elle|il|sie|er)(?:{_HAS}|\s+)$|(?<!\w)(?:who|die|qui|der){_HAS}$|\w\s*\(\s*$"
)
"""Before what is said of somebody else: `she is`, `who eats`, or a bracket; whoever was `she` before is no guest."""
FOR_ME = re.compile(
    r"(?<!\w)(?:for\s+(?:me|us)|voor\s+(?:mij|ons)|pour\s+(?:moi|nous)|fur\s+(?:mich|uns)|i'm|i\s+(?:am|have)|we're)(?!\w)"
)
"""What says, in a question for a dish, who needs it: `could there be something without garlic for me?`"""
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:her|his|their|haar|zijn|hun|son|sa|leur|seine?[mnr]?|ihre?[mnr]?)\s+(?:[^\W\d_]+\s+)?$"
)
"""Before whom somebody else brings, who is then the next `she`: `she comes with her husband`."""
BROUGHT = re.compile(
    rf"(?<!\w){lexicon.any_answer('relatives')}(?!\w)|(?<!\w){alternation(lexicon.concept('guests'))}(?!\w)"
)
"""Who is brought along, of whom the next words speak as `she`."""
_CONCLUDES = re.compile(
    r"(?:[,;–—-]|\s(?:and|en|et|und))\s*(?:so|dus|donc|also|daher|therefore|hence)\s+(?:[^\W\d_]+,\s+)?"
    r"(?:(?:it|that|this)(?:['’]s|\s+is)\s+(?:an?\s+)?|"
    r"(?:het|dat)\s+(?:is|wordt)\s+(?:een\s+)?|c['’]est\s+(?:un\s+)?|(?:das|es)\s+(?:ist|wird)\s+(?:ein\s+)?|an?\s+)?"
    r"(?P<answer>no|yes|nee|ja|non|oui|nein)"
    r"(?:[,\s]+(?:thanks|thank you|sorry|bedankt|merci|danke|i'm afraid|helaas|leider))?\W*$"
)
"""What the reasons before it come to: `I have a train to catch, so that's a no`."""
_QUESTION = re.compile(
    r"(?:^|[.!,;]\s+)(?P<question>(?:[^\W\d_]+\s+){0,7}[^\W\d_]+)(?:\s?\?+|:|\s[-–—])\s+(?P<answer>[^.,;!?\n]{1,30}?)(?=\s*[.,;!)]|\s*$)"
)
"""A short question, or a word with a colon, with its answer behind it."""


def find(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield what *row* answers to *field* in running text."""
    if field.type is FieldType.DATE and concepts.of(field) != "birth":
        yield from journeys.find(reading, row, field)
        return
    last: Span | None = None
    for span, value in _FINDERS[field.type](reading, row, field):
        text = reading.document.slice(span)
        since = last.end if last and last.end <= span.start else span.end
        said = _CORRECTS.search(reading.folded[span.start : span.end])
        concludes = last is not None and _concludes(reading.folded, last, span)
        corrects = ("corrects",) if said or concludes or retractions.retracts(reading.folded[since : span.end]) else ()
        yield candidate(field.key, value, text, span, reading.source(row), ("option", "valid", *corrects))
        last = span


def _concludes(folded: str, last: Span, span: Span) -> bool:
    """Tell whether what stands at *span* follows from what its sentence says before: `no meat, so the salmon`.

    Who says what they do not eat, and then what they do, has told.
    """
    same = _SENTENCE_ENDS.search(folded, last.end, span.start) is None
    eats = DENIED_FOODS.search(folded, last.start, last.end) and not DENIED_FOODS.search(folded, span.start, span.end)
    return same and (bool(eats) or _CONCLUDES.fullmatch(folded, span.start, span.end) is not None)


def _booleans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told, elsewhere = about(reading.event, field), _elsewhere(field)
    if told and (told.search(row.folded) or (elsewhere and elsewhere.search(row.folded))):
        listed = clauses(reading, row)
        away = [one.span for one in listed if elsewhere and elsewhere.search(one.text)]
        yield from ((one.span, "no") for one in listed if one.span in away and not denies(one.text))
        settled = list(_settled(reading, row, told))
        yield from settled
        for span, answer in [] if settled else assent.find(listed, told):
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


def _settled(reading: Reading, row: Row, told: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the answer with which a sentence settles what it left open: `that depends, so let's say no`."""
    for span in sentences(row.text, row.span.start):
        concluded = _CONCLUDES.search(reading.folded, span.start, span.end)
        if concluded and told.search(reading.folded, span.start, span.end):
            yield span, choices.boolean(concluded["answer"]) or "no"
            continue
        later = retractions.behind(reading.clean[span.start : span.end])
        if choices.is_plain_answer(later) and not later.isdigit() and told.search(reading.folded, span.start, span.end):
            yield span, choices.boolean(later) or "no"


@lru_cache(maxsize=64)
def _elsewhere(field: Field) -> re.Pattern[str] | None:
    """Return what tells that somebody does not sleep, or eat, where *field* asks, but in a tent, or what they bring."""
    if concepts.of(field) in _MEALS:
        return re.compile(rf"(?<!\w){lexicon.any_answer('own_food')}(?!\w)")
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


def _numbers(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    counts = _COUNTED.get(concepts.of(field), _counts)
    yield from counts(reading, row, field)


def _guests(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    listed = clauses(reading, row)
    numbered = [(one.span, value) for one in listed if (value := company.told(one.text, one.before))]
    yield from numbered or _relatives(reading, listed)
    if row.text.strip().isdecimal() and _stands_alone(reading, row, field):
        yield row.span, str(int(row.text))


def _relatives(reading: Reading, listed: Sequence[Clause]) -> Iterator[tuple[Span, str]]:
    """Yield how many are brought along of whom it is only said who they are; a clause may go on in the next ones."""
    for number, clause in enumerate(listed):
        behind = takewhile(lambda one: one.before and company.goes_on(one.text), listed[number + 1 :])
        end = max([clause.span.end, *(one.span.end for one in behind)])
        value = company.family(reading.clean[clause.span.start : end], clause.before)
        if value:
            yield Span(clause.span.start, end), value


def _seats(_reading: Reading, row: Row, _field: Field) -> Iterator[tuple[Span, str]]:
    for span, value in seats.find(row.folded):
        yield Span(row.span.start + span.start, row.span.start + span.end), value


def _people(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if party := company.party(row.folded):
        yield Span(row.span.start + party[0].start, row.span.start + party[0].end), party[1]
    else:
        yield from _counts(reading, row, field)


def _counts(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield the numbers beside the words for what is counted."""
    told = about(reading.event, field, inflected=True)
    for match in told.finditer(row.folded) if told else ():
        said = row.folded[max(0, match.start() - _NEAR) : match.start()]
        since = match.start() - len(said)
        before = (found for pattern in _NUMBER_BEFORE if (found := pattern.search(said)))
        behind = _NUMBER_BEHIND.match(row.folded, match.end())
        for found, offset in (*((one, since) for one in before), *([(behind, 0)] if behind else [])):
            if value := numbers.number(found[1]):
                start, end = min(offset + found.start(1), match.start()), max(offset + found.end(1), match.end())
                yield Span(row.span.start + start, row.span.start + end), value
                break


def _texts(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "diet":
        asked = [one for one in questions(row) if not FOR_ME.search(reading.folded, one.start, one.end)]
        others = [told for told in _told_of_others(reading, field) if told.search(row.folded)]
        for found in diets.find(reading.clean, row.span.start, row.span.end):
            mixed = any(told.search(reading.folded, found.start, found.end) for told in others)
            within = any(one.start <= found.start < one.end for one in questions(row))
            span = diets.alone(reading.clean, found) if mixed or within else found
            said = reading.clean[span.start : span.end]
            if any(one.start <= span.start < one.end for one in asked) or _is_chosen(reading, said):
                continue
            if is_of_guest(reading.folded[row.span.start : span.start]):
                continue
            yield span, " ".join(reading.clean[span.start : span.end].split())


def _told_of_others(reading: Reading, field: Field) -> Iterator[re.Pattern[str]]:
    """Yield what tells of the other fields that are asked freely: no diet goes on into what answers one of them."""
    others = (other for other in reading.event.fields if other is not field and concepts.asked_freely(other))
    return filter(None, (about(reading.event, other) for other in others))


def is_of_guest(before: str) -> bool:
    """Tell whether what stands *before* a diet says that a guest has it: `with my sister. She's vegetarian`."""
    theirs = _THEIRS.search(before)
    if theirs is None:
        return False
    who = re.compile(rf"(?<!\w){theirs['who']}(?!\w)") if theirs["who"] else None
    brought = (
        one for one in BROUGHT.finditer(before, 0, theirs.start() + 1) if not _OF_ANOTHER.search(before, 0, one.start())
    )
    guests = [one for one in brought if not (who and who.search(before, 0, one.start()))]
    return bool(guests) and (not theirs.group().endswith("(") or guests[-1].end() >= theirs.start())


def _births(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield the days or years of birth, and the years that stand alone: `Ann Claes, 1985, 10 km`."""
    day = field.type is FieldType.DATE
    for span, value in (births.days if day else births.years)(row.folded, reading.event):
        yield Span(row.span.start + span.start, row.span.start + span.end), value
    for span in () if day else row.segments:
        text = reading.clean[span.start : span.end]
        year = births.year(text, reading.event) if len(text) == _YEAR and text.isdigit() else None
        if year:
            yield span, year


def _is_chosen(reading: Reading, text: str) -> bool:
    """Tell whether *text* says no more than which option of another field is chosen: `vegan lunch`."""
    fields = (field for field in reading.event.fields if field.type is FieldType.CHOICE)
    return len(text.split()) <= _GOES_ON and any(choices.choice(text, field.options) for field in fields)


_COUNTED = {"guests": _guests, "birth": _births, "seats": _seats, "people": _people}
"""How numbers are found by what is counted."""
_FINDERS = {
    FieldType.DATE: _births,
    FieldType.CHOICE: chosen.find,
    FieldType.BOOLEAN: _booleans,
    FieldType.NUMBER: _numbers,
    FieldType.TEXT: _texts,
}
KINDS = frozenset(_FINDERS)
"""The types of field that running text answers so."""
