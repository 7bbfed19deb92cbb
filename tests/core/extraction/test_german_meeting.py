"""Who comes to a meeting, from where and when, as people write it in German."""

import pytest

from core.extraction.asking import TREFFEN, event, read, values
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.model import Intent

MEETING = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="from", label="Verein / Ort", type=FieldType.MUNICIPALITY),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    Field(key="day", label="Tag der Anreise", type=FieldType.DATE),
    Field(key="phone", label="Telefonnummer", type=FieldType.PHONE, required=False),
)
SENDER = "Berta Kranz <berta.kranz@mail.example>"
TITLE = "Congress on Open Cities"

FROM = [
    ("Ich wohne seit der Rente in Oberammersbach und reise am Freitag an.", "Oberammersbach"),
    ("Ich gehöre keinem Verein an, wohne in Simmerath und käme am Freitag.", "Simmerath"),
    ("Ich komme aus Oberdingsbach an der Alb und reise am Freitag an.", "Oberdingsbach an der Alb"),
    ("Ich lande am Freitag in Innsbruck und bin am Abend bei euch. Ich lebe in Bad Ischl.", "Bad Ischl"),
    ("Hier der Trupp von der Sternwarte Aue: ich. Ich komme am Freitag an.", "Sternwarte Aue"),
    ("Wie immer für den Frauenbund Aue: ich reise am Freitag an.", "Frauenbund Aue"),
    ("Bei welchem Verein: bei keinem, ich bin aus Bonn. Ich reise am Freitag an.", "Bonn"),
    ("Komme Sa., Astronomische Gesellschaft Urania Jena.", "Astronomische Gesellschaft Urania Jena"),
]


@pytest.mark.parametrize(("said", "home"), FROM)
def test_where_somebody_belongs_is_taken_from_what_they_say(said: str, home: str) -> None:
    (given,) = values(read(MEETING, f"Guten Tag,\n\n{said}\n\nBerta Kranz", SENDER, TITLE))
    assert home == given.get("from")


COMING = [
    "Ihrer Einladung leiste ich gern Folge.",
    "Diesmal lasse ich mir das nicht nehmen.",
    "Setz mich drauf, ja?",
    "Haltet mir bitte einen Stuhl frei.",
    "Ich bitte höflich um Vormerkung.",
    "Ich reihe mich ein in die Schar der Gäste.",
    "Da darf ich nicht fehlen.",
    "Meld mi on!",
    "Ech mellen mech un.",
    "Vorrei iscrivermi.",
    "Ich habe mir das Wochenende freigeschaufelt.",
    "Ich werde voraussichtlich am Freitag eintreffen.",
]


@pytest.mark.parametrize("said", COMING)
def test_there_are_many_ways_to_come_to_a_meeting(said: str) -> None:
    text = f"Guten Tag,\n\n{said} Ankunft Freitag.\n\nBerta Kranz\nHeimatverein Aue"
    extraction = read(MEETING, text, SENDER, TITLE)
    assert (Intent.REGISTER, ()) == (extraction.intent, extraction.doubts)


NOT_COMING = [
    "Leider bin ich vom 3. bis 7. Mai auf Kur.",
    "Am Freitag ist wieder Stammtisch, ich bin ab acht dort.",
    "Die Brötchen für Samstag bringen wir um 7 Uhr.",
    "Ob ich komme, entscheide ich danach. Gibt es am Freitag schon Zimmer?",
    "Wir liefern die Plakate am Freitag.",
]


@pytest.mark.parametrize("said", NOT_COMING)
def test_a_day_alone_registers_nobody(said: str) -> None:
    extraction = read(MEETING, f"Guten Tag,\n\n{said}\n\nBerta Kranz\nHeimatverein Aue", SENDER, "Mai")
    assert extraction.intent is not Intent.REGISTER or extraction.doubts


def test_names_of_a_list_are_nobody_elses_places() -> None:
    text = (
        "Guten Tag,\n\nhiermit melde ich uns beide an:\nBerta Kranz, berta.kranz@mail.example\nEmil Kranz, emil@mail.example\n"
        "Wir kommen aus Passau und reisen am Freitag an, am Sonntag wieder ab."
    )
    assert [("Berta Kranz", "Passau", "2025-05-02"), ("Emil Kranz", "Passau", "2025-05-02")] == [
        (one.get("name"), one.get("from"), one.get("day")) for one in values(read(MEETING, text, SENDER, TITLE))
    ]


