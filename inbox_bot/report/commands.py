"""What the organiser may type to settle a mail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from inbox_bot.core.case import Known
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.extraction.which_event import SEVERAL_EVENTS
from inbox_bot.core.people import same_person
from inbox_bot.store import Inbound

_SHUNT = "shunt"
"""Stands in place of the rule where a mail could not be handled."""


def commands(short: str, mail: Inbound, event: Event | None, known: Sequence[Known]) -> tuple[str, ...]:
    """Return the commands that make sense for *mail*, by its number *short*; *known* are entries it may be about."""
    cancels = mail.intent in {Intent.CANCEL, Intent.DECLINE}
    offered: Iterable[str] = _cancelling(short, known) if cancels else _registering(short, mail, event, known)
    again = [f"inbox-bot review rerun {short}"] if mail.rule == _SHUNT and mail.octets else []
    if about := [f"inbox-bot review rerun {short} --event {event_id}" for event_id in _events(mail)]:
        again, offered = about, ()
    return (f"inbox-bot review show {short}", *again, *offered, f"inbox-bot review dismiss {short}")


def _events(mail: Inbound) -> Iterator[str]:
    """Yield the events of which the organiser has to say which one is meant."""
    for doubt in mail.extraction.get("doubts", ()):
        begins, _, ids = doubt.partition(": ")
        if begins == SEVERAL_EVENTS:
            yield from ids.split(", ")


def _cancelling(short: str, known: Sequence[Known]) -> Iterator[str]:
    entries = [str(one.id) for one in known] or ["NUMBER"]
    yield f"inbox-bot review cancel {short} {' '.join(f'--entry {one}' for one in entries)}"


def _registering(short: str, mail: Inbound, event: Event | None, known: Sequence[Known]) -> Iterator[str]:
    values = [{key: one["value"] for key, one in each.items()} for each in mail.extraction.get("participants", ())]
    lacking, which = [], ""
    if event:
        about = _about(event, values, mail, known)
        lacking = list(_lacking(event, [{**noted, **each} for noted, each in zip(about, values or [{}], strict=True)]))
        which = " --entry NUMBER" if mail.intent == Intent.UPDATE and len(known) > 1 and not any(about) else ""
    if values and not lacking:
        yield f"inbox-bot review approve {short}{which}"
    example = lacking or ([event.fields[0].key] if event else ["FIELD"])
    yield f"inbox-bot review correct {short}{which} {' '.join(f'{name}=…' for name in example)}"


def _about(
    event: Event, values: Sequence[Mapping[str, str]], mail: Inbound, known: Sequence[Known]
) -> list[Mapping[str, str]]:
    """Return what is noted of each participant already."""
    found = [same_person(event, each, known) for each in values or [{}]]
    if mail.intent == Intent.UPDATE and len(found) == len(known) == 1:
        found = list(known)
    return [one.fields if one else {} for one in found]


def _lacking(event: Event, participants: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what each participant lacks, as `review correct` names it: "email", "2.email"."""
    for number, participant in enumerate(participants, start=1):
        prefix = f"{number}." if number > 1 else ""
        yield from (f"{prefix}{field.key}" for field in event.required if not participant.get(field.key))
