"""Whose house a business signature names, and what else a mail says of where somebody is."""

import pytest

from core.extraction.asking import read, values
from core.extraction.test_english_workshop import EVENT

SUBJECT = "Registration, Workshop on Living Soils"
ASKS = "Please register me for the workshop.\n\nKind regards\nAnn\n\n"


def first(text: str, sender: str) -> dict[str, str]:
    return values(read(EVENT, text, sender, SUBJECT))[0]


@pytest.mark.parametrize(
    ("lines", "domain", "affiliation"),
    [
        (
            "Surveyor, Technical Group\nHeritage Works Scotland\nUnited Kingdom",
            "heritageworks.scot",
            "Heritage Works Scotland",
        ),
        (
            "School of Architecture\nUniversity of Aldermere\nUnited Kingdom",
            "aldermere.ac.uk",
            "University of Aldermere",
        ),
        ("Trustee | Greenbridge Barn Trust\nGreenbridge, Scotland", "greenbridge.org", "Greenbridge Barn Trust"),
        (
            "Bodenbüro Oberhof GmbH\nDeutschland\nSitz der Gesellschaft: Bremerhaven - HRB 20447",
            "bb-oberhof.de",
            "Bodenbüro Oberhof GmbH",
        ),
        ("River Watch Ltd\nIreland\nRegistered office: Mill Association House, Cork", "rw-mail.ie", "River Watch Ltd"),
    ],
)
def test_a_signature_gives_the_house_of_its_own_address(lines: str, domain: str, affiliation: str) -> None:
    assert affiliation == first(f"{ASKS}Ann Claes\n{lines}", f"Ann Claes <ann.claes@{domain}>")["affiliation"]


@pytest.mark.parametrize(
    ("said", "affiliation"),
    [
        ("I move from the Province of Wexland to Soil Guard Mills, so put the latter on my badge.", "Soil Guard Mills"),
        ("I work for myself, trading as Lime and Oak.", "Lime and Oak"),
        ("We run the small carpentry business Zimmerei Aumann GmbH.", "Zimmerei Aumann GmbH"),
        ("My firm is Konserwacja Drewna sp. z o.o. in Gdynia.", "Konserwacja Drewna sp. z o.o."),
        ("Company: Nyman Arkitekter Ab, Finland", "Nyman Arkitekter Ab"),
    ],
)
def test_a_house_is_what_somebody_is_at_now(said: str, affiliation: str) -> None:
    assert affiliation == first(f"Please register Ann Claes.\n{said}", "Ann Claes <ann.claes@gmail.com>")["affiliation"]


@pytest.mark.parametrize(
    "said", ["I'll be travelling from the UK.", "I come over from the UK.", "Je viens du Royaume-Uni."]
)
def test_who_says_whence_they_travel_names_their_country(said: str) -> None:
    assert (
        "United Kingdom"
        == first(f"Please register Ann Claes, Soil Network. {said}", "Ann Claes <ac@gmail.com>")["country"]
    )


@pytest.mark.parametrize("leave", ["Hugs to everyone at the institute,", "Warm wishes from the whole office,"])
def test_a_greeting_above_the_name_names_no_house(leave: str) -> None:
    text = f"Hello!\n\nAnn Claes\nOld Soils Network\nIreland\nann@oldsoils.org\nvegan\nDinner: yes\n\n{leave}\nAnn"
    assert "Old Soils Network" == first(text, "Ann Claes <ann@oldsoils.org>")["affiliation"]


def test_a_word_beside_a_single_letter_makes_a_display_name() -> None:
    text = "Count me in please, I'm with Oak Joinery in Ireland.\n\nCheers,\nPádraig"
    assert "Pádraig Ó Conaill" == first(text, "Pádraig Ó Conaill <poconaill@oakjoinery.ie>")["name"]


def test_who_says_i_writes_no_slogan() -> None:
    text = (
        "Please register Ann Claes, Soil Network, Ireland. I follow a low-salt diet and sign up for our newsletter too."
    )
    assert "Soil Network" == first(text, "Ann Claes <ann.claes@gmail.com>")["affiliation"]


def test_the_words_for_what_is_asked_are_of_the_event_in_every_language() -> None:
    text = (
        "Sehr geehrte Damen und Herren,\n\nhiermit melde ich mich zum Workshop am 22. Mai an: Ann Claes, Soil Network, "
        "Deutschland. Am Abendessen nehme ich gerne teil."
    )
    extraction = read(EVENT, text, "Ann Claes <ann.claes@gmail.com>", "Anmeldung Workshop on Living Soils")
    assert ("yes", ()) == (values(extraction)[0].get("dinner"), extraction.doubts)