def test_little_pictures_stand_before_values() -> None:
    text = "😀 Berta Kranz\n🏠 Landfrauen Aue\n🗓 Fr 2.5.\n☎️ 0228 123456"
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert ("Berta Kranz", "Landfrauen Aue", "2025-05-02") == (given.get("name"), given.get("from"), given.get("day"))


def test_no_fax_and_no_account_is_a_telephone() -> None:
    text = "Ich komme am Freitag.\n\nBerta Kranz\nHeimatverein Aue\nFax 0228 123457\nIBAN DE02 3825 0110 0001 2345 67\nTel. 0228 123456"
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert "+49228123456" == given.get("phone")


@pytest.mark.parametrize("said", ["kommen wohl mit 6 bis 8 Leuten", "kommen mit 5 Personen", "reisen mit 4 Mann an"])
def test_more_people_than_are_named_are_left_to_a_human(said: str) -> None:
    text = f"Guten Tag,\n\nwir vom Heimatverein Aue {said}. Bitte vormerken, Anreise am Freitag.\n\nBerta Kranz"
    assert read(MEETING, text, SENDER, TITLE).doubts


def test_who_takes_another_day_back_cancels_nothing() -> None:
    text = "Guten Tag,\n\nursprünglich wollte ich am Donnerstag kommen, das klappt doch nicht; ich reise am 2.5. an.\n\nBerta Kranz"
    extraction = read(MEETING, f"{text}\nHeimatverein Aue", SENDER, TITLE)
    (given,) = values(extraction)
    assert (Intent.REGISTER, "2025-05-02") == (extraction.intent, given.get("day"))


def test_an_address_to_be_deleted_is_nobodys() -> None:
    text = "Ich komme am Freitag, Berta Kranz, Heimatverein Aue. Meine alte (b.k@old.example) bitte löschen."
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert "berta.kranz@mail.example" == given.get("email")


@pytest.mark.parametrize(
    "day", ["Samstag, 3.5. (Freitag leider noch im Dienst)", "3. Mai (Samstag), Freitag leider Gemeinderat"]
)
def test_a_day_on_which_one_is_held_up_is_none_of_arrival(day: str) -> None:
    text = f"Name: Berta Kranz\nVerein / Ort: Aue\nE-Mail: berta.kranz@mail.example\nTag der Anreise: {day}"
    (given,) = values(read(MEETING, text, SENDER, "Anmeldung"))
    assert "2025-05-03" == given.get("day")


def test_those_who_register_with_the_reader_are_not_the_sender() -> None:
    text = "Hallo,\n\nich habe es an alle Vereine der Gemeinde Aue geschickt, sie melden sich direkt bei dir an.\n\nBerta Kranz"
    assert read(MEETING, text, SENDER, f"Re: {TITLE}").intent is not Intent.REGISTER


@pytest.mark.parametrize("day", ["02.05.2025", "2. Mai", "2. Mai (Ankunft mit dem Zug 17:42)", "Fr 2.5.", "🗓 Freitag"])
def test_a_day_in_a_row_of_its_own_is_no_numbered_entry(day: str) -> None:
    text = f"Berta Kranz\nHeimatverein Aue\nberta.kranz@mail.example\n{day}\n0228 123456"
    (given,) = values(read(MEETING, text, SENDER, "Anmeldung"))
    assert "2025-05-02" == given.get("day")


def test_a_club_behind_a_function_is_called_without_it() -> None:
    text = "Ich komme am Freitag.\n\nBerta Kranz\n2. Vorsitzende Heimatverein Aue"
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert "Heimatverein Aue" == given.get("from")


def test_small_letters_hide_no_club() -> None:
    text = "hallo ingrid, meld mich bitte an, berta kranz, gymnastikverein recht, komme freitag nachmittag. lg berta"
    (given,) = values(read(MEETING, text, SENDER, "anmeldung"))
    assert "Gymnastikverein Recht" == given.get("from")


FORWARDED = """Guten Tag,

{asks}

Berta Kranz

---------- Forwarded message ---------
Von: Emil Wolz <emil.wolz@other.example>
Date: Mi., 5. März 2025 um 17:30 Uhr
Subject: Treffen
To: Berta Kranz <berta.kranz@mail.example>

Liebe Berta,
ich komme gern: Emil Wolz, Heimatfreunde Bach, Anreise am 2. Mai.
Emil
"""


