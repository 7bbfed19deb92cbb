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
        ("Sorry for writing so late in the evening. No dinner for me.", "no"),
        ("I shall also dine with you.", "yes"),
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
        ("Dinner please, plus my partner.", "1"),
        ("For the dinner 2 persons come with me.", "2"),
        ("My sister would join as my guest.", "1"),
        ("So I would like to bring him along to the dinner on Thursday: one guest, please.", "1"),
        ("My husband joins for the dinner too.", "1"),
        ("I come to the dinner without company.", "0"),
    ],
)
def test_families_are_counted(sentence: str, guests: str) -> None:
    assert guests == said(ME + sentence)["guests"]


@pytest.mark.parametrize(
    ("sentence", "diet"),
    [
        ("I keep to plant-based food.", "plant-based food"),
        ("I've got a severe peanut allergy, so please warn the kitchen.", "severe peanut allergy"),
        ("Only halal meat for me.", "Only halal meat"),
        ("I do not eat shellfish.", "I do not eat shellfish"),
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


def test_a_form_may_ask_in_questions_and_in_words_of_its_own() -> None:
    form = """Name on the badge? Ann Claes
Where do I work? Soil Network
State: Bosnia and Herzegovina
How to reach me: ann.claes@gmail.com
Anything I don't eat? goat
Evening dinner - yes, 2 persons come with me
"""
    found = said(f"Please register me.\n\n{form}")
    assert {"affiliation": "Soil Network", "country": "Bosnia and Herzegovina", "diet": "goat"}.items() <= found.items()
    assert ("yes", "2") == (found["dinner"], found["guests"])


def test_the_country_named_as_such_is_taken_before_one_in_the_name_of_an_organisation() -> None:
    text = "Please register me, Ann Claes of Niger Mouths Initiative. My country is Nigeria."
    assert "Nigeria" == values(read(EVENT, text, "Ann Claes <ann@mouths.ng>"))[0]["country"]


def test_same_centre_is_that_of_the_line_above() -> None:
    rows = "1) Ann Claes, Soil Centre, Ghana, ann@soil.org, dinner yes\n2) Bea Smets, same centre, Ghana, bea@soil.org"
    found = values(read(EVENT, f"Please register us:\n{rows}", "Ann Claes <ann@soil.org>"))
    assert ["Soil Centre", "Soil Centre"] == [one["affiliation"] for one in found]


def test_a_refusal_told_of_one_by_the_verb_alone_is_theirs() -> None:
    text = (
        "My colleague Bea Smets (bea@soil.org) and I would like to register. We both work for the Soil Centre, Ghana. "
        "I'll be at the dinner, Bea won't."
    )
    found = values(read(EVENT, text, "Ann Claes <ann@soil.org>"))
    assert [("Ann Claes", "yes"), ("Bea Smets", "no")] == [(one["name"], one["dinner"]) for one in found]


def test_who_asks_oneself_answers_oneself() -> None:
    assert "yes" == said(ME + "Dinner? Sure!")["dinner"]


def test_an_employer_told_of_one_is_that_of_who_writes_from_the_same_house() -> None:
    text = "We'd both like to come: Ann Claes (ann@hilltrust.nz) and Bea Smets (bea@hilltrust.nz), Hill Trust, Ghana."
    found = values(read(EVENT, text, "Ann Claes <ann@hilltrust.nz>"))
    assert ["Hill Trust", "Hill Trust"] == [one.get("affiliation") for one in found]


def test_of_course_is_no_course() -> None:
    assert (
        () == read(EVENT, "Of course I'll come to the workshop! Ann Claes, Soil Network, Ghana.", "ann@soil.org").doubts
    )


def test_who_writes_in_capitals_alone_names_an_employer_too() -> None:
    text = "GOOD MORNING\nPLEASE REGISTER ME\nANN CLAES\nMUNICIPALITY OF LARISSA, GREECE\nann.claes@gmail.com"
    assert "MUNICIPALITY OF LARISSA" == values(read(EVENT, text, "ANN <ann.claes@gmail.com>"))[0]["affiliation"].upper()


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Is this the same workshop as last time? There were four of us then.", "Workshop on Living Soils"),
        ("I'd like to register but first have to ask my director. Could you keep a place for me?", "Workshop"),
        (
            "Please register me. I would come to the second workshop in Ghent on 14 September, May is impossible.",
            "Soils",
        ),
        (
            "Thanks. I'll be there on 22 May from nine and will come to the dinner with my wife.",
            "Re: speakers' briefing",
        ),
    ],
)
def test_who_means_another_time_or_part_is_left_to_a_human(text: str, subject: str) -> None:
    signed = f"Dear Lena,\n\n{text}\n\nAnn Claes\nSoil Network, Belgium"
    assert read(EVENT, signed, "Ann Claes <ann.claes@gmail.com>", subject).doubts


