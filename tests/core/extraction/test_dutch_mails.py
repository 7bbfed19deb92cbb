"""Registrations as people in Flanders write them: who comes, from where, as what."""

import pytest

from core.extraction.asking import SEMINAR, read, values
from inbox_bot.core.extraction.model import Intent

PLAIN = "Registratie"
MAILS: dict[str, tuple[str, str, str, list[tuple[str, ...]]]] = {
    "everything and no wish": (
        "An Wuyts <an.wuyts@genk.be>", "", "An Wuyts - Genk - stadsarchivaris - an.wuyts@genk.be",
        [("An Wuyts", "Genk", "stadsarchivaris", "an.wuyts@genk.be")],
    ),
    "a name asked by two labels": (
        "Secretariaat <secretariaat@peer.be>", "deelnemers",
        "E-mail\tFunctie\tAchternaam + voornaam\tGemeente\nkoen.maes@peer.be\twijkcoach\tMaes Koen\tPeer",
        [("Maes Koen", "Peer", "wijkcoach", "koen.maes@peer.be")],
    ),
    "as it sounds": (
        "Rita <rita.claes@mol.be>", "insgrijving", "rita claes, gemeente mol, loketbediende en mn mail is rita.claes@mol.be",
        [("Rita Claes", "gemeente Mol", "loketbediende", "rita.claes@mol.be")],
    ),
    "a title before a town": (
        "Mia Stevens <mia.stevens@lommel.be>", "", "Graag een zitje voor mij op het congres. Mia Stevens, schepen stad Lommel.",
        [("Mia Stevens", "stad Lommel", "schepen", "mia.stevens@lommel.be")],
    ),
    "a title held for years": (
        "Els Thijs <els.thijs@halen.be>", "", "Ik ben ondertussen al drie jaar diensthoofd cultuur in Halen. Zet me op de lijst.\n\nEls Thijs",
        [("Els Thijs", "Halen", "diensthoofd cultuur", "els.thijs@halen.be")],
    ),
    "of the former job nothing": (
        "Ward Bos <ward.bos@lier.be>", "",
        "Je kent me nog als stafmedewerker van het OCMW, maar ik ben nu wijkmanager bij stad Lier. Schrijf me in.\n\nWard Bos",
        [("Ward Bos", "stad Lier", "wijkmanager", "ward.bos@lier.be")],
    ),
    "home and work": (
        "Lotte Maes <lotte.maes@gmail.com>", "",
        "Ik schrijf me in. Lotte Maes, ik woon in Mortsel maar werk als ruimtelijk planner voor de gemeente Edegem.",
        [("Lotte Maes", "gemeente Edegem", "ruimtelijk planner", "lotte.maes@gmail.com")],
    ),
    "I am, he is": (
        "Els Maes <els.maes@geel.be>", "",
        "Ik schrijf mezelf en mijn collega Tom Claes in. Ik ben teamcoördinator wonen, hij is wijkagent (tom.claes@geel.be). Stad Geel dus.",
        [
            ("Els Maes", "Geel", "teamcoördinator wonen", "els.maes@geel.be"),
            ("Tom Claes", "Stad Geel", "wijkagent", "tom.claes@geel.be"),
        ],
    ),
    "two addresses behind a word that nobody asked": (
        "Ginette <ginette@mol.be>", "Deelname",
        "Onze burgemeester, de heer Karel Maes, en onze korpschef, mevrouw Nancy Claes, willen inschrijven voor het congres. "  # noqa: ISC004  one mail in two lines
        "Hun adres: karel.maes@mol.be en nancy.claes@politie.be.\n\nGroeten,\nGinette Bos\nsecretariaat\ngemeente Mol",
        [("Karel Maes", "gemeente Mol", "burgemeester", "karel.maes@mol.be"), ("Nancy Claes", "gemeente Mol", "korpschef", "nancy.claes@politie.be")],
    ),
    "somebody else, the sender stays away": (
        "Marc Thys <marc.thys@hasselt.be>", "",
        "Onze nieuwe collega wil graag deelnemen:\nSarah Maes\nprojectmedewerker\nStad Hasselt\nsarah.maes@hasselt.be\n\nZelf ben ik er niet bij.",
        [("Sarah Maes", "Stad Hasselt", "projectmedewerker", "sarah.maes@hasselt.be")],
    ),
    "the sender and a colleague": (
        "Lut Maes <lut.maes@ieper.be>", "",
        "Ik wil me graag inschrijven, en ook mijn collega Tom Claes (tom.claes@ieper.be). Wij zijn allebei diensthoofd bij stad Ieper.\n\nLut Maes",
        [("Lut Maes", "stad Ieper", "diensthoofd", "lut.maes@ieper.be"), ("Tom Claes", "stad Ieper", "diensthoofd", "tom.claes@ieper.be")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", MAILS)
def test_who_comes_is_read_as_it_is_written(told: str) -> None:
    sender, subject, text, people = MAILS[told]
    found = read(SEMINAR, text, sender, subject)
    keys = ("name", "town", "job", "email")
    assert people == [tuple(given.get(key, "") for key in keys) for given in values(found)]
    assert (Intent.REGISTER, ()) == (found.intent, found.doubts)


def test_a_first_name_in_the_text_is_named_in_full_by_the_copy() -> None:
    text = "Bob (in cc) en ik komen graag. Bob is financieel directeur, ik ben algemeen directeur, gemeente Lint.\n\nHilde Mees"
    found = read(SEMINAR, text, "Hilde Mees <hilde.mees@lint.be>", cc="Bob Cools <bob.cools@lint.be>")
    assert {
        ("Bob Cools", "financieel directeur", "bob.cools@lint.be"),
        ("Hilde Mees", "algemeen directeur", "hilde.mees@lint.be"),
    } == {(one["name"], one["job"], one["email"]) for one in values(found)}


@pytest.mark.parametrize(
    "line", ["Functie: raadslid (geen schepen meer sinds mei)", "Functie: raadslid, vroeger schepen"]
)
def test_what_somebody_no_longer_is_is_left_out(line: str) -> None:
    (given,) = values(read(SEMINAR, f"Naam: Jan Peeters\nStad: Gent\n{line}\nE-mail: jan.peeters@gent.be"))
    assert "raadslid" == given["job"]


def test_a_surname_that_is_a_job_is_no_function() -> None:
    (given,) = values(
        read(SEMINAR, "Schrijf je mij in? Ik ben Ilja Kok van de gemeente Brecht.", "Ilja Kok <ilja.kok@brecht.be>")
    )
    assert "job" not in given


def test_a_form_with_a_blank_is_a_registration_that_lacks_something() -> None:
    form = "Naam: Jan Peeters\nStad / gemeente: Gent\nFunctie: ........\nE-mailadres: jan.peeters@gent.be"
    found = read(SEMINAR, form, subject="strook")
    assert (Intent.REGISTER, ("job",), ()) == (found.intent, found.missing, found.doubts)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("uur en plaats?", "Ik vind de uitnodiging niet meer. Hoe laat begint het op 3 mei en waar?\n\nJan Peeters\nStafmedewerker\nStad Gent"),
        ("interview", "Ik ben Jan Peeters, student aan de UGent, met een thesis over open cities. Zou ik u op 3 mei mogen interviewen?"),
        ("contact", "Bel me even terug.\n\nJan Peeters\njurist\nStad Gent"),
    ],
)  # fmt: skip
def test_data_beside_another_matter_register_nobody(subject: str, text: str) -> None:
    found = read(SEMINAR, text, subject=subject)
    assert found.intent is not Intent.REGISTER or found.doubts


def test_what_a_signature_says_in_every_mail_makes_no_doubt() -> None:
    text = (
        "Graag een plaats voor mij op het congres.\n\nGroeten\n\nJan Peeters\njurist\nStad Gent\njan.peeters@gent.be\n\n"
        "Stad Gent streeft naar een goede dienstverlening. Heeft u suggesties? Laat het ons weten via www.gent.example."
    )
    assert () == read(SEMINAR, text).doubts


FORWARDED = (
    "Dag,\n\nkan jij mijn collega inschrijven? Ik ga zelf niet mee.\n\nAn\n\nVan: Sigrid Maes\nVerzonden: vrijdag 2 mei 2025 13:58\n"
    "Aan: An Claes\nOnderwerp: congres\n\nHoi, ik wil graag naar dat congres.\n\nSigrid Maes\nomgevingsambtenaar\nGemeente Mol\nsigrid.maes@mol.be"
)


def test_the_colleague_whom_only_the_forwarded_mail_names_is_registered() -> None:
    (given,) = values(read(SEMINAR, FORWARDED, "An Claes <an.claes@mol.be>", "FW: congres"))
    assert ("Sigrid Maes", "omgevingsambtenaar", "sigrid.maes@mol.be") == (given["name"], given["job"], given["email"])
