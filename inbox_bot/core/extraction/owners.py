"""Whose value it is, where a mail names several people."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.draft import SHARED, Draft
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.reading import Reading, Row

_EVERYBODY = re.compile(rf"(?<!\w){lexicon.any_of('everybody')}(?!\w)[^.!?]*$")
_SELF = re.compile(r"(?<!\w)(?:ik|ikzelf|zelf|je|moi|i|ich|myself|selbst)(?!\w)[^,.;]*$")
_THEY = re.compile(r"(?<!\w)(?:hij|zij|ze|haar|zijn|elle|il|son|sa|she|he|her|his|er|sie|ihre?|seine?)(?!\w)[^,.;]*$")


def of(reading: Reading, one: Candidate, row: Row, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return whose value it is: by address, by pronoun, by row, by block; what stands outside all is everybody's."""
    if len(drafts) == 1 or one.span is None:
        return drafts[:1]
    shared = reading.event.field(one.key).type in SHARED
    agreeing = [draft for draft in drafts if draft.name and names.agrees(draft.name, one.value)]
    if reading.event.field(one.key).type is FieldType.EMAIL and len(agreeing) == 1:
        return agreeing
    before = [draft for draft in drafts if row.span.start <= draft.start <= one.span.start]
    since = max((draft.start for draft in before), default=row.span.start)
    if shared and _EVERYBODY.search(reading.folded[since : one.span.start]):
        return drafts
    owner = _by_pronoun(reading, one.span, row, drafts) or _last(before) or _last(_above(reading, row, drafts))
    return [owner] if owner else drafts if shared else []


def _last(drafts: Sequence[Draft]) -> Draft | None:
    return max(drafts, key=lambda draft: draft.start, default=None)


def _above(reading: Reading, row: Row, drafts: Sequence[Draft]) -> list[Draft]:
    """Return those whose names stand above in the same block of lines."""
    return [one for one in drafts if 0 <= one.start < row.span.start and _one_block(reading, one.line, row.line)]


def _by_pronoun(reading: Reading, span: Span, row: Row, drafts: Sequence[Draft]) -> Draft | None:
    before = reading.folded[row.span.start : span.start]
    if _SELF.search(before):
        return next((draft for draft in drafts if draft.is_sender), None)
    others = [draft for draft in drafts if not draft.is_sender]
    return others[0] if len(others) == 1 and _THEY.search(before) else None


def _one_block(reading: Reading, first: int, last: int) -> bool:
    return all(row.text.strip() for row in reading.rows if first <= row.line <= last)
