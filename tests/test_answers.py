"""Whoever answers our question may type below it, above it, into its form or behind its bullets: all is understood."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from inbox_bot.core.case import Outcome
from inbox_bot.reading import Arrival
from inbox_bot.store import Store
from machines import intake
from seminar import NOW, Clock, mail

SENDER = "Tom Haezebrouck <tom@diksmuide.example>"
ONE = "Graag schrijf ik mij in voor het seminarie.\nNaam: Tom Haezebrouck\nStad: Diksmuide\nE-mail: tom@diksmuide.example\n"
TWO = """Graag inschrijven voor het seminarie:

Tom Haezebrouck, deskundige, stad Diksmuide, tom@diksmuide.example
Evi Pyck, stad Diksmuide

Tom
"""
ASKED = {"Functie": "projectmedewerker", "E-mailadres": "evi@diksmuide.example"}
Typed = tuple[str, str]
"""What stands above our reply, and that as it is quoted."""


def above(text: str) -> Callable[[str], Typed]:
    return lambda reply: (text, reply)


def below(text: str) -> Callable[[str], Typed]:
    return lambda reply: ("", f"{reply}\n{text}\n")


def into_form(reply: str) -> Typed:
    for label, value in ASKED.items():
        reply = re.sub(rf"(?m)^({label}:)[ \r]*$", rf"\1 {value}", reply, count=1)
    return "Zie hieronder", reply


def behind_bullets(reply: str) -> Typed:
    for label, value in ASKED.items():
        reply = re.sub(rf"(?m)^(  - {label}[^\r\n]*?)\s*$", rf"\1: {value}", reply, count=1)
    return "Zie hieronder.", reply


def marked(reply: str) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in reply.splitlines())
    return f"Op di 20 nov. 2018 om 10:00 schreef Linda Boudry <linda@kcvs.example>:\n\n{lines}"


def unmarked(reply: str) -> str:
    header = (
        "Van: Linda Boudry <linda@kcvs.example>\nVerzonden: dinsdag 20 november 2018 10:00\nAan: Tom\nOnderwerp: Re"
    )
    return f"{header}\n\n{reply}"


def nothing(_reply: str) -> str:
    return ""


def text_of(octets: bytes) -> str:
    message = message_from_bytes(octets, policy=policy.default)
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r", "")


ANSWERS = [
    (ONE, into_form, (marked, unmarked)),
    (ONE, behind_bullets, (marked, unmarked)),
    (ONE, above("projectmedewerker"), (marked, unmarked, nothing)),
    (ONE, below("projectmedewerker"), (marked, unmarked)),
    (TWO, into_form, (marked, unmarked)),
    (TWO, behind_bullets, (marked, unmarked)),
    (TWO, above("projectmedewerker\nevi@diksmuide.example\n\nTom"), (marked, unmarked, nothing)),
    (TWO, above("Evi is projectmedewerker en haar adres is evi@diksmuide.example"), (marked, unmarked, nothing)),
]


@pytest.mark.parametrize(("first", "typed", "quote"), [(a, b, one) for a, b, quotes in ANSWERS for one in quotes])
def test_an_answer_is_understood_wherever_it_is_typed(
    first: str, typed: Callable[[str], Typed], quote: Callable[[str], str]
) -> None:
    store = Store("sqlite://")
    store.create()
    assert [Outcome.INCOMPLETE] == take(store, mail(first, sender=SENDER, subject="inschrijving"), 1)
    with store.read() as reading:
        (question,) = reading.outbox()
    said, quoted = typed(text_of(question.octets))
    octets = mail(f"{said}\n\n{quote(quoted)}", sender=SENDER, number=2, answers=question.message_id)
    assert [Outcome.CONFIRMED] == take(store, octets, 2)
    with store.read() as reading:
        entries = reading.entries()
    assert {"confirmed"} == {entry.status for entry in entries}
    expected = {**ASKED, "E-mailadres": "tom@diksmuide.example"} if first is ONE else ASKED
    assert list(expected.values()) == [entries[-1].fields[key] for key in ("function", "email")]
    store.close()


def take(store: Store, octets: bytes, number: int) -> list[Outcome | None]:
    at = NOW + timedelta(minutes=number)
    return [one.outcome for one in intake(store, Clock(at)).take([Arrival(octets, at, "INBOX", 7, number)])]
