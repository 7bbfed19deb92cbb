"""A change in words: what is noted is the value alone, of whom it is said, and nothing that nobody said."""

import pytest

from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
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
    subject, reply = "Re: Inschrijving", door.replies()[-1].message_id
    return door.take(mail(f"{text}\n", sender=sender, subject=subject, number=9, answers=reply))


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


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("Stad: Brugge ipv Gent", "Brugge"),
        ("Stad: nu Brugge", "Brugge"),
        ("La ville doit être Bruges.", "Bruges"),
        ("The city should be Bruges, please.", "Bruges"),
        ("Die Stadt muss Brügge lauten.", "Brügge"),
    ],
)
def test_so_it_is_with_a_town(said: str, noted: str) -> None:
    door = registered()
    assert Outcome.UPDATED is answered(door, said)
    assert [noted] == [one.fields["city"] for one in door.entries()]


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("functie moet zijn jurist", "jurist"),
        ("Mijn functie moet jurist zijn, niet directeur.", "jurist"),
        ("La fonction doit être juriste.", "juriste"),
        ("The job title should be lawyer.", "lawyer"),
        ("Die Funktion sollte Jurist sein.", "Jurist"),
    ],
)
def test_a_sentence_says_by_its_label_what_is_to_be_noted(said: str, noted: str) -> None:
    door = registered()
    assert Outcome.UPDATED is answered(door, said)
    assert [noted] == functions(door)


@pytest.mark.parametrize("said", ["De functie is belangrijk voor mij.", "My job title is unchanged."])
def test_what_a_sentence_only_says_of_it_changes_nothing(said: str) -> None:
    door = registered()
    assert Outcome.REVIEW is answered(door, said)
    assert ["directeur"] == functions(door)


def spelled(name: str, text: str) -> tuple[Outcome | None, str]:
    """Return what becomes of *text* by who is noted as *name*, and how they are noted then."""
    sender = f"{name} <jan@gent.example>"
    door = registered(DATA.replace("Jan Peeters", name), sender)
    return answered(door, text, sender), door.entries()[0].fields["name"]


@pytest.mark.parametrize(
    ("name", "text", "noted"),
    [
        ("Marc Bout", "mijn naam is met dt", "Marc Boudt"),
        ("Robert Schmit", "Bedankt! Wel: mijn naam is met dt.", "Robert Schmidt"),
        ("Eric Claes", "Mijn voornaam schrijf je met een k.", "Erik Claes"),
        ("Ana Mol", "Mon prénom s’écrit avec deux n.", "Anna Mol"),
        ("Martha Smit", "My first name is written without h.", "Marta Smit"),
        ("Jan Meyer", "My surname is spelled with an i, not a y.", "Jan Meier"),
        ("Jan Meier", "Mein Nachname schreibt sich mit y.", "Jan Meyer"),
    ],
)
def test_letters_that_a_name_is_said_to_have_are_put_where_they_fit(name: str, text: str, noted: str) -> None:
    assert (Outcome.UPDATED, noted) == spelled(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jan Peeters", "mijn naam is met dt"),
        ("Marta Smit", "mijn naam is met th"),
        ("Marc Boudt", "mijn naam is met dt"),
        ("Marc Bout", "Mijn naam staat juist. Ik kom met de trein."),
    ],
)
def test_where_they_fit_nowhere_or_in_two_places_a_human_looks(name: str, text: str) -> None:
    assert (Outcome.REVIEW, name) == spelled(name, text)


MANY = ("Els Maes", "An Claes", "Tom Wouters", "Lies Goossens", "Bart Mertens")
OFFICE = "Secretariaat <info@gent.example>"


def asked_of_many() -> Door:
    """Return the bot that asked a secretary what five people do."""
    data = (f"Naam: {name}\nStad: Gent\nE-mailadres: {name.split()[0].lower()}@gent.example\n" for name in MANY)
    return registered("\n".join(data), OFFICE)


def form(door: Door) -> list[str]:
    text = parse(door.replies()[-1].octets).text
    return [line for line in text.splitlines() if line.startswith("Naam: ")]


def test_the_short_form_for_many_is_understood_when_it_is_filled_in() -> None:
    door = asked_of_many()
    lines = form(door)
    assert [f"Naam: {name}, Functie:" for name in MANY] == lines
    titles = ("schepen", "jurist", "hoofd dienst cultuur", "directeur", "deskundige")
    said = "\n".join(f"{line} {title}" for line, title in zip(lines, titles, strict=True))
    assert Outcome.CONFIRMED is answered(door, said, OFFICE)
    assert list(titles) == functions(door)


def test_who_is_left_open_in_it_is_asked_for_again() -> None:
    door = asked_of_many()
    first, *others = form(door)
    assert Outcome.INCOMPLETE is answered(door, "\n".join([f"{first} schepen", *others]), OFFICE)
    assert ["schepen", "", "", "", ""] == functions(door)


def told_of_two(text: str) -> tuple[Outcome | None, list[str]]:
    """Return what becomes of an answer to what Els and An do, and what is noted then."""
    data = (f"Naam: {name}\nStad: Gent\nE-mailadres: {name.split()[0].lower()}@gent.example\n" for name in MANY[:2])
    door = registered("\n".join(data), OFFICE)
    return answered(door, text, OFFICE), functions(door)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Els is jurist, An is schepen", ["jurist", "schepen"]),
        ("An is schepen en Els jurist.", ["jurist", "schepen"]),
        ("Els: jurist\nAn: schepen", ["jurist", "schepen"]),
        ("Functie van Els Maes: jurist\nFunctie van An Claes: schepen", ["jurist", "schepen"]),
        ("De functie van Els is jurist, die van An is schepen", ["jurist", "schepen"]),
        ("Bedankt.\n\njurist\nschepen", ["jurist", "schepen"]),
        ("1. jurist\n2. schepen", ["jurist", "schepen"]),
        ("Els est juriste et An échevine", ["juriste", "échevine"]),
        ("Els is a lawyer, An is a mayor.", ["lawyer", "mayor"]),
        ("Els ist Juristin, An ist Bürgermeisterin", ["Juristin", "Bürgermeisterin"]),
    ],
)
def test_what_lacks_of_two_is_completed_where_it_is_plain_whose_it_is(text: str, noted: list[str]) -> None:
    assert (Outcome.CONFIRMED, noted) == told_of_two(text)


def test_whoever_is_not_told_of_is_asked_for_still() -> None:
    assert (Outcome.INCOMPLETE, ["jurist", ""]) == told_of_two("Els is jurist")


@pytest.mark.parametrize(
    "text", ["jurist", "jurist en schepen", "Els is ziek, An is schepen.", "jurist\nschepen\ndirecteur"]
)
def test_where_it_is_not_plain_a_human_looks(text: str) -> None:
    assert (Outcome.REVIEW, ["", ""]) == told_of_two(text)
