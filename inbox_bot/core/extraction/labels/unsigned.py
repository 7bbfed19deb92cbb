"""A form that ends a mail: its labels tell it from a signature, though they have no sign behind them."""

import re
from dataclasses import replace

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.labels.vocabulary import OTHER, Vocabulary, vocabulary

_CONTACTS = frozenset({FieldType.PHONE, FieldType.EMAIL})
"""A signature labels these, too."""
_FEWEST, _FEWEST_MISSPELLED = 2, 3
_WORDS = re.compile(r"[\s>•·*–-]*([^\s:=]+)(?:\s+([^\s:=]+))?")


def unsigned(document: Document, event: Event) -> Document:
    """Return *document* with the lines of its signature from the first to the last label in the sender's text.

    Only where two fields of *event* are labelled there: `Name Jo Arens`, `Country Belgium`.
    """
    signs = [at for at, line in enumerate(document.lines) if line.zone is Zone.SIGNATURE]
    known = vocabulary(event)
    contacts = {field.key for field in event.fields if field.type in _CONTACTS}
    named = {at: one for at in signs if (one := _label(document.lines[at].text, known))}
    exact = {at: slot for at, (slot, how) in named.items() if how == "label"}
    spelled = {at: slot for at, (slot, _) in named.items()}
    labelled = exact if len(set(exact.values()) - contacts) >= _FEWEST else spelled
    if labelled is spelled and len(set(spelled.values())) < _FEWEST_MISSPELLED:
        return document
    form = range(min(labelled), max(labelled) + 1)
    lines = (
        replace(line, zone=Zone.NEW) if at in form and line.zone is Zone.SIGNATURE else line
        for at, line in enumerate(document.lines)
    )
    return replace(document, lines=tuple(lines))


def _label(text: str, known: Vocabulary) -> tuple[str, str] | None:
    """Return the slot that the first word or two of *text* label, and how well they are spelled; None for none."""
    match = _WORDS.match(text)
    if not match or not text[match.end(1) :].strip(" :="):
        return None
    first, both = known.match(match[1], alone=True), known.match(" ".join(filter(None, match.groups())), alone=True)
    found = [one for one in (both, first) if one and one[0] != OTHER]
    return next((one for one in found if one[1] == "label"), found[0] if found else None)
