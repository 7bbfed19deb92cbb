"""Who writes from an address that is noted nowhere completes what is open; for anything more the organiser is asked."""

from datetime import timedelta

import pytest

from inbox_bot import report
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import parse
from inbox_bot.core.reminding import Moments
from inbox_bot.reminders import Reminders
from inbox_bot.report.model import Flagged
from inbox_bot.store import Store
from seminar import desk, mail, registration
from test_offers import Waiting
from test_places import OWN, address

ELSEWHERE = "jan.maes@elders.example"
NAMES_IT = f"Ik schreef u eerder vanaf {address(2)}. "
CHANGE = f"Gelieve mijn inschrijving te wijzigen (ingeschreven met {address(2)}):\nFunctie: poetsman\n"
GONE = f"{NAMES_IT}Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n"
REPLACED = f"{NAMES_IT}In mijn plaats komt mijn collega:\n\nNaam: An Claes\nStad: Gent\nFunctie: jurist\nE-mailadres: a@b.example\n"


@pytest.fixture
def door() -> Waiting:
    store = Store("sqlite://")
    store.create()
    return Waiting(store, capacity=None)


def registered(door: Waiting, *, without: str = "") -> Waiting:
    door.take(registration(2, without=without))
    door.deliver()
    return door


def elsewhere(door: Waiting, text: str, number: int = 700, sender: str = ELSEWHERE) -> Outcome | None:
    """Let Jan Maes, or somebody who bears the name, write from an address that nobody noted."""
    outcome = door.take(mail(text, sender=f"Jan Maes <{sender}>", number=number, subject="Mijn inschrijving"))
    door.deliver()
    return outcome


def flagged(door: Waiting) -> Flagged:
    [one] = report.build(door.store, door.events, door.clock()).flagged
    return one


def test_a_change_from_there_waits_for_the_organiser_who_reads_who_asks_for_what(door: Waiting) -> None:
    assert Outcome.REVIEW is elsewhere(registered(door), CHANGE)
    assert [("directeur", "confirmed")] == [(one.fields["function"], one.status) for one in door.entries()]
    assert [(address(2), "confirmed")] == door.told()
    said = f"asks for a change, but {ELSEWHERE} is no known address of Jan Maes"
    assert (said, "Functie: “directeur” was noted, this mail says “poetsman”") == flagged(door).reasons
    text = report.render(report.build(door.store, door.events, door.clock()), "text", "nl")
    assert f"vraagt een wijziging, maar {ELSEWHERE} is geen bekend adres van Jan Maes" in text


def test_once_the_organiser_agrees_it_is_made_and_whoever_asked_for_it_is_told(door: Waiting) -> None:
    elsewhere(registered(door), CHANGE)
    shown = flagged(door)
    assert [1] == [one.id for one in shown.known]
    assert f"inbox-bot review approve {shown.id}" in shown.commands
    door.review.approve(shown.id)
    assert [("poetsman", "confirmed")] == [(one.fields["function"], one.status) for one in door.entries()]
    assert (ELSEWHERE, "updated") == door.told()[-1]
    assert "Functie: poetsman (was: directeur)" in parse(door.replies()[-1].octets).text


def test_another_name_is_a_change_too_and_the_organiser_agrees_to_it(door: Waiting) -> None:
    text = f"{NAMES_IT}Gelieve mijn naam te wijzigen: ik heet Jan Maas.\n\nNaam: Jan Maas\n"
    assert Outcome.REVIEW is elsewhere(registered(door), text)
    door.review.approve(flagged(door).id)
    assert ["Jan Maas"] == [one.fields["name"] for one in door.entries()]


def test_the_noted_address_is_not_changed_from_there(door: Waiting) -> None:
    text = f"{NAMES_IT}Gelieve dat adres te vervangen door {ELSEWHERE}.\n\nE-mailadres: {ELSEWHERE}\n"
    assert Outcome.REVIEW is elsewhere(registered(door), text)
    assert Outcome.REVIEW is elsewhere(door, GONE, 701)
    assert [(address(2), "confirmed")] == [(one.fields["email"], one.status) for one in door.entries()]


