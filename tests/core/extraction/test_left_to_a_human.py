"""What is not plainly something else is seen by a human at least, and what contradicts itself is not confirmed."""

import pytest

from core.extraction.asking import CONGRESS, SEMINAR, read, values
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent

DAY = "Seminar 3/5"
BELOW = """
-----Oorspronkelijk bericht-----
Van: Els Maes <els.maes@geel.be>
Verzonden: maandag 3 maart 2025 9:12
Aan: An Claes
Onderwerp: congres

An, geef jij mij ook op? Merci!

Els Maes
jurist
gemeente Geel
els.maes@geel.be
"""


def is_seen(said: Extraction) -> bool:
    return said.intent is Intent.REGISTER or bool(said.doubts)


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("An <an@mol.be>", "congres", "Kunnen enkele studenten aansluiten op 3 mei? Ik ben An Claes, lector in Mol."),
        (
            "An Claes <an.claes@mol.be>",
            "Fwd: deelname",
            "collega vroeg mij dit te regelen voor 3 mei: Jan Maes, gemeente Mol",
        ),
        (
            "De Ring <info@ring.be>",
            "Bozar",
            "Gebruik gerust dit adres:\n- An Claes, penningmeester\n- Jan Maes, voorzitter",
        ),
        ("An Claes <an@gmail.com>", "Re: 3 mei", "naamAn Claes stadMol functie:jurist mail an.claes@mol.be"),
        (
            "An Claes <an@mol.be>",
            "Burger",
            "Ik kom niet voor mijn werk maar als burger: An Claes, an@mol.be, loketbediende.",
        ),
        ("An Claes <an@mol.be>", "3 mei", "Het zou mij passen."),
        ("Ann Clark <ann@lab.org>", "3 May", "That day suits me.\n\nAnn Clark\nLab, Norway"),
        ("Anne Clair <anne@lab.org>", "3 mai", "Cette date me convient.\n\nAnne Clair"),
        ("Anna Klar <anna@lab.org>", "3. Mai", "Der Tag passt mir.\n\nAnna Klar"),
    ],
)
def test_who_tells_of_somebody_in_a_mail_about_the_event_is_seen_by_a_human(
    sender: str, subject: str, text: str
) -> None:
    assert is_seen(read(SEMINAR, text, sender, subject))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (
            SEMINAR,
            "Ofwel kom ik (An Claes, jurist, an.claes@mol.be), ofwel Jan Maes (chauffeur, jan.maes@mol.be). Stad Mol.",
        ),
        (SEMINAR, "Schrijf een van ons twee in: An Claes, jurist, Mol, an.claes@mol.be"),
        (CONGRESS, "Please register one of us: Ann Claes, Lab, Norway, an.claes@mol.be, dinner: no"),
    ],
)
def test_one_of_two_is_doubted(asked: Event, text: str) -> None:
    assert read(asked, text, "An Claes <an.claes@mol.be>").doubts


@pytest.mark.parametrize(
    "text",
    [
        "In die hoedanigheid kom ik op 3 mei luisteren: adjunct-directeur mens in Mol.",
        "Ik kom niet voor mijn werk maar als burger op 3 mei: An Claes, adjunct-directeur mens, Mol.",
        "Ik zak op de 3de af naar Bozar. An Claes, adjunct-directeur mens, Mol.",
        "Op mij mag je rekenen op 3 mei. An Claes, adjunct-directeur mens, Mol.",
    ],
)
def test_whoever_moves_there_on_the_day_of_the_event_comes(text: str) -> None:
    said = read(SEMINAR, text, "An Claes <an.claes@mol.be>", "congres")
    person = {"name": "An Claes", "town": "Mol", "job": "adjunct-directeur mens", "email": "an.claes@mol.be"}
    assert ([person], ()) == (values(said), said.doubts)


TABLE = "Nr.\tDienst\tMedewerker\tFunctie\tE-mail\n1\tWegen\tNico Bos\tingenieur\tnico.bos@mol.be\n2\tGroen\tTine Stas\t\ttine.stas@mol.be\n"


def test_a_table_may_leave_a_cell_empty_and_have_columns_that_nobody_asked() -> None:
    said = values(read(SEMINAR, f"Twee medewerkers van stad Mol:\n\n{TABLE}", "Dienst <td@mol.be>"))
    assert [("Nico Bos", "ingenieur"), ("Tine Stas", None)] == [(one["name"], one.get("job")) for one in said]


def test_who_forwards_a_colleagues_mail_may_come_too() -> None:
    above = "Onderstaande collega mag er ook bij. Voor mij is het: An Claes, architect, gemeente Geel, dit mailadres."
    said = values(read(SEMINAR, f"{above}\n{BELOW}", "An Claes <an.claes@geel.be>"))
    assert {("An Claes", "an.claes@geel.be"), ("Els Maes", "els.maes@geel.be")} == {
        (one["name"], one["email"]) for one in said
    }


@pytest.mark.parametrize(
    ("label", "written", "expected"),
    [
        ("Stad", "Landen (dus niet Leuven, ik hoor het vaak...)", "Landen"),
        ("Stad", "Deinze (Nevele, vanaf 1 januari gefuseerd)", "Deinze"),
        ("Functie", "jurist; tot juni hoofdmaatschappelijk werker", "jurist"),
        ("Functie", "jurist (deeltijds)", "jurist"),
        ("E-mail", "an.claes@halle.be - opgelet, an.claes@ocmw.be wordt afgesloten", "an.claes@halle.be"),
        ("E-mail", "an.claes@halle.be (not an.claes@old.be)", "an.claes@halle.be"),
    ],
)
def test_what_is_said_behind_a_value_is_no_part_of_it(label: str, written: str, expected: str) -> None:
    key = {"Stad": "town", "Functie": "job", "E-mail": "email"}[label]
    form = {"Naam": "An Claes", "Stad": "Mol", "Functie": "jurist", "E-mail": "an.claes@mol.be"} | {label: written}
    text = "\n".join(f"{name}: {value}" for name, value in form.items())
    assert expected == values(read(SEMINAR, text, "An Claes <an@gmail.com>"))[0][key]


@pytest.mark.parametrize(
    "text",
    [
        "Bedankt voor de vlotte bevestiging van mijn inschrijving. Tot 3 mei!",
        "Thank you for the confirmation of my registration. See you on 3 May!",
        "Merci pour la confirmation de mon inscription. À bientôt, le 3 mai !",
        "Danke für die Bestätigung meiner Anmeldung. Bis zum 3. Mai!",
    ],
)
def test_thanks_for_a_confirmation_register_nobody(text: str) -> None:
    said = read(SEMINAR, f"{text}\n\nAn Claes\njurist\nStad Mol", "An Claes <an.claes@mol.be>", "Danke")
    assert said.intent is not Intent.REGISTER or said.doubts
