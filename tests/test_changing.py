"""A change in words: what is noted is the value alone, of whom it is said, and nothing that nobody said."""

import pytest

from inbox_bot.core.case import Outcome
from inbox_bot.store import Store
from seminar import mail
from test_places import Door

JAN = "Jan Peeters <jan@gent.example>"
DATA = "Naam: Jan Peeters\nStad: Gent\nFunctie: directeur\nE-mailadres: jan@gent.example\n"


def registered(data: str = DATA, sender: str = JAN) -> Door:
    """Return the bot that took in the registration of *data*."""
    store = Store("sqlite://")
    store.create()
    door = Door(store, capacity=None)
    door.take(mail(f"Graag schrijf ik in voor het seminarie:\n\n{data}", sender=sender))
    return door


def answered(door: Door, text: str, sender: str = JAN) -> Outcome | None:
    """Let *sender* answer our last reply."""
    return door.take(mail(f"{text}\n", sender=sender, number=9, answers=door.replies()[-1].message_id))


def functions(door: Door) -> list[str]:
    return [one.fields.get("function", "") for one in door.entries()]


TOLD = [
    ("jurist, graag aanpassen", "jurist"),
    ("jurist aub", "jurist"),
    ("jurist ipv directeur", "jurist"),
    ("jurist in plaats van directeur", "jurist"),
    ("jurist en niet directeur", "jurist"),
    ("voortaan schepen", "schepen"),
    ("nu burgemeester", "burgemeester"),
    ("juriste, merci de corriger", "juriste"),
    ("plutôt juriste", "juriste"),
    ("désormais échevin", "échevin"),
    ("juriste et non directeur", "juriste"),
    ("lawyer, please change", "lawyer"),
    ("now mayor", "mayor"),
    ("lawyer instead of director", "lawyer"),
    ("Jurist, bitte ändern", "Jurist"),
    ("ab sofort Bürgermeisterin", "Bürgermeisterin"),
    ("Jurist statt Direktor", "Jurist"),
]


@pytest.mark.parametrize(("said", "noted"), TOLD)
def test_what_is_said_around_a_value_is_no_part_of_it(said: str, noted: str) -> None:
    door = registered()
    assert Outcome.UPDATED is answered(door, f"Functie: {said}")
    assert [noted] == functions(door)


@pytest.mark.parametrize(("said", "noted"), TOLD)
def test_nor_is_it_where_a_bare_line_answers_what_was_asked(said: str, noted: str) -> None:
    door = registered(DATA.replace("Functie: directeur\n", ""))
    assert Outcome.CONFIRMED is answered(door, said)
    assert [noted] == functions(door)


@pytest.mark.parametrize("title", ["directeur a.i.", "jurist en niet-uitvoerend bestuurder", "deskundige nieuw beleid"])
def test_a_title_that_only_looks_as_if_more_was_said_stays_whole(title: str) -> None:
    assert [title.rstrip(".")] == [one.rstrip(".") for one in functions(registered(DATA.replace("directeur", title)))]
