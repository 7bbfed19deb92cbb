"""Whether two registrations are of one person."""

from collections.abc import Iterable, Mapping

from inbox_bot.core.case import Case, History, Known
from inbox_bot.core.event import Event, FieldType

_NAMES = {FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME}
_ON_THE_LIST = {"confirmed", "incomplete"}


def already_known(case: Case) -> str | None:
    """Return who of this mail's participants an earlier mail of its sender or thread put on the list.

    Without a name on either side it may be anybody, so it may be the same person.
    """
    written = [{key: finding.value for key, finding in one.items()} for one in case.extraction.participants]
    names = {name_of(case.event, values) for values in written}
    for known in case.history.known:
        if known.event == case.event.id and known.status in _ON_THE_LIST:
            name = name_of(case.event, known.fields)
            if not name or not names or "" in names or name in names:
                return name or "this sender"
    return None


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


def name_of(event: Event, values: Mapping[str, str]) -> str:
    """Return the name in *values* so that "PEETERS Jan" and "Jan Peeters" are one; empty if there is none."""
    words = " ".join(values.get(field.key, "") for field in event.fields if field.type in _NAMES)
    return " ".join(sorted(words.casefold().split()))
