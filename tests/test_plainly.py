"""What is said in passing changes and cancels nothing: a human is asked."""

from datetime import timedelta

import pytest

from inbox_bot.core.case import Limits, Outcome
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.store import Store
from seminar import EVENT, ORGANISER, Clock, desk, mail

DATA = "Naam: Jan Peeters\nStad: Gent\nFunctie: directeur\nE-mailadres: jan@gent.example"
JAN = "Jan Peeters <jan@gent.example>"


def answered(text: str) -> tuple[Outcome | None, int]:
    """Return what becomes of an answer to a confirmation, and how many are still on the list as they were."""
    store, clock = Store("sqlite://"), Clock()
    store.create()
    intake = Intake(store, (EVENT,), desk(), frozenset({ORGANISER}), Limits(), clock)
    first = mail(f"Graag schrijf ik mij in voor het seminarie.\n\n{DATA}", sender=JAN)
    intake.take([Arrival(first, clock(), "INBOX", 7, 1)])
    with store.read() as reading:
        (reply,) = reading.outbox()
        (noted,) = reading.entries()
    clock.advance(timedelta(minutes=5))
    then = mail(text, sender=JAN, number=2, answers=reply.message_id)
    (taken,) = intake.take([Arrival(then, clock(), "INBOX", 7, 2)])
    with store.read() as reading:
        left = [one for one in reading.entries() if (one.status, one.fields) == (noted.status, noted.fields)]
    return taken.outcome, len(left)


@pytest.mark.parametrize(
    "text",
    [
        "Mijn baas kan niet komen, ik wel.",
        "Mon mari ne peut pas venir.",
        "Kan ik nog annuleren als ik ziek ben?",
        "Maybe I cannot come.",
        "Ich kann vielleicht nicht kommen.",
        "Ik kan niet met de auto komen, ik neem de trein.",
        "Ik ben ziek. Voor dringende zaken: Els Maes, els@gent.example.",
        "I will be unable to read your e-mail until 3 December.",
        "Ik kom samen met de burgemeester van Aalst.",
        "Ik kom met de trein uit Brussel.",
    ],
)
def test_what_is_no_plain_wish_changes_nothing_and_is_for_a_human(text: str) -> None:
    assert (Outcome.REVIEW, 1) == answered(text)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ik kan helaas niet komen.", Outcome.CANCELLED),
        ("Could you please cancel my registration?", Outcome.CANCELLED),
        ("Functie: schepen", Outcome.UPDATED),
        ("Mijn functie moet zijn: schepen", Outcome.UPDATED),
    ],
)
def test_a_plain_wish_is_done(text: str, outcome: Outcome) -> None:
    assert (outcome, 0) == answered(text)
