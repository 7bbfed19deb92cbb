"""Which of the entries at hand somebody means."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.values import lacking, plain, said, words
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.model import Participant

_NAMES = (FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME)
_ALIKE = 0.75
"""Share of letters in common from which two names are one that was misspelled."""


def name(event: Event, values: Mapping[str, str]) -> str:
    """Return the name in *values* as it is written; empty if there is none."""
    return " ".join(values[field.key] for field in event.fields if field.type in _NAMES and values.get(field.key))


def is_own(case: Case, known: Known) -> bool:
    """Tell whether *known* is of the sender, so that headers and signature speak of the same person."""
    sender = case.message.sender
    if sender is None:
        return False
    emails = (field.key for field in case.event.fields if field.type is FieldType.EMAIL)
    addresses = {known.fields.get(key, "").lower() for key in emails}
    noted, shown = words(name(case.event, known.fields)), words(sender.display_name)
    if noted and shown:
        return noted <= shown or shown <= noted
    return sender.addr_spec.lower() in addresses or (not noted and known.sender == sender.addr_spec.lower())


def named(event: Event, given: Participant, there: Iterable[Known]) -> tuple[Known, ...]:
    """Return those of *there* who bear the name in *given*, or a part of it."""
    asked = words(name(event, plain(given)))
    noted = [(known, words(name(event, known.fields))) for known in there]
    whole = tuple(known for known, theirs in noted if theirs and theirs == asked)
    return whole or tuple(known for known, theirs in noted if asked and theirs and (asked <= theirs or theirs <= asked))


def misspelled(event: Event, given: Participant, known: Known) -> bool:
    """Tell whether the name in *given* may be that of *known*, written otherwise."""
    ours, theirs = name(event, plain(given)), name(event, known.fields)
    if words(ours) & words(theirs):
        return True
    return SequenceMatcher(None, ours.casefold(), theirs.casefold()).ratio() >= _ALIKE


def lacks_what(case: Case, given: Participant, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return the incomplete ones of *there* that lack something which *given* says; of several the sender's own."""
    told = said(given)
    incomplete = (known for known in there if known.status == "incomplete")
    open_ones = tuple(known for known in incomplete if not told.keys().isdisjoint(lacking(known, case.event)))
    own = tuple(known for known in open_ones if is_own(case, known))
    return own if len(open_ones) > 1 and own else open_ones
