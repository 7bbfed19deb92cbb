"""Several people in one mail: whose address, whose house, and who sends the mail of another."""

import pytest

from core.extraction.asking import SEMINAR, TREFFEN, read, values
from inbox_bot.core.extraction.model import Intent

COUPLE = "Jan Peeters <jan.peeters@telenet.be>"
MEETING = "Congress on Open Cities"


def test_a_couple_shares_its_surname_house_and_day() -> None:
    text = "Wir kommen: Eva und Jan Peeters, Gartenverein Aue, Bonn, Anreise 2. Mai, Zelt. jan.peeters@telenet.be (für beide)"
    given = values(read(TREFFEN, text, COUPLE, "Anmeldung"))
    assert ["Eva Peeters", "Jan Peeters"] == sorted(one["name"] for one in given)
    assert [("Gartenverein Aue", "2025-05-02", "jan.peeters@telenet.be")] * 2 == [
        (one["org"], one["day"], one["email"]) for one in given
    ]


def test_a_first_name_joined_to_somebody_elses_is_left_to_a_human() -> None:
    text = "Graag inschrijven: Eva en Jan Peeters, stad Gent, juristen. jan.peeters@gent.be, eva@gent.be"
    assert 'Somebody is named by a first name only: "Eva".' in read(SEMINAR, text, "An Claes <an@gent.be>").doubts


def test_the_senders_own_address_is_the_senders_among_people_of_one_surname() -> None:
    text = (
        "Mijn man en ik schrijven ons in. Hij heet Karel Peeters en heeft het adres karel.p@gmail.com, "
        "het mijne is els.p@gmail.com. Wij werken bij de stad Gent, hij als jurist, ik als tekenaar.\n\nElisabeth Peeters"
    )
    given = values(read(SEMINAR, text, "Elisabeth Peeters <els.p@gmail.com>"))
    assert {"Elisabeth Peeters": "els.p@gmail.com", "Karel Peeters": "karel.p@gmail.com"} == {
        one["name"]: one["email"] for one in given
    }


def test_what_stands_behind_names_that_are_joined_is_that_of_all() -> None:
    text = "Graag inschrijven: An Claes en Jan Smets, stad Gent. jan.smets@gent.be is jurist, an.claes@gent.be ook."
    given = values(read(SEMINAR, text, "An Claes <an.claes@gent.be>"))
    assert ["stad Gent", "stad Gent"] == [one["town"] for one in given]


@pytest.mark.parametrize("job", ["ik jurist", "en ik jurist"])
def test_an_elliptic_sentence_says_what_the_writer_is(job: str) -> None:
    text = (
        f"Mijn collega Tom Vos en ik schrijven ons in. Hij is tekenaar, {job}. Stad Gent. Zijn mail: tom.vos@gent.be."
    )
    given = {one["name"]: one["job"] for one in values(read(SEMINAR, text))}
    assert {"Jan Peeters": "jurist", "Tom Vos": "tekenaar"} == given


def test_a_house_behind_the_senders_name_is_no_part_of_it() -> None:
    text = "Ik ben Sofie Nuyts van Aquabel, waar ik ingenieur ben. Schrijf je me in voor het congres?"
    (given,) = values(read(SEMINAR, text, "Sofie Nuyts <sofie.nuyts@aquabel.be>"))
    assert ("Sofie Nuyts", "Aquabel") == (given["name"], given["town"])


@pytest.mark.parametrize("house", ["docent Aquabel", "docent bij aquabel", "docent van Aquabel"])
def test_a_house_that_spells_the_senders_domain_is_no_part_of_a_title(house: str) -> None:
    (given,) = values(read(SEMINAR, f"Schrijf me in voor het congres. Ik ben {house}.", "Jan Bal <jan.bal@aquabel.be>"))
    assert ("docent", "aquabel") == (given["job"], given["town"].lower())


def test_an_address_is_not_denied_by_what_an_aside_before_it_denies() -> None:
    text = "Ik ben jurist bij de stad Gent. Bereikbaar op 09 233 44 55 (niet na 21 uur), schriftelijk op jan@gent.be."
    (given,) = values(read(SEMINAR, f"Schrijf me in voor het congres. {text}", "Jan Bal <balfamilie@gmail.com>"))
    assert "jan@gent.be" == given["email"]


