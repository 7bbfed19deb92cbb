"""A mail as the service handles it: as the first of its sender, and as one that follows on a registration."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from benchmarks.labelled import PLACES, configured
from inbox_bot import templating
from inbox_bot.config import load
from inbox_bot.core import conversation
from inbox_bot.core.answer import answer
from inbox_bot.core.case import History, Known, Limits
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import extract
from inbox_bot.core.message import Address, Message, parse
from inbox_bot.core.reply import Desk
from inbox_bot.core.states import Stands
from inbox_bot.explain import Explanation, explain, received_time
from outside.post import EXAMPLE, ORGANISER

CORPORA = ("nl-tweede", "fr-journee", "fr-muret", "en-night", "en-paths", "de-treffen", "de-seelauf")
"""Their events together ask for every type of field, in each language."""
ENTRY = 7
"""The number of the entry that a mail may follow on."""
_UNDATED = datetime(2018, 11, 20, 9, 0, tzinfo=UTC)
_SAID = {
    "person_name": "An Claes",
    "given_name": "An",
    "family_name": "Claes",
    "municipality": "Gent",
    "organisation": "Stad Gent",
    "job_title": "schepen",
    "email": "an.claes@gent.example",
    "phone": "0470 12 34 56",
    "country": "Belgium",
    "boolean": "yes",
    "number": "1984",
    "date": "1980-05-14",
}


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who gets the mails."""

    events: tuple[Event, ...]
    desk: Desk
    own_addresses: frozenset[str]


@cache
def organiser() -> Organiser:
    """Return one with events in four languages."""
    configs = [load(EXAMPLE), *(configured(PLACES[0] / name) for name in CORPORA)]
    own = frozenset[str]().union(*(config.own_addresses for config in configs))
    events = tuple(event for config in configs for event in config.events)
    return Organiser(events, Desk(Address("", ORGANISER), templating.load(), b"fuzz"), own)


def first(octets: bytes, message: Message) -> Explanation:
    """Handle *octets*, which were read as *message*, as the first mail of its sender."""
    one = organiser()
    received = received_time(message, None) if message.received or message.date else _UNDATED
    return explain(octets, one.events, None, received, one.desk, one.own_addresses, Limits())


def following(before: Explanation) -> Explanation:
    """Handle the mail of *before* as one that follows on a registration which is whole, or lacks something."""
    one, case, event = organiser(), before.case, before.case.event
    history = conversation.recognised(_history(event, whole=bool(case.message.references)), case.message, one.events)
    extraction = extract(case.message, case.document, event, conversation.context(history, event, case.message))
    joined = conversation.join(replace(case, history=history, extraction=extraction))
    return Explanation(joined, *answer(joined, one.desk, case.received_at))


@cache
def _history(event: Event, *, whole: bool) -> History:
    fields = dict(_given(event))
    if not whole:
        # The address would be taken from the header.
        del fields[next(field.key for field in reversed(event.required) if field.type != "email")]
    stands = Stands.CONFIRMED if whole else Stands.REPLACING
    known = Known(ENTRY, event.id, stands, fields, "an.claes@gent.example", event.deadline, in_thread=True)
    return History(in_thread=True, known=(known,), answers=(_our_reply(event, fields),))


def _given(event: Event) -> Iterator[tuple[str, str]]:
    for field in event.required:
        yield field.key, field.options[0] if field.options else _SAID.get(field.type, "nothing")


def _our_reply(event: Event, fields: dict[str, str]) -> str:
    """Return what we answered to those who gave *fields*."""
    said = "".join(f"{field.label}: {fields[field.key]}\n" for field in event.fields if field.key in fields)
    head = f"From: An Claes <an.claes@gent.example>\nSubject: {event.title}\n"
    octets = f"{head}Content-Type: text/plain; charset=utf-8\n\nPlease register me.\n{said}".encode()
    told = first(octets, parse(octets))
    return told.reply.text if told.reply else said
