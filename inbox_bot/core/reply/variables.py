"""What a template may show: our words anywhere, those of the sender nowhere but in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inbox_bot.core.case import Case
from inbox_bot.core.event import Event
from inbox_bot.core.message import Address
from inbox_bot.core.reply.dates import held, moment, until
from inbox_bot.core.reply.people import Person, people
from inbox_bot.core.reply.prefill import form, mailto
from inbox_bot.core.reply.values import one_line

_SHOWN = 20
"""Participants that a reply lists; of more it says how many."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """The event as a template shows it."""

    title: str
    when: str
    place: str
    until: str
    open: bool
    """Whether one can still register."""


def our_words(event: Event, organiser: Address, language: str, at: datetime) -> Mapping[str, Any]:
    """Return what a template may show anywhere, its subject included: nothing of it comes from a sender."""
    return {
        "event": EventWords(
            title=one_line(event.title),
            when=held(event, language),
            place=one_line(event.place),
            until=until(event, language),
            open=not event.closed(at),
        ),
        "organiser": one_line(organiser.display_name) or organiser.addr_spec,
        "address": organiser.addr_spec,
    }


def their_words(case: Case, organiser: Address, language: str, message_id: str) -> Mapping[str, Any]:
    """Return what the sender wrote, and what is asked of them; *message_id* is that of the reply."""
    persons = people(case.extraction, language)
    several, shown = len(persons) > 1, _shown(persons)
    return {
        "participants": shown,
        "several": several,
        "more": len(persons) - len(shown),
        "form": form(case.event, shown, language, several=several),
        "mailto": mailto(organiser.addr_spec, one_line(case.event.title), message_id, persons),
        "received": moment(case.counts_from, case.event, language),
    }


def _shown(persons: Sequence[Person]) -> Sequence[Person]:
    # Who lacks something comes first where not everybody fits: the others need not answer.
    first = sorted(persons, key=lambda person: not person.lacks)[:_SHOWN]
    return sorted(first, key=lambda person: person.number)