@pytest.mark.parametrize("wish", ["Kan jij Anke inschrijven?", "Zie onder, noteer jij haar? Anke belde me."])
def test_who_forwards_a_mail_to_have_its_author_registered_registers_the_author(wish: str) -> None:
    below = (
        "Van: Anke Lenaerts <anke.lenaerts@gent.be>\nVerzonden: maandag 3 maart 2025 10:11\nAan: Tine Maas\n"
        "Onderwerp: congres\n\nIk zou graag naar het congres gaan. Anke Lenaerts, stad Gent, groenbeheerder."
    )
    text = f"Dag Linda,\n\n{wish}\n\nGroeten\nTine Maas\njurist\n\n{below}"
    extraction = read(SEMINAR, text, "Tine Maas <tine.maas@gent.be>", "FW: congres")
    assert (["Anke Lenaerts"], ()) == ([one["name"] for one in values(extraction)], extraction.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "Ich bin bis 3. August im Urlaub. Vertretung: Herr Lukas Reiter (l.reiter@gent.be, 0732 6902-1500).",
        "Ik ben met verlof tot 3 augustus. Vervanger: Lukas Reiter (l.reiter@gent.be, 09 233 44 55).",
    ],
)
def test_a_machine_whose_subject_and_text_say_so_registers_nobody(text: str) -> None:
    extraction = read(SEMINAR, f"{text}\n\nEva Sturm\njurist\nStad Gent", subject=f"Abwesend: {MEETING}")
    assert (Intent.AUTOMATIC, ()) == (extraction.intent, extraction.doubts)


def test_an_invitation_to_something_else_registers_nobody() -> None:
    text = (
        "Am Samstag feiern wir. Bitte meldet euch bis 10. April mit Name und Verein bei unserem Obmann an: "
        "Erich Trummer, erich.trummer@kgv-aue.at, 0316 58 22 91."
    )
    assert Intent.REGISTER is not read(TREFFEN, text, "KGV Aue <einladung@kgv-aue.at>", "Einladung: 100 Jahre").intent


@pytest.mark.parametrize(
    "text", ["Kom ik eens langs? Ik kom graag eens langs met ons aanbod.", "I can come by your office."]
)
def test_who_wants_to_visit_the_reader_does_not_come_to_the_event(text: str) -> None:
    assert Intent.REGISTER is not read(SEMINAR, text, "Sales <sales@tent.example>", "Tenten").intent


def test_a_class_that_would_come_along_is_for_a_human() -> None:
    text = "Kan ik met mijn klas van 18 studenten komen naar het congres? Jan Peeters, docent, stad Gent"
    assert any("18" in doubt for doubt in read(SEMINAR, text).doubts)


@pytest.mark.parametrize(
    "asks",
    [
        "Ik mag mijn schepen, Johan Baeten, aanmelden. Hij is bevoegd voor klimaat in Gent. Mail: johan.baeten@gent.be",
        "Hierbij schrijf ik onze burgemeester in: Johan Baeten, burgemeester van Gent, johan.baeten@gent.be.",
    ],
)
def test_who_signs_for_whom_they_serve_takes_no_part(asks: str) -> None:
    extraction = read(SEMINAR, f"Beste,\n{asks}\nHeidi Moens, secretaresse", "Heidi Moens <heidi.moens@gent.be>")
    assert ["Johan Baeten"] == [one["name"] for one in values(extraction)]


def test_who_signs_for_another_and_comes_too_takes_part() -> None:
    text = "Graag wil ik mijn directeur Johan Baeten (jurist, Gent, johan.baeten@gent.be) inschrijven. Ikzelf kom ook."
    extraction = read(SEMINAR, f"{text}\nHeidi Moens, secretaresse", "Heidi Moens <heidi.moens@gent.be>")
    assert ["Heidi Moens", "Johan Baeten"] == sorted(one["name"] for one in values(extraction))
