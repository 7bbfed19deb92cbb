"""Data without a label that give all that is asked: each part of a list, or line of a block, is one field's value."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts, in_turn, values
from inbox_bot.core.extraction.labels.labelled import Labelled, in_column
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, slot_of
from inbox_bot.core.extraction.prose import diets
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences, trim

_SIGNS = ("\t", ";", "|", " / ", " - ", " – ", ", ", "/", ",")
_NUMBERING = re.compile(r"\s*(?:[-•·*–>]+\s+|\(?\d{1,2}[.)](?!\d)\s*|[a-h][.)]\s+)?")
_NUMBERED = re.compile(r"\s*\(?(\d{1,2})[.)](?!\d)")
_ITEM = re.compile(rf"{_NUMBERING.pattern}(?:[^,;|/]*[:.!]\s+)?")
_PROSE = re.compile(
    r"(?<!\w)(?:je|j'|nous|vous|ik|wij|we|i|you|ich|wir|sie|merci|bonjour|thanks|thank|dank|bedankt|danke)(?!\w)|[@:?]"
)
_ONESELF = re.compile(rf"(?:und |en |et |and )?{lexicon.any_of('oneself')}", re.IGNORECASE)
_GREETING = re.compile(r"\s*[^,\n]{2,40}[,!]\s+")
_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME})
_OPEN = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY, FieldType.JOB_TITLE})
_TELLING = frozenset({FieldType.EMAIL, FieldType.PHONE, FieldType.CHOICE})
"""What nothing else looks like."""
_FEWEST, _MOST_WORDS = 4, 10
"""Shorter lists are read by what their values look like."""

Part = tuple[Row, Span]


def listed(reading: Reading, rows: Sequence[Row], index: int) -> tuple[int, list[Labelled]]:
    """Read the list in the row at *index*, or the block of lines that begins there, if it gives all that is asked."""
    if not rows[index].text.strip() or rows[index].cells or rows[index].greets:
        return 0, []
    for used, parts in (*_in_row(rows[index]), *_in_block(rows, index, len(reading.event.fields))):
        texts = [reading.clean[span.start : span.end] for _, span in parts]
        numbered = all(_is_number(row, at) for at, (row, _) in enumerate(parts, 1))
        slots = _slots(reading, texts) or in_turn.slots(reading, texts, numbered=numbered)
        if slots:
            group = -rows[index].line - 1
            cells = [(row, span, slot) for (row, span), slot in zip(parts, slots, strict=True) if slot]
            last = rows.index(cells[-1][0]) - index + 1
            return min(used, last), [in_column(reading, row, slot, span, group, "list") for row, span, slot in cells]
    return 0, []


def _is_number(row: Row, at: int) -> bool:
    """Tell whether *row* is drawn as the item numbered *at* of a list."""
    item = _NUMBERED.match(row.text)
    return item is not None and int(item[1]) == at


def _in_row(row: Row) -> Iterator[tuple[int, list[Part]]]:
    item = _ITEM.match(row.text)
    start = item.end() if item else 0
    greeting = _GREETING.match(row.text)
    start = greeting.end() if greeting and is_salutation(greeting[0].strip()) else start
    stop = next((end for end in (span.end for span in sentences(row.text, 0)) if end > start), len(row.text))
    stop -= row.text[start:stop].endswith((".", "!"))
    for sign in _SIGNS:
        if row.text.count(sign, start, stop) >= _FEWEST - 1:
            spans = _split(row.text, start, stop, sign)
            yield 1, [(row, trim(row.text, span, row.span.start)) for span in spans]


def _split(text: str, start: int, stop: int, sign: str) -> Iterator[Span]:
    for piece in text[start:stop].split(sign):
        yield Span(start, start + len(piece))
        start += len(piece) + len(sign)


def _in_block(rows: Sequence[Row], index: int, most: int) -> Iterator[tuple[int, list[Part]]]:
    """Yield the block of lines that begins at *index*; blank lines stand between all of them or none."""
    filled = [number for number in range(index, len(rows)) if rows[number].text.strip()][: most + 1]
    step = filled[1] - filled[0] if filled[1:] else 1
    parts: list[Part] = []
    for count, number in enumerate(filled):
        row = rows[number]
        if number != index + count * step or row.takes_leave or row.greets or row.cells:
            break
        item = _NUMBERING.match(row.text)
        parts.append((row, trim(row.text, Span(item.end() if item else 0, len(row.text)), row.span.start)))
    if _FEWEST <= len(parts) <= most:
        yield (len(parts) - 1) * step + 1, parts


def _slots(reading: Reading, texts: Sequence[str]) -> list[str]:
    """Return the slot that each of *texts* fills, empty for one that says nothing; no slots unless all is given."""
    left = {number: text for number, text in enumerate(texts) if any(map(str.isalnum, text))}
    filled: dict[int, str] = {}
    typed = [field for field in reading.event.fields if field.type not in _NAMES | _OPEN | {FieldType.TEXT}]
    for field in typed:
        number = next((number for number, text in left.items() if _fits(reading, field, text)), None)
        if number is not None:
            filled[number] = field.key
            del left[number]
        elif field.required:
            return []
    named = _named(reading, left) if typed else {}
    left = {number: text for number, text in left.items() if number not in named}
    opened = _opened(reading, left) if named else {}
    filled |= named | opened
    slots = [filled.get(number, "") for number in range(len(texts))]
    given = named and len(left) == len(opened)
    if not given or not any(field.type in _TELLING and field.key in slots for field in typed):
        return []
    sure = all(field.required for field in typed) and _told_apart(reading, texts, slots)
    return slots if sure or _in_order(reading, slots) else []


def _in_order(reading: Reading, slots: Sequence[str]) -> bool:
    """Tell whether the values stand in the order in which they were asked."""
    asked = [slot_of(field) for field in reading.event.fields]
    if NAME in slots and GIVEN in asked:
        asked = [NAME if slot == GIVEN else slot for slot in asked if slot != FAMILY]
    places_of = [asked.index(slot) for slot in slots if slot in asked]
    return places_of == sorted(places_of)


def _told_apart(reading: Reading, texts: Sequence[str], slots: Sequence[str]) -> bool:
    """Tell whether what may say anything says by its words which field it is for."""
    kinds = {field.key: field for field in reading.event.fields if field.type in _OPEN}
    said = [(text, kinds[slot]) for text, slot in zip(texts, slots, strict=True) if slot in kinds]
    return all(_lean(text, field) > 0 for text, field in said)


def _fits(reading: Reading, field: Field, text: str) -> bool:
    if field.type is FieldType.PHONE:
        return sum(map(str.isdigit, text)) >= len(text) // 2 and values.read(reading, field, text) is not None
    sentence = field.type is not FieldType.EMAIL and _is_prose(text)
    return not sentence and values.read(reading, field, text) is not None


def _named(reading: Reading, left: dict[int, str]) -> dict[int, str]:
    """Return which of the parts name the participant: one with the whole name, or a surname and a given name."""
    shown = headers.sender_name(reading)
    for number, text in left.items():
        whole = names.read(text, reading.addresses)
        if (
            whole
            and not _PROSE.search(fold(text))
            and ("given name" in names.looks(whole) or names.same(whole, shown))
            and not _is_office(text)
        ):
            return {number: NAME}
        both = (text, left.get(number + 1, ""))
        if all(map(_is_name_part, both)) and (any(map(names.is_given, both)) or names.same(" ".join(both), shown)):
            first, second = (GIVEN, FAMILY) if _given_first(reading, both, shown) else (FAMILY, GIVEN)
            return {number: first, number + 1: second}
        if not _is_aside(text):
            break
    return {}


def _is_name_part(text: str) -> bool:
    if _ONESELF.fullmatch(text):
        return False
    known = names.part(text) is not None and len(text.split()) <= 3 and not _PROSE.search(fold(text))  # noqa: PLR2004 (`Van den Berg`)
    return known and (text[:1].isupper() or text.islower())


def _is_office(text: str) -> bool:
    return jobs.has_head(text) or places.organisation_word(text)


def _is_aside(text: str) -> bool:
    """Tell whether a part before the name only announces it: a title, `Inscription`."""
    return _ONESELF.fullmatch(text) is not None or (len(text.split()) == 1 and not names.is_given(text))


def _given_first(reading: Reading, both: tuple[str, str], shown: str) -> bool:
    capitals = [len(text) > 1 and text.isupper() for text in both]
    if any(capitals) and not all(capitals):
        return capitals[1]
    given = names.split(shown)[0] if names.same(" ".join(both), shown) else ""
    if given and fold(given) in map(fold, both):
        return fold(given) == fold(both[0])
    known = tuple(map(names.is_given, both))
    kinds = [field.type for field in reading.event.fields]
    announced = FieldType.FAMILY_NAME not in kinds or kinds.index(FieldType.FAMILY_NAME) > kinds.index(
        FieldType.GIVEN_NAME
    )
    return announced if known[0] == known[1] else known[0]


def _opened(reading: Reading, left: dict[int, str]) -> dict[int, str]:
    """Return the slots of the parts that may say anything: employer and function, by their words, else as announced."""
    fields = [field for field in reading.event.required if field.type in _OPEN]
    numbers = list(left)[: len(fields)]
    if len(numbers) < len(fields) or any(map(_is_prose, (left[number] for number in numbers))):
        return {}
    if len(fields) == 2 and _lean(left[numbers[0]], fields[0]) + _lean(left[numbers[1]], fields[1]) < 0:  # noqa: PLR2004 (one of each)
        fields.reverse()
    found = {number: slot_of(field) for number, field in zip(numbers, fields, strict=True)}
    rest = [number for number in left if number not in found]
    remark = next((field for field in reading.event.fields if concepts.of(field) == "remarks"), None)
    if remark is None or len(rest) != 1 or next(diets.find(left[rest[0]], 0, len(left[rest[0]])), None):
        return found
    return found | {rest[0]: remark.key}


def _lean(text: str, field: Field) -> int:
    """Return whether the words of *text* speak for *field* (1), against it (-1), or say nothing (0)."""
    titled = jobs.has_head(text) - bool(
        places.institution(text) or places.is_place(text) or next(places.cued(text), None)
    )
    return titled if field.type is FieldType.JOB_TITLE else -titled


def _is_prose(text: str) -> bool:
    return len(text.split()) > _MOST_WORDS or bool(_PROSE.search(fold(text)))
