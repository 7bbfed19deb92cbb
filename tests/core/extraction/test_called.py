"""How people are called who sign with less than their name."""

import pytest

from core.extraction.asking import COLLOQUE, SEMINAR, read, values

_ASKED = "Graag schrijf ik mij in voor het congres. Ik ben jurist bij de stad Gent.\n\n"
_FRENCH = "Je m'inscris au congrès.\nNom : Lambert\nPrénom : {}\nOrganisation : asbl La Ruche\nFonction : juriste\nLunch : poisson\n"


@pytest.mark.parametrize(
    ("signs", "shown", "expected"),
    [
        ("Thi Mai", "Thi Mai Nguyen", "Thi Mai Nguyen"),
        ("Mai Linh", "Mai Linh Tran Thi", "Mai Linh Tran Thi"),
        ("Jan Peeters", "Jan Peeters OFM", "Jan Peeters"),
        ("Jan Peeters", "Peeters Jan", "Jan Peeters"),
    ],
)
def test_who_signs_with_the_beginning_of_a_name_is_called_by_the_whole(signs: str, shown: str, expected: str) -> None:
    given = values(read(SEMINAR, _ASKED + signs + "\n", f"{shown} <someone@gent.be>"))
    assert expected == given[0]["name"]


def test_who_says_a_name_has_that_one() -> None:
    text = "Graag schrijf ik mij in voor het congres.\nNaam: An De Smet\nStad: Gent\nFunctie: jurist\n"
    assert values(read(SEMINAR, text, "An De Smet Peeters <an@gent.be>"))[0]["name"] == "An De Smet"


@pytest.mark.parametrize("initials", ["L.", "L", "J.-M.", "P. A."])
def test_initials_are_no_given_name(initials: str) -> None:
    read_ = read(COLLOQUE, _FRENCH.format(initials), "L. Lambert <l.lambert@ruche.be>")
    assert read_.missing == ("prenom",)


def test_initials_are_spelled_out_by_the_sender_s_own_name() -> None:
    given = values(read(COLLOQUE, _FRENCH.format("L."), "Louise Lambert <l.lambert@ruche.be>"))
    assert given[0]["prenom"] == "Louise"
