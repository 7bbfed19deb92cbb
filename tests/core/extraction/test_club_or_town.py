"""Where a club, or else a town, is asked: who has no club gives where they live, and a club goes before all else."""

import pytest

from core.extraction.asking import event, read, values
from inbox_bot.core.event import Field, FieldType

MEETING = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="club", label="Verein oder Ort", type=FieldType.ORGANISATION),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    Field(key="day", label="Anreisetag", type=FieldType.DATE),
    Field(key="phone", label="Telefon", type=FieldType.PHONE, required=False),
)
SENDER = "Berta Kranz <berta.kranz@mail.example>"

BELONGING = [
    ("Ich bin Berta Kranz aus Ravensburg und reise am Freitag an.", "Ravensburg"),
    ("Ich komme als Einzelperson aus Beckenried, Ankunft am Freitag.", "Beckenried"),
    ("Ich bin dabei, Berta Kranz aus Weiler im Allgäu, ab Freitag.", "Weiler im Allgäu"),
    ("Ich wohne in Kempten, bin aber bei den Funkern Isny. Anreise Freitag.", "Funkern Isny"),
    ("Am Freitag reise ich an. Für die Eisenbahner von Wangen, wie immer.", "Eisenbahner von Wangen"),
    ("Ich werde am Freitag anreisen und die Drachenflieger Region Olten vertreten.", "Drachenflieger Region Olten"),
    ("Ich komme am Freitag, für die Bahnfreunde Aalen/Ulm.", "Bahnfreunde Aalen/Ulm"),
    ("Unser Club heisst „Gleis Süd“, ich komme am Freitag.", "Gleis Süd"),
    ("Ich komme am Freitag.\n\nVerein: keiner, aber aus Lustenau", "Lustenau"),
    ("Ich komme am Freitag.\n\nVerein oder Ort: wohne in Görlitz, Verein hab ich keinen", "Görlitz"),
    ("Ich komme am Freitag.\n\nVerein: Segelfreunde Nagold, mehr brauchst du nicht, oder?", "Segelfreunde Nagold"),
    ("Ich komme am Freitag.\n\nVerein: Drachenfreunde\nOrt: Schruns", "Drachenfreunde"),
]


@pytest.mark.parametrize(("said", "club"), BELONGING)
def test_a_club_or_else_a_home_is_taken(said: str, club: str) -> None:
    extraction = read(MEETING, f"Guten Tag,\n\n{said}\n\nBerta Kranz", SENDER, "Anmeldung")
    assert [(club, ())] == [(given.get("club"), extraction.doubts) for given in values(extraction)]


def test_a_club_of_the_text_goes_before_the_employer_of_the_signature() -> None:
    text = "Hallo,\n\nich komme am Freitag für die Eisenbahner von Wangen.\n\nBerta Kranz\nKranz Haustechnik GmbH\nTel. 07522 998877"
    (given,) = values(read(MEETING, text, SENDER, "Anmeldung"))
    assert given.get("club") == "Eisenbahner von Wangen"


def test_who_says_to_have_no_club_and_not_where_they_live_gives_none() -> None:
    extraction = read(
        MEETING, "Name: Berta Kranz\nVerein oder Ort: keiner, und zwar gern\nAnreisetag: Freitag", SENDER, "Anmeldung"
    )
    assert "club" not in values(extraction)[0]


HERE = ["die hier", "die, von der ich schreibe", "jene, von der gesendet wird", "diese", "wie Absender", "the one I am writing from", "deze hier", "celle-ci"]  # fmt: skip


@pytest.mark.parametrize("said", HERE)
def test_words_that_point_at_the_sending_address_are_it(said: str) -> None:
    text = f"Ich melde mich an.\n\nName: Berta Kranz\nVerein: Drachenclub Aue\nE-Mail: {said}\nAnreisetag: Freitag"
    (given,) = values(read(MEETING, text, SENDER, "Anmeldung"))
    assert given.get("email") == "berta.kranz@mail.example"


