"""Labels and the values beside, below and between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.reading import Reading, Row, segments, trim
from inbox_bot.core.extraction.vocabulary import OTHER, Vocabulary, vocabulary

_BESIDE = re.compile(
    r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.):/-]\s*)?(?P<label>[^\n:=\t|]{1,60}?)\s*"
    r"(?:[:=]+(?!//)|;(?=\S)|\t+\s*:?|(?<=\?)\s|\.{2,}\s*:?|\s[-–—]+>?(?=\s)|->|→| {3,}:?|\|)\s*(?P<value>.*)$"
)
_PARENTHESES = re.compile(r"^[\s•·*–-]*[(\[](?P<label>[^()\[\]\n]{1,40})[)\]]\s*[:=-]?\s*(?P<value>\S.*)$")
_NOTED = re.compile(
    r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.):/-]\s*)?(?P<label>(?:(?!\s[-–—]\s)[^\n:=\t|()]){2,60}?)\s*\([^()\n]{3,150}\)\s*(?:[:=|\t]\s*|$)(?P<value>.*)$"
)
_MORE = re.compile(r"\s*[,;]\s|\s[-–—/|]\s")
_LIST_OF_LABELS = re.compile(
    r"^\s*(?P<labels>[^:=\n]{2,80}(?:[,;/]|\s(?:en|et|and|und|&|\+)\s)[^:=\n]{2,60})[:=]\s*(?P<values>\S.*)$"
)
_NUMBERING = re.compile(r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.)]\s*)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])|\s+(?=\()")
_WORDS = re.compile(r"\S+")
_MANY, _MOST_LABELS, _LONGEST_COLUMN = 3, 40, 200
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the slot that its label names. An empty value is a label left open."""

    slot: str
    text: str
    span: Span
    evidence: str
    source: str
    line: int
    whole: Span = _NOWHERE
    """The label together with its value."""
    group: int = 0
    """Values with the same number belong to one participant."""


def labelled(reading: Reading) -> list[Labelled]:
    """Return what is labelled in the sender's own words, in order, grouped by participant."""
    known = vocabulary(reading.event)
    found: list[Labelled] = []
    rows = reading.own
    index = 0
    while index < len(rows):
        used, values = _table(reading, rows, index, known)
        if not used:
            used, values = _standing(reading, rows, index, known)
        if not used:
            used, values = _column(reading, rows, index, known)
        if not used:
            used, values = 1, _row(reading, rows, index, known)
        found += values
        index += used
    found = _initials(reading, found, known)
    return _grouped(_without_lone_guesses(_below(reading, found)))


