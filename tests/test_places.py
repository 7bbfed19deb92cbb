"""So many places and no more: who waits, who gets the place that comes free, and who hears of it."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context

import pytest

from inbox_bot import report
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.message import parse
from inbox_bot.intake import Intake
from inbox_bot.promotion import Promotion
from inbox_bot.reading import Arrival
from inbox_bot.review import Review
from inbox_bot.store import Entry, OutboxItem, Store
from seminar import EVENT, ORGANISER, Clock, desk, mail, registration

OWN = frozenset({ORGANISER})
MINUTE = timedelta(minutes=1)
GONE = "Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n"
TWO = (
    "Graag schrijf ik twee collega's in voor het seminarie:\n\n"
    "Naam: Els Maes\nStad: Gent\nFunctie: schepen\nE-mailadres: els@aalst.example\n\n"
    "Naam: An Claes\nStad: Gent\nFunctie: directeur\nE-mailadres: an@aalst.example\n"
)


@dataclass
class Door:
    """The bot for an event with so many places."""

    store: Store
    capacity: int | None = 1
    changes: str = "accept"
    hold: timedelta | None = None
    clock: Clock = field(default_factory=Clock)
    uid: int = 0

    @property
    def events(self) -> tuple[Event, ...]:
        settings = {"capacity": self.capacity, "changes": self.changes, "hold": self.hold}
        return (EVENT.model_copy(update=settings),)

    def take(self, octets: bytes) -> Outcome | None:
        self.uid += 1
        self.clock.advance(MINUTE)
        intake = Intake(self.store, self.events, desk(), OWN, Limits(per_hour=1000), self.clock)
        [taken] = intake.take([Arrival(octets, self.clock(), "INBOX", 7, self.uid)])
        return taken.outcome

    @property
    def review(self) -> Review:
        return Review(self.store, self.events, desk(), OWN, self.clock)

    def fill(self) -> None:
        Promotion(self.store, self.events, desk(), OWN, self.clock).fill()

    def entries(self) -> list[Entry]:
        with self.store.read() as reading:
            return reading.entries()

    def standing(self) -> dict[str, str]:
        return {one.fields["name"]: one.status.value for one in self.entries()}

    def replies(self) -> list[OutboxItem]:
        with self.store.read() as reading:
            return reading.outbox()

    def told(self) -> list[tuple[str, str]]:
        return [(item.rcpt_to, item.outcome.value) for item in self.replies()]


@pytest.fixture
def door(store: Store) -> Door:
    return Door(store)


def address(number: int) -> str:
    return f"jan{number}@gent.example"


def leaves(number: int, name: str) -> bytes:
    return mail(GONE, sender=f"{name} <{address(number)}>", number=100 + number, subject="Annulering")


def test_who_comes_when_every_place_is_taken_waits_in_order_of_arrival_and_is_told(door: Door) -> None:
    outcomes = [door.take(registration(number)) for number in (1, 2, 3)]

    assert [Outcome.CONFIRMED, Outcome.WAITING, Outcome.WAITING] == outcomes
    assert ["confirmed", "waiting", "waiting"] == [one.status for one in door.entries()]
    assert [(address(1), "confirmed"), (address(2), "waiting"), (address(3), "waiting")] == door.told()
    text = parse(door.replies()[-1].octets).text
    assert "u staat op de wachtlijst" in text
    assert "Jan Jacobs" in text


def test_the_place_of_who_cancels_goes_to_who_waits_first(door: Door) -> None:
    for number in (1, 2, 3):
        door.take(registration(number))
    assert Outcome.CANCELLED is door.take(leaves(1, "Jan Janssens"))

    assert {"Jan Janssens": "cancelled", "Jan Maes": "confirmed", "Jan Jacobs": "waiting"} == door.standing()
    assert [(address(1), "cancelled"), (address(2), "place")] == door.told()[3:]
    reply = parse(door.replies()[-1].octets)
    assert ("<2@gent.example>",) == reply.in_reply_to
    assert "er is plaats vrijgekomen" in reply.text


def test_who_has_got_a_place_may_answer_that_mail_and_cancel(door: Door) -> None:
    for number in (1, 2, 3):
        door.take(registration(number))
    door.take(leaves(1, "Jan Janssens"))
    promoted = door.replies()[-1]
    door.take(mail(GONE, sender=f"Jan Maes <{address(2)}>", number=200, answers=promoted.message_id))

    assert {"Jan Janssens": "cancelled", "Jan Maes": "cancelled", "Jan Jacobs": "confirmed"} == door.standing()


def test_who_waits_and_cancels_frees_nothing(door: Door) -> None:
    for number in (1, 2, 3):
        door.take(registration(number))
    door.take(leaves(2, "Jan Maes"))

    assert {"Jan Janssens": "confirmed", "Jan Maes": "cancelled", "Jan Jacobs": "waiting"} == door.standing()


def test_an_incomplete_entry_holds_no_place_and_waits_once_complete(door: Door) -> None:
    door.take(registration(4, without="function"))
    asked = door.replies()[-1]
    door.take(registration(1))
    answer = mail("Functie: schepen\n", sender=f"Jan Mertens <{address(4)}>", number=40, answers=asked.message_id)

    assert Outcome.WAITING is door.take(answer)
    assert {"Jan Mertens": "waiting", "Jan Janssens": "confirmed"} == door.standing()


def test_who_wrote_first_is_first_in_line_though_complete_later(door: Door) -> None:
    door.take(registration(1))
    door.take(registration(4, without="function"))
    asked = door.replies()[-1]
    door.take(registration(2))
    door.take(mail("Functie: schepen\n", sender=f"Jan Mertens <{address(4)}>", number=40, answers=asked.message_id))
    door.take(leaves(1, "Jan Janssens"))

    assert {"Jan Janssens": "cancelled", "Jan Mertens": "confirmed", "Jan Maes": "waiting"} == door.standing()


def test_an_incomplete_entry_that_is_cancelled_frees_nothing(door: Door) -> None:
    door.take(registration(4, without="function"))
    door.take(registration(1))
    door.take(registration(2))
    door.take(leaves(4, "Jan Mertens"))

    assert {"Jan Mertens": "cancelled", "Jan Janssens": "confirmed", "Jan Maes": "waiting"} == door.standing()


def test_two_who_come_together_wait_together_and_nobody_overtakes_them(door: Door) -> None:
    door.capacity = 2
    door.take(registration(1))
    assert Outcome.WAITING is door.take(mail(TWO, sender="Els Maes <els@aalst.example>", number=7))
    assert Outcome.WAITING is door.take(registration(3))
    assert {"Jan Janssens": "confirmed", "Els Maes": "waiting", "An Claes": "waiting", "Jan Jacobs": "waiting"} == (
        door.standing()
    )
    door.take(leaves(1, "Jan Janssens"))

    assert {"Jan Janssens": "cancelled", "Els Maes": "confirmed", "An Claes": "confirmed", "Jan Jacobs": "waiting"} == (
        door.standing()
    )
    assert [("els@aalst.example", "place")] == door.told()[-1:]


def test_the_organiser_may_let_in_who_waits(door: Door) -> None:
    door.take(registration(1))
    door.take(registration(2))
    [_, waiting] = door.entries()
    assert "approved" == door.review.approve(waiting.digest).settled_how

    assert {"Jan Janssens": "confirmed", "Jan Maes": "confirmed"} == door.standing()
    assert (address(2), "confirmed") == door.told()[-1]


def test_what_the_organiser_approves_when_all_is_full_waits(door: Door) -> None:
    door.take(registration(1))
    question = registration(2) + b"\nKan ik met de auto tot aan de deur rijden? En kan mijn hond mee?\n"
    door.clock.advance(timedelta(days=30))
    assert Outcome.LATE is door.take(question)
    [_, late] = door.entries()
    door.review.approve(late.digest)

    assert {"Jan Janssens": "confirmed", "Jan Maes": "waiting"} == door.standing()
    assert (address(2), "waiting") == door.told()[-1]


def test_when_the_organiser_cancels_somebody_the_next_moves_up(door: Door) -> None:
    door.take(registration(1))
    door.take(registration(2))
    question = mail(
        "Kan ik met de auto tot aan de deur rijden?\n",
        sender=f"Jan Janssens <{address(1)}>",
        number=50,
        answers=door.replies()[0].message_id,
    )
    assert Outcome.REVIEW is door.take(question)
    with door.store.read() as reading:
        [flagged] = reading.flagged()
    door.review.cancel(flagged.digest)

    assert {"Jan Janssens": "cancelled", "Jan Maes": "confirmed"} == door.standing()


def test_more_places_are_given_to_who_waits(door: Door) -> None:
    for number in (1, 2, 3):
        door.take(registration(number))
    door.capacity = 2
    door.fill()
    door.fill()
    assert {"Jan Janssens": "confirmed", "Jan Maes": "confirmed", "Jan Jacobs": "waiting"} == door.standing()
    door.capacity = None
    door.fill()
    assert {"Jan Janssens": "confirmed", "Jan Maes": "confirmed", "Jan Jacobs": "confirmed"} == door.standing()
    assert [(address(2), "place"), (address(3), "place")] == door.told()[3:]


def test_once_the_event_has_begun_no_place_is_given(door: Door) -> None:
    door.take(registration(1))
    door.take(registration(2))
    door.clock.now = EVENT.starts
    door.take(leaves(1, "Jan Janssens"))
    assert {"Jan Janssens": "cancelled", "Jan Maes": "waiting"} == door.standing()


def test_a_place_passes_on_to_the_newcomer_also_while_something_is_asked(door: Door) -> None:
    door.take(registration(1))
    door.take(registration(2))
    reply = door.replies()[0]
    door.take(
        mail(
            "In mijn plaats komt mijn collega An Claes.\n",
            sender=f"Jan Janssens <{address(1)}>",
            number=60,
            answers=reply.message_id,
        )
    )
    first, second = door.entries()
    assert "waiting" == second.status
    assert first.placed


def test_the_report_shows_who_waits_and_the_books_balance(door: Door) -> None:
    for number in (1, 2, 3):
        door.take(registration(number))
    drawn = report.build(door.store, door.events, door.clock())

    assert (("confirmed", 1), ("waiting", 2)) == drawn.turnouts[0].people
    assert [address(2), address(3)] == [one.sender for one in drawn.waiting]
    assert (3, 1, 2, True) == (drawn.ledger.seen, drawn.ledger.registered, drawn.ledger.waiting, drawn.ledger.balanced)
    text = report.render(drawn, "text", "nl")
    assert "OP DE WACHTLIJST" in text
    assert "1 ingeschreven + 2 op de wachtlijst" in text
    assert drawn.waiting[0].command.startswith("inbox-bot review approve")
    assert "Op de wachtlijst" in report.render(drawn, "html", "nl")


def fill_five(url: str, first: int) -> int:
    """Register ten people of one's own, two of whom cancel, one mail at a time; return how many were new."""
    store = Store(url)
    door = Door(store, capacity=5, uid=first * 100)
    mails = [registration(first + number) for number in range(10)]
    names = [parse(octets).senders[0].display_name for octets in mails]
    for number, octets in enumerate(mails):
        door.take(octets)
        if number in {3, 6}:
            door.take(leaves(first + number - 3, names[number - 3]))
    store.close()
    return len(mails)


@pytest.fixture
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


def test_two_machines_never_give_more_places_than_there_are(
    store: Store, store_url: str, processes: ProcessPoolExecutor
) -> None:
    assert [10, 10] == list(processes.map(fill_five, [store_url] * 2, [0, 50]))

    with store.read() as reading:
        statuses = [entry.status.value for entry in reading.entries()]
        placed, waiting = reading.places(EVENT.id)
        assert reading.ledger().balanced
    assert (5, 4, 11) == (statuses.count("confirmed"), statuses.count("cancelled"), statuses.count("waiting"))
    assert (5, 11) == (placed, waiting)
