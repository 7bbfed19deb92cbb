"""Reading apart: mails are read by copies of a process without threads, within limits that no parser can overstep."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import Message
from inbox_bot.jobs import Job, Loose, Mail, Recalled
from inbox_bot.nursery import Limits, Nursery, fork
from inbox_bot.reading import Arrival, Failed, Read, ReaderError

log = logging.getLogger(__name__)

PATIENCE = 180.0
"""Seconds that one mail may take where the machine has other work; three times that has to pass unnoticed."""
PACE = 5.0
"""Seconds after which is taken what was read so far."""
_TRIES = 3
_NO_PROCESS = "no process can be begun in which mails are read"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Apart:
    """The process at the other end of both lines."""

    pid: int
    line: Connection
    aside: Connection

    def end(self) -> None:
        """Let it be gone."""
        self.line.close()
        self.aside.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


class Reader:
    """Reads batch after batch, and single mails meanwhile. Where its process is gone, another one is begun.

    Without any nothing is read: ReaderError, from each method.
    """

    def __init__(self, events: Sequence[Event], limits: Limits, apart: _Apart | None) -> None:
        self._events, self._limits = events, limits
        self._apart = apart
        self._left: list[Mail] = []
        """What was asked for and is not answered."""
        self._owing = False
        """Whether the process is at a batch."""

    def ask(self, arrivals: Sequence[Arrival]) -> None:
        """Let *arrivals* alone be read while the caller does something else; of none, load what that takes."""
        self._left = [Mail(arrival) for arrival in arrivals]
        self._insist(self._begin_batch)

    def answer(self, pace: float = PACE) -> Sequence[Read]:
        """Return the next of what was asked for: at least one, and as many as were read within *pace* seconds."""
        read: list[Read] = []
        until = time.monotonic() + pace
        while self._left and (not read or self._there(until)):
            try:
                read.append(self._insist(self._next))
            except ReaderError:
                if not read:
                    raise
                break  # these are safe first
            self._left.pop(0)
        self._owing = self._owing and bool(self._left)
        return read

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

    def end(self) -> None:
        """Let the process be gone."""
        if self._apart:
            self._apart.end()
        self._apart, self._owing = None, False

    def _begin_batch(self, apart: _Apart) -> None:
        if self._owing:  # nobody waits for the batch before
            apart.line.send(None)
            while _heard(apart.line) is not None:
                pass
        apart.line.send(self._left)
        self._owing = bool(self._left)

    def _next(self, apart: _Apart) -> Any:  # noqa: ANN401  as the job that it answers says
        if not self._owing:  # it is another process than the one that was asked
            self._begin_batch(apart)
        return _heard(apart.line)

    def _at_once(self, job: Job) -> Any:  # noqa: ANN401  as above
        def asked(apart: _Apart) -> object:
            apart.aside.send(job)
            return _heard(apart.aside)

        return self._insist(asked)

    def _there(self, until: float) -> bool:
        """Tell whether there is something to hear before the moment *until*."""
        return self._apart is not None and self._apart.line.poll(max(0.0, until - time.monotonic()))

    def _insist(self, work: Callable[[_Apart], T]) -> T:
        """Do *work* with a process, and with another one where that is gone meanwhile."""
        for _ in range(_TRIES):
            try:
                self._apart = self._apart or _begun(self._events, self._limits)
            except OSError as error:
                raise ReaderError(f"{_NO_PROCESS}: {error.strerror}") from error
            try:
                return work(self._apart)
            except (EOFError, OSError) as error:
                log.warning("the process that reads mails is gone", extra={"error": type(error).__name__})
                self.end()
        raise ReaderError("the process in which mails are read ends each time, or does not answer")


@contextmanager
def reading_apart(events: Sequence[Event], limits: Limits = Limits()) -> Iterator[Reader]:  # noqa: B008  immutable
    """Give a reader. Where there is no room for its process, that is tried again once something is to be read."""
    apart = None
    if threading.active_count() == 1:  # else no copy of this process can be trusted to work
        try:
            apart = _copied(events, limits)
        except OSError as error:
            log.warning("%s: %s", _NO_PROCESS, error.strerror)
    reader = Reader(events, limits, apart)
    try:
        yield reader
    finally:
        reader.end()


def _copied(events: Sequence[Event], limits: Limits) -> _Apart:
    """Copy this process. OSError where there is no room for another."""
    (ours, theirs), (ours_aside, theirs_aside) = Pipe(), Pipe()

    def serve() -> None:
        ours.close()
        ours_aside.close()
        Nursery(theirs, theirs_aside, events, limits).serve()

    try:
        pid = fork(serve)
    finally:
        theirs.close()
        theirs_aside.close()
    return _Apart(pid, ours, ours_aside)


def _begun(events: Sequence[Event], limits: Limits) -> _Apart:
    """Begin a process that shares nothing with this one, which may have threads by now. OSError as above."""
    (ours, theirs), (ours_aside, theirs_aside) = Pipe(), Pipe()
    numbers = theirs.fileno(), theirs_aside.fileno()
    command = [sys.executable, "-P", "-c", "from inbox_bot.nursery import begin; begin()"]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        process = subprocess.Popen(  # noqa: S603  numbers of our own
            [*command, *map(str, (os.getpid(), *numbers))], stdin=subprocess.DEVNULL, pass_fds=numbers, env=where
        )
    finally:
        theirs.close()
        theirs_aside.close()
    process.returncode = 0  # it is waited for by its number
    apart = _Apart(process.pid, ours, ours_aside)
    ours.send((events, limits, log.isEnabledFor(logging.DEBUG)))
    return apart


def _heard(line: Connection) -> Any:  # noqa: ANN401  as above
    if not line.poll(PATIENCE):
        raise TimeoutError("no answer")
    return line.recv()  # from our own process alone
