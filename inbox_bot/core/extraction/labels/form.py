"""All that is labelled in the sender's own words, grouped by participant."""

import re
from dataclasses import replace

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.labels.beside import in_row
from inbox_bot.core.extraction.labels.columns import column
from inbox_bot.core.extraction.labels.labelled import Labelled, beside, without_arrow
from inbox_bot.core.extraction.labels.listed import listed
from inbox_bot.core.extraction.labels.replied import replied
from inbox_bot.core.extraction.labels.tables import standing, table
from inbox_bot.core.extraction.labels.vocabulary import NAME, OTHER, Vocabulary, vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import trim

_MANY = 3


def labelled(reading: Reading) -> list[Labelled]:
    """Return what is labelled in the sender's own words, in order, grouped by participant."""
    known = vocabulary(reading.event)
    found: list[Labelled] = []
    rows = reading.own
    index = 0
    while index < len(rows):
        used, values = table(reading, rows, index, known)
        if not used:
            used, values = standing(reading, rows, index, known)
        if not used:
            used, values = column(reading, rows, index, known)
        if not used:
            used, values = 1, in_row(reading, rows, index, known)
            if all(value.slot == OTHER for value in values) or _is_list_behind_a_name(values):
                whole, cells = listed(reading, rows, index)
                used, values = (whole, cells) if whole else (1, values)
        found += values
        index += used
    found = _initials(reading, found, known)
    found += replied(reading, {value.line for value in found}, {value.slot for value in found})
    return _grouped(_without_lone_guesses(_below(reading, found)))


def _is_list_behind_a_name(values: list[Labelled]) -> bool:
    """Tell whether what stands behind `Moi :` is no name but a list that begins with one."""
    return [value.slot for value in values] == [NAME] and bool(values[0].text) and names.read(values[0].text) is None


def _without_lone_guesses(found: list[Labelled]) -> list[Labelled]:
    """Drop a label without colon unless others stand beside it: alone it is the beginning of a sentence.

    Among labels with their signs it is one of theirs, whose sign found no room, and no other gives the same.
    """
    guesses = [value for value in found if value.evidence == "label without colon"]
    sure = [value for value in found if value not in guesses and value.slot != OTHER]
    slots = {value.slot for value in guesses if any(0 < abs(value.line - other.line) <= _MANY for other in guesses)}
    lines, given = {value.line for value in sure if value.text}, {value.slot for value in sure}
    plain = (value for value in guesses if value.text[:1].isalnum() and ":" not in value.text)
    slots |= {value.slot for value in plain if {value.line - 1, value.line + 1} <= lines} - given
    return [value for value in found if value.evidence != "label without colon" or value.slot in slots]


def _below(reading: Reading, found: list[Labelled]) -> list[Labelled]:
    """Give labels that stand alone the line below them, unless the form has its values beside its labels."""
    beside = sum(bool(value.text) for value in found if value.evidence != "label without colon")
    taken = {value.line for value in found}
    result = []
    for value in found:
        if value.text or (value.slot == OTHER and not _is_aside(reading, value)):
            result.append(value)
            continue
        below = next((row for row in reading.own if row.line > value.line and row.text.strip()), None)
        close = below is not None and below.line - value.line <= 2  # noqa: PLR2004 (one blank line may stand between)
        free = below is not None and below.line not in taken and not below.takes_leave and not below.greets
        if below is None or not close or not free or (beside > 1 and below.line - value.line > 1):
            result.append(value)
            continue
        span = without_arrow(reading.clean, trim(below.text, Span(0, len(below.text)), below.span.start))
        result.append(
            replace(
                value, text=reading.clean[span.start : span.end], span=span, evidence="label below", line=below.line
            )
        )
    return result


def _is_aside(reading: Reading, value: Labelled) -> bool:
    """Tell whether a label names who takes no part: `Contactpersoon:` above a line with data of their own."""
    return reading.folded[value.whole.start : value.whole.end].strip(" .:*-•") in lexicon.labels("aside")


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
                beside(reading, row, (slot, "misspelled label"), trim(row.text, Span(*match.span(2)), row.span.start))
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