def _row(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> list[Labelled]:
    row = rows[index]
    listed = list(_listed(reading, row, known))
    if listed:
        return listed
    noted = _NOTED.match(row.text)
    asked = known.match(noted["label"]) if noted else None
    if noted and asked and asked[0] != OTHER and asked[1] == "label":
        span = trim(row.text, Span(*noted.span("value")), row.span.start)
        return [_value(reading, row, asked, span if noted["value"].strip() else Span(row.span.end, row.span.end))]
    within = list(islice(_within(reading, row, known), _MOST_LABELS))
    if len(within) > 1 or (within and reading.clean[row.span.start : within[0].start()].strip(" \t-•*·>0123456789.)(")):
        return list(_between(reading, row, within, known))
    match = _PARENTHESES.match(row.text) or _BESIDE.match(row.text)
    named = known.match(match["label"]) if match else None
    if match and named:
        span = trim(row.text, Span(*match.span("value")), row.span.start)
        return [_value(reading, row, named, span)]
    return _bare(reading, row, known)


def _within(reading: Reading, row: Row, known: Vocabulary) -> Iterator[re.Match[str]]:
    if ":" in row.text or "=" in row.text:
        yield from known.within.finditer(reading.folded, row.span.start, row.span.end)


def _listed(reading: Reading, row: Row, known: Vocabulary) -> Iterator[Labelled]:
    """Read `name, city, function: An, Gent, jurist`: as many values behind the colon as labels before it."""
    match = _LIST_OF_LABELS.match(row.text)
    labels = match["labels"] if match else ""
    signs = "/" if "/" in labels and not re.search("[,;]", labels) else r"[,;]"
    named = [known.match(part) for part in re.split(rf"{signs}|\s(?:en|et|and|und|&|\+)\s", labels)]
    if not match or None in named or len({one[0] for one in named if one}) < max(2, len(named)):
        return
    spans = segments(row.text[: match.end("values")], row.span.start)
    spans = [span for span in spans if span.start >= row.span.start + match.start("values")]
    if len(spans) == len(named):
        for slot, span in zip((one[0] for one in named if one), spans, strict=True):
            yield _value(reading, row, (slot, "label"), span)


def _between(reading: Reading, row: Row, within: list[re.Match[str]], known: Vocabulary) -> Iterator[Labelled]:
    for match, following in zip(within, [*within[1:], None], strict=True):
        end = following.start() if following else row.span.end
        span = trim(reading.clean, Span(match.end(), end))
        text = reading.clean[span.start : span.end]
        if following is None and within[0].start() > row.span.start:
            text = _SENTENCE.split(text)[0]
        span = Span(span.start, span.start + len(text.rstrip(" ,;|/-–")))
        yield _value(reading, row, known.match(match[1]) or (OTHER, "label"), span, match.start())


def _bare(reading: Reading, row: Row, known: Vocabulary) -> list[Labelled]:
    """Read a label alone on its line (its value stands below), or one that is followed by its value without a sign."""
    start = _NUMBERING.match(row.text)
    offset = start.end() if start else 0
    spots = [(m.start(), m.end()) for m in _WORDS.finditer(row.text, offset)]
    if not spots or len(row.text) > 150:  # noqa: PLR2004 (a longer line is prose)
        return []
    whole = known.match(row.text[offset:]) if len(spots) <= 6 and not row.text.rstrip().endswith(",") else None  # noqa: PLR2004 (labels are short)
    if whole and whole[0] != OTHER:
        return [_value(reading, row, whole, Span(row.span.end, row.span.end))]
    for count in range(min(4, len(spots) - 1), 0, -1):
        named = known.match(row.text[offset : spots[count - 1][1]])
        if named and named[0] != OTHER:
            return [
                _value(
                    reading,
                    row,
                    (named[0], "label without colon"),
                    trim(row.text, Span(spots[count][0], len(row.text)), row.span.start),
                )
            ]
    return []


def _value(reading: Reading, row: Row, named: tuple[str, str], span: Span, start: int | None = None) -> Labelled:
    slot, evidence = named
    span = _without_more(reading, slot, span)
    whole = Span(row.span.start if start is None else start, max(span.end, row.span.start))
    return Labelled(slot, reading.clean[span.start : span.end], span, evidence, reading.source(row), row.line, whole)


def _without_more(reading: Reading, slot: str, span: Span) -> Span:
    """Cut what follows a yes or a no, which may answer another question: `yes, with two guests`."""
    kind = next((field.type for field in reading.event.fields if field.key == slot), None)
    more = _MORE.search(reading.clean, span.start + 1, span.end) if kind is FieldType.BOOLEAN else None
    return Span(span.start, more.start()) if more else span


def _without_lone_guesses(found: list[Labelled]) -> list[Labelled]:
    """Drop a label without colon unless others stand beside it: alone it is the beginning of a sentence."""
    guesses = [value for value in found if value.evidence == "label without colon"]
    slots = {value.slot for value in guesses if any(0 < abs(value.line - other.line) <= _MANY for other in guesses)}
    return [value for value in found if value.evidence != "label without colon" or value.slot in slots]


def _below(reading: Reading, found: list[Labelled]) -> list[Labelled]:
    """Give labels that stand alone the line below them, unless the form has its values beside its labels."""
    beside = sum(bool(value.text) for value in found if value.evidence != "label without colon")
    taken = {value.line for value in found}
    result = []
    for value in found:
        if value.text or value.slot == OTHER:
            result.append(value)
            continue
        below = next((row for row in reading.own if row.line > value.line and row.text.strip()), None)
        close = below is not None and below.line - value.line <= 2  # noqa: PLR2004 (one blank line may stand between)
        free = below is not None and below.line not in taken and not below.takes_leave and not below.greets
        if below is None or not close or not free or (beside > 1 and below.line - value.line > 1):
            result.append(value)
            continue
        span = trim(below.text, Span(0, len(below.text)), below.span.start)
        result.append(
            replace(
                value, text=reading.clean[span.start : span.end], span=span, evidence="label below", line=below.line
            )
        )
    return result


def _column(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
    """Read labels one below another, followed by their values one below another, once or several times."""
    slots = list(_slots_below(rows, index, known))
    if len(slots) < 2 or len(set(slots)) < len(slots):  # noqa: PLR2004 (one label has its value below it)
        return 0, []
    filled = [(number, row) for number, row in enumerate(rows[index:], index) if row.text.strip()][:_LONGEST_COLUMN]
    values, position, group = [], len(slots), 0
    while position + len(slots) <= len(filled) and not _ends(filled[position][1]):
        chunk = filled[position : position + len(slots)]
        if any(_ends(row) for _, row in chunk):
            break
        group += 1
        values += [
            _cell(reading, row, slot, trim(row.text, Span(0, len(row.text)), row.span.start), -group - row.line)
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
        named = known.match(row.text) if len(row.text) <= 40 and row.text.rstrip()[-1] not in ",.!" else None  # noqa: PLR2004
        if named is None:
            return
        yield named[0]


def _ends(row: Row) -> bool:
    return row.takes_leave or row.greets or len(row.text) > 120  # noqa: PLR2004 (prose)


def _table(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
    """Read a table under a row of labels; its columns name the slots."""
    header = rows[index]
    cells = header.cells or _drawn_cells(reading, header)
    slots = [named[0] if (named := known.match(reading.clean[cell.start : cell.end])) else OTHER for cell in cells]
    if len(set(slots) - {OTHER}) < 2:  # noqa: PLR2004 (one label has its value beside it)
        return 0, []
    used, values = 1, [_value(reading, header, (OTHER, "label"), header.span)]
    for row in rows[index + 1 :]:
        cells = row.cells or _drawn_cells(reading, row)
        if row.text.strip(" -+|=_") and (len(cells) != len(slots) or row.table != header.table):
            break
        used += 1
        values += [
            _cell(reading, row, slot, trim(reading.clean, cell), -row.line - 1)
            for slot, cell in zip(slots, cells, strict=False)
        ]
    return (used, values) if used > 1 else (0, [])


def _standing(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> tuple[int, list[Labelled]]:
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
        _cell(reading, row, slot, trim(reading.clean, row.cells[column]), -column)
        for column in range(1, width)
        for row, slot in named
    ]


def _drawn_cells(reading: Reading, row: Row) -> tuple[Span, ...]:
    """Return the cells of a row drawn with tabs, bars, or semicolons."""
    text = row.text.strip()
    separator = next((sign for sign in ("\t", "|", ";") if sign in text.strip(sign)), None)
    if separator is None:
        return ()
    spans = [
        Span(*match.span()) for match in re.finditer(rf"[^{re.escape(separator)}]+", row.text) if match.group().strip()
    ]
    return tuple(trim(reading.clean, Span(row.span.start + span.start, row.span.start + span.end)) for span in spans)


def _cell(reading: Reading, row: Row, slot: str, span: Span, group: int) -> Labelled:
    return Labelled(
        slot, reading.clean[span.start : span.end], span, "column", reading.source(row), row.line, span, group
    )


def _initials(reading: Reading, found: list[Labelled], known: Vocabulary) -> list[Labelled]:
    """Read `n: … g: … f: …` where nothing else is labelled and at least three letters each begin one label."""
    if any(value.slot != OTHER for value in found):
        return found
    values = []
    for row in reading.own:
        match = re.match(r"^\s*(\w{1,3})\s*[.]?\s*[:=]\s*(\S.*)$", row.text)
        slot = known.initial(match[1].lower()) if match else None
        if match and slot:
            values.append(
                _value(reading, row, (slot, "misspelled label"), trim(row.text, Span(*match.span(2)), row.span.start))
            )
    return values if len({value.slot for value in values}) >= _MANY else found


def _grouped(found: list[Labelled]) -> list[Labelled]:
    """Number the participants: one more wherever a slot comes again with another value."""
    result: list[Labelled] = []
    group, seen = 0, dict[str, str]()
    row = 0
    for value in found:
        new_row = value.group != row and value.group < 0
        again = (
            value.text and value.group == 0 and seen.get(value.slot, value.text) != value.text and value.slot != OTHER
        )
        if (new_row and seen) or again:
            group, seen = group + 1, {}
        row = value.group
        if value.text:
            seen[value.slot] = value.text
        result.append(replace(value, group=group))
    return result
