"""Events at which something is done: who says to do it comes, and the fields that only they ask are understood."""

from datetime import UTC, datetime

import pytest

from core.extraction.asking import read, values
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.candidates import births, measures
from inbox_bot.core.extraction.candidates.choices import choice
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Extraction, Intent


def held(language: str, title: str, announcement: str, *fields: Field) -> Event:
    return Event.model_validate(
        {
            "id": "held",
            "title": title,
            "announcement": f"{title}\n{announcement}",
            "starts": datetime(2027, 6, 12, 9, tzinfo=UTC),
            "place": "Sporthal, Dorpsstraat 1, 9000 Gent",
            "deadline": datetime(2027, 6, 1, 22, tzinfo=UTC),
            "timezone": "Europe/Brussels",
            "languages": (language,),
            "fields": fields,
        }
    )


RUN = held(
    "de",
    "Waldlauf Hohes Venn",
    "Samstag, 12. Juni 2027, Start um 11 Uhr.",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="year", label="Jahrgang", type=FieldType.NUMBER),
    Field(key="distance", label="Strecke", type=FieldType.CHOICE, options=("5 km", "15 km", "Halbmarathon")),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
)
CHOIR = held(
    "nl",
    "Zangweekend in de Kempen",
    "Zaterdag 12 juni 2027. We zingen het hele weekend, met een kampvuur op zaterdagavond.",
    Field(key="name", label="Naam", type=FieldType.PERSON_NAME),
    Field(key="year", label="Geboortejaar", type=FieldType.NUMBER),
    Field(key="voice", label="Stem", type=FieldType.CHOICE, options=("sopraan", "alt", "tenor", "bas")),
    Field(key="email", label="E-mail", type=FieldType.EMAIL),
)
WALK = held(
    "fr",
    "Marche des moulins",
    "Samedi 12 juin 2027.",
    Field(key="name", label="Nom", type=FieldType.PERSON_NAME),
    Field(key="distance", label="Parcours", type=FieldType.CHOICE, options=("7 km", "14 km", "21 km")),
    Field(key="children", label="Nombre d'enfants", type=FieldType.NUMBER),
    Field(key="email", label="E-mail", type=FieldType.EMAIL),
)
REPAIR = held(
    "en",
    "Riverside Repair Café",
    "Saturday 12 June 2027. Our fixers mend what is broken.",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="slot", label="Slot", type=FieldType.CHOICE, options=("9-10", "10-11", "11-12")),
    Field(key="year", label="Year of birth", type=FieldType.NUMBER),
    Field(key="email", label="Email", type=FieldType.EMAIL),
)


def sent(asked: Event, subject: str, text: str, sender: str) -> Extraction:
    return read(asked, text, sender=sender, subject=subject)


SENDERS = {
    RUN: "Heidi Palm <heidi.palm@web.example>",
    CHOIR: "Wout Celis <wout.celis@mail.example>",
    WALK: "Josette Remy <josette.remy@mail.example>",
    REPAIR: "Nora Finch <nora.finch@mail.example>",
}
REGISTER = [
    (RUN, "Waldlauf", "Ich laufe mit! Heidi Palm, Jg. 1988, den 15er.", {"year": "1988", "distance": "15 km"}),
    (RUN, "HM: Heidi Palm, Jahrgang 1988", "", {"year": "1988", "distance": "Halbmarathon"}),
    (RUN, "Startplatz", "Heidi Palm | 1988 | 5 km | heidi.palm@web.example", {"year": "1988", "distance": "5 km"}),
    (RUN, "Kurz vor Schluss", "Heidi Palm\ngeboren am 3.5.1988\nfünf Kilometer\nheidi.palm@web.example", {"year": "1988", "distance": "5 km"}),
    (CHOIR, "zingen", "Ik zing graag mee. Wout Celis, °1971, tweede tenor.", {"year": "1971", "voice": "tenor"}),
    (CHOIR, "Zangweekend", "Wout Celis, bouwjaar 1971, bas", {"year": "1971", "voice": "bas"}),
    (WALK, "12 juin", "On vient marcher ! Josette Remy, quatorze kilomètres, 2 enfants.", {"distance": "14 km", "children": "2"}),
    (WALK, "Marche", "Nom : Josette Remy\nDistance : 21\nNombre d'enfants : 0", {"distance": "21 km", "children": "0"}),
    (REPAIR, "Kettle", "Could I come between 10 and 11? Nora Finch, born 1959.", {"slot": "10-11", "year": "1959"}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "subject", "text", "expected"), REGISTER)
