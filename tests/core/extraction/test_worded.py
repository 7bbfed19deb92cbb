"""Values that their own words show to be a part of a sentence go to a human."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from core.extraction.asking import COLLOQUE, SEMINAR, TREFFEN
from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.model import Finding
from inbox_bot.core.extraction.participants.doubts.worded import worded
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone


def told(event: Event, key: str, value: str) -> list[str]:
    mail = EmailMessage()
    mail["From"] = "an@claes.example"
    mail["Date"] = datetime(2025, 4, 1, tzinfo=UTC)
    mail.set_content(value)
    message = parse(mail.as_bytes())
    reading = Reading(message, zone(message), event, event.languages[0])
    return list(worded(reading, {key: Finding(value, value, None, "text", 0.9)}))


def label(event: Event, key: str) -> str:
    field: Field = event.field(key)
    return field.label


@pytest.mark.parametrize(
    ("event", "key", "value"),
    [
        (SEMINAR, "job", "wijkagent, ik volg de pleinen"),
        (SEMINAR, "job", "verpleger van"),
        (SEMINAR, "name", "Claes is de familienaam"),
        (SEMINAR, "town", "en Gent"),
        (COLLOQUE, "org", "J'enseigne à l'École du Parc"),
        (COLLOQUE, "org", "Au nom de la Zone du Nord"),
        (COLLOQUE, "job", "notaire en notre étude"),
        (TREFFEN, "org", "Turnverein Aue und komme am Freitag"),
        (TREFFEN, "org", "unser Chor aus Aue"),
    ],
)
def test_what_reads_like_a_sentence_is_not_sure(event: Event, key: str, value: str) -> None:
    assert [f'{label(event, key)}: not sure of "{value}"'] == told(event, key, value)


@pytest.mark.parametrize(
    ("event", "key", "value"),
    [
        (SEMINAR, "job", "diensthoofd vrije tijd en cultuur"),
        (SEMINAR, "name", "Mohamed Ben Ali"),
        (SEMINAR, "name", "Van den Berg Jan"),
        (SEMINAR, "town", "'s-Gravenvoeren"),
        (COLLOQUE, "org", "EPF Grand Est"),
        (COLLOQUE, "org", "Ville de Mons, service des eaux"),
        (COLLOQUE, "job", "conseillère en prévention – niveau I"),
        (TREFFEN, "org", "Dorfverein Aue am See"),
        (TREFFEN, "org", "Die Morgensterne"),
    ],
)
def test_a_name_a_title_or_a_house_is_left_alone(event: Event, key: str, value: str) -> None:
    assert [] == told(event, key, value)
