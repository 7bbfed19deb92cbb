"""What a sentence gives to several people in order, `An and Jan, respectively mayor and jurist`; and `idem`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels.vocabulary import vocabulary
from inbox_bot.core.extraction.records.draft import SHARED, Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_RESPECTIVELY = re.compile(r"(?<!\w)(?:respectievelijk|resp\.|respectivement|respectively|beziehungsweise|jeweils)\s+")
_SAME = re.compile(
    r"(?:the|de|het|la|le|der|die|das)?\s*(?:same|zelfde|dezelfde|hetzelfde|meme|gleiche[rs]?|selbe[rs]?)(?:\s+[\w-]+){1,2}"
)
"""`same centre`, `même école`."""
_AND = re.compile(r",\s+|\s+(?:en|et|and|und)\s+")
_ENDS = re.compile(
    r"[(;:!?]|[.](?=\s|$)|,\s+(?:wensen|willen|zullen|komen|nemen|schrijven|souhaitent|will|would|wish|mochten)(?!\w)"
)


def attach_in_order(reading: Reading, drafts: Sequence[Draft]) -> list[Span]:
    """Give each the title that a sentence lists in their order, and return where such titles stand."""
    field = next((one for one in reading.event.fields if one.type is FieldType.JOB_TITLE), None)
    spans: list[Span] = []
    for match in _RESPECTIVELY.finditer(reading.folded) if field and len(drafts) > 1 else ():
        end = _ENDS.search(reading.folded, match.end())
        parts = list(_titles(reading, Span(match.end(), end.start() if end else len(reading.folded))))
        if field and len(parts) == len(drafts):
            for draft, span in zip(sorted(drafts, key=lambda one: one.start), parts, strict=True):
                text = reading.clean[span.start : span.end]
                written = reading.document.slice(span)
                draft.add(candidate(field.key, text, written, span, "text", ("frame", "job word")))
            spans.append(Span(match.start(), parts[-1].end))
    return spans


def _titles(reading: Reading, whole: Span) -> Iterator[Span]:
    begin = whole.start
    for match in [*_AND.finditer(reading.folded, whole.start, whole.end), None]:
        part = trim(reading.clean, Span(begin, match.start() if match else whole.end))
        title = next((span for span, _ in jobs.find(reading.clean, part.start, part.end)), None)
        if title:
            yield title
        begin = match.end() if match else begin


def copy_same(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Let `idem` in a list mean what stands in the same place of the row above."""
    rows = {row.line: row for row in reading.own}
    for above, draft in pairwise(sorted(drafts, key=lambda one: one.start)):
        row, other = rows.get(draft.line), rows.get(above.line)
        if row and other:
            for number, said in _same(reading, row):
                if number < len(other.segments):
                    _copy(reading, above, draft, other.segments[number], said)


def _same(reading: Reading, row: Row) -> Iterator[tuple[int, str]]:
    """Yield which parts of *row* repeat something, and the words that say so."""
    for number, span in enumerate(row.segments):
        said = reading.folded[span.start : span.end].strip(' ."')
        if said in lexicon.words("same") or _SAME.fullmatch(said):
            yield number, said


def _copy(reading: Reading, above: Draft, draft: Draft, place: Span, said: str) -> None:
    for key, listed in above.found.items():
        found = [one for one in listed if one.span and place.start <= one.span.start and one.span.end <= place.end]
        if found and _means(reading, said, key):
            draft.found[key] = found


def _means(reading: Reading, said: str, key: str) -> bool:
    """Tell whether words that repeat something may mean the field *key*: `zelfde gemeente` repeats no function."""
    asked = next((field for field in reading.event.fields if field.key == key), None)
    if asked is None or said in lexicon.words("same"):
        return True
    slot = vocabulary(reading.event).exact.get(said.rsplit(maxsplit=1)[-1])
    return slot == key or asked.type in SHARED