def test_whoever_gives_what_the_event_asks_is_registered(
    asked: Event, subject: str, text: str, expected: dict[str, str]
) -> None:
    found = sent(asked, subject, text, SENDERS[asked])
    assert (Intent.REGISTER, (), []) == (found.intent, found.doubts, list(found.missing))
    assert [expected] == [{key: given[key] for key in expected} for given in values(found)]


COMES = [
    (RUN, "Laufen", "Ich möchte unbedingt mitlaufen! Heidi Palm heiße ich."),
    (CHOIR, "ja!", "Natuurlijk zingen wij mee!"),
    (WALK, "la marche", "Je marche avec vous, Josette"),
    (REPAIR, "see you", "We'll be there, me and my broken radio! Nora"),
]


@pytest.mark.parametrize(("asked", "subject", "text"), COMES)
def test_whoever_says_to_do_what_is_done_there_is_not_dropped(asked: Event, subject: str, text: str) -> None:
    assert Intent.REGISTER is sent(asked, subject, text, SENDERS[asked]).intent


NOT_COMING = [
    (RUN, "Erste Hilfe", "Wir sind am 12. Juni mit drei Sanitätern vor Ort."),
    (RUN, "Vorjahr", "Letztes Jahr lief ich die 15 km. Gibt es Fotos? Heidi Palm, Jahrgang 1988, heidi.palm@web.example"),
    (CHOIR, "Re: repetitie", "Ik kom dinsdag naar de repetitie."),
    (CHOIR, "koor", "Ik zing tegenwoordig in een ander koor in Gent, elke dinsdag."),
    (WALK, "résultats", "L'an dernier j'ai marché les 21 km. Auriez-vous les photos ? Josette Remy, 14 km, 2 enfants"),
    (REPAIR, "testing", "I'll be there from 8 to do the PAT testing as agreed."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "subject", "text"), NOT_COMING)
def test_whoever_only_speaks_of_it_is_left_to_a_human(asked: Event, subject: str, text: str) -> None:
    found = sent(asked, subject, text, SENDERS[asked])
    assert found.intent is not Intent.REGISTER or found.doubts


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jg. 97", "1997"),
        ("geb. 12.3.1961", "1961"),
        ("née en 1990", "1990"),
        ("born in 1975", "1975"),
        ("'84", "1984"),
        ("2004", "2004"),
        ("2031", None),
        ("1850", None),
        ("74 Jahre", None),
    ],
)
def test_a_year_of_birth_is_read_however_it_is_written(written: str, expected: str | None) -> None:
    assert expected == births.year(fold(written), RUN)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("die 15-Kilometer-Strecke", "15 km"),
        ("the half marathon", "Halbmarathon"),
        ("semi-marathon", "Halbmarathon"),
        ("5K", "5 km"),
        ("25 km", None),
        ("15", "15 km"),
        ("um 15 Uhr", None),
    ],
)
def test_a_distance_is_read_however_it_is_written(written: str, expected: str | None) -> None:
    assert expected == choice(written, ("5 km", "15 km", "Halbmarathon"))


@pytest.mark.parametrize("written", ["between 9 and 10", "9 to 10", "von 9 bis 10", "de 9h à 10h", "9h00 - 10h00"])
def test_an_hour_is_read_however_it_is_written(written: str) -> None:
    assert ["9-10"] == measures.named(written.replace("à", "a"), ("9-10", "10-11"))
