"""The writer among those who are listed, those who are only spoken of, and whom a secretary registers."""

import pytest

from core.extraction.asking import SEMINAR, read, values

WRITER = "An Claes <an.claes@mol.be>"
SIGNED = "\n\nAn Claes\njurist\nGemeente Mol"


@pytest.mark.parametrize(
    "listed",
    [
        "ikzelf (planner), Jan Smets, hij is onze archivaris (jan.smets@mol.be)",
        "Jan Smets, archivaris, jan.smets@mol.be, en ondergetekende (planner)",
        "mezelf, planner, en Jan Smets (archivaris, jan.smets@mol.be)",
    ],
)
def test_the_writer_is_one_of_those_who_are_listed(listed: str) -> None:
    found = values(read(SEMINAR, f"Gelieve ons in te schrijven: {listed}.\n\nAn Claes\nGemeente Mol", WRITER))
    writer = {"name": "An Claes", "town": "Gemeente Mol", "job": "planner", "email": "an.claes@mol.be"}
    other = {"name": "Jan Smets", "town": "Gemeente Mol", "job": "archivaris", "email": "jan.smets@mol.be"}
    assert found == [writer, other]


@pytest.mark.parametrize(
    "aside",
    [
        "Mijn collega Jan Smets heeft die dag een opleiding.",
        "Onze chef Jan Smets was ook van plan te komen maar is net vader geworden.",
        "Mijn collega's Jan Smets (planner) en Tine De Ridder, onze nieuwe architect, hebben dan een vergadering.",
        "Jan Smets had vorige week twee opmerkingen bij het verslag gemaakt.",
        "Voor de netwerkdag van 18 juni gaat Jan Smets, chauffeur.",
        "Voor de workshop van 4 juni in Gent gaat Jan Smets, planner (jan.smets@mol.be).",
        "Jan Smets a une formation ce jour.",
        "Jan Smets has another meeting that day.",
        "Jan Smets hat an dem Tag eine Besprechung.",
    ],
)
def test_who_is_only_spoken_of_takes_no_part(aside: str) -> None:
    understood = read(SEMINAR, f"Graag schrijf ik mij in voor 3 mei. {aside}{SIGNED}", WRITER)
    assert understood.doubts == ()
    assert [one["name"] for one in values(understood)] == ["An Claes"]


@pytest.mark.parametrize("aside", ["Jan Smets wil ook graag komen.", "Samen met Jan Smets.", "Jan Smets ook."])
def test_who_may_come_too_is_left_to_a_human(aside: str) -> None:
    understood = read(SEMINAR, f"Graag schrijf ik mij in voor 3 mei. {aside}{SIGNED}", WRITER)
    assert understood.doubts or len(understood.participants) > 1


def test_whom_a_secretary_registers_is_who_they_name_by_office() -> None:
    text = "Wil u onze burgemeester inschrijven?\nBoudewijn Herbots\nburgemeester@mol.be\nGemeente Mol"
    found = values(read(SEMINAR, f"{text}\n\nMet dank,\nAn Claes\nstadssecretaris", WRITER))
    assert found == [
        {"name": "Boudewijn Herbots", "town": "Gemeente Mol", "job": "burgemeester", "email": "burgemeester@mol.be"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kan u onze burgemeester inschrijven?",
        "Please register our mayor.",
        "Pouvez-vous inscrire notre bourgmestre ?",
        "Können Sie bitte unseren Bürgermeister anmelden?",
    ],
)
def test_who_registers_somebody_without_a_name_is_not_registered_instead(text: str) -> None:
    assert read(SEMINAR, f"{text}{SIGNED}", WRITER).doubts


@pytest.mark.parametrize(
    ("said", "job"),
    [
        ("In juni word ik schepen maar noteer gewoon raadslid, dat ben ik dan nog.", "raadslid"),
        ("Ik ben de nieuwe havenkapitein.", "havenkapitein"),
        ("Vanaf mei begin ik als praktijklector, tot nu was ik jurist.", "praktijklector"),
    ],
)
def test_the_function_is_the_one_that_somebody_has(said: str, job: str) -> None:
    found = values(read(SEMINAR, f"Graag schrijf ik mij in. {said}\n\nAn Claes\nGemeente Mol", WRITER))
    assert [one.get("job") for one in found] == [job]


def test_a_postal_address_is_no_part_of_the_town() -> None:
    below = "Van: Els Maes\nVerzonden: maandag 7 april 2025 9:12\nAan: An Claes\nOnderwerp: seminarie\n\nIk wil hier graag naartoe.\n\n"
    data = "Els Maes\nStedenbouwkundige\nGemeente Mol - Markt 21 - 2400 Mol\nels.maes@mol.be"
    found = values(
        read(SEMINAR, f"Graag onderstaande collega inschrijven.\n\nAn\n\n{below}{data}", WRITER, "FW: seminarie")
    )
    assert [(one["name"], one["town"]) for one in found] == [("Els Maes", "Gemeente Mol")]


def test_the_address_of_the_house_gives_way_to_the_sender_s_own() -> None:
    signature = "An Claes\njurist\nGemeente Mol\nT 014 33 07 11 | omgeving@mol.be"
    found = values(read(SEMINAR, f"Graag schrijf ik mij in.\n\n{signature}", WRITER))
    assert [one["email"] for one in found] == ["an.claes@mol.be"]


def test_where_somebody_worked_before_is_not_their_town() -> None:
    text = (
        "Graag zou ik deelnemen.\n\nAn Claes\nprocesbegeleider\n\nPS: tot 2015 stond ik op de loonlijst van stad Genk."
    )
    assert ["town" in one for one in values(read(SEMINAR, text, "An Claes <an.claes@gmail.com>"))] == [False]


def test_the_subject_tells_the_town_behind_a_title() -> None:
    found = values(
        read(SEMINAR, "Groeten", "An Claes <an.claes@gmail.com>", "Schrijf mij in: An Claes, raadslid Kontich")
    )
    assert found == [{"name": "An Claes", "town": "Kontich", "job": "raadslid", "email": "an.claes@gmail.com"}]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("Onze boekhouder komt ook mee: Luc Peeters, zelfde gemeente, luc.peeters@mol.be.", "boekhouder"),
        ("Unser Buchhalter kommt auch mit: Lukas Klein, lukas.klein@mol.be.", "Buchhalter"),
        ("Our accountant comes along: Luke Small, luke.small@mol.be.", "accountant"),
        ("Notre ingénieur du son m'accompagne : Luc Petit, luc.petit@mol.be.", "ingénieur du son"),
    ],
)
def test_what_somebody_is_who_comes_along_stands_before_the_name(text: str, job: str) -> None:
    mine = "Graag schrijf ik mij in: An Claes, jurist, gemeente Mol, an.claes@mol.be.\n"
    people = values(read(SEMINAR, mine + text, WRITER, "inschrijving congres Open Cities"))
    assert ["jurist", job] == [one.get("job") for one in people]
