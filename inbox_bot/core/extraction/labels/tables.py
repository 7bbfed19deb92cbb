"""Tables under a row of labels, or behind a column of them."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.labelled import Labelled, beside, in_column
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, OTHER, Vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_MANY = 3
_SIGNS = ("\t", "|", ";")


def table(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
    """Read a table under a row of labels; its columns name the slots."""
    header = rows[index]
    cells = header.cells or _drawn_cells(reading, header)
    slots = [named[0] if (named := known.match(reading.clean[cell.start : cell.end])) else OTHER for cell in cells]
    if NAME not in slots and not {GIVEN, FAMILY} <= set(slots):
        people = [fold(reading.clean[cell.start : cell.end]).strip(" .:") in lexicon.labels("people") for cell in cells]
        slots = [NAME if one and not any(people[:at]) else slots[at] for at, one in enumerate(people)]
    if len(set(slots) - {OTHER}) < 2:  # noqa: PLR2004 (one label has its value beside it)
        return 0, []
    used, values = 1, [beside(reading, header, (OTHER, "label"), header.span)]
    for row in rows[index + 1 :]:
        cells = row.cells or _under(reading, header, row)
        if row.text.strip(" -+|=_") and (len(cells) != len(slots) or row.table != header.table):
            break
        used += 1
        values += [
            in_column(reading, row, slot, trim(reading.clean, cell), -row.line - 1)
            for slot, cell in zip(slots, cells, strict=False)
        ]
    return (used, values) if used > 1 else (0, [])


def standing(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
    """Read a table whose labels stand in its first column, with a column for each participant."""
    named: list[tuple[Row, str]] = []
    width = len(rows[index].cells)
    for row in rows[index:] if width >= _MANY else ():
        label = known.match(reading.clean[row.cells[0].start : row.cells[0].end]) if len(row.cells) == width else None
        if label is None or label[0] == OTHER:
            break
        named.append((row, label[0]))
    if len(named) < 2:  # noqa: PLR2004 (one row may be a list)
        return 0, []
    return len(named), [
        in_column(reading, row, slot, trim(reading.clean, row.cells[column]), -column)
        for column in range(1, width)
        for row, slot in named
    ]


def _under(reading: Reading, header: Row, row: Row) -> tuple[Span, ...]:
    """Return the cells of a drawn row, empty ones too where as many signs part them as part those of the header."""
    cells = _drawn_cells(reading, row)
    sign = next((sign for sign in _SIGNS if sign in header.text.strip(sign)), "\t")
    titles, parts = header.text.split(sign), row.text.split(sign)
    if len(titles) != len(parts) or len(cells) == sum(bool(title.strip()) for title in titles):
        return cells
    spans, at = [], row.span.start
    for part in parts:
        spans.append(trim(reading.clean, Span(at, at + len(part))))
        at += len(part) + len(sign)
    return tuple(span for span, title in zip(spans, titles, strict=True) if title.strip())


def _drawn_cells(reading: Reading, row: Row) -> tuple[Span, ...]:
    """Return the cells of a row drawn with tabs, bars, or semicolons."""
    text = row.text.strip()
    separator = next((sign for sign in _SIGNS if sign in text.strip(sign)), None)
    if separator is None:
        return ()
    spans = [
        Span(*match.span()) for match in re.finditer(rf"[^{re.escape(separator)}]+", row.text) if match.group().strip()
    ]
    return tuple(trim(reading.clean, Span(row.span.start + span.start, row.span.start + span.end)) for span in spans)