@pytest.mark.parametrize(("text", "said"), [(GONE, "asks to cancel"), (REPLACED, "puts somebody in another's place")])
def test_nobody_leaves_or_is_replaced_from_there(door: Waiting, text: str, said: str) -> None:
    assert Outcome.REVIEW is elsewhere(registered(door), text)
    assert {"Jan Maes": "confirmed"} == door.standing()
    assert (f"{said}, but {ELSEWHERE} is no known address of Jan Maes",) == flagged(door).reasons


def test_the_organiser_is_told_the_command_that_cancels(door: Waiting) -> None:
    elsewhere(registered(door), GONE)
    shown = flagged(door)
    assert f"inbox-bot review cancel {shown.id} --entry 1" in shown.commands
    door.review.cancel(shown.id)
    assert {"Jan Maes": "cancelled"} == door.standing()
    assert (ELSEWHERE, "cancelled") == door.told()[-1]


def test_what_is_open_may_be_given_and_whoever_began_hears_of_it(door: Waiting) -> None:
    registered(door, without="function")
    assert Outcome.CONFIRMED is elsewhere(door, f"{NAMES_IT}Mijn functie ontbrak nog: schepen.\n\nFunctie: schepen\n")
    assert ("schepen", "confirmed") == (door.entries()[0].fields["function"], door.entries()[0].status)
    assert [(address(2), "incomplete"), (address(2), "confirmed")] == door.told()
    assert f"U krijgt dit bericht na een e-mail van {ELSEWHERE}." in parse(door.replies()[-1].octets).text


def test_whoever_registers_anew_from_there_learns_nothing_that_is_noted(door: Waiting) -> None:
    registered(door)
    assert Outcome.CONFIRMED is elsewhere(
        door, f"Graag schrijf ik mij in voor het seminarie. Mijn e-mailadres is {address(2)}.\n"
    )
    assert 1 == len(door.entries())
    assert {address(2)} == {rcpt_to for rcpt_to, _ in door.told()}


def test_whoever_began_is_not_told_of_it_without_end(door: Waiting) -> None:
    registered(door)
    text = f"Graag schrijf ik mij in voor het seminarie. Mijn e-mailadres is {address(2)}.\n"
    outcomes = [elsewhere(door, f"{text}{n}\n", 700 + n, f"jan{n}@elders.example") for n in range(10)]
    assert Outcome.REVIEW is outcomes[-1]
    assert Limits().per_sender == len(door.told())


def test_the_reminder_goes_to_whoever_was_asked(door: Waiting) -> None:
    door.take(mail(f"Graag schrijf ik mij in.\n\nNaam: Jan Maes\nE-mailadres: {address(2)}\n", sender=address(2)))
    door.deliver()
    assert Outcome.INCOMPLETE is elsewhere(door, f"{NAMES_IT}Mijn functie ontbrak nog.\n\nFunctie: schepen\n")
    door.clock.advance(timedelta(hours=60))
    reminders = Reminders(door.store, door.events, desk(), OWN, Limits(), Moments(), door.clock)
    assert 1 == reminders.enqueue()
    assert [(address(2), "incomplete"), (address(2), "incomplete"), (address(2), "reminder")] == door.told()


def test_a_colleague_beside_them_is_for_the_organiser(door: Waiting) -> None:
    registered(door, without="function")
    colleague = "Naam: Els Claes\nStad: Gent\nFunctie: jurist\nE-mailadres: els@gent.example\n"
    own = f"Naam: Jan Maes\nStad: Gent\nFunctie: schepen\nE-mailadres: {address(2)}\n"
    assert Outcome.REVIEW is elsewhere(
        door, f"Graag schrijf ik ons beiden in voor het seminarie:\n\n{own}\n{colleague}"
    )
    assert {"Jan Maes": "incomplete"} == door.standing()


def test_nobody_takes_a_place_from_there(door: Waiting) -> None:
    door.capacity, door.hold = 1, timedelta(hours=48)
    door.take(registration(1))
    registered(door)
    door.take(mail("Gelieve mijn inschrijving te annuleren.\n", sender=f"Jan Janssens <{address(1)}>", number=30))
    door.deliver()
    assert (address(2), "offer") == door.told()[-1]
    assert Outcome.REVIEW is elsewhere(door, f"{NAMES_IT}Ja, ik kom graag en neem de plaats aan.\n")
    assert "waiting" == door.standing()["Jan Maes"]
