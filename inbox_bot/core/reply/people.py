"""The participants of a mail as a template shows them: what was noted, what changed, what lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from babel.lists import format_list

from inbox_bot.core.case import Case, Does, Known
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.reply.labels import label
from inbox_bot.core.reply.values import choices, one_line, shown

_NAMES = (FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME)
_SAYS_NOTHING_ALONE = frozenset(
    {FieldType.BOOLEAN, FieldType.CHOICE, FieldType.NUMBER, FieldType.DATE, FieldType.TEXT},
)
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with the label it goes by."""

    label: str
    """What it is called, in the language of the reply."""
    value: str
    """What was given, on one line."""
    was: str = ""
    """What was noted before, where that was something else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for."""

    label: str
    """What it is called, in the language of the reply."""
    options: str
    """The answers to choose from, parted by slashes; empty where any answer will do."""


@dataclass(frozen=True, slots=True)
class Person:
    """One participant."""

    number: int
    """Counted from 1."""
    name: str
    """Empty where it was not given."""
    noted: tuple[Noted, ...]
    """All that is noted, in the order asked."""
    changes: tuple[Noted, ...]
    """What of it is new or other than before; all of it where the person is new."""
    lacks: tuple[Asked, ...]
    """What is required and was not given."""
    summary: str
    """All that is noted, on one line."""
    instead_of: str = ""
    """Who gave up the place for this person; empty where nobody did."""


def people(case: Case, language: str) -> tuple[Person, ...]:
    """Return the participants in order; one without a name or anything else where none was found."""
    given = [{key: one.value for key, one in each.items()} for each in case.extraction.participants] or [{}]
    persons = (_person(case.event, _plain(values), number, language) for number, values in enumerate(given, 1))
    beside = tuple(_beside(person, case, language) for person in persons)
    if any(person.changes for person in beside):
        return beside
    return tuple(replace(person, changes=person.noted) for person in beside)


def named(event: Event, person: Person, language: str) -> tuple[Noted, ...]:
    """Return of what was noted only what says who *person* is."""
    labels = {label(event, field, language) for field in event.fields if field.type in _NAMES}
    return tuple(noted for noted in person.noted if noted.label in labels)


def listed(names: Sequence[str], language: str) -> str:
    """Return *names* as one says them: "Jan, An en Els"."""
    return format_list([name for name in names if name], locale=language)


def name_of(event: Event, known: Known) -> str:
    """Return the name that *known* stands on the list with; empty where it has none."""
    values = _plain(known.fields)
    return _name([field for field in event.fields if field.key in values], values)


def _plain(values: Mapping[str, str]) -> dict[str, str]:
    return {key: line for key, value in values.items() if (line := one_line(value))}


def _person(event: Event, values: Mapping[str, str], number: int, language: str) -> Person:
    given = [field for field in event.fields if field.key in values]
    noted = tuple(Noted(label(event, field, language), shown(field, values[field.key], language)) for field in given)
    return Person(
        number=number,
        name=_name(given, values),
        noted=noted,
        changes=noted,
        lacks=tuple(
            Asked(label(event, field, language), choices(field, language))
            for field in event.required
            if field.key not in values
        ),
        summary=", ".join(
            f"{one.label}: {one.value}" if field.type in _SAYS_NOTHING_ALONE else one.value
            for field, one in zip(given, noted, strict=True)
        ),
    )


def _beside(person: Person, case: Case, language: str) -> Person:
    """Return *person* beside what stood on the list before."""
    known = case.plan.changes.get(person.number - 1)
    if known is None:
        return person
    if case.plan.does is Does.REPLACES:
        return replace(person, instead_of=name_of(case.event, known))
    before = _person(case.event, _plain(known.fields), person.number, language)
    return replace(person, changes=tuple(_changes(person, before)))


def _changes(person: Person, before: Person) -> Iterator[Noted]:
    was = {one.label: one.value for one in before.noted}
    yield from (replace(one, was=was.get(one.label, "")) for one in person.noted if one.value != was.get(one.label))
    left = {one.label for one in person.noted}
    yield from (Noted(one.label, _NOTHING, one.value) for one in before.noted if one.label not in left)


def _name(given: Sequence[Field], values: Mapping[str, str]) -> str:
    for types in (_NAMES[:1], _NAMES[1:]):
        words = [shown(field, values[field.key], "en") for kind in types for field in given if field.type is kind]
        if words:
            return " ".join(words)
    return ""
