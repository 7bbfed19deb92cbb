"""Who takes part, as what and for which town, in the ways in which people write it."""

import pytest

from core.extraction.asking import SEMINAR, read, values

PEOPLE: dict[str, tuple[str, str, list[tuple[str, str, str, str]]]] = {
    "two names behind one label": (
        "Lies Maes <lies.maes@mol.be>",
        (
            "Graag inschrijven.\nNaam: Lies Maes en Rik Aerts\nGemeente: Mol\nFunctie: jurist en architect\n"
            "E-mail: lies.maes@mol.be en rik.aerts@mol.be"
        ),
        [("Lies Maes", "Mol", "jurist", "lies.maes@mol.be"), ("Rik Aerts", "Mol", "architect", "rik.aerts@mol.be")],
    ),
    "titles in order": (
        "Info <info@balen.be>",
        (
            "Gelieve in te schrijven: An Claes en Jan Smets, respectievelijk burgemeester en schepen, gemeente Balen.\n"
            "an.claes@balen.be en jan.smets@balen.be"
        ),
        [
            ("An Claes", "gemeente Balen", "burgemeester", "an.claes@balen.be"),
            ("Jan Smets", "gemeente Balen", "schepen", "jan.smets@balen.be"),
        ],
    ),
    "idem in a list": (
        "Lies Maes <lies.maes@gmail.com>",
        "Wij schrijven ons in:\n1/ Lies Maes / Lier / jurist / lies.maes@gmail.com\n2/ Jan Smets / idem / idem / jan.smets@gmail.com",
        [
            ("Lies Maes", "Lier", "jurist", "lies.maes@gmail.com"),
            ("Jan Smets", "Lier", "jurist", "jan.smets@gmail.com"),
        ],
    ),
    "the office before the name": (
        "Rita Bos <secretariaat@zele.be>",
        (
            "Mag ik u vragen om onze schepen van sport, de heer Jan Smets, te willen inschrijven?\nZijn adres is jan.smets@zele.be.\n\n"
            "Met vriendelijke groeten\n\nRita Bos\nsecretariaat\nGemeente Zele"
        ),
        [("Jan Smets", "Gemeente Zele", "schepen van sport", "jan.smets@zele.be")],
    ),
    "who only signs": (
        "Rita Bos <rita.bos@zele.be>",
        "Onze burgemeester Jan Smets (jan.smets@zele.be) wenst deel te nemen.\n\nRita Bos, secretaresse, gemeente Zele",
        [("Jan Smets", "Zele", "burgemeester", "jan.smets@zele.be")],
    ),
    "who comes too": (
        "Lies Maes <lies.maes@mol.be>",
        (
            "Ik wil graag deelnemen en breng mijn collega Jan Smets mee, hij is jurist (jan.smets@mol.be). Zelf ben ik schepen.\n\n"
            "Lies Maes\nGemeente Mol"
        ),
        [
            ("Lies Maes", "Gemeente Mol", "schepen", "lies.maes@mol.be"),
            ("Jan Smets", "Gemeente Mol", "jurist", "jan.smets@mol.be"),
        ],
    ),
    "labels without a sign on one line": (
        "J. D. <jan.smets@mol.be>",
        "Graag inschrijven\nnaam Jan Smets gemeente Mol functie raadslid mail jan.smets@mol.be",
        [("Jan Smets", "Mol", "raadslid", "jan.smets@mol.be")],
    ),
    "clauses as labels": (
        "Jan Smets <jan@smets.be>",
        "Wie ik ben: Jan Smets\nVoor wie ik werk: gemeente Mol\nWat ik er doe: jurist\nWaar je mij kan bereiken: jan.smets@mol.be",
        [("Jan Smets", "gemeente Mol", "jurist", "jan.smets@mol.be")],
    ),
    "who lives in one town and works for another": (
        "Jan Smets <jan.smets@mol.be>",
        "Ik schrijf me in. Ik kom uit Lier maar werk voor Mol, als jurist.\n\nJan Smets",
        [("Jan Smets", "Mol", "jurist", "jan.smets@mol.be")],
    ),
    "the one town that is named": (
        "Lies Maes <lies.maes@gmail.com>",
        "Ik trek de dorpsraad in Kieldrecht en kom als voorzitster. Mag ik me inschrijven?\nLies Maes",
        [("Lies Maes", "Kieldrecht", "voorzitster", "lies.maes@gmail.com")],
    ),
    "a student who does not say so": (
        "Lies Maes <lies.maes@student.ugent.be>",
        "Ik studeer sociologie aan de Universiteit Gent en schrijf me graag in.\n\nLies Maes",
        [("Lies Maes", "Universiteit Gent", "student", "lies.maes@student.ugent.be")],
    ),
    "words of every day that are towns": (
        "Jan Smets <jan.smets@mol.be>",
        "Ik werk als teamcoach openbare werken voor de gemeente Mol en schrijf me in.\n\nJan Smets",
        [("Jan Smets", "gemeente Mol", "teamcoach openbare werken", "jan.smets@mol.be")],
    ),
}


@pytest.mark.parametrize("kind", PEOPLE)
def test_everybody_gets_what_is_said_of_them(kind: str) -> None:
    sender, text, people = PEOPLE[kind]
    found = [
        tuple(one.get(key, "") for key in ("name", "town", "job", "email"))
        for one in values(read(SEMINAR, text, sender))
    ]
    assert people == found


def test_a_colleague_without_a_name_is_a_doubt() -> None:
    text = "Ik kom samen met een collega.\n\nNaam: Jan Peeters\nGemeente: Gent\nFunctie: jurist"
    assert read(SEMINAR, text).doubts


def test_where_somebody_only_heard_of_the_event_is_no_town() -> None:
    text = "Ik las erover bij de stad Lier en schrijf me in.\n\nAn Rens"
    assert ("town", "job") == read(SEMINAR, text, "An Rens <an.rens@gmail.com>").missing
