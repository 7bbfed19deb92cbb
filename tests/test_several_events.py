"""Several events in one mailbox: each mail is taken for the one that it is about, and where that is not clear by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from inbox_bot import report
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.event import Event
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.rerun import Rerun
from inbox_bot.review import ReviewError
from inbox_bot.store import Inbound, Store
from seminar import EVENT, NOW, ORGANISER, Clock, desk, mail


def another(event_id: str, title: str, day: datetime) -> Event:
    closes = day - timedelta(days=3)
    return EVENT.model_copy(update={"id": event_id, "title": title, "starts": day, "deadline": closes})


LECTURE = another("lezing", "Lezing Wonen in de stad", NOW + timedelta(days=35))
WALK = another("wandeling", "Wandeling langs de Schelde", NOW + timedelta(days=2))
"""Closed, and still to come."""
LAST_YEAR = another("seminar-2017", "Seminarie Steden in transitie 2017", NOW - timedelta(days=350))
EVENTS = (EVENT, LECTURE, WALK, LAST_YEAR)
DATA = "Naam: Jan Peeters\nStad: Gent\nFunctie: directeur\nE-mailadres: jan@gent.example\n"
CANCEL = "Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n"


@dataclass
class Box:
    """A mailbox for all of them."""

    store: Store
    events: tuple[Event, ...] = EVENTS
    clock: Clock = field(default_factory=Clock)
    uid: int = 0

    @property
    def intake(self) -> Intake:
        return Intake(self.store, self.events, desk(), frozenset({ORGANISER}), Limits(1000, 1000), self.clock)

    def take(self, text: str, *, subject: str = "Inschrijving", answers: str = "", to: str = ORGANISER) -> Inbound:
        self.uid += 1
        self.clock.advance(timedelta(minutes=1))
        octets = mail(text, subject=subject, number=self.uid, answers=answers)
        octets = octets.replace(f"To: {ORGANISER}".encode(), f"To: {to}".encode())
        [taken] = self.intake.take([Arrival(octets, self.clock(), "INBOX", 7, self.uid)])
        return self.found(taken.digest)

    def found(self, digest: str) -> Inbound:
        with self.store.read() as reading:
            mail = reading.inbound(digest)
        assert mail is not None
        return mail

    def registers(self, event: str) -> str:
        """Register for *event*; return the Message-ID of our reply."""
        title = next(one.title for one in self.events if one.id == event)
        self.take(f"Graag schrijf ik mij in voor {title}.\n\n{DATA}", subject=title)
        return self.last

    @property
    def last(self) -> str:
        with self.store.read() as reading:
            return reading.outbox()[-1].message_id

    @property
    def people(self) -> list[tuple[str, str]]:
        with self.store.read() as reading:
            return [(one.event, one.status.value) for one in reading.entries()]


@pytest.fixture
def box() -> Iterator[Box]:
    store = Store("sqlite://")
    store.create()
    yield Box(store)
    store.close()


@pytest.mark.parametrize(
    ("text", "subject", "event"),
    [
        (f"Graag schrijf ik mij in.\n\n{DATA}", "Wonen in de stad", "lezing"),
        (f"Graag schrijf ik mij in voor de lezing.\n\n{DATA}", "Inschrijving", "lezing"),
        (f"Graag schrijf ik mij in voor 25 december.\n\n{DATA}", "Inschrijving", "lezing"),
        (f"Graag schrijf ik mij in voor het seminarie.\n\n{DATA}", "Inschrijving", "seminar"),
        (f"Graag schrijf ik mij in voor Steden in transitie.\n\n{DATA}", "Inschrijving", "seminar"),
        (f"Graag schrijf ik mij in.\n\n{DATA}", "Steden in transitie 7 december", "seminar"),
    ],
    ids=["title", "kind", "date", "kind of an open and a past one", "title of both", "title and date"],
)
def test_what_is_named_is_meant(box: Box, text: str, subject: str, event: str) -> None:
    assert Outcome.CONFIRMED is box.take(text, subject=subject).outcome
    assert [(event, "confirmed")] == box.people


def test_what_is_named_and_closed_is_told_so(box: Box) -> None:
    box.take(f"Graag schrijf ik mij in voor de wandeling langs de Schelde.\n\n{DATA}")
    assert [("wandeling", "late")] == box.people


def test_the_address_with_its_tag_decides(box: Box) -> None:
    box.take(f"Graag schrijf ik mij in voor het seminarie.\n\n{DATA}", to=ORGANISER.replace("@", "+lezing@"))
    assert [("lezing", "confirmed")] == box.people


def test_where_nothing_tells_the_only_one_still_open_is_meant(box: Box) -> None:
    box.events = (EVENT, WALK, LAST_YEAR)
    assert Outcome.CONFIRMED is box.take(f"Graag schrijf ik mij in.\n\n{DATA}").outcome
    assert [("seminar", "confirmed")] == box.people


@pytest.mark.parametrize(
    "text",
    [
        "Graag schrijf ik mij in.\n\n",
        "Graag schrijf ik mij in voor het seminarie en voor de lezing Wonen in de stad.\n\n",
    ],
    ids=["none named", "two named"],
)
def test_where_two_may_be_meant_nobody_is_registered_until_the_organiser_says_which(box: Box, text: str) -> None:
    flagged = box.take(text + DATA)
    assert (Outcome.REVIEW, "doubtful", []) == (flagged.outcome, flagged.rule, box.people)
    [shown] = report.build(box.store, box.events, box.clock()).flagged
    assert f"inbox-bot review rerun {shown.id} --event lezing" in shown.commands
    text = report.render(report.build(box.store, box.events, box.clock()), "text", "nl")
    assert "gaat misschien over meerdere evenementen: " in text

    assert Outcome.CONFIRMED is Rerun(box.store, box.intake).rerun(shown.id, "lezing")[1]
    assert [("lezing", "confirmed")] == box.people


def test_the_organiser_names_an_event_that_there_is(box: Box) -> None:
    flagged = box.take(f"Graag schrijf ik mij in.\n\n{DATA}")
    with pytest.raises(ReviewError, match="lezing"):
        Rerun(box.store, box.intake).rerun(flagged.digest, "kerstfeest")


def test_a_home_town_where_an_event_is_held_does_not_mean_that_event(box: Box) -> None:
    box.events = (EVENT.model_copy(update={"place": "Gent"}), LECTURE)
    assert "doubtful" == box.take(f"Graag schrijf ik mij in.\n\n{DATA}").rule


def test_an_answer_belongs_to_the_event_of_its_conversation(box: Box) -> None:
    box.registers("seminar")
    lecture = box.registers("lezing")
    assert Outcome.CANCELLED is box.take(CANCEL, subject="Re: Inschrijving", answers=lecture).outcome
    assert [("seminar", "confirmed"), ("lezing", "cancelled")] == box.people


def test_an_answer_that_names_another_event_is_for_a_human(box: Box) -> None:
    seminar = box.registers("seminar")
    asked = box.take(
        f"Schrijf mij ook in voor de lezing Wonen in de stad, graag.\n\n{DATA}",
        subject="Re: Seminarie",
        answers=seminar,
    )
    assert (Outcome.REVIEW, [("seminar", "confirmed")]) == (asked.outcome, box.people)
    Rerun(box.store, box.intake).rerun(asked.digest, "lezing")
    assert [("seminar", "confirmed"), ("lezing", "confirmed")] == box.people


def test_who_is_on_one_list_means_that_one(box: Box) -> None:
    box.registers("lezing")
    assert Outcome.CANCELLED is box.take(CANCEL, subject="Afmelding").outcome
    assert [("lezing", "cancelled")] == box.people


def test_who_is_on_two_lists_and_names_none_is_left_to_a_human(box: Box) -> None:
    box.registers("seminar")
    box.registers("lezing")
    assert "doubtful" == box.take(CANCEL, subject="Afmelding").rule
    assert [("seminar", "confirmed"), ("lezing", "confirmed")] == box.people


def test_who_is_on_two_lists_and_names_one_means_that_one(box: Box) -> None:
    box.registers("seminar")
    box.registers("lezing")
    box.take("Gelieve mijn inschrijving voor de lezing Wonen in de stad te annuleren.\n", subject="Afmelding")
    assert [("seminar", "confirmed"), ("lezing", "cancelled")] == box.people


def test_who_is_on_one_list_and_registers_without_saying_for_what_is_left_to_a_human(box: Box) -> None:
    box.registers("lezing")
    assert "doubtful" == box.take(f"Graag schrijf ik mij in.\n\n{DATA}").rule


@pytest.mark.parametrize("subject", ["Afmelding", "Seminarie Steden in transitie"])
def test_who_is_on_a_list_and_cannot_come_is_never_overlooked(box: Box, subject: str) -> None:
    box.registers("seminar")
    box.registers("lezing")
    assert box.take("Helaas kan ik niet komen.\n", subject=subject).outcome in {Outcome.REVIEW, Outcome.CANCELLED}
    assert ("lezing", "confirmed") in box.people


def test_mail_about_something_else_stays_none_of_our_business(box: Box) -> None:
    assert Outcome.IGNORED is box.take("Tot morgen op de vergadering!\n", subject="Vergadering").outcome