@pytest.mark.parametrize(
    ("sentence", "guests"),
    [
        ("Dinner for three incl. me.", "2"),
        ("I'll attend the dinner together with a colleague's husband as the only guest.", "1"),
        ("I've set up on my own.", None),
    ],
)
def test_guests_are_counted_without_who_brings_them(sentence: str, guests: str | None) -> None:
    assert guests == said(ME + sentence).get("guests")


def test_represented_by_myself_says_nothing_of_guests() -> None:
    text = (
        "The Soil Network will be represented by Mr Tom Maes and by myself.\n\n"
        "Tom Maes - tom@soil.org - dinner and one guest\nAnn Claes - ann@soil.org - no dinner\n\nSoil Network, Belgium"
    )
    found = values(read(EVENT, text, "Ann Claes <ann@soil.org>"))
    assert [("yes", "1"), ("no", None)] == [(one.get("dinner"), one.get("guests")) for one in found]


def test_it_is_called_is_no_part_of_the_name() -> None:
    text = "Please register me: Ann Claes. I work on my own now, Blue Soil Institute it's called, in Belgium."
    assert "Blue Soil Institute" == values(read(EVENT, text, "Ann Claes <ann.claes@gmail.com>"))[0]["affiliation"]


def doubts(text: str) -> tuple[str, ...]:
    return read(EVENT, text, "Ann Claes <ann.claes@gmail.com>", "Registration, Workshop on Living Soils").doubts


@pytest.mark.parametrize(
    "sentence",
    [
        "The guests are the same as last year.",
    ],
)
def test_what_is_said_of_an_optional_field_and_not_understood_is_seen_by_a_human(sentence: str) -> None:
    assert [True] == ["cannot read" in doubt for doubt in doubts(ME + "\n" + sentence)]


@pytest.mark.parametrize("sentence", ["Guests: -", "No guests. Thanks so much!", "Number of guests:", "Guests: 0", ""])
def test_who_brings_nobody_says_nothing_that_a_human_must_see(sentence: str) -> None:
    assert () == doubts(ME + "\n" + sentence)


@pytest.mark.parametrize(
    "said", ["perhaps.", "dont know yet", "not decided yet", "tbc", "can't say, depends on my train"]
)
def test_who_leaves_an_optional_field_open_is_registered_without_it(said: str) -> None:
    found = read(EVENT, f"{ME}\nDinner: {said}\n", "Ann Claes <ann.claes@gmail.com>", "Workshop on Living Soils")
    assert ((), None) == (found.doubts, values(found)[0].get("dinner"))


def test_who_is_also_of_the_same_house_is_of_that_house() -> None:
    text = (
        "We both would like to come.\nMe: Grace Eze, Creek Restoration Network, Nigeria. Use this address.\n"
        "Him: Chidi Eze, also Creek Restoration Network, also Nigeria, chidi.eze@creek.example"
    )
    people = values(read(EVENT, text, "Grace Eze <grace@creek.example>", "Workshop on Living Soils"))
    assert ["Creek Restoration Network"] * 2 == [one["affiliation"] for one in people]
