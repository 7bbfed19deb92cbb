"""Reading apart: mails are read by copies of a process without threads, within limits that no parser can overstep.

What a mail may do to our own code is bounded there; what it may do to a parser or a regular expression below nobody
knows for certain. The system ends a copy that takes too long or too much, and the mail is put before a human.
"""

import hashlib
import logging
import math
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn

from inbox_bot.core.bounds import HEADER_BLOCK
from inbox_bot.core.event import Event
from inbox_bot.reading import TOO_MUCH, Arrival, Failed, Read, Understood, understand
from inbox_bot.warming import warm

log = logging.getLogger(__name__)

PATIENCE = 600.0
"""Seconds that one mail may take where the machine has other work, or slept meanwhile."""


class Limits(NamedTuple):
    """What the system lets one mail take: much more than the worst one that is known."""

    seconds: int = 20
    """Of the processor's time."""
    megabytes: int = 400
    """Beyond what was held before."""


class Reader:
    """Reads batch after batch, one at a time; without its process, nothing."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._owed = 0
        """Answers to what nobody waits for any more."""
        self._asked = 0
        self._gone = False

    def ask(self, arrivals: Sequence[Arrival]) -> None:
        """Let *arrivals* be read while the caller does something else; of none, what that takes is loaded."""
        self._owed, self._asked = self._owed + self._asked, 0
        try:
            for _ in range(self._owed):
                self._next()
            self._owed = 0
            self._line.send(arrivals)
            self._asked = len(arrivals)
        except (EOFError, OSError) as error:
            self._lost(error)

    def answer(self) -> Sequence[Read]:
        """Return what was read of the batch that was asked for; nothing where the process is gone."""
        understood = []
        try:
            while self._asked:
                understood.append(self._next())
                self._asked -= 1
        except (EOFError, OSError) as error:
            self._lost(error)
            return ()
        return understood

    def _next(self) -> Read:
        if not self._line.poll(PATIENCE):
            raise TimeoutError
        return self._line.recv()  # type: ignore[no-any-return]  # from our own process alone

    def _lost(self, error: Exception) -> None:
        if not self._gone:
            log.warning("mails are read without limits", extra={"error": type(error).__name__})
        self._gone, self._asked, self._owed = True, 0, 0
        self._line.close()


@contextmanager
def reading_apart(events: Sequence[Event], limits: Limits = Limits()) -> Iterator[Reader | None]:  # noqa: B008  immutable
    """Give a reader; none where this process has threads, for then no copy of it can be trusted to work."""
    if threading.active_count() > 1:
        yield None
        return
    ours, theirs = Pipe()
    if not (pid := os.fork()):
        ours.close()
        _ending(lambda: _Nursery(events, limits).serve(theirs))
    theirs.close()
    try:
        yield Reader(ours)
    finally:
        ours.close()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _ending(work: Callable[[], None]) -> NoReturn:
    """Do *work*, and end without any of what this process inherited being tidied up: it is another's."""
    with suppress(BaseException):
        work()
    os._exit(0)


@dataclass(frozen=True, slots=True)
class _Nursery:
    """The process that is copied. It reads no mail itself."""

    events: Sequence[Event]
    limits: Limits

    def serve(self, line: Connection) -> None:
        """Read what is sent over *line*, until the other side is gone."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other side, which then ends us
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        warmed = False
        while True:
            for read in self._read(line.recv()):
                line.send(read)
            if not warmed:  # nobody waits for it, then
                warm(self.events)
            warmed = True

    def _read(self, arrivals: Sequence[Arrival]) -> Iterator[Read]:
        left, again = list(arrivals), False
        while left:
            there = len(left)
            killed = yield from self._copied(left)
            if left and killed and (len(left) < there or not again):
                again = True  # the mail may be innocent: the system was short of memory, say
            elif left:
                again = False
                yield self._hardly(left.pop(0))

    def _copied(self, left: list[Arrival]) -> Generator[Read, None, bool]:
        """Yield what a copy reads, taking it from *left*, until it ends; return whether something killed it."""
        ours, theirs = Pipe(duplex=False)
        if not (pid := os.fork()):
            ours.close()
            _ending(lambda: self._be_copy(theirs, left))
        theirs.close()
        status = 0
        try:
            with suppress(EOFError, OSError):  # it may end within an answer, too
                while left:
                    read = ours.recv()
                    left.pop(0)
                    yield read
        finally:
            ours.close()
            _, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGXCPU

    def _be_copy(self, line: Connection, arrivals: Sequence[Arrival]) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # nobody's mail is to lie about
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        for arrival in arrivals:
            self._limit()
            line.send(self._understood(arrival))

    def _limit(self) -> None:
        """Let the system end this process if the next mail takes too much."""
        _at_most(resource.RLIMIT_CPU, math.ceil(time.process_time()) + self.limits.seconds)
        with suppress(OSError):  # no such file but on Linux
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            _at_most(resource.RLIMIT_AS, pages * resource.getpagesize() + self.limits.megabytes * 1_000_000)

    def _understood(self, arrival: Arrival) -> Read:
        try:
            understood = understand(arrival, self.events)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  no mail may keep the others waiting
            return Failed(type(error).__name__)
        if "MemoryError" in (understood.message.unreadable or ""):
            raise MemoryError
        return understood

    def _hardly(self, arrival: Arrival) -> Understood:
        """Return what the header section says, if even that can be read. The octets are left in the mailbox."""
        log.error("a mail takes too much to read", extra={"uid": arrival.uid})
        head = arrival.octets[:HEADER_BLOCK].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        nothing = replace(arrival, octets=b"")
        found = next(self._copied([replace(arrival, octets=head)]), None)
        if not isinstance(found, Understood):
            found = understand(nothing, self.events)
        digest = hashlib.sha256(arrival.octets).hexdigest()
        return replace(found, arrival=nothing, message=replace(found.message, digest=digest, unreadable=TOO_MUCH))


def _at_most(what: int, limit: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
