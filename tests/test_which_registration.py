"""Which registration a mail is about that answers nothing of ours: by name, else by its subject, else for a human."""

import pytest

from inbox_bot.core.case import Outcome
from inbox_bot.store import Store
from seminar import mail
from test_places import Door

OFFICE = "Secretariaat <info@gent.example>"
OFF = "Gelieve deze inschrijving te annuleren.\n"
CHANGE = "Gelieve deze inschrijving te wijzigen.\n\nFunctie: burgemeester\n"


def registered(name: str, number: int) -> bytes:
    text = f"Graag schrijf ik in voor het seminarie:\n\nNaam: {name}\nStad: Gent\nFunctie: jurist\n"
    address = f"{name.split(maxsplit=1)[0].lower()}@gent.example"
    return mail(f"{text}E-mailadres: {address}\n", sender=OFFICE, number=number, subject=f"Inschrijving {name}")


@pytest.fixture
def door() -> Door:
    store = Store("sqlite://")
    store.create()
    door = Door(store, capacity=None)
    for number, name in enumerate(("Els Maes", "An Claes", "Bart Thys"), 1):
        assert Outcome.CONFIRMED is door.take(registered(name, number))
    return door


@pytest.mark.parametrize(
    "subject", ["Re: Inschrijving An Claes", "RE: RE: Inschrijving An Claes", "Annulering An Claes"]
)
def test_who_cancels_without_a_name_is_known_by_the_subject(door: Door, subject: str) -> None:
    assert Outcome.CANCELLED is door.take(mail(OFF, sender=OFFICE, number=9, subject=subject))
    assert {"Els Maes": "confirmed", "An Claes": "cancelled", "Bart Thys": "confirmed"} == door.standing()


@pytest.mark.parametrize("subject", ["Re: Inschrijving An Claes", "Wijziging inschrijving An Claes"])
def test_whose_data_change_is_known_by_the_subject(door: Door, subject: str) -> None:
    assert Outcome.UPDATED is door.take(mail(CHANGE, sender=OFFICE, number=9, subject=subject))
    assert ["jurist", "burgemeester", "jurist"] == [one.fields["function"] for one in door.entries()]


@pytest.mark.parametrize("text", [OFF, CHANGE])
@pytest.mark.parametrize(
    "subject", ["Seminarie Steden in transitie", "Re: Uw inschrijving: Seminarie Steden in transitie"]
)
def test_where_several_may_be_meant_a_human_looks(door: Door, text: str, subject: str) -> None:
    assert Outcome.REVIEW is door.take(mail(text, sender=OFFICE, number=9, subject=subject))
    assert {"Els Maes": "confirmed", "An Claes": "confirmed", "Bart Thys": "confirmed"} == door.standing()


@pytest.mark.parametrize("text", [OFF, CHANGE])
def test_a_subject_changes_nothing_from_an_address_that_is_nobodys(door: Door, text: str) -> None:
    foreign = mail(text, sender="Piet <piet@elders.example>", number=9, subject="Re: Inschrijving An Claes")
    assert Outcome.REVIEW is door.take(foreign)
    assert ["jurist"] * 3 == [one.fields["function"] for one in door.entries()]


SECRETARY = "Secretariaat <info@aalst.example>"
AN = "Naam: An Claes\nStad: Gent\nFunctie: jurist\nE-mailadres: an@gent.example\n"
NEW = "Naam: Leo Nys\nStad: Gent\nFunctie: jurist\nE-mailadres: leo@gent.example\n"


def asks(*people: str) -> bytes:
    text = "Graag schrijf ik volgende collega's in voor het seminarie:\n\n"
    return mail(text + "\n".join(people), sender=SECRETARY, number=9)


@pytest.mark.parametrize("people", [(AN,), (AN, NEW), (AN.replace("jurist", "directeur"),)])
def test_whom_another_registered_already_is_not_put_on_the_list_twice(door: Door, people: tuple[str, ...]) -> None:
    before = door.standing()
    assert Outcome.REVIEW is door.take(asks(*people))
    assert before == door.standing()
    with door.store.read() as reading:
        [flagged] = reading.flagged()
    assert "An Claes is on the list already, by a mail from info@gent.example" in flagged.reasons


def test_once_the_organiser_agrees_they_are_changed_and_the_others_added(door: Door) -> None:
    door.take(asks(AN.replace("jurist", "directeur"), NEW))
    with door.store.read() as reading:
        [flagged] = reading.flagged()
    door.review.approve(flagged.digest)
    assert [("Els Maes", "jurist"), ("An Claes", "directeur"), ("Bart Thys", "jurist"), ("Leo Nys", "jurist")] == [
        (one.fields["name"], one.fields["function"]) for one in door.entries()
    ]
    assert ("info@aalst.example", "updated") == door.told()[-1]


def test_a_namesake_with_another_address_is_another_person(door: Door) -> None:
    assert Outcome.CONFIRMED is door.take(asks(AN.replace("an@gent", "an.claes@aalst")))
    assert 4 == len(door.entries())
