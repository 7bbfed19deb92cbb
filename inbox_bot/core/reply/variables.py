"""What a template may show: our words anywhere, those of the sender nowhere but in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from inbox_bot.core.case import Case
from inbox_bot.core.conversation.places import standings
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import ASKS
from inbox_bot.core.languages import Form
from inbox_bot.core.message import Address
from inbox_bot.core.people import concerned
from inbox_bot.core.reply.dates import held, moment, until
from inbox_bot.core.reply.people import Asked, Person, listed, name_of, people
from inbox_bot.core.reply.prefill import form, mailto
from inbox_bot.core.reply.values import one_line
from inbox_bot.core.states import Status

_SHOWN = 20
"""Participants that a reply lists; of more it says how many."""
_IN_FULL = 3
"""Participants that are shown with a line for each value; more get one line each."""
_LINES = 26
"""What is noted and asked of several people takes at most so many lines in full."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """The event as a template shows it."""

    title: str
    """As it is configured."""
    when: str
    """Day and hours in words."""
    place: str
    """Empty where none was announced."""
    until: str
    """Until when one registers: "tot en met zondag 2 december 2018"."""
    open: bool
    """Whether one can still register."""


@dataclass(frozen=True, slots=True)
class OurWords:
    """What a template may show anywhere, its subject included: nothing of it comes from a sender."""

    event: EventWords
    """What is organised."""
    organiser: str
    """The name that replies come from; without one the address."""
    address: str
    """The address that replies come from."""
    je: bool
    """Whether `[reply] form` is `je`: `{{ "je" if je else "u" }}`."""


@dataclass(frozen=True, slots=True)
class TheirWords:
    """What only the text may show: the sender wrote some of it."""

    participants: Sequence[Person]
    """Whom the mail is about; of very many the first."""
    several: bool
    """Whether there is more than one."""
    brief: bool
    """Whether there are so many that one line each is enough."""
    more: int
    """How many are left out of `participants`."""
    names: str
    """The names of all in `participants`: "Jan, An en Els"."""
    registered: str
    """The names of those who lack nothing; empty unless others do, and where somebody waits for a place."""
    remaining: str
    """The names of the others on the list whom the mail might have been about; empty where there are none."""
    does: str
    """What the mail does: `registers`, `completes`, `changes`, `replaces`, `cancels` or `repeats`."""
    waits: bool
    """Whether somebody in it is on the waiting list now."""
    question: bool
    """Whether the mail also asks something, that a human will answer."""
    asks: Sequence[Asked]
    """What is asked of anybody in `participants`, each once."""
    form: str
    """The labels of what lacks, ready to be filled in; a line for each person where it is `brief`."""
    mailto: str
    """A link to an answer with the known filled in; empty if it would grow too long."""
    late: str
    """The names of those who came too late, where others in the mail did not; empty where there are none."""
    writer: str
    """The address that the mail came from, where the reply goes to another one; else empty."""
    kept: str
    """Until when a place is kept for who waited: "vrijdag 7 december 2018 om 9 uur"; empty in other replies."""
    received: str
    """When the mail arrived, in words; what completes a registration counts from its first mail."""


def our_words(event: Event, organiser: Address, language: str, at: datetime, form: Form = "u") -> Mapping[str, Any]:
    """Return `OurWords` by name."""
    return _by_name(
        OurWords(
            event=EventWords(
                title=one_line(event.title),
                when=held(event, language),
                place=one_line(event.place),
                until=until(event, language),
                open=not event.closed(at),
            ),
            organiser=one_line(organiser.display_name) or organiser.addr_spec,
            address=organiser.addr_spec,
            je=form == "je",
        )
    )


def their_words(
    case: Case, organiser: Address, language: str, message_id: str, kept: datetime | None = None
) -> Mapping[str, Any]:
    """Return `TheirWords` by name; *message_id* is that of the reply, *kept* until when a place is kept."""
    everybody = people(case, language)
    persons = [person for person in everybody if person.number - 1 not in case.plan.late]
    late = [person.name or person.summary for person in everybody if person not in persons]
    several, brief, shown = len(persons) > 1, _is_brief(persons), _shown(persons)
    lack_nothing = [person for person in shown if not person.lacks]
    waits = any(stands.status is Status.WAITING for stands in standings(case))
    registered = lack_nothing if len(lack_nothing) < len(shown) and not waits else []
    return _by_name(
        TheirWords(
            participants=shown,
            several=several,
            brief=brief,
            more=len(persons) - len(shown),
            names=listed([person.name for person in shown], language),
            registered=listed([one.name for one in registered], language),
            remaining=listed(_remaining(case), language),
            does=case.plan.does.value,
            waits=waits,
            question=any(one.startswith(ASKS) for one in case.extraction.evidence),
            asks=tuple(dict.fromkeys(asked for person in shown for asked in person.lacks)),
            form=form(case.event, shown, language, several=several, brief=brief),
            mailto=mailto(organiser.addr_spec, one_line(case.event.title), message_id, persons),
            late=listed(late[:_SHOWN], language),
            writer=one_line(case.message.sender.addr_spec) if case.plan.tells and case.message.sender else "",
            kept=moment(kept, case.event, language) if kept else "",
            received=moment(case.counts_from, case.event, language),
        )
    )


def _shown(persons: Sequence[Person]) -> Sequence[Person]:
    # Who lacks something comes first where not everybody fits: the others need not answer.
    first = sorted(persons, key=lambda person: not person.lacks)[:_SHOWN]
    return sorted(first, key=lambda person: person.number)


def _is_brief(persons: Sequence[Person]) -> bool:
    # What lacks stands there twice: in the question, and in the form below a name.
    asked = sum(2 * len(person.lacks) + 2 for person in persons if person.lacks)
    lines = sum(len(person.noted) + 1 for person in persons) + asked
    return len(persons) > _IN_FULL or (len(persons) > 1 and lines > _LINES)


def _remaining(case: Case) -> list[str]:
    about = {known.id for known in case.plan.changes.values()}
    there = concerned(case.history, case.event.id)
    return [name_of(case.event, one) for one in there if one.status == "confirmed" and one.id not in about][:_SHOWN]


def _by_name(words: OurWords | TheirWords) -> Mapping[str, Any]:
    return {field.name: getattr(words, field.name) for field in fields(words)}
