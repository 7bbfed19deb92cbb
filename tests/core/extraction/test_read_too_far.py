"""What stands beside a value and looks like a part of it, or like one itself."""

import pytest

from core.extraction.asking import COLLOQUE, CONGRESS, SEMINAR, TREFFEN, read, values

_ASKS = "I would like to take part in the congress. I come from Denmark and will be at the dinner.\n\nKind regards\n\n"


def _house(signature: str, sender: str) -> str | None:
    return values(read(CONGRESS, _ASKS + signature, sender))[0].get("org")


@pytest.mark.parametrize(
    ("signature", "sender", "house"),
    [
        (
            "Arvid Nyholm\nSenior engineer\n\nRumklang Øresund A/S\nrumklang-oresund.dk | LinkedIn\n",
            "Arvid Nyholm <arvid@rumklang-oresund.dk>",
            "Rumklang Øresund A/S",
        ),
        (
            "Matteo Serra\nResponsabile Ufficio Scolastico\n\nComune di Borgoverde\n",
            "Matteo Serra <m.serra@comune.borgoverde.it>",
            "Comune di Borgoverde",
        ),
    ],
)
def test_a_house_is_what_the_address_spells_and_no_site(signature: str, sender: str, house: str) -> None:
    assert house == _house(signature, sender)


def test_the_end_of_a_street_is_no_house() -> None:
    text = (
        "Je m'inscris au congrès. Lunch : poisson.\n\nPauline Gaspard\nCoordinatrice\n"
        "Administration communale d'Aubel\nBoulevard du Midi 22 – 4880 Aubel\n"
    )
    given = values(read(COLLOQUE, text, "Pauline Gaspard <p.gaspard@ville.aubel.be>"))
    assert given[0]["org"] == "Administration communale d'Aubel"


def test_a_province_is_named_with_its_adjective() -> None:
    text = "Je m'inscris au congrès. Je suis juriste à la Province du Brabant wallon. Lunch : poisson."
    given = values(read(COLLOQUE, text, "Anne Lambert <anne.lambert@example.be>"))
    assert given[0]["org"] == "Province du Brabant wallon"


@pytest.mark.parametrize(
    ("letters", "name"),
    [("MIOA", "Rosalind Achterberg"), ("FRSPH", "Rosalind Achterberg"), ("", "Rosalind Achterberg")],
)
def test_the_letters_of_a_society_are_no_part_of_a_name(letters: str, name: str) -> None:
    signed = f"Rosalind Achterberg {letters}\nMoorfield Acoustics Ltd\n"
    sender = "Rosalind Achterberg <rosalind.achterberg@moorfield.example>"
    assert name == values(read(CONGRESS, _ASKS + signed, sender))[0]["name"]


def test_a_surname_in_capitals_stays() -> None:
    text = "Graag schrijf ik mij in voor het congres. Ik ben jurist bij de stad Gent.\n\nMarie Claire DUPONT\n"
    given = values(read(SEMINAR, text, "Marie Claire DUPONT <mcd@gent.be>"))
    assert given[0]["name"] == "Marie Claire DUPONT"


@pytest.mark.parametrize(
    ("sentence", "guests"),
    [
        ("eine Begleitperson bringe ich nicht mit", "0"),
        ("eine Begleitperson bringe ich mit", "1"),
        ("I come together with one colleague who is not in the workshop", "1"),
    ],
)
def test_guests_are_counted_unless_the_clause_denies_them(sentence: str, guests: str) -> None:
    text = f"Name: Ann Claes\nAffiliation: Soil Network\nCountry: Ireland\nDinner: yes, {sentence}.\n"
    assert guests == values(read(CONGRESS, text, "Ann Claes <ann@soil.example>"))[0].get("guests")


def test_nobody_is_called_by_what_they_are_registered_for() -> None:
    text = (
        "Bitte melden Sie Frau Dr. Valentina Kienast zum Herbsttreffen der Vereine an. Sie ist Mitglied im Turnverein Linz, "
        "kommt aus Linz und reist am 2. Mai an. Ihre E-Mail lautet v.kienast@example.at. Einzelzimmer bitte."
    )
    assert values(read(TREFFEN, text, "Kanzlei <kanzlei@example.at>"))[0]["name"] == "Valentina Kienast"


@pytest.mark.parametrize(
    "text",
    [
        "Naam: Jan Peeters\nGemeente: Gent\nFunctie: jurist evenementen - sorry\n",
        "Naam: Jan Peeters\nGemeente: Gent\nFunctie: jurist\nE-mail: jan@telenet.be\n\nOei, gebruik toch maar jan@gent.be.\n",
    ],
)
def test_what_the_sender_is_sorry_about_is_left_to_a_human(text: str) -> None:
    assert read(SEMINAR, f"Hierbij mijn inschrijving.\n{text}").doubts
