"""What reading takes, loaded before the first mail: word lists, patterns, what telephone numbers and dates need."""

import gc
from collections.abc import Sequence
from email.message import EmailMessage

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.reading import read

_SAMPLES = {
    FieldType.PERSON_NAME: "An Claes",
    FieldType.GIVEN_NAME: "An",
    FieldType.FAMILY_NAME: "Claes",
    FieldType.MUNICIPALITY: "Gent",
    FieldType.ORGANISATION: "Universiteit Gent",
    FieldType.JOB_TITLE: "burgemeester",
    FieldType.EMAIL: "an.claes [at] example.org",
    FieldType.PHONE: "0470 12 34 56",
    FieldType.COUNTRY: "Belgium",
    FieldType.BOOLEAN: "no",
    FieldType.NUMBER: "two",
    FieldType.DATE: "14 de junio",  # what our own words do not read takes longest to load
    FieldType.TEXT: "no nuts",
}
_MADE = 20_000
"""After so many new objects garbage is looked for: a mail makes some thousands, and hardly any in circles."""


def warm(events: Sequence[Event]) -> None:
    """Read a made-up registration for each of *events*, so that no real one waits for what is loaded at first use."""
    for event in events:
        prose = _prose(event)
        for lines in (_form(event), prose, list(map(str.lower, prose))):
            read(_mail(event, lines), [event])
    # What was loaded stays until we end: no later search for garbage need look at it.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE)


def _form(event: Event) -> list[str]:
    return [f"{field.label}: {_sample(field)}" for field in event.fields]


def _prose(event: Event) -> list[str]:
    return [f"Please register An Claes for {event.title}.", *map(_sample, event.fields), "", "Regards,", "An Claes"]


def _sample(field: Field) -> str:
    return field.options[0] if field.options else _SAMPLES[field.type]


def _mail(event: Event, lines: Sequence[str]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "An Claes <an.claes@example.org>", event.title
    mail.set_content("\n".join(lines))
    return mail.as_bytes()
