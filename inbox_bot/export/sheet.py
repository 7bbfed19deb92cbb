"""Registrations as heads and rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from inbox_bot.core.event import Event, FieldType
from inbox_bot.plain import one_line
from inbox_bot.store import Entry, Status
from inbox_bot.words import words

Cell = str | int | datetime

_FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table; every row has a cell for every head."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with its event; None where that is configured no longer."""

    entry: Entry
    event: Event | None

    @property
    def received_at(self) -> datetime:
        """In the event's zone."""
        return self.entry.received_at.astimezone(ZoneInfo(self.event.timezone if self.event else "UTC"))

    @property
    def title(self) -> str:
        """The event's, else its bare id."""
        return one_line(self.event.title) if self.event else self.entry.event

    def labels(self) -> dict[str, str]:
        """Return labels by key in the order asked; what is asked no longer comes last, under its bare key."""
        asked = {field.key: one_line(field.label) for field in self.event.fields} if self.event else {}
        return asked | {key: key for key in self.entry.fields if key not in asked}

    def value(self, label: str) -> str:
        """Return what was given under *label*."""
        keys = [key for key, one in self.labels().items() if one == label]
        return ", ".join(one_line(self.entry.fields[key]) for key in keys if self.entry.fields.get(key))

    def municipality(self) -> str:
        """Return what the first field of that type holds; empty where there is none."""
        asked = self.event.fields if self.event else ()
        keys = [field.key for field in asked if field.type is FieldType.MUNICIPALITY]
        return one_line(self.entry.fields.get(keys[0], "")) if keys else ""


def rows(entries: Sequence[Entry], events: Sequence[Event]) -> list[Row]:
    """Return each entry with its event, in the order given."""
    by_id = {event.id: event for event in events}
    return [Row(entry, by_id.get(entry.event)) for entry in entries]


def registrations(entries: Sequence[Entry], events: Sequence[Event], language: str) -> Sheet:
    """Return the fields by label in the order asked, then status, moment and sender; the event if there are several."""
    listed, said = rows(entries, events), words(language)
    asked = [one_line(field.label) for event in events for field in event.fields]
    labels = list(dict.fromkeys(label for row in listed for label in row.labels().values()) if listed else asked)
    several = len({row.entry.event for row in listed}) > 1
    heads = [said["entries"][name] for name in ("event", "status", "received", "sender")]
    return Sheet(
        said["entries"]["entries"],
        [*heads[:several], *labels, *heads[1:]],
        [
            [
                *([row.title] if several else []),
                *(row.value(label) for label in labels),
                said["status"][row.entry.status],
                row.received_at,
                one_line(row.entry.sender),
            ]
            for row in listed
        ],
    )


def totals(entries: Sequence[Entry], events: Sequence[Event], language: str) -> Sheet:
    """Count who is registered, by event and by municipality where one was given, with a total for each event."""
    said = words(language)["entries"]
    registered = [row for row in rows(entries, events) if row.entry.status is Status.CONFIRMED]
    counted: list[list[Cell]] = []
    for title, total in sorted(Counter(row.title for row in registered).items()):
        places = Counter(row.municipality() for row in registered if row.title == title)
        counted += [[title, place, count] for place, count in sorted(places.items()) if place]
        counted.append([title, said["total"], total])
    return Sheet(said["totals"], [said["event"], said["place"], said["people"]], counted)


def neutral(value: str) -> str:
    """Return *value* so that no spreadsheet takes it for a formula: with an apostrophe in front where it would."""
    return f"'{value}" if _FORMULA.match(value) else value
