"""Octets to what can be understood of a mail without its history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.extraction.which_event import likely, unclear
from inbox_bot.core.message import Message, parse
from inbox_bot.core.zones import zone

TOO_MUCH = "it takes too much time or memory to read"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail as the mailbox gave it."""

    octets: bytes
    received_at: datetime
    """INTERNALDATE, aware."""
    folder: str
    uidvalidity: int
    uid: int
    truncated: bool = False
    """Whether *octets* are the header section alone, because the mail is too large."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A mail as far as it can be understood without its history."""

    arrival: Arrival
    message: Message
    document: Document
    extraction: Extraction
    events: tuple[Event, ...]
    """Those that it may be about, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What stands in the place of a mail that raised something when it was read."""

    error: str
    """The name of its class."""


Read = Understood | Failed


class ReaderError(Exception):
    """No mail can be read now, whatever it says; the message tells why."""


def read(octets: bytes, events: Sequence[Event]) -> tuple[Message, Document, Extraction]:
    """Return what *octets* say about the one of *events* they are about."""
    message, document, extraction, _ = _read(octets, events)
    return message, document, extraction


def understand(arrival: Arrival, events: Sequence[Event]) -> Understood:
    """Read *arrival*; one of which only the header section came is unreadable."""
    message, document, extraction, about = _read(arrival.octets, events, arrival.received_at)
    if arrival.truncated:
        message = replace(message, unreadable="it is too large")
    return Understood(arrival, message, document, extraction, about)


def _read(
    octets: bytes, events: Sequence[Event], at: datetime | None = None
) -> tuple[Message, Document, Extraction, tuple[Event, ...]]:
    message = parse(octets)
    document = zone(message)
    about = likely(message, document, events, at)
    return message, document, unclear(extract(message, document, about[0]), about), about
