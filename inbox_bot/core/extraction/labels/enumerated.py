"""Several labels before one colon, with as many values behind it: `name, city, function: An, Gent, jurist`."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.labels.labelled import Labelled, beside
from inbox_bot.core.extraction.labels.vocabulary import Vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import segments

_SIGN = re.compile(r"[:=](?=\s*\S)")
_BEGINS = re.compile(r"[.!?(]\s*|\s[-–—]\s|,\s+")
"""Behind what the list of labels may begin, in a row that begins with a greeting."""
_JOINTS = r"\s(?:en|et|and|und|&|\+)\s"
_ENDS = re.compile(r"[.!?;(]|\s[-–—]\s")
"""What ends the list of values where the row goes on."""
_LONGEST, _FEWEST = 140, 2


def enumerated(reading: Reading, row: Row, known: Vocabulary) -> tuple[list[Labelled], int]:
    """Return the values of *row* whose labels are listed before them, and where in its text the last of them ends."""
    sign = _SIGN.search(row.text)
    slots = _slots(row.text[: sign.start()], known) if sign else []
    spans = _values(row.text, sign.end(), len(slots)) if sign and slots else ()
    found = [_beside(reading, row, slot, span) for slot, span in zip(slots, spans, strict=False)]
    return found, spans[-1].end if spans else 0


def _beside(reading: Reading, row: Row, slot: str, span: Span) -> Labelled:
    placed = Span(row.span.start + span.start, row.span.start + span.end)
    return beside(reading, row, (slot, "label"), placed)


def _slots(before: str, known: Vocabulary) -> list[str]:
    """Return the slots of the labels that end *before*, if it ends in a list of labels."""
    for begin in _beginnings(before):
        labels = before[begin:].strip(" )")
        apart = "/" if "/" in labels and not re.search("[,;]", labels) else "[,;]"
        named = [known.match(part) for part in re.split(rf"{apart}|{_JOINTS}", labels)]
        slots = [one[0] for one in named if one]
        if len(slots) == len(named) == len(set(slots)) >= _FEWEST:
            return slots
    return []


def _beginnings(before: str) -> Iterator[int]:
    yield 0
    for match in _BEGINS.finditer(before, max(0, len(before) - _LONGEST)):
        yield match.end()


def _values(text: str, start: int, number: int) -> Sequence[Span]:
    """Return the spans of so many values behind *start*; none where there are more or fewer before a sentence ends."""
    spans = [span for span in segments(text, 0) if span.start >= start]
    if len(spans) > number and _ENDS.search(text, spans[number - 1].end, spans[number].start):
        return spans[:number]
    return spans if len(spans) == number else ()
