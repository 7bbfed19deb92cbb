"""What one label gives to each of several people: `Lunch: yes for An, vegetarian for Jo`."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels import values
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records import owners
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import trim

_ASKED = frozenset({FieldType.CHOICE, FieldType.BOOLEAN, FieldType.NUMBER, FieldType.PHONE})
_PARTS = re.compile(r"[,;/+]|\.\s|(?<!\w)(?:et|en|and|und|mais|maar|but|aber)(?!\w)")


def attach_apart(reading: Reading, said: Sequence[Labelled], drafts: Sequence[Draft]) -> None:
    """Give each of several what their part of a labelled answer says, where every part says whose it is."""
    asked = {field.key: field for field in reading.event.fields if field.type in _ASKED}
    for one in said if len(drafts) > 1 else ():
        shares = list(_shares(reading, one, asked[one.slot], drafts)) if one.slot in asked else []
        if len(shares) < 2 or not all(theirs for _, theirs in shares):  # noqa: PLR2004 (what is one's alone is no share)
            continue
        for draft in drafts:
            if draft.unread.get(one.slot) == one.text:
                del draft.unread[one.slot]
            draft.found[one.slot] = [other for other in draft.found.get(one.slot, ()) if other.span != one.span]
        for value, theirs in shares:
            for draft in theirs:
                draft.add(value)


def _shares(
    reading: Reading, one: Labelled, field: Field, drafts: Sequence[Draft]
) -> Iterator[tuple[Candidate, Sequence[Draft]]]:
    row = next((row for row in reading.own if row.line == one.line), None)
    for span in _parts(reading, one.span) if row else ():
        text = reading.clean[span.start : span.end]
        value = values.read(reading, field, text)
        if row and value:
            given = candidate(field.key, value, reading.document.slice(span), span, one.source, (one.evidence,))
            yield given, owners.by_clause(reading, given.key, span, row, drafts)


def _parts(reading: Reading, whole: Span) -> Iterator[Span]:
    begin = whole.start
    for match in [*_PARTS.finditer(reading.folded, whole.start, whole.end), None]:
        part = trim(reading.clean, Span(begin, match.start() if match else whole.end))
        if part.start < part.end:
            yield part
        begin = match.end() if match else begin
