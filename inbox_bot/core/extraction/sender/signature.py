"""What a signature gives: a name, below it the function, then the organisation and its address."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import answers, mentions, people
from inbox_bot.core.extraction.text.courtesies import farewell_ends
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_YOURS = re.compile(r"(?:ihre?|deine?|eure?|euer|yours|jouw|uw|votre)\s+(?:ergebene[rn]?\s+|alter?\s+)?(?=\w+\s+\w)")
_MOST_PARTS = 3
_FROM_SIGNATURE = {
    FieldType.JOB_TITLE,
    FieldType.MUNICIPALITY,
    FieldType.ORGANISATION,
    FieldType.PHONE,
    FieldType.COUNTRY,
    FieldType.EMAIL,
} | answers.KINDS


def candidates(reading: Reading, owner: str) -> Iterator[Candidate]:
    """Yield what the signature says of the sender, who is called *owner*; nothing if it is signed by somebody else."""
    signed = tuple(_names(reading))
    if owner and signed and not any(names.same(owner, one.value) for one in signed):
        return
    yield from signed
    for row in reading.signature:
        for one in mentions.find(reading, row):
            if reading.event.field(one.key).type in _FROM_SIGNATURE:
                evidence = ("signature", *(piece.name for piece in one.evidence))
                yield candidate(one.key, one.value, one.text, one.span, "signature", evidence)


def names_in(reading: Reading) -> tuple[str, ...]:
    """Return the full names that sign the mail."""
    return tuple(one.value for one in _names(reading))


def _names(reading: Reading) -> Iterator[Candidate]:
    sender = reading.sender
    for row in reading.signature[: _first_lines(reading.signature)]:
        for part in _signed(row):
            yours = _YOURS.match(reading.folded, part.start, part.end)
            span = Span(yours.end() if yours else part.start, part.end)
            text = reading.clean[span.start : span.end]
            name = names.read(text, reading.addresses)
            if name is None or people.explained(reading, text) or not names.SHAPE.fullmatch(text):
                continue
            shown = names.looks(name)
            agreeing = ("agrees with sender",) if sender and names.agrees(name, sender.addr_spec) else ()
            if shown or agreeing:
                yield candidate(
                    NAME,
                    name,
                    reading.document.slice(span),
                    span,
                    "signature",
                    ("closing", *shown, *agreeing, "segment"),
                )


def _signed(row: Row) -> Iterator[Span]:
    """Yield the parts of *row* that may name who signs; a farewell on its line stands before."""
    for part in row.segments[:_MOST_PARTS]:
        text = row.text[part.start - row.span.start : part.end - row.span.start]
        yield trim(text, Span(farewell_ends(text) if row.takes_leave else 0, len(text)), part.start)


def _first_lines(rows: tuple[Row, ...]) -> int:
    filled = 0
    for index, row in enumerate(rows):
        filled += bool(row.text.strip())
        if filled > 3:  # noqa: PLR2004 (a signature begins with the name)
            return index
    return len(rows)
