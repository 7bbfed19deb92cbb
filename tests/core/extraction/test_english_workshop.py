"""An international workshop: what people from everywhere write in English of a diet, a dinner, guests and employers."""

from datetime import UTC, datetime

import pytest

from core.extraction.asking import read, values
from inbox_bot.core.event import Event, Field, FieldType

EVENT = Event(
    id="soils",
    title="Workshop on Living Soils",
    starts=datetime(2025, 5, 22, 9, tzinfo=UTC),
    place="Aula, Leuven, Belgium",
    deadline=datetime(2025, 5, 1, tzinfo=UTC),
    timezone="Europe/Brussels",
    languages=("en",),
    announcement="Workshop on Living Soils, 22-23 May 2025",
    field=(
        Field(key="name", label="Full name", type=FieldType.PERSON_NAME),
        Field(key="affiliation", label="Affiliation", type=FieldType.ORGANISATION),
        Field(key="country", label="Country", type=FieldType.COUNTRY),
        Field(key="email", label="E-mail", type=FieldType.EMAIL),
        Field(key="diet", label="Dietary needs", type=FieldType.TEXT, required=False),
        Field(key="dinner", label="Workshop dinner", type=FieldType.BOOLEAN, required=False),
        Field(key="guests", label="Number of guests", type=FieldType.NUMBER, required=False),
    ),
)
ME = "Please register me: Ann Claes, Soil Network, Belgium. "


def said(text: str) -> dict[str, str]:
    return values(read(EVENT, text, "Ann Claes <ann.claes@gmail.com>", "Registration, Workshop on Living Soils"))[0]


@pytest.mark.parametrize(
    ("sentence", "dinner"),
    [
        ("I'd love to come to the dinner but my train leaves at six.", "no"),
        ("My wife won't come to the dinner but I will.", "yes"),
        ("Could you save me a place, dinner included?", "yes"),
        ("I must refrain from attending the dinner.", "no"),
        ("To the dinner I come without company.", "yes"),
        ("The dinner I'll skip, alas.", "no"),
    ],
)
def test_who_speaks_of_the_dinner_joins_it_unless_the_sentence_says_otherwise(sentence: str, dinner: str) -> None:
    assert dinner == said(ME + sentence)["dinner"]


@pytest.mark.parametrize(
    ("sentence", "guests"),
    [
        ("I come to the dinner with my wife and our two children.", "3"),
        ("My sister would join as my guest.", "1"),
        ("My husband joins for the dinner too.", "1"),
        ("I come to the dinner without company.", "0"),
    ],
)
def test_families_are_counted(sentence: str, guests: str) -> None:
    assert guests == said(ME + sentence)["guests"]


@pytest.mark.parametrize(
    ("sentence", "diet"),
    [
        ("I do not eat shellfish.", "do not eat shellfish"),
        ("I'm vegetarian and yes for the dinner.", "vegetarian"),
        ("Kindly note an intolerance to lactose.", "intolerance to lactose"),
    ],
)
def test_a_diet_is_what_is_not_eaten_and_no_more(sentence: str, diet: str) -> None:
    assert diet == said(ME + sentence)["diet"]


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("I run a small NGO called GreenRoots in Gent, Belgium. Please register me.", "GreenRoots"),
        (
            "The Ghent Water Inspectorate will be represented by me. Please register me. Belgium.",
            "Ghent Water Inspectorate",
        ),
        ("Please register me. I work for the magazine Nightlight. Belgium.", "Nightlight"),
        (
            "I am writing on behalf of Leuven Metropolitan Municipality, Belgium. Please register me.",
            "Leuven Metropolitan Municipality",
        ),
    ],
)
def test_an_employer_is_known_by_how_it_is_called(text: str, employer: str) -> None:
    assert employer == said(text)["affiliation"]


def test_the_country_stands_in_what_an_organisation_is_called() -> None:
    text = "Full name: Ann Claes\nAffiliation: Ministry of Energy of Hungary\nE-mail: ann@kormany.hu"

    assert said(text)["country"] == "Hungary"