DAYS = [
    ("Anreisetag: Donnerstag geht nicht, also Freitag", "2025-05-02"),
    ("Anreisetag: Donnerstag geht nicht, oder? Dann Freitag", "2025-05-02"),
    ("Anreisetag: 2., gegen Abend", "2025-05-02"),
    ("Anreisetag: 2. (leider erst)", "2025-05-02"),
    ("Anreisetag: [ ] Do [x] Fr [ ] Sa", "2025-05-02"),
    ("Anreisetag: ( ) Do 1.  (x) Fr 2.  ( ) Sa 3.", "2025-05-02"),
    ("Anreise wie letztes Jahr schon am Freitag.", "2025-05-02"),
    ("Ich melde mich an, ab dem 2. Mai bin ich da.", "2025-05-02"),
    ("Darf ich am Freitag dazukommen?", "2025-05-02"),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_the_day_is_the_one_that_is_meant(said: str, day: str) -> None:
    text = f"Ich melde mich an.\n\nBerta Kranz, Drachenclub Aue\n\n{said}\n"
    extraction = read(MEETING, text, SENDER, "Anmeldung")
    assert [(day, ())] == [(given.get("day"), extraction.doubts) for given in values(extraction)]


NO_OTHER_EVENT = [
    ("Anmeldung Stammtisch", "Ich melde mich für den Drachenstammtisch Rheine an und komme am Freitag."),
    ("Anmeldung", "Bitte reservieren Sie mir einen Platz, ich komme am Freitag für die Modellwerkstatt Lahr."),
    ("Freitag bis Sonntag", "Sehr gerne bin ich von Freitag bis Sonntag dabei! Ich vertrete den Drachenclub Aue."),
]


@pytest.mark.parametrize(("subject", "said"), NO_OTHER_EVENT)
def test_the_name_of_a_club_and_a_weekend_speak_of_no_other_event(subject: str, said: str) -> None:
    extraction = read(MEETING, f"Guten Tag,\n\n{said}\n\nBerta Kranz", SENDER, subject)
    assert ("register", ()) == (extraction.intent.value, extraction.doubts)


NAMED = [
    "Sali Rosi\n\nIch komme am Freitag, für den Drachenclub Aue.\n\nBerta Kranz",
    "Ich komme am Freitag für den Drachenclub Aue.\n\nLiebe Grüße\nBerta\n\nDGKP Berta Kranz\nStationsleitung",
]


@pytest.mark.parametrize("text", NAMED)
def test_neither_a_greeting_nor_the_letters_of_a_profession_belong_to_a_name(text: str) -> None:
    assert ["Berta Kranz"] == [given.get("name") for given in values(read(MEETING, text, SENDER, "Anmeldung"))]


def test_who_is_registered_by_another_comes_and_not_who_signs() -> None:
    text = (
        "Im Auftrag von Herrn Konrektor Stefan Vogler melde ich ihn an. Er kommt am Freitag für den Drachenclub Aue. "
        "E-Mail: s.vogler@schule.example\n\nMit freundlichen Grüßen\nIngrid Maier\nSekretariat"
    )
    assert ["Stefan Vogler"] == [
        given.get("name")
        for given in values(read(MEETING, text, "Sekretariat <sekretariat@schule.example>", "Anmeldung"))
    ]


def test_a_day_and_a_question_beside_are_not_dropped() -> None:
    text = "Ich bin neu im Drachenclub Aue und komme am Freitag! Muss man Drachen vorher anmelden?\n\nBerta Kranz"
    assert read(MEETING, text, SENDER, "Frage").intent.value == "register"


def test_a_number_is_of_the_country_of_the_town_that_is_told() -> None:
    text = "Name: Berta Kranz\nVerein: Treni Bolzano\nAnreisetag: Freitag\nTelefon: 0471 98 26 54"
    here = MEETING.model_copy(update={"timezone": "Europe/Berlin"})
    (given,) = values(read(here, text, "Berta Kranz <berta.kranz@gmail.com>", "Anmeldung"))
    assert given.get("phone") == "+390471982654"
