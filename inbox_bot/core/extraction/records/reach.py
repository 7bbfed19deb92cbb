"""Where the sender is reached: the address of their house, in a signature, gives way to their own."""

import re

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import emails, names
from inbox_bot.core.extraction.evidence import LABELLED
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading

_SAID = LABELLED | {"frame", "list", "answer"}
_CALLED = re.compile(r"(?:\+|\b0)\d(?:[\s./()-]*\d){6,}")
_NEARBY = 2


def without_the_house(reading: Reading, owner: Draft) -> None:
    """Take from the sender, who writes from an address with their name, what of their house stands beside a telephone.

    `T 011 22 33 44 | omgeving@peer.example` is how the department is reached; who comes is known by their own address.
    """
    sender = reading.sender
    if sender is None or not owner.name or not names.agrees(owner.name, sender.addr_spec):
        return
    domain = emails.normal(sender.addr_spec) or ""
    for field in reading.event.fields:
        if field.type is FieldType.EMAIL and field.key in owner.found:
            kept = [one for one in owner.found[field.key] if not _is_of_house(reading, one, owner.name, domain)]
            owner.found[field.key] = kept


def _is_of_house(reading: Reading, one: Candidate, name: str, own: str) -> bool:
    shown = {piece.name for piece in one.evidence}
    same = one.value.rpartition("@")[2] == own.rpartition("@")[2] and one.value != own
    return same and not shown & _SAID and not names.agrees(name, one.value) and _stands_by_phone(reading, one)


def _stands_by_phone(reading: Reading, one: Candidate) -> bool:
    if one.span is None:
        return False
    rows = [row for row in (*reading.own, *reading.signature) if row.text.strip()]
    at = next((at for at, row in enumerate(rows) if row.span.start <= one.span.start <= row.span.end), None)
    near = rows[max(0, at - 1) : at + _NEARBY] if at is not None else ()
    return any(_CALLED.search(row.text) for row in near)