@pytest.mark.parametrize(
    "asks",
    [
        "bitte nehmen Sie ihn auf, seine Mail steht unten.",
        "er hat es nur an mich geschickt, bitte trag ihn ein, siehe unten.",
        "der Brief unten ist für Sie bestimmt, er bittet um Aufnahme in die Liste.",
        "er hat mich gebeten, seine Anmeldung weiterzuleiten.",
    ],
)
def test_who_forwards_a_wish_registers_whose_it_is(asks: str) -> None:
    (given,) = values(read(MEETING, FORWARDED.format(asks=asks), SENDER, f"WG: {TITLE}"))
    assert ("Emil Wolz", "Heimatfreunde Bach", "emil.wolz@other.example", "2025-05-02") == (
        given.get("name"),
        given.get("from"),
        given.get("email"),
        given.get("day"),
    )


NO_COMING = [
    ("Strom", "wir kommen am Freitag gegen 8 Uhr, um den Strom im Zelt zu legen."),
    ("Re: Musik", "wir sind zu viert, reisen am Freitag an und spielen ab 19 Uhr."),
    ("Fotos", "ich komme am Freitag vorbei und mache Fotos für das Amtsblatt."),
    ("Rotes Kreuz", "wir sind am Samstag mit einem Sanitätszelt dabei."),
    ("Re: Einladung", "2017 waren wir zu dritt dabei und sind schon am Donnerstag angereist."),
    ("Re: Einladung", "vor zwei Jahren kamen wir zu dritt am Donnerstag an. Schön war es!"),
    ("Danke", "danke für die Bestätigung meiner Anmeldung! Bis Freitag."),
    ("Anmeldungen", "am Telefon haben sich gemeldet: Karl Roth (Bonn, Freitag). Er ist in der Liste."),
    ("Re: Termin", "passt, ich komme am Freitag um 17 Uhr."),
    ("Kirmes", "wir kommen am Freitag zur Kirmes nach Aue."),
    ("Hotel", "Ihre Gäste reisen am Freitag an. Bitte bestätigen Sie die Zimmer."),
]


@pytest.mark.parametrize(("subject", "said"), NO_COMING)
def test_who_works_there_was_there_once_or_means_something_else_is_not_registered(subject: str, said: str) -> None:
    found = read(MEETING, f"Guten Tag,\n\n{said}\n\nBerta Kranz\nHeimatverein Aue\n0171 2345678", SENDER, subject)
    assert found.intent is not Intent.REGISTER or found.doubts


@pytest.mark.parametrize(
    "said",
    [", früher Turnverein Born", " (bis 2018: Turnverein Born)", " (ehemals Born)", " – vorher Born", " (nicht Born!)"],
)
def test_what_is_said_behind_a_club_of_another_is_no_part_of_it(said: str) -> None:
    form = f"Name: Berta Kranz\nVerein / Ort: Heimatverein Aue{said}\nE-Mail: berta.kranz@mail.example\nTag der Anreise: Freitag"
    (given,) = values(read(MEETING, form, SENDER, "Anmeldung"))
    assert "Heimatverein Aue" == given["from"]


def test_a_point_behind_the_day_of_leaving_ends_no_sentence() -> None:
    text = "Guten Tag,\n\nhiermit melde ich mich an. Ich reise am 19. März an. Am 20. muss ich schon früh weg.\n\nBerta Kranz\nHeimatverein Aue"
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert given.get("day") != "2026-03-20"


def test_a_saint_is_no_end_of_a_town() -> None:
    text = "Guten Tag,\n\nhiermit melde ich mich an, Anreise Freitag.\n\nBerta Kranz\nStadt St. Vith"
    (given,) = values(read(MEETING, text, SENDER, TITLE))
    assert "Stadt St. Vith" == given["from"]


def test_wanting_to_come_behind_an_aside_is_a_wish() -> None:
    text = "wir (zwei Leute vom Heimatverein Aue) wollen kommen:\nBerta Kranz\nIda Feld\nFreitag"
    assert Intent.REGISTER is read(MEETING, text, SENDER, "Aue").intent


EDGES = [
    (
        "Name / Anna Meier\nIch vertrete den Verein Aachener Förster und komme am Freitag. Ort: Aachen",
        "Verein Aachener Förster",
    ),
    ("Ich komme am Freitag für den Töpferhof-Förderkreis. Ort: Aachen", "Töpferhof-Förderkreis"),
    (
        "Von den Heimatfreunden Walheim (Gemeinde Weismes) melde ich mich an, Anreise Freitag. Ort: Aachen",
        "Heimatfreunde Walheim",
    ),
]


