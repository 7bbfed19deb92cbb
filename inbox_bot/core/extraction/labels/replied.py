"""Answers typed below the questions of the announcement: `whether you join the dinner` / `yes I will`."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from inbox_bot.core.document import Line, Span, Zone
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold, words
from inbox_bot.core.extraction.labels.concepts import asked_freely
from inbox_bot.core.extraction.labels.labelled import Labelled, beside
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import trim

_HOW_MANY = re.compile(rf"(?<!\w){lexicon.any_answer('how_many')}(?!\w)")
_FEWEST = 2
"""Below one quoted line may stand a whole mail."""


def replied(reading: Reading, taken: Collection[int], given: Collection[str]) -> list[Labelled]:
    """Return the answers to what is asked freely that stand below its question.

    But for those on lines *taken*, and for slots that are *given*.
    """
    answers = list(_answers(reading))
    if len(answers) < _FEWEST:
        return []
    found = []
    for question, number in answers:
        row = next((row for row in reading.own if row.line == number), None)
        slot = _asked(reading.event, fold(question))
        if row and slot and number not in taken and slot not in given:
            span = trim(row.text, Span(0, len(row.text)), row.span.start)
            found.append(beside(reading, row, (slot, "label below"), span))
    return found


def _answers(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield each question with the number of the line right below it."""
    question = ""
    for number, line in enumerate(reading.document.lines):
        if not line.text.strip():
            continue
        if _asks(reading.event, line):
            question = line.text
            continue
        if question:
            yield question, number
        question = ""


def _asks(event: Event, line: Line) -> bool:
    said = " ".join(words(line.text))
    return line.zone is Zone.QUOTED or (" " in said and said in _announced(event.announcement))


@lru_cache(maxsize=64)
def _announced(announcement: str) -> str:
    return " ".join(words(announcement))


def _asked(event: Event, folded: str) -> str:
    """Return the slot of which a question speaks first; empty if of none."""
    counted = _HOW_MANY.search(folded) is not None
    fields = (field for field in event.fields if asked_freely(field) and counted == (field.type is FieldType.NUMBER))
    spoken = ((about(event, field), field.key) for field in fields)
    found = [(match.start(), key) for told, key in spoken if told and (match := told.search(folded))]
    numbers = [field.key for field in event.fields if counted and field.type is FieldType.NUMBER]
    return min(found)[1] if found else numbers[0] if len(numbers) == 1 else ""
