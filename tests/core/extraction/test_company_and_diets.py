"""Who is brought along and what is not eaten, in everybody's own words; what was not read of it goes to a human."""

import pytest

from core.extraction.asking import read, values
from core.extraction.test_english_workshop import EVENT, ME
from inbox_bot.core.extraction.candidates import names, relatives
from inbox_bot.core.extraction.model import Extraction

SENDER, SUBJECT = "Ann Claes <ann.claes@gmail.com>", "Registration, Workshop on Living Soils"
CASTLE = EVENT.model_copy(
    update={
        "announcement": "Workshop on Living Soils\nThe workshop dinner is on Thursday evening at the castle (35 euro)."
    }
)


def told(text: str) -> Extraction:
    return read(EVENT, ME + text, SENDER, SUBJECT)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("my husband, our two children and a friend", 4),
        ("me, my husband and my daughter", 2),
        ("my parents", 2),
        ("mijn vrouw en onze drie kinderen", 4),
        ("ma femme et nos deux filles", 3),
        ("meinem mann und unseren zwei kindern", 3),
        ("our children", None),
    ],
)
def test_a_list_of_relatives_is_counted(said: str, number: int | None) -> None:
    assert (len(said), number) == relatives.listed(said)


@pytest.mark.parametrize("said", ["my university", "my colleague", "one guest", "my name is ann"])
def test_who_is_no_relative_is_not_counted(said: str) -> None:
    assert relatives.listed(said) is None


@pytest.mark.parametrize(
    ("said", "guests"),
    [
        ("I'll be at the dinner and I bring two guests, my husband and my son.", "2"),
        ("Two extra people for dinner: my parents. I'm there too.", "2"),
        ("There will be three of us at the dinner: me, my husband and my daughter.", "2"),
        ("I would love to join for dinner, along with my husband and son.", "2"),
        ("Me and two friends will come to the dinner.", "2"),
        ("I come to the dinner with 1 guest. No, sorry, our son comes too, so it will be 2 guests.", "2"),
        ("I come to the dinner with one guest. Oh wait, my sister comes too, so two guests.", "2"),
        ("Dinner yes please, my wife Mary will be with me that evening.", "1"),
        ("Ik kom naar het diner met mijn man en onze twee kinderen.", "3"),
        ("Je viens au dîner avec mon mari et nos deux filles.", "3"),
        ("Ich komme zum Abendessen mit meinem Mann und zwei Freunden.", "3"),
        ("Please book me in for the dinner + 1.", "1"),
    ],
)
def test_guests_are_counted_by_what_the_whole_sentence_says_of_them(said: str, guests: str) -> None:
    extraction = told(said)
    assert (guests, ()) == (values(extraction)[0].get("guests"), extraction.doubts)


@pytest.mark.parametrize(
    "said",
    [
        "We'd like to bring our kids to the dinner.",
        "Dinner: yes (3 persons in total).",
        "I would like two seats at the dinner, one for me and one for my sister.",
        "Please keep a table for 4 at the dinner.",
    ],
)
def test_company_that_was_not_counted_goes_to_a_human(said: str) -> None:
    assert any(doubt.startswith("Number of guests: cannot read") for doubt in told(said).doubts)


@pytest.mark.parametrize(
    "said",
    [
        "I come to the dinner, alone.",
        "No plus one. Yes to the dinner.",
        "My wife heard of it from a friend. I come to the dinner.",
        "Our partner organisations send their regards. Dinner: yes.",
        "I'll have the dinner; my colleague will register separately.",
        "Number of guests   -",
    ],
)
def test_who_brings_nobody_is_not_held(said: str) -> None:
    assert () == told(said).doubts


@pytest.mark.parametrize(
    ("said", "diet"),
    [
        ("I don't do spicy food.", "I don't do spicy food"),
        ("Garlic-free for me, please.", "Garlic-free"),
        ("I can't tolerate lactose.", "I can't tolerate lactose"),
        ("I'd be grateful for a veggie plate at the dinner and my wife will be with me that evening.", "veggie"),
        ("I follow a low-FODMAP diet.", "low-FODMAP diet"),
        ("I'm pregnant, so no raw fish please.", "no raw fish"),
        ("Could there be something without garlic for me?", "without garlic"),
        ("Ik ben notenallergisch.", "notenallergisch"),
        ("I do not have any food allergies.", None),
        ("I eat everything.", None),
        ("Dinner with my wife, who is vegetarian.", None),
        ("Dinner: yes, plus one guest (vegan).", None),
        ("My husband is coming to the dinner; he's allergic to nuts.", None),
    ],
)
def test_a_diet_is_the_senders_own_and_as_long_as_it_is(said: str, diet: str | None) -> None:
    given, extraction = values(told(said))[0].get("diet"), told(said)
    assert (diet in (given or "") if diet else given is None, ()) == (True, extraction.doubts)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("I don't eat anything that comes from animals.", True),
        ("Ik eet geen dieren.", True),
        ("There is nothing that I do not eat.", False),
        ("No allergies, no diet.", False),
        ("Nothing special on the food front.", False),
        ("Allergies: none", False),
        ("Diet: -", False),
    ],
)
def test_a_diet_that_was_not_read_goes_to_a_human(said: str, held: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    assert held == any("cannot read" in doubt for doubt in told(f"Dinner yes.\n{said}").doubts)


@pytest.mark.parametrize(
    ("said", "dinner"),
    [
        ("The dinner sounds great but I have to catch a train, so no.", "no"),
        ("I'd have loved the dinner but my train leaves at six, so that's a no.", "no"),
        ("Het diner klinkt goed maar ik moet een trein halen, dus helaas, nee.", "no"),
        ("Dinner - unfortunately I fly home that afternoon.", "no"),
        ("Dinner: I accept.", "yes"),
    ],
)
def test_a_sentence_means_what_it_comes_to(said: str, dinner: str) -> None:
    assert dinner == values(told(said))[0].get("dinner")


def test_a_meal_that_is_named_by_its_place_alone_goes_to_a_human() -> None:
    extraction = read(CASTLE, f"{ME}I shall be there at the castle as well.", SENDER, SUBJECT)
    assert any(doubt.startswith("Workshop dinner: cannot read") for doubt in extraction.doubts)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Claes BSc MSc PhD FRSA", "Ann Claes"),
        ("Dr Ann Claes MRICS", "Ann Claes"),
        ("DI Ann Claes", "Ann Claes"),
        ("Di Stefano Marco", "Di Stefano Marco"),
        ("Wei MA", "Wei MA"),
        ("Jan Willem PEETERS", "Jan Willem PEETERS"),
    ],
)
def test_letters_and_degrees_are_no_part_of_a_name(written: str, name: str) -> None:
    assert name == names.read(written)


def test_company_that_is_denied_something_else_is_not_nobody() -> None:
    extraction = told("\nGuests: my colleague, who does not take part in the workshop")
    assert "0" != values(extraction)[0].get("guests")
    assert any(doubt.startswith("Number of guests: cannot read") for doubt in extraction.doubts)


def test_an_answer_behind_the_brackets_of_a_quoted_question_is_taken_with_all_below_it() -> None:
    form = "Full name: Ann Claes\n> Affiliation: Soil Network\n> Country: Ireland\n> Will you attend the workshop dinner? (yes / no) yes\n> Number of guests: 2"
    [given] = values(read(EVENT, f"see my answers below\n\n> {form}\n", SENDER, f"Re: {SUBJECT}"))
    assert ("yes", "2") == (given.get("dinner"), given.get("guests"))
