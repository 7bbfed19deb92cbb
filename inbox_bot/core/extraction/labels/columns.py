"""Labels one below another, followed by their values one below another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.labelled import Labelled, in_column
from inbox_bot.core.extraction.labels.vocabulary import OTHER, Vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_LONGEST_COLUMN = 200


def column(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
    """Read labels one below another, followed by their values one below another, once or several times."""
    slots = list(_slots_below(rows, index, known))
    if len(slots) < 2 or len(set(slots)) < len(slots):  # noqa: PLR2004 (one label has its value below it)
        return 0, []
    filled = [(number, row) for number, row in enumerate(rows[index:], index) if row.text.strip()][:_LONGEST_COLUMN]
    values, position, group = [], len(slots), 0
    while position + len(slots) <= len(filled) and not _ends(filled[position][1]):
        chunk = filled[position : position + len(slots)]
        if any(_ends(row) or _is_label(row.text, known) for _, row in chunk):
            break
        group += 1
        values += [
            in_column(reading, row, slot, trim(row.text, Span(0, len(row.text)), row.span.start), -group - row.line)
            for slot, (_, row) in zip(slots, chunk, strict=True)
        ]
        values = [
            *values[: -len(slots)],
            *(replace(value, group=-chunk[0][1].line - 1) for value in values[-len(slots) :]),
        ]
        position += len(slots)
    return (filled[position - 1][0] - index + 1, values) if values else (0, [])


def _slots_below(rows: Sequence[Row], index: int, known: Vocabulary) -> Iterator[str]:
    """Yield the slots of the labels one below another that begin in the row at *index*."""
    if not rows[index].text.strip():
        return
    for row in islice((row for row in rows[index:] if row.text.strip()), _LONGEST_COLUMN):
        if len(row.cells) > 1 or "\t" in row.text.strip():
            return
        short = len(row.text) <= 40 and row.text.rstrip()[-1] not in ",.!"  # noqa: PLR2004 (a label)
        named = known.match(row.text, alone=True) if short else None
        if named is None or _has_value(row.text, known):
            return
        yield named[0]


def _has_value(text: str, known: Vocabulary) -> bool:
    """Tell whether a value follows a label in its own row: `Nom - Claes`, `Nom Claes`."""
    first, _, rest = text.strip().partition(" ")
    return (
        known.exact.get(fold(first).strip(" .:-•*")) not in {None, OTHER}
        and fold(text).strip() not in known.exact
        and bool(rest)
    )


def _is_label(text: str, known: Vocabulary) -> bool:
    """Tell whether a row is another label, perhaps with a note in brackets: then the one above it was left open."""
    named = known.match(text.partition(" (")[0], alone=True)
    return named is not None and named == (named[0], "label") and named[0] != OTHER


def _ends(row: Row) -> bool:
    return row.takes_leave or row.greets or len(row.text) > 120  # noqa: PLR2004 (prose)
