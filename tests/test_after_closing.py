"""After the deadline: newcomers are late and may be admitted, changes are made or asked about, and cancelling goes."""

from datetime import timedelta

import pytest

from inbox_bot import report
from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
from inbox_bot.store import Store
from seminar import EVENT, mail, registration
from test_places import Door, address, leaves

CHANGE = "Gelieve mijn inschrijving te wijzigen:\nFunctie: burgemeester\n"


@pytest.fixture
def door(store: Store) -> Door:
    return Door(store, capacity=None)


def close(door: Door) -> None:
    door.clock.now = EVENT.deadline + timedelta(hours=1)


def change(door: Door) -> Outcome | None:
    answers = door.replies()[0].message_id
    return door.take(mail(CHANGE, sender=f"Jan Janssens <{address(1)}>", number=70, answers=answers))


def test_who_registers_late_is_told_and_admitted_by_the_organiser(door: Door) -> None:
    close(door)
    assert Outcome.LATE is door.take(registration(1))
    [late] = report.build(door.store, door.events, door.clock()).late
    assert f"inbox-bot review approve {late.command.split()[-1]}" == late.command
    door.review.approve(late.command.split()[-1])

    assert {"Jan Janssens": "confirmed"} == door.standing()
    assert [(address(1), "late"), (address(1), "confirmed")] == door.told()


def test_whom_the_organiser_admitted_may_change_what_is_noted(door: Door) -> None:
    close(door)
    door.take(registration(1))
    [late] = door.entries()
    door.review.approve(late.digest)

    assert Outcome.UPDATED is change(door)
    assert ("burgemeester", "confirmed") == (door.entries()[0].fields["function"], door.entries()[0].status)


def test_who_was_admitted_to_the_waiting_list_may_take_the_place_that_comes_free(door: Door) -> None:
    door.capacity, door.hold = 1, timedelta(hours=48)
    door.take(registration(2))
    close(door)
    door.take(registration(1))
    door.review.approve(door.entries()[1].digest)
    door.take(leaves(2, "Jan Maes"))
    offered = door.replies()[-1]
    yes = mail("Ja, graag!", sender=f"Jan Janssens <{address(1)}>", number=80, answers=offered.message_id)

    assert (address(1), "offer") == door.told()[-1]
    assert Outcome.CONFIRMED is door.take(yes)
    assert {"Jan Maes": "cancelled", "Jan Janssens": "confirmed"} == door.standing()


def test_what_is_missing_may_still_be_given(door: Door) -> None:
    door.take(registration(4, without="function"))
    close(door)
    answers = door.replies()[0].message_id
    answer = mail("Functie: schepen\n", sender=f"Jan Mertens <{address(4)}>", number=40, answers=answers)

    assert Outcome.CONFIRMED is door.take(answer)
    assert {"Jan Mertens": "confirmed"} == door.standing()


def test_a_change_is_made(door: Door) -> None:
    door.take(registration(1))
    close(door)

    assert Outcome.UPDATED is change(door)
    assert "burgemeester" == door.entries()[0].fields["function"]


def test_where_the_organiser_wants_to_be_asked_a_change_waits_for_their_word(door: Door) -> None:
    door.changes = "ask"
    door.take(registration(1))
    close(door)

    assert Outcome.REVIEW is change(door)
    assert "directeur" == door.entries()[0].fields["function"]
    with door.store.read() as reading:
        [asked] = reading.flagged()
    assert "closed_change" == asked.rule
    door.review.approve(asked.digest)
    assert "burgemeester" == door.entries()[0].fields["function"]
    assert (address(1), "updated") == door.told()[-1]


@pytest.mark.parametrize("changes", ["accept", "ask"])
def test_cancelling_always_goes(door: Door, changes: str) -> None:
    door.changes = changes
    door.take(registration(1))
    close(door)

    assert Outcome.CANCELLED is door.take(leaves(1, "Jan Janssens"))
    assert {"Jan Janssens": "cancelled"} == door.standing()
    assert (address(1), "cancelled") == door.told()[-1]


EARLIER = f"Naam: Jan Mertens\nStad: Gent\nFunctie: schepen\nE-mailadres: {address(4)}\n"
COLLEAGUE = "Naam: Els Maes\nStad: Gent\nFunctie: jurist\nE-mailadres: els@aalst.example\n"


def both(door: Door, text: str) -> Outcome | None:
    """Let who was asked in time answer after the deadline, and name a colleague."""
    door.take(registration(4, without="function"))
    close(door)
    answers = door.replies()[0].message_id
    return door.take(mail(text, sender=f"Jan Mertens <{address(4)}>", number=40, answers=answers))


def test_who_completes_is_in_time_and_a_colleague_beside_them_is_late(door: Door) -> None:
    assert Outcome.CONFIRMED is both(door, f"Graag schrijf ik ons beiden in:\n\n{EARLIER}\n{COLLEAGUE}")

    assert {"Jan Mertens": "confirmed", "Els Maes": "late"} == door.standing()
    assert [(address(4), "incomplete"), (address(4), "confirmed")] == door.told()
    text = parse(door.replies()[-1].octets).text
    assert "Te laat voor Els Maes: inschrijven kon tot en met zondag 2 december 2018." in text
    assert "jurist" not in text


def test_the_organiser_admits_the_colleague_alone(door: Door) -> None:
    both(door, f"Graag schrijf ik ons beiden in:\n\n{EARLIER}\n{COLLEAGUE}")
    [late] = report.build(door.store, door.events, door.clock()).late
    door.review.approve(late.command.split()[-1])

    assert {"Jan Mertens": "confirmed", "Els Maes": "confirmed"} == door.standing()
    assert (address(4), "confirmed") == door.told()[-1]
    text = parse(door.replies()[-1].octets).text
    assert ("Els Maes" in text, "Te laat" in text, "schepen" in text) == (True, False, False)


def test_what_a_late_colleague_left_out_is_not_asked_for(door: Door) -> None:
    beside = COLLEAGUE.replace("Functie: jurist\n", "")
    assert Outcome.CONFIRMED is both(door, f"Graag schrijf ik ons beiden in:\n\n{EARLIER}\n{beside}")
    assert {"Jan Mertens": "confirmed", "Els Maes": "late"} == door.standing()


def test_who_still_leaves_something_out_is_asked_and_hears_that_the_colleague_is_late(door: Door) -> None:
    assert Outcome.INCOMPLETE is both(door, f"Graag schrijf ik nog een collega in:\n\n{COLLEAGUE}")

    assert {"Jan Mertens": "incomplete", "Els Maes": "late"} == door.standing()
    text = parse(door.replies()[-1].octets).text
    assert "Te laat voor Els Maes" in text
    assert "  - Functie\n" in text.replace("\r", "")


def test_who_changes_data_and_names_a_colleague_hears_both(door: Door) -> None:
    door.take(registration(4))
    close(door)
    answers = door.replies()[0].message_id
    changed = EARLIER.replace("schepen", "burgemeester")
    octets = mail(
        f"Graag schrijf ik ons beiden in:\n\n{changed}\n{COLLEAGUE}",
        sender=f"Jan Mertens <{address(4)}>",
        number=40,
        answers=answers,
    )
    assert Outcome.UPDATED is door.take(octets)
    assert {"Jan Mertens": "confirmed", "Els Maes": "late"} == door.standing()
    assert "Te laat voor Els Maes" in parse(door.replies()[-1].octets).text
