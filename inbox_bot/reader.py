"""Reading apart: mails are read by copies of a process without threads, within limits that no parser can overstep."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from inbox_bot.apart import Apart
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import Message
from inbox_bot.jobs import Job, Loose, Mail, Recalled
from inbox_bot.nursery import Limits
from inbox_bot.reading import Arrival, Failed, Read, ReaderError

PACE = 5.0
"""Seconds after which is taken what was read so far."""


class Reader:
    """Reads batch after batch, and single mails meanwhile. Where that cannot be, nothing is read: ReaderError."""

    def __init__(self, ahead: Apart, beside: Apart) -> None:
        # One process would have to listen while it answers, and either side might wait for the other.
        self._ahead, self._beside = ahead, beside

    def ask(self, arrivals: Sequence[Arrival]) -> None:
        """Let *arrivals*, and no others, be read while the caller does something else."""
        self._ahead.ask([Mail(arrival) for arrival in arrivals])

    def answer(self, pace: float = PACE) -> Sequence[Read]:
        """Return the next of what was asked for: at least one, and as many as are read within *pace* seconds."""
        return self._ahead.answer(pace)

    def warm(self) -> None:
        """Load what reading takes; nobody waits for that."""
        for one in (self._ahead, self._beside):
            one.ask(())

    def recall(self, question: Recalled) -> Extraction | Failed | None:
        """Return what the mail means to who knows its history; None where that takes too much."""
        return self._at_once(question)  # type: ignore[no-any-return]  # as `Recalled` says

    def one(self, arrival: Arrival) -> Read:
        """Read *arrival* alone."""
        return self._at_once(Mail(arrival))  # type: ignore[no-any-return]  # as `Mail` says

    def read(self, octets: bytes, events: Sequence[Event]) -> tuple[Message, Document, Extraction]:
        """Read a mail that lies in no mailbox, as `reading.read` does. ReaderError also where it breaks us."""
        found = self._at_once(Loose(octets, events))
        if isinstance(found, Failed):
            raise ReaderError(f"it could not be read: {found.error}")
        return found  # type: ignore[no-any-return]  # as `Loose` says

    def _at_once(self, job: Job) -> Any:  # noqa: ANN401  as the job says
        self._beside.ask([job])
        [found] = self._beside.answer(0)
        return found


@contextmanager
def reading_apart(events: Sequence[Event], limits: Limits = Limits()) -> Iterator[Reader]:  # noqa: B008  immutable
    """Give a reader. Where there is no room for its processes, that is tried again once something is to be read."""
    ahead, beside = Apart(events, limits), Apart(events, limits)
    if threading.active_count() == 1:  # else no copy of this process can be trusted to work
        ahead.copy()
        beside.copy()
    try:
        yield Reader(ahead, beside)
    finally:
        ahead.end()
        beside.end()
