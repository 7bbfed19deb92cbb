"""What is asked of the process that reads: what to do, and what is left where that takes too much."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from inbox_bot.core import conversation
from inbox_bot.core.bounds import head
from inbox_bot.core.case import History
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import Message, parse
from inbox_bot.reading import TOO_MUCH, Arrival, Understood, read, understand

Events = Sequence[Event]


class Job(Protocol):
    """One piece of work, which any process can be handed."""

    def done(self, events: Events, /) -> object:
        """Do it. MemoryError where that takes too much."""

    @property
    def less(self) -> Sequence["Job"]:
        """What is tried where it takes too much."""

    def left(self, found: Sequence[object], events: Events, /) -> object:
        """Return what comes of it then: *found* is what each of `less` came to, None where that took too much, too."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Which mail it is."""

    octets: bytes
    less: Sequence[Job] = ()

    def done(self, _: Events) -> str:
        """Return the digest of the whole mail."""
        return whole(parse(self.octets)).digest

    def left(self, _: Sequence[object], __: Events) -> None:
        """Nothing is left of a name."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail without its history."""

    arrival: Arrival

    def done(self, events: Events) -> Understood:
        """Read it."""
        understood = understand(self.arrival, events)
        whole(understood.message)
        return understood

    @property
    def less(self) -> Sequence[Job]:
        """Its name, and its header section."""
        return (Naming(self.arrival.octets), Mail(_beheaded(self.arrival)))

    def left(self, found: Sequence[object], events: Events) -> Understood:
        """Return what is left: the header section, as of a mail that is too large, under the name of the whole mail."""
        name, first = found
        less = _beheaded(self.arrival)
        read = first if isinstance(first, Understood) else understand(replace(less, octets=b""), events)
        known = hashlib.sha256(self.arrival.octets).hexdigest() if first is None else read.message.digest
        return replace(read, arrival=less, message=_too_much(read.message, name or known))


@dataclass(frozen=True, slots=True)
class Loose:
    """A mail that lies in no mailbox, about one of *about*."""

    octets: bytes
    about: Events

    def done(self, _: Events) -> tuple[Message, Document, Extraction]:
        """Read it."""
        message, document, extraction = read(self.octets, self.about)
        return whole(message), document, extraction

    @property
    def less(self) -> Sequence[Job]:
        """Its header section."""
        return (Loose(head(self.octets), self.about),)

    def left(self, found: Sequence[object], _: Events) -> tuple[Message, Document, Extraction]:
        """Return what its header section says."""
        [first] = found
        message, document, extraction = first if isinstance(first, tuple) else read(b"", self.about)
        return _too_much(message, message.digest), document, extraction


@dataclass(frozen=True, slots=True)
class Recalled:
    """A mail that was read, to be understood by who knows its *history*."""

    message: Message
    document: Document
    history: History
    likely: Events
    """Those that it may be about as a first mail."""
    at: datetime
    """When it came, aware."""
    less: Sequence[Job] = ()

    def done(self, events: Events) -> Extraction:
        """Understand it."""
        return conversation.understood(self.message, self.document, self.history, self.likely, events, self.at)

    def left(self, _: Sequence[object], __: Events) -> None:
        """Nothing is understood then."""


def whole(message: Message) -> Message:
    """Return *message*; MemoryError where that kept it from being read."""
    if "MemoryError" in (message.unreadable or ""):
        raise MemoryError
    return message


def _beheaded(arrival: Arrival) -> Arrival:
    return replace(arrival, octets=head(arrival.octets), truncated=True)


def _too_much(message: Message, digest: object) -> Message:
    return replace(message, digest=str(digest), unreadable=TOO_MUCH)
