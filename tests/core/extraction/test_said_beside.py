"""What is said beside a registration: days on the way, one's own house, who signs for others, who is not sure yet."""

import pytest

from core.extraction.asking import event, read, values
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.model import Intent

GATHERING = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="org", label="Verein", type=FieldType.ORGANISATION),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    Field(key="arrival", label="Tag der Ankunft", type=FieldType.DATE),
    Field(
        key="course", label="Kurs", type=FieldType.CHOICE, options=("Licht und Ton", "Maske und Kostüm"), required=False
    ),
    Field(key="lunch", label="Mittagessen", type=FieldType.BOOLEAN, required=False),
)
SENDER = "Anna Claes <anna.claes@mail.example>"
ASKS = "Guten Tag,\nbitte melden Sie mich an, Anna Claes vom Turnverein Aue."


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Am Freitag fahre ich zu meiner Tochter, bei Ihnen komme ich am Samstag an.", "2025-05-03"),
        ("Ich fahre am Donnerstag los und komme am Freitag an.", "2025-05-02"),
        ("Anreise am Samstag, denn am Freitag, dem 2., habe ich eine Trauung.", "2025-05-03"),
        ("Damals kam ich erst am Sonntag, diesmal komme ich am Freitag an.", "2025-05-02"),
        ("Eintreffen Freitag, den 2ten, gegen vier Uhr.", "2025-05-02"),
    ],
)
def test_the_day_of_arrival_is_told_from_days_on_the_way(said: str, day: str) -> None:
    (given,) = values(read(GATHERING, f"{ASKS} {said}\n", SENDER))
    assert day == given.get("arrival")


@pytest.mark.parametrize(
    ("said", "house"),
    [
        ("wie besprochen von unserem Verein (Beieveräin Réiser Bierg)", "Beieveräin Réiser Bierg"),
        ('für unsere "Speeldeel Wittmund"', "Speeldeel Wittmund"),
    ],
)
def test_the_sender_says_how_their_own_house_is_called(said: str, house: str) -> None:
    (given,) = values(read(GATHERING, f"Guten Tag,\nich melde mich an, {said}. Ankunft Samstag.\nAnna Claes\n", SENDER))
    assert house == given.get("org")


@pytest.mark.parametrize("said", ["Licht + Ton", "licht & ton", "Licht und Ton", "Licht-und-Ton"])
def test_an_option_is_read_whatever_joins_its_words(said: str) -> None:
    (given,) = values(read(GATHERING, f"{ASKS}\nKurs: {said}\n", SENDER))
    assert given.get("course") == "Licht und Ton"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Essen bringe ich mir selber mit.", "no"),
        ("Den Eintopf nehme ich gern.", "yes"),
        ("Ich esse mittags gerne mit.", "yes"),
    ],
)
def test_who_eats_what_is_served_is_told_from_who_brings_their_own(said: str, answer: str) -> None:
    (given,) = values(read(GATHERING, f"{ASKS}\n{said}\n", SENDER))
    assert answer == given.get("lunch")


@pytest.mark.parametrize(
    "said",
    [
        "Bevor ich mich entscheide: Gibt es dort Strom? Wenn das klappt, melde ich mich zum Kongress an, Ankunft Freitag.",
        "Before I decide: is there power? If so, I register for the congress, arriving on Friday.",
    ],
)
def test_who_asks_before_deciding_is_left_to_a_human(said: str) -> None:
    found = read(GATHERING, f"Guten Tag,\n{said}\nAnna Claes, Turnverein Aue\n", SENDER)
    assert found.doubts or found.intent is not Intent.REGISTER


def test_who_signs_below_a_list_of_others_takes_no_part() -> None:
    listed = "Name | E-Mail | Tag der Ankunft\nBea Smets | bea@smets.example | Freitag\nUwe Maes | uwe@maes.example | Samstag"
    text = f"Guten Tag,\nvom Turnverein Aue kommen:\n\n{listed}\n\nIch selbst bin leider verhindert.\n\nAnna Claes, Obfrau\n"
    found = read(GATHERING, text, SENDER)
    assert (["Bea Smets", "Uwe Maes"], ()) == ([given["name"] for given in values(found)], found.doubts)


def test_who_comes_along_under_a_pet_name_is_not_lost() -> None:
    found = read(GATHERING, f"{ASKS}\nDer Schorsch und ich, wir kommen am Freitag an.\n", SENDER)
    assert found.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Für den Turnverein Aue möchte ich zwölf Damen anmelden. Anna Claes, Freitag.",
        "Graag wil ik 8 leerkrachten inschrijven, vrijdag. Anna Claes, Turnverein Aue.",
        "Je voudrais inscrire cinq bénévoles, vendredi. Anna Claes, Turnverein Aue.",
        "I would like to register six teachers, Friday. Anna Claes, Turnverein Aue.",
    ],
)
def test_who_registers_a_number_of_people_without_names_is_for_a_human(text: str) -> None:
    assert any("and names 1" in doubt for doubt in read(GATHERING, text, SENDER).doubts)


@pytest.mark.parametrize(
    ("said", "house"),
    [
        ("Verein: Lotsenchor „De Tampentrekker“", "Lotsenchor „De Tampentrekker“"),
        ("Verein: Koor «De Merel»", "Koor «De Merel»"),
        ('Wir sind alle von der Szkoła Podstawowa "Wiklina".', 'Szkoła Podstawowa "Wiklina"'),
    ],
)
def test_what_a_house_is_called_in_quotation_marks_is_a_part_of_its_name(said: str, house: str) -> None:
    text = f"Guten Tag,\nbitte melden Sie mich an, Anna Claes.\n{said}\nAnreise: Freitag\n"
    (given,) = values(read(GATHERING, text, SENDER))
    assert house == given.get("org")
