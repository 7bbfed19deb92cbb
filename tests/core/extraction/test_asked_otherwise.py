"""What events ask beside who one is, answered in a list, in running text, or below its question."""

import pytest

from core.extraction.asking import event, read, values
from inbox_bot.core.event import Field, FieldType

CAMP = event(
    "en",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="org", label="Organisation", type=FieldType.ORGANISATION),
    Field(key="email", label="E-mail", type=FieldType.EMAIL),
    Field(key="shirt", label="T-shirt size", type=FieldType.CHOICE, options=("S", "M", "L", "XL"), required=False),
    Field(key="lunch", label="Lunch", type=FieldType.CHOICE, options=("Meat", "Fish", "Vegetarian"), required=False),
    Field(key="laptop", label="Laptop needed", type=FieldType.BOOLEAN, required=False),
)
ANN = "Ann Claes <ann@claes.example>"


def said(text: str) -> dict[str, str]:
    return values(read(CAMP, f"Please register me.\n\n{text}", ANN))[0]


@pytest.mark.parametrize(
    "text",
    [
        "1. Ann Claes\n2. Soil Network\n3. ann@claes.example\n4. M\n5. fish\n6. no",
        "Ann Claes; Soil Network; ann@claes.example; M; fish; no",
        "Name: Ann Claes\nOrganisation: Soil Network\nT-shirt M\nLunch: fish, no laptop needed",
        "I am Ann Claes from the Soil Network. My size is M. I'd like the fish lunch. I bring my own laptop.",
    ],
)
def test_what_is_optional_is_read_wherever_it_stands(text: str) -> None:
    given = said(text)
    assert ("M", "Fish", "no") == (given.get("shirt"), given.get("lunch"), given.get("laptop"))


@pytest.mark.parametrize(
    ("text", "lunch"),
    [
        ("Lunch: no meat or fish", "Vegetarian"),
        ("I eat everything except meat, so fish is perfect.", "Fish"),
        ("Lunch: doesn't matter, I eat everything", None),
    ],
)
def test_what_is_not_eaten_is_not_chosen(text: str, lunch: str | None) -> None:
    assert lunch == said(f"Ann Claes, Soil Network\n{text}").get("lunch")
