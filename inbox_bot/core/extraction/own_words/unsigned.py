"""A form that ends a mail: its labels tell it from a signature, though they have no sign behind them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import OTHER, Vocabulary, vocabulary

_CONTACTS = frozenset({FieldType.PHONE, FieldType.EMAIL})
"""A signature labels these, too."""
_FEWEST, _FEWEST_MISSPELLED = 2, 3
_COLUMNS = ("|", "\t", ";")
_WORDS = re.compile(r"[\s>•·*–-]*([^\s:=]+)(?:\s+([^\s:=]+))?")


def unsigned(document: Document, event: Event) -> Document:
    """Return *document* with the lines of its signature from the first to the last label in the sender's text.

    Only where two fields of *event* are labelled there: `Name Jo Arens`, `Country Belgium`.
    """
    known = vocabulary(event)
    document = _without_chosen(replace(document, lines=tuple(_own(document.lines, known))), event)
    signs = [at for at, line in enumerate(document.lines) if line.zone is Zone.SIGNATURE]
    contacts = {field.key for field in event.fields if field.type in _CONTACTS}
    named = {at: one for at in signs if (one := _label(document.lines[at].text, known))}
    exact = {at: slot for at, (slot, how) in named.items() if how == "label"}
    spelled = {at: slot for at, (slot, _) in named.items()}
    labelled = exact if len(set(exact.values()) - contacts) >= _FEWEST else spelled
    if labelled is spelled and len(set(spelled.values())) < _FEWEST_MISSPELLED:
        return document
    form = range(min(labelled), max(labelled) + 1)
    return document.relined(lambda at, line: line.as_new() if at in form and line.zone is Zone.SIGNATURE else line)


def _without_chosen(document: Document, event: Event) -> Document:
    """Return *document* with the block of signing lines as the sender's own of which one is an option of *event*.

    No signature says which lunch somebody takes: values that stand below each other look like one.
    """
    options = {fold(option) for field in event.fields for option in field.options}
    lines = document.lines
    found: set[int] = set()
    for at, line in enumerate(lines):
        if options and line.zone is Zone.SIGNATURE and fold(line.text).strip(" .,;!") in options:
            found.update(_block(lines, at, -1), _block(lines, at, 1))
    return document.relined(lambda at, line: line.as_new() if at in found else line) if found else document


def _block(lines: Sequence[Line], at: int, step: int) -> Iterator[int]:
    """Yield the signing lines from *at* on, up to a blank one."""
    while 0 <= at < len(lines) and lines[at].zone is Zone.SIGNATURE and lines[at].text.strip():
        yield at
        at += step


def _own(lines: Sequence[Line], known: Vocabulary) -> Iterator[Line]:
    """Yield *lines*, those as the sender's own that hold a form in a row, or stand in a table below its labels."""
    sign, columns = "", 0
    for line in lines:
        inside = bool(sign) and line.text.count(sign) == columns
        if line.zone is Zone.SIGNATURE and (inside or _is_run_together(line.text, known)):
            yield line.as_new()
            continue
        if line.zone is Zone.NEW and not inside:
            sign = next((one for one in _COLUMNS if _heads(line.text.split(one), known)), "")
            columns = line.text.count(sign) if sign else 0
        yield line


def _heads(cells: Sequence[str], known: Vocabulary) -> bool:
    """Tell whether *cells* are the labels of a table."""
    return len(cells) >= _FEWEST_MISSPELLED and all(known.match(cell) for cell in cells)


def _is_run_together(text: str, known: Vocabulary) -> bool:
    """Tell whether a line holds the labels of a form in a row: `name An Claes, city Gent, function clerk`."""
    return len({known.exact[match[1]] for match in known.word.finditer(fold(text))}) >= _FEWEST_MISSPELLED


def _label(text: str, known: Vocabulary) -> tuple[str, str] | None:
    """Return the slot that the first word or two of *text* label, and how well they are spelled; None for none."""
    match = _WORDS.match(text)
    if not match or not text[match.end(1) :].strip(" :="):
        return None
    first, both = known.match(match[1], alone=True), known.match(" ".join(filter(None, match.groups())), alone=True)
    found = [one for one in (both, first) if one and one[0] != OTHER]
    return next((one for one in found if one[1] == "label"), found[0] if found else None)
