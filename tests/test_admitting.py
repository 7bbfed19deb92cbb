"""Whom the organiser lets in, of those who wait or were late: each once, as they stand on the list now."""

from datetime import timedelta

import pytest

from inbox_bot import report
from inbox_bot.core.case import Outcome
from inbox_bot.review import AlreadySettledError, ReviewError
from inbox_bot.store import Store
from seminar import EVENT, mail, registration
from test_offers import Waiting, offering
from test_places import TWO, address


@pytest.fixture
def door() -> Waiting:
    store = Store("sqlite://")
    store.create()
    door = Waiting(store, capacity=1)
    door.take(registration(1))
    return door


def printed(door: Waiting) -> list[list[str]]:
    """Return the command that the report prints for each who waits or was late, in words."""
    drawn = report.build(door.store, door.events, door.clock())
    return [one.command.split() for one in (*drawn.waiting, *drawn.late)]


def typed(door: Waiting, command: list[str]) -> None:
    entry = int(command[command.index("--entry") + 1]) if "--entry" in command else None
    assert ["inbox-bot", "review", "approve"] == command[:3]
    door.review.approve(command[3], entry)


def completed(door: Waiting) -> Waiting:
    door.take(registration(2, without="function"))
    door.deliver()
    assert Outcome.WAITING is door.answer("Functie: schepen")
    return door


def test_who_completed_and_waits_is_let_in_by_the_command_in_the_report(door: Waiting) -> None:
    [command] = printed(completed(door))
    typed(door, command)
    assert [("Jan Janssens", "confirmed"), ("Jan Maes", "confirmed")] == list(door.standing().items())
    assert 2 == len(door.entries())
    assert (address(2), "confirmed") == door.told()[-1]


def test_the_mail_that_completed_lets_them_in_too_and_registers_nobody_twice(door: Waiting) -> None:
    completed(door)
    with door.store.read() as reading:
        last = door.replies()[-1].digest
        assert last != reading.entries()[-1].digest
    door.review.approve(last)
    assert ["confirmed", "confirmed"] == [one.status for one in door.entries()]
    with pytest.raises(AlreadySettledError):
        door.review.approve(last)


def test_what_was_changed_while_they_waited_stays(door: Waiting) -> None:
    door.take(registration(2))
    door.deliver()
    assert Outcome.UPDATED is door.answer("Gelieve mijn inschrijving te wijzigen:\nFunctie: burgemeester\n")
    [command] = printed(door)
    typed(door, command)
    assert ["directeur", "burgemeester"] == [one.fields["function"] for one in door.entries()]


def test_of_two_who_came_together_one_may_be_let_in(door: Waiting) -> None:
    door.take(mail(TWO, sender=f"Els Maes <{address(2)}>", number=7))
    _, second = printed(door)
    typed(door, second)
    assert {"Jan Janssens": "confirmed", "Els Maes": "waiting", "An Claes": "confirmed"} == door.standing()
    [first] = printed(door)
    typed(door, first)
    assert {"Jan Janssens": "confirmed", "Els Maes": "confirmed", "An Claes": "confirmed"} == door.standing()


def test_who_cancelled_meanwhile_is_not_taken_back_with_the_other(door: Waiting) -> None:
    door.take(mail(TWO, sender=f"Els Maes <{address(2)}>", number=7))
    door.deliver()
    door.take(
        mail(
            "An Claes kan niet komen.",
            sender=f"Els Maes <{address(2)}>",
            number=8,
            answers=door.replies()[-1].message_id,
        )
    )
    assert "cancelled" == door.standing()["An Claes"]
    [command] = printed(door)
    typed(door, command)
    assert {"Jan Janssens": "confirmed", "Els Maes": "confirmed", "An Claes": "cancelled"} == door.standing()


def test_whom_the_organiser_put_on_the_waiting_list_may_be_let_in_as_well(door: Waiting) -> None:
    door.clock.now = EVENT.deadline + timedelta(hours=1)
    assert Outcome.LATE is door.take(registration(2))
    for status in ("waiting", "confirmed"):
        [command] = printed(door)
        typed(door, command)
        assert status == door.standing()["Jan Maes"]
    assert [] == printed(door)
    with pytest.raises(AlreadySettledError):
        door.review.approve(door.entries()[-1].digest)


def test_whom_nothing_holds_back_is_not_let_in(door: Waiting) -> None:
    with pytest.raises(ReviewError, match="not flagged: its outcome is confirmed"):
        door.review.approve(door.entries()[0].digest)


def test_a_question_beside_it_still_waits_for_its_answer(door: Waiting) -> None:
    text = registration(2).decode() + "\nIs er parking?\n"
    assert Outcome.WAITING is door.take(text.encode())
    [command] = printed(door)
    typed(door, command)
    with door.store.read() as reading:
        assert [("Is er parking",)] == [one.questions for one in reading.asking()]


def test_who_let_a_place_pass_and_wrote_again_is_let_in_once() -> None:
    store = Store("sqlite://")
    store.create()
    door = offering(store)
    door.wait(50)
    assert Outcome.WAITING is door.answer("Ja, ik kom toch graag.")
    door.review.approve(door.replies()[-1].digest)
    assert {"Jan Janssens": "cancelled", "Jan Maes": "confirmed", "Jan Jacobs": "waiting"} == door.standing()
    assert 3 == len(door.entries())
