"""Who stays away, who does not, and who comes instead: read clause by clause, and said by whom."""

import pytest

from inbox_bot.core.case import Outcome
from seminar import mail
from test_changing import answered, registered
from test_places import Door

OFFICE = "Secretariaat <info@gent.example>"
ELS = "Els Maes <els@gent.example>"
THREE = "\n".join(
    f"Naam: {name}\nStad: Gent\nFunctie: jurist\nE-mailadres: {name[:2].lower()}@gent.example\n"
    for name in ("Els Maes", "An Claes", "Tom Wouters")
)


def gone(text: str) -> tuple[Outcome | None, set[str]]:
    """Return what becomes of *text* about three people, and who of them is off the list."""
    door = registered(THREE, OFFICE)
    outcome = answered(door, text, OFFICE)
    return outcome, {name for name, status in door.standing().items() if status == "cancelled"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Els komt niet, Tom ook niet, An wel.", {"Els Maes", "Tom Wouters"}),
        ("Els komt niet. Tom evenmin.", {"Els Maes", "Tom Wouters"}),
        ("Els komt niet, net als Tom.", {"Els Maes", "Tom Wouters"}),
        ("An komt, Els niet, Tom niet.", {"Els Maes", "Tom Wouters"}),
        ("Els, Tom en An komen niet.", {"Els Maes", "An Claes", "Tom Wouters"}),
        ("Els komt niet, maar Tom en An wel.", {"Els Maes"}),
        ("Niet Els maar Tom kan niet komen.", {"Tom Wouters"}),
        ("Els komt niet, Piet Claes ook niet.", {"Els Maes"}),
        ("Els ne vient pas, Tom non plus, An oui.", {"Els Maes", "Tom Wouters"}),
        ("Els is not coming, Tom isn't either.", {"Els Maes", "Tom Wouters"}),
        ("Els kann nicht kommen, Tom auch nicht, An schon.", {"Els Maes", "Tom Wouters"}),
    ],
)
def test_exactly_those_are_cancelled_of_whom_it_is_said(text: str, names: set[str]) -> None:
    assert (Outcome.CANCELLED, names) == gone(text)


@pytest.mark.parametrize("text", ["Els komt niet, Tom twijfelt nog.", "Els zegt dat Tom niet kan komen."])
def test_where_it_is_not_said_of_somebody_named_beside_them_a_human_looks(text: str) -> None:
    assert (Outcome.REVIEW, set()) == gone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ik kan niet komen",
        "Dag Jan,\n\nIk kan niet komen.",
        "Je ne peux pas venir.",
        "I cannot come.",
        "Ich kann leider nicht kommen.",
        "Gelieve mijn inschrijving te annuleren.",
        "Ik ben voortaan schepen.",
        "In mijn plaats komt Piet Claes.",
    ],
)
def test_a_colleague_who_got_it_in_copy_speaks_for_themselves_alone(text: str) -> None:
    door = registered()
    assert Outcome.REVIEW is answered(door, text, ELS)
    assert [("confirmed", "directeur")] == [(one.status.value, one.fields["function"]) for one in door.entries()]


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Jan Peeters kan niet komen.", ELS),
        ("Gelieve deze inschrijving te annuleren.", ELS),
        ("Ik kan niet komen.", "Jan Peeters <jan@thuis.example>"),
        ("Ik kan niet komen.", "jan.peeters@thuis.example"),
    ],
)
def test_who_names_them_or_is_the_one_from_elsewhere_cancels_in_the_conversation(text: str, sender: str) -> None:
    door = registered()
    assert Outcome.CANCELLED is answered(door, text, sender)
    assert {"Jan Peeters": "cancelled"} == door.standing()


@pytest.mark.parametrize(
    "text",
    [
        "Ik ga niet, Piet Claes gaat.",
        "Ik kan niet komen. Mijn collega Piet Claes komt wel.",
        "Je ne peux pas venir, Piet Claes viendra.",
        "I cannot come, Piet Claes will attend.",
        "Ich kann nicht kommen, Piet Claes kommt.",
    ],
)
def test_who_is_said_to_come_instead_takes_the_place_and_is_asked_what_lacks(text: str) -> None:
    door = registered()
    assert Outcome.INCOMPLETE is answered(door, text)
    assert [(1, {"name": "Piet Claes"})] == [(one.id, dict(one.fields)) for one in door.entries()]


@pytest.mark.parametrize("text", ["Ik ga niet, Piet gaat.", "Ik kan niet komen, mijn collega komt."])
def test_who_is_not_called_by_name_is_for_a_human(text: str) -> None:
    door = registered()
    assert Outcome.REVIEW is answered(door, text)
    assert {"Jan Peeters": "confirmed"} == door.standing()


@pytest.mark.parametrize(
    "text",
    [
        "Ik kan niet komen omdat minister Piet Claes die dag op bezoek komt.",
        "Ik kan niet komen, Piet Claes ook niet.",
        "Ik kom niet. Piet Claes kan u de slides bezorgen.",
    ],
)
def test_who_is_only_spoken_of_takes_nobodys_place(text: str) -> None:
    door = registered()
    assert Outcome.CANCELLED is answered(door, text)
    assert {"Jan Peeters": "cancelled"} == door.standing()


NEWCOMER = "Naam: Piet Smets\nStad: Gent\nFunctie: jurist\nE-mailadres: piet@gent.example\n"


def comes(text: str) -> Door:
    """Return the bot to which a newcomer wrote *text*, in no conversation."""
    door = registered()
    door.take(mail(f"{text}\n\n{NEWCOMER}", sender="Piet Smets <piet@gent.example>", number=9))
    return door


@pytest.mark.parametrize(
    "text",
    [
        "Ik kom in de plaats van Jan Peeters.",
        "Ik vervang Jan Peeters op het seminarie.",
        "Je viens au séminaire à la place de Jan Peeters.",
        "I will attend the seminar instead of Jan Peeters.",
        "Ich komme anstelle von Jan Peeters zum Seminar.",
    ],
)
def test_a_newcomer_in_the_place_of_somebody_on_the_list_is_for_the_organiser(text: str) -> None:
    door = comes(text)
    with door.store.read() as reading:
        [flagged] = reading.flagged()
    assert ("comes in the place of Jan Peeters, who is on the list as number 1",) == flagged.reasons
    door.review.approve(flagged.digest, 1)
    assert {"Piet Smets": "confirmed"} == door.standing()
    assert ("piet@gent.example", "updated") == door.told()[-1]


def test_a_newcomer_in_the_place_of_somebody_who_is_not_there_is_registered() -> None:
    assert {"Jan Peeters": "confirmed", "Piet Smets": "confirmed"} == comes(
        "Ik kom naar het seminarie in de plaats van Marie Janssens."
    ).standing()
