"""Where somebody lives and sleeps, and how many find place in their car; what is whose among several."""

import pytest

from core.extraction.asking import COLLOQUE, event, read, values
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import seats
from inbox_bot.core.extraction.folding import fold

CHANTIER = event(
    "fr",
    Field(key="nom", label="Nom et prénom", type=FieldType.PERSON_NAME),
    Field(key="domicile", label="Commune de domicile", type=FieldType.MUNICIPALITY),
    Field(key="email", label="Adresse e-mail", type=FieldType.EMAIL),
    Field(key="dortoir", label="Nuits au dortoir", type=FieldType.BOOLEAN, required=False),
    Field(key="places", label="Places libres en voiture", type=FieldType.NUMBER, required=False),
)
SENDER = "Anne Collard <anne@mail.example>"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("il reste deux places dans mon auto", "2"),
        ("je peux prendre trois personnes dans mon Berlingo", "3"),
        ("initié, dortoir non, 2 places", "2"),
        ("ik kan 3 mensen meenemen", "3"),
        ("room for two in my car", "2"),
        ("in meinem Auto sind noch 3 Plätze frei", "3"),
        ("merci de nous réserver 2 places", None),
        ("gardez-moi une place", None),
        ("nous serons trois personnes", None),
    ],
)
def test_places_in_a_car_are_told_from_places_at_the_event(said: str, number: str | None) -> None:
    assert number == next((value for _, value in seats.find(fold(said))), None)


@pytest.mark.parametrize(
    ("said", "town"),
    [
        ("J'habite Aubel.", "Aubel"),
        ("Je vis à Herve depuis toujours.", "Herve"),
        ("Anne Collard, de Theux, anne@mail.example", "Theux"),
        ("Je réside actuellement à Villers-aux-Oies.", "Villers-aux-Oies"),
        ("Anne Collard anne@mail.example Spa", "Spa"),
    ],
)
def test_a_home_is_told_in_many_ways(said: str, town: str) -> None:
    (given,) = values(read(CHANTIER, f"Bonjour,\nJe m'inscris au congrès.\n\n{said}\n", SENDER))
    assert town == given.get("domicile")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Les deux nuits au dortoir, volontiers.", "yes"),
        ("Pour la nuit, je rentre à la maison.", "no"),
        ("Pour le dortoir, non merci.", "no"),
        ("Pour le dortoir, oui !", "yes"),
        ("Je dormirai dans mon camping-car.", "no"),
        ("Un lit au dortoir m'arrangerait bien.", "yes"),
        ("Bonne nuit !", None),
    ],
)
def test_where_somebody_sleeps_is_read(said: str, answer: str | None) -> None:
    (given,) = values(read(CHANTIER, f"Bonjour,\nJe m'inscris au congrès. J'habite Aubel.\n{said}\n", SENDER))
    assert answer == given.get("dortoir")


@pytest.mark.parametrize(
    ("said", "choices"),
    [
        ("Lunch : poisson pour moi, végétarien pour Paul.", ["Poisson", "Végétarien"]),
        ("Lunch : viande (Anne), poisson (Paul)", ["Viande", "Poisson"]),
        ("Nous mangeons tous les deux végétarien.", ["Végétarien", "Végétarien"]),
    ],
)
def test_each_of_several_has_their_own_answer(said: str, choices: list[str]) -> None:
    text = f"Merci de nous inscrire au congrès :\n\nAnne Collard, architecte\nPaul Collard, comptable\n\n{said}\n"
    assert choices == [one.get("lunch") for one in values(read(COLLOQUE, text, SENDER))]


@pytest.mark.parametrize(
    ("said", "organisation", "job"),
    [
        ("échevine à Aubel", "Aubel", "échevine"),
        ("trésorière du comité des riverains de Theux", "comité des riverains de Theux", "trésorière"),
        ("étudiante en droit à l'université de liège", "université de liège", "étudiante en droit"),
        ("aidante de ma mère et membre de Relais Seniors Nord", "Relais Seniors Nord", "aidante"),
    ],
)
def test_a_function_ends_where_an_organisation_begins(said: str, organisation: str, job: str) -> None:
    (given,) = values(read(COLLOQUE, f"Je m'inscris au congrès. Anne Collard, {said}, viande.", SENDER))
    assert (organisation, job) == (given.get("org"), given.get("job"))
