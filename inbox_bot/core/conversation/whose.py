"""Which of the entries at hand somebody means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from operator import itemgetter

from inbox_bot.core.case import Case, History, Known
from inbox_bot.core.conversation.values import lacking, plain, said, words
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.wording.words import folded_words
from inbox_bot.core.message import Message

NAMES = (FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME)
_TELLING = 3
MAYBE, SURELY = 0.6, 0.85
"""Shares of letters in common from which two names are one that was misspelled: who asks for a change, and who not."""

_INITIAL = 2


def name(event: Event, values: Mapping[str, str]) -> str:
    """Return the name in *values* as it is written; empty if there is none."""
    return " ".join(values[field.key] for field in event.fields if field.type in NAMES and values.get(field.key))


def is_own(case: Case, known: Known) -> bool:
    """Tell whether *known* is of the sender, so that headers and signature speak of the same person."""
    return is_of(case.message, case.event, known)


def is_of(message: Message, event: Event, known: Known) -> bool:
    """Tell whether *known* is of the sender of *message*, by name or by an address that is noted."""
    sender = message.sender
    if sender is None:
        return False
    noted, shown = words(name(event, known.fields)), words(sender.display_name)
    same = bool(noted and shown) and (noted <= shown or shown <= noted)
    return (
        same
        or sender.addr_spec.lower() in _addresses(event, known)
        or (not noted and known.sender == sender.addr_spec.lower())
    )


def is_akin(message: Message, event: Event, known: Known) -> bool:
    """Tell whether the sender's name or address holds a part of the name of *known*: one person, or a relative."""
    sender = message.sender
    shown = f"{sender.display_name} {sender.addr_spec.partition('@')[0]}" if sender else ""
    parts = (part for part in folded_words(name(event, known.fields)) if len(part) >= _TELLING)
    return not set(folded_words(shown)).isdisjoint(parts)


def taken_back(history: History, event: Event, message: Message) -> tuple[Known, ...]:
    """Return what the sender of *message* took back of its conversation, else at all, oldest first."""
    gone = [one for one in history.known if one.event == event.id and one.status == "cancelled"]
    near = [one for one in gone if one.in_thread] or gone
    return tuple(one for one in near if is_of(message, event, one))


def is_another(case: Case, there: Iterable[Known]) -> bool:
    """Tell whether the mail is written by somebody who is none of *there*: by another name, from another address.

    A colleague may answer what they got in copy. Who shows no name is told by an address such as `els.maes@…`.
    """
    sender = case.message.sender
    people = tuple(there)
    if sender is None or any(is_own(case, known) or sender.addr_spec.lower() == known.sender for known in people):
        return False
    shown = words(sender.display_name) or _spelled_out(sender.addr_spec)
    noted = {word for known in people for word in words(name(case.event, known.fields))}
    local = sender.addr_spec.lower().partition("@")[0]
    return bool(shown) and shown.isdisjoint(noted) and not any(len(word) > _INITIAL and word in local for word in noted)


def _spelled_out(addr_spec: str) -> frozenset[str]:
    """Return the words of an address that spells out a name, `els.maes@…`; none of any other."""
    parts = addr_spec.lower().partition("@")[0].split(".")
    return frozenset(parts) if len(parts) > 1 and all(len(one) > 1 and one.isalpha() for one in parts) else frozenset()


def recognised(history: History, message: Message, events: Iterable[Event]) -> History:
    """Return *history* with the sender's entries that began with another address: theirs is noted, or they tell it.

    Who writes from an address that is noted nowhere names one that is, and bears its name. That is what a forged
    sender would have to know, too; who answers a reply of ours is known by that already.
    """
    if message.sender is None:
        return history
    sender, shown = message.sender.addr_spec.lower(), words(message.sender.display_name)
    by_id = {event.id: event for event in events}
    told = history.named if len(shown) > 1 and not history.in_thread else ()
    noted = [one for one in history.noted if one.event in by_id and sender in _addresses(by_id[one.event], one)]
    named = [one for one in told if one.event in by_id and words(name(by_id[one.event], one.fields)) == shown]
    ids = {one.id for one in history.known}
    own = {one.id: one for one in (*noted, *named) if one.id not in ids}
    both = sorted((*history.known, *own.values()), key=lambda one: (one.received_at, one.id))
    return replace(history, known=tuple(both)) if own else history


def _addresses(event: Event, known: Known) -> frozenset[str]:
    """Return the addresses that are noted of *known*, lower case."""
    emails = (field.key for field in event.fields if field.type is FieldType.EMAIL)
    return frozenset(known.fields[key].lower() for key in emails if known.fields.get(key))


def is_foreign(case: Case, known: Known) -> bool:
    """Tell whether the mail comes from elsewhere than *known*, and answers nothing that we wrote about it."""
    sender = case.message.sender
    addresses = {known.sender, *(value.lower() for value in known.fields.values())}
    return not known.in_thread and (sender is None or sender.addr_spec.lower() not in addresses)


def named(event: Event, given: Participant, there: Iterable[Known]) -> tuple[Known, ...]:
    """Return those of *there* who bear the name in *given*, or a part of it."""
    asked = words(name(event, plain(given)))
    noted = [(known, words(name(event, known.fields))) for known in there]
    whole = tuple(known for known, theirs in noted if theirs and theirs == asked)
    return whole or tuple(known for known, theirs in noted if asked and theirs and (asked <= theirs or theirs <= asked))


def misspelled(event: Event, given: Participant, there: Iterable[Known], least: float = MAYBE) -> tuple[Known, ...]:
    """Return the one of *there* whose name is most like that in *given*, from *least* on (share of letters)."""
    ours = _letters(name(event, plain(given)))
    likeness = [(SequenceMatcher(None, ours, _letters(name(event, known.fields))).ratio(), known) for known in there]
    return tuple(known for ratio, known in likeness if least <= ratio == max(likeness, key=itemgetter(0))[0])


def _letters(written: str) -> str:
    return "".join(sorted(words(written))).replace("-", "")


def lacks_what(case: Case, given: Participant, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return the incomplete ones of *there* that lack something which *given* says; of several the sender's own."""
    told = said(given)
    incomplete = (known for known in there if known.status == "incomplete")
    open_ones = tuple(known for known in incomplete if not told.keys().isdisjoint(lacking(known, case.event)))
    own = tuple(known for known in open_ones if is_own(case, known))
    return own if len(open_ones) > 1 and own else open_ones