@pytest.mark.parametrize(("said", "club"), EDGES)
def test_the_name_of_a_club_ends_where_its_town_begins_and_not_before(said: str, club: str) -> None:
    text = f"Guten Tag,\n\nhiermit melde ich mich an. {said}\n\nAnna Meier"
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert club == given.get("org")


def test_a_day_alone_in_a_list_is_no_number_of_an_entry() -> None:
    text = "Anmeldung:\nAnna Meier\nHeimatverein Aue\nAachen\nanna@mail.example\n2.5."
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert "2025-05-02" == given.get("day")


def test_who_is_called_oneself_in_a_list_is_named_behind_it() -> None:
    text = (
        "Ich melde an:\n\n1. mich selbst, Anna Meier, anna@mail.example, Heimatverein Aue, Aachen, Anreise Freitag\n"
        "2. Ben Schulze, ben@mail.example, Heimatverein Aue, Aachen, Anreise Samstag"
    )
    given = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert ["Anna Meier", "Ben Schulze"] == [one.get("name") for one in given]


@pytest.mark.parametrize("home", ["aus Bonn, meinem Wohnort,", "aus Bonn, wo ich wohne,"])
def test_where_one_lives_is_told_behind_the_place_too(home: str) -> None:
    text = f"Guten Tag,\n\nhiermit melde ich mich an. Ich reise am Freitag {home} mit dem Zug an.\n\nAnna Meier\nHeimatverein Aue e.V."
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert "Bonn" == given.get("town")


CLUBS = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="club", label="Verein", type=FieldType.ORGANISATION),
    Field(key="town", label="Ort", type=FieldType.MUNICIPALITY),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    Field(key="day", label="Anreisetag", type=FieldType.DATE),
).model_copy(update={"title": "Treffen der Heimat- und Geschichtsvereine"})
AND_DAY = "Ich melde mich an und reise am Freitag an."


@pytest.mark.parametrize(
    ("said", "club"),
    [
        ("Ich vertrete den Verein Rheinische Postsammler.", "Verein Rheinische Postsammler"),
        ("Ich vertrete den Verein Westfälische Ahnenforscher.", "Verein Westfälische Ahnenforscher"),
        ("Wie immer bin ich für den Webereimuseum-Förderkreis da.", "Webereimuseum-Förderkreis"),
        ("Von den Burgfreunden Monschau (Gemeinde Monschau).", "Burgfreunde Monschau"),
        ("Ich bin neu beim Heimatverein.", None),
        ("Ich bin beim Geschichtsverein.", None),
    ],
)
def test_a_club_is_called_by_more_than_the_kind_that_is_invited(said: str, club: str | None) -> None:
    (found,) = values(read(CLUBS, f"{AND_DAY} {said}", sender=SENDER))
    assert club == found.get("club")


def test_a_point_within_a_date_numbers_no_line() -> None:
    listed = "Berta Kranz\nDorfwerkstatt Obere Rur\nSimmerath\nberta.kranz@mail.example\n3.5."
    (found,) = values(read(CLUBS, f"Anmeldung:\n\n{listed}", sender=SENDER))
    assert "2025-05-03" == found["day"]


def test_a_saint_at_the_end_of_a_line_has_a_name() -> None:
    listed = "Berta Kranz / Geschichtsverein Zwischen Berg und Tal und Fluss / St.\nVith / berta.kranz@mail.example / Freitag / kein Telefon"
    (found,) = values(read(CLUBS, f"Moin, hier meine Anmeldung:\n{listed}\n", sender=SENDER))
    assert "St. Vith" == found["town"].replace("\n", " ")


def test_whoever_begins_a_list_with_themselves_is_called_by_their_name() -> None:
    listed = "1. mich selbst, Berta Kranz, Dorfkreis Aue, Aue, berta.kranz@mail.example, Freitag"
    (found,) = values(read(CLUBS, f"Ich melde an:\n\n{listed}", sender=SENDER))
    assert "Berta Kranz" == found["name"]


def test_a_table_may_have_a_line_under_its_labels() -> None:
    drawn = "Name             Verein           Ort        Anreisetag\n----------------------------------------------------\nBerta Kranz      Dorfkreis Aue    Simmerath  Freitag"
    (found,) = values(read(CLUBS, f"Anmeldung\n\n{drawn}\n", sender=SENDER))
    assert {
        "name": "Berta Kranz",
        "club": "Dorfkreis Aue",
        "town": "Simmerath",
        "day": "2025-05-02",
    }.items() <= found.items()
