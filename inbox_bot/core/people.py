"""Whose registrations a mail may be about."""

from collections.abc import Iterable, Mapping

from inbox_bot.core.case import History, Known
from inbox_bot.core.event import Event, FieldType

_NAMES = {FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME}


def concerned(history: History, event_id: str) -> tuple[Known, ...]:
    """Return the entries that a mail may be about: of its conversation, else of its sender, those for its event first.

    What was cancelled is no longer there to be changed.
    """
    there = [known for known in history.known if known.status != "cancelled"]
    nearest = [known for known in there if known.in_thread] or there
    return tuple([known for known in nearest if known.event == event_id] or nearest)


def same_person(event: Event, values: Mapping[str, str], entries: Iterable[Known]) -> Known | None:
    """Return the one of *entries* that *values* are of, by name; None where there is none, or more than one."""
    names = {name_of(event, values), ""}
    same = [one for one in entries if one.event == event.id and name_of(event, one.fields) in names]
    return same[0] if len(same) == 1 else None


def listed(event: Event, values: Mapping[str, str], entries: Iterable[Known]) -> Known | None:
    """Return the one of *entries* that bears the name and an address in *values*, and was not cancelled."""
    name, addresses = name_of(event, values), _addresses(event, values)
    there = (one for one in entries if one.event == event.id and one.status != "cancelled")
    same = (one for one in there if name and name_of(event, one.fields) == name)
    return next((one for one in same if addresses & _addresses(event, one.fields)), None)


def _addresses(event: Event, values: Mapping[str, str]) -> frozenset[str]:
    emails = (values.get(field.key, "") for field in event.fields if field.type is FieldType.EMAIL)
    return frozenset(value.lower() for value in emails if value)


def name_of(event: Event, values: Mapping[str, str]) -> str:
    """Return the name in *values* so that "PEETERS Jan" and "Jan Peeters" are one; empty if there is none."""
    words = " ".join(values.get(field.key, "") for field in event.fields if field.type in _NAMES)
    return " ".join(sorted(words.casefold().split()))
