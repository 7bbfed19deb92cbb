import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from inbox_bot.core.event import Event
from inbox_bot.core.extraction.intent import read_intent
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone

from core.extraction.intent_mails import EVENTS, MAILS


def octets(subject: str, body: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Jan Peeters <jan@mail.example>"
    message["To"] = "els@huis.example"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def intent_of(event: Event, octets: bytes) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    message = parse(octets)
    return read_intent(message, zone(message), event)


@pytest.mark.parametrize(("language", "expected", "subject", "body"), MAILS)
def test_the_intent_of(language: str, expected: Intent, subject: str, body: str) -> None:
    assert expected == intent_of(EVENTS[language], octets(subject, body))[0]
