"""When somebody was born: never a day of the event, and never anybody else's."""

import pytest

from core.extraction.asking import event, read, values
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import births
from inbox_bot.core.extraction.folding import fold

CAMP = event(
    "en",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="email", label="E-mail address", type=FieldType.EMAIL),
    Field(key="birth", label="Date of birth", type=FieldType.DATE),
)
RUN = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="email", label="E-Mail-Adresse", type=FieldType.EMAIL),
    Field(key="year", label="Jahrgang", type=FieldType.NUMBER),
)
DAYS = {
    "1979-03-14": [
        "14/03/1979", "14.3.1979", "14-03-79", "1979-03-14", "14 March 1979", "the 14th of March, 1979", "March 14, 1979",
        "14 mars 1979", "14 maart '79", "14. März 1979", "14.III.1979", "03/14/1979", "14 03 1979", "14e maart 1979",
    ],
    "2004-05-03": ["3 May 2004", "03.05.04"],
    None: ["3 May", "3 May 2025", "31/02/1979", "14/03/1850", "0470 12 34 56", "12.30", "Friday", ""],
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in DAYS.items() for text in texts])
def test_a_day_of_birth_is_read_with_its_year(text: str, day: str | None) -> None:
    assert day == births.day(fold(text), CAMP)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1997", "1997"),
        ("Jg. 1997", "1997"),
        ("Jg. 97", "1997"),
        ("geb. 1949", "1949"),
        ("Baujahr 1990", "1990"),
        ("née en 1984", "1984"),
        ("born in 2001", "2001"),
        ("14.3.1979", "1979"),
        ("2025", None),
        ("97", None),
        ("5 km", None),
    ],
)
def test_a_year_of_birth_is_read(text: str, year: str | None) -> None:
    assert year == births.year(fold(text), RUN)


@pytest.mark.parametrize(
    "said",
    [
        "Date of birth: 14/03/1979",
        "DOB 14 March 1979",
        "I was born on 14 March 1979.",
        "Born 14.03.1979, looking forward to 3 May.",
        "née le 14 mars 1979",
    ],
)
def test_a_birthday_is_found_wherever_it_stands(said: str) -> None:
    text = f"Please register me for the congress.\n\nName: Ann Miller\n{said}\n"
    (given,) = values(read(CAMP, text, "Ann Miller <ann@mail.example>"))
    assert "1979-03-14" == given.get("birth")


def test_everybody_has_their_own_birthday() -> None:
    text = (
        "Please register the two of us:\n\nAnn Miller, ann@mail.example, born 14 March 1979\n"
        "Ben Miller, ben@mail.example, born 22/09/1981\n"
    )
    given = values(read(CAMP, text, "Ann Miller <ann@mail.example>"))
    assert ["1979-03-14", "1981-09-22"] == [one.get("birth") for one in given]


def test_a_birthday_of_one_is_not_the_others() -> None:
    text = "Please register Ann Miller (ann@mail.example, born 14 March 1979) and Ben Miller (ben@mail.example)."
    given = values(read(CAMP, text, "Ann Miller <ann@mail.example>"))
    assert ["1979-03-14", None] == [one.get("birth") for one in given]


def test_a_birthday_is_no_day_of_another_event() -> None:
    text = "Please register me for the congress.\n\nName: Ann Miller\nDate of birth: 14 March 1979\n"
    assert () == read(CAMP, text, "Ann Miller <ann@mail.example>").doubts


def test_a_year_of_birth_stands_in_a_row_of_data() -> None:
    text = "Hiermit melde ich mich an.\n\nAnna Meier, Jg. 1997, anna@mail.example"
    (given,) = values(read(RUN, text, "Anna Meier <anna@mail.example>"))
    assert "1997" == given.get("year")
