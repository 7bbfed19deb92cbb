"""The participants of a mail as a template shows them: what was noted, what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.model import Extraction, Participant
from inbox_bot.core.reply.labels import label
from inbox_bot.core.reply.values import choices, one_line, shown

_NAMES = (FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME)


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with the label it goes by."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and the answers to choose from, if any."""

    label: str
    options: str


@dataclass(frozen=True, slots=True)
class Person:
    """One participant: *number* counts from 1, *name* is empty where it was not given."""

    number: int
    name: str
    noted: tuple[Noted, ...]
    lacks: tuple[Asked, ...]


def people(extraction: Extraction, language: str) -> tuple[Person, ...]:
    """Return the participants in order; one without a name or anything else where none was found."""
    participants = extraction.participants or ({},)
    return tuple(_person(extraction.event, one, number, language) for number, one in enumerate(participants, 1))


def named(event: Event, person: Person, language: str) -> tuple[Noted, ...]:
    """Return of what was noted only what says who *person* is."""
    labels = {label(event, field, language) for field in event.fields if field.type in _NAMES}
    return tuple(noted for noted in person.noted if noted.label in labels)


def _person(event: Event, participant: Participant, number: int, language: str) -> Person:
    values = {key: value for key, finding in participant.items() if (value := one_line(finding.value))}
    given = [field for field in event.fields if field.key in values]
    return Person(
        number=number,
        name=_name(given, values),
        noted=tuple(Noted(label(event, field, language), shown(field, values[field.key], language)) for field in given),
        lacks=tuple(
            Asked(label(event, field, language), choices(field, language))
            for field in event.required
            if field.key not in values
        ),
    )


def _name(given: Sequence[Field], values: dict[str, str]) -> str:
    for types in (_NAMES[:1], _NAMES[1:]):
        words = [shown(field, values[field.key], "en") for kind in types for field in given if field.type is kind]
        if words:
            return " ".join(words)
    return ""
