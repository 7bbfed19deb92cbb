"""Clubs in German running text, and the town that a club's name holds."""

import pytest

from core.extraction.asking import TREFFEN, read, values
from inbox_bot.core.extraction.prose import clubs

NAMED = [
    ("für unseren Geschichtsverein Ahrtal nehme ich gerne teil.", "Geschichtsverein Ahrtal"),
    ("ich vertrete den Eifelverein Ortsgruppe Daun und freue mich.", "Eifelverein Ortsgruppe Daun"),
    ("wir melden uns vom Heimat- und Verkehrsverein Bonn an.", "Heimat- und Verkehrsverein Bonn"),
    ("die Kgl. Schützengilde St. Martin Bonn ist dabei.", "Kgl. Schützengilde St. Martin Bonn"),
    ("im Namen des Heimatvereins Bonn melde ich mich an.", "Heimatverein Bonn"),
    ("ich bin vom Männerchor Eintracht 1899 e.V.", "Männerchor Eintracht 1899 e.V."),
    (
        "ich komme vom Verein für Heimatpflege und Kultur Bonn, nicht mehr vom Turnverein Bonn.",
        "Verein für Heimatpflege und Kultur Bonn",
    ),
    ("der Verein heißt Patronage Bonn.", "Patronage Bonn"),
]


@pytest.mark.parametrize(("said", "club"), NAMED)
def test_a_club_is_taken_from_running_text(said: str, club: str) -> None:
    text = f"Hiermit melde ich mich an, {said}\n\nAnna Meier"
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert club == given.get("org")


def test_a_club_is_taken_from_lines_without_capitals() -> None:
    text = "hiermit melde ich mich an, ich bin im bürgerverein bonn und komme gern\n\nanna meier"
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert "Bürgerverein Bonn" == given.get("org")


@pytest.mark.parametrize(
    "said", ["unsere Reisegruppe kommt am Freitag", "ich habe vom Heimatverein Bonn davon erfahren", "im Pfarrhaus"]
)
def test_no_club_is_taken_from_what_names_none(said: str) -> None:
    (given,) = values(read(TREFFEN, f"Hiermit melde ich mich an, {said}.\n\nAnna Meier", "Anna Meier <a@mail.example>"))
    assert "org" not in given


@pytest.mark.parametrize(
    ("club", "town"),
    [
        ("Heimatverein Bonn 1901 e.V.", "Bonn"),
        ("Bürgerverein Brand (Aachen)", "Aachen"),
        ("Jülicher Geschichtsverein", "Jülich"),
        ("Liederkranz Eintracht", ""),
    ],
)
def test_the_name_of_a_club_holds_its_town(club: str, town: str) -> None:
    assert town == clubs.town_of(club)


def test_the_town_of_the_club_stands_for_one_that_nobody_says() -> None:
    text = "Hiermit melde ich mich an. Ich bin vom Heimatverein Jülich und wohne in Bonn.\n\nAnna Meier"
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert "Bonn" == given.get("town")
    (given,) = values(read(TREFFEN, text.replace(" und wohne in Bonn", ""), "Anna Meier <anna@mail.example>"))
    assert "Jülich" == given.get("town")
