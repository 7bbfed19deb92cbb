"""Lines that sign the mail, wherever the sender's own words end."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Zone
from inbox_bot.core.message import Message
from inbox_bot.core.zones.greeting import is_greeting
from inbox_bot.core.zones.labels import asks_person, is_label, value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.signature.closing import closes, goes_on
from inbox_bot.core.zones.signature.contact import contact_block
from inbox_bot.core.zones.signature.names import name_line, names_of
from inbox_bot.core.zones.words import any_of

_AFTERTHOUGHT = re.compile(rf"{any_of('afterthoughts')}\s*[.:]")
_PERSONAL = re.compile(rf"\b{any_of('first_person')}(?!\w)")
_STANDING = re.compile(rf"\b{any_of('standing_notes')}(?!\w)")
_MOST_AFTER, _MOST_DELIMITED = 25, 15
_LONG = 50


def mark_signatures(rows: Sequence[Row], zones: list[Zone], message: Message) -> None:
    """Turn the lines of *rows* that sign the mail into SIGNATURE in *zones*; lines that give data stay NEW."""
    names = names_of(message)
    runs = _runs(zones)
    for place, run in enumerate(runs):
        written = [at for at in run if zones[at] is Zone.NEW and not rows[at].blank]
        if written:
            start = _start(rows, written, names, at_an_end=place in (0, len(runs) - 1))
            _mark(rows, zones, [at for at in run if at >= start])
    for at, row in enumerate(rows):
        if row.signed and zones[at] is Zone.NEW and not _gives_data(row):
            zones[at] = Zone.SIGNATURE


def _runs(zones: Sequence[Zone]) -> list[list[int]]:
    """Return the stretches of the sender's own lines."""
    runs: list[list[int]] = [[]]
    for at, zone in enumerate(zones):
        if zone in (Zone.NEW, Zone.DISCLAIMER):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _start(rows: Sequence[Row], written: list[int], names: frozenset[str], *, at_an_end: bool) -> int:
    """Return the row where the signature of these *written* rows starts, or one past the last row."""
    for place, at in enumerate(written):
        left = len(written) - place - 1
        if rows[at].text in ("--", "—") and left <= _MOST_DELIMITED:
            return at
        opens = place == 0 and _opens(rows, written)
        if left <= _MOST_AFTER and not opens and closes(rows[at].text) and not goes_on(rows, written[place + 1 :]):
            return at
    if not at_an_end:
        return len(rows)
    return min(contact_block(rows, written, names), name_line(rows, written, names))


def _opens(rows: Sequence[Row], written: Sequence[int]) -> bool:
    """Tell whether the first of the *written* rows greets: `Greetings,` or `Happy Easter` may begin or end a mail."""
    return is_greeting(rows[written[0]].text) or any(closes(rows[at].text) for at in written[1:])


def _mark(rows: Sequence[Row], zones: list[Zone], run: list[int]) -> None:
    data = _data_rows(rows, run)
    for at in run:
        if zones[at] is Zone.NEW and at not in data and (at == run[0] or not _is_afterthought(rows[at].text)):
            zones[at] = Zone.SIGNATURE


def _data_rows(rows: Sequence[Row], run: list[int]) -> set[int]:
    """Return the rows below a closing that answer the form: labelled, and one of them says who somebody is."""
    tables = {rows[at].table for at in run if rows[at].cells and is_label(rows[at].cells[0])}
    labelled = {at for at in run if value_of(rows[at].text) or rows[at].table in tables}
    return labelled if any(asks_person(rows[at].text) for at in labelled) else set()


def _gives_data(row: Row) -> bool:
    return bool(value_of(row.text)) and asks_person(row.text)


def _is_afterthought(text: str) -> bool:
    said = fold(text)
    sentence = len(said) > _LONG and said.endswith((".", "?", "!"))
    meant = sentence and bool(_PERSONAL.search(said)) and not _STANDING.search(said)
    return meant or bool(_AFTERTHOUGHT.match(said))
