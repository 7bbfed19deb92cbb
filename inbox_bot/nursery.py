"""The process whose copies read mails: it has no threads, and reads nothing itself.

What a mail may do to our own code is bounded there; what it may do to a parser or a regular expression below nobody
knows for certain. The system ends a copy that takes too long or too much, and the mail is put before a human.
"""

import logging
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import NamedTuple, NoReturn

from inbox_bot import logs
from inbox_bot.core.event import Event
from inbox_bot.jobs import Job
from inbox_bot.orphans import end_with
from inbox_bot.reading import Failed
from inbox_bot.warming import warm

log = logging.getLogger(__name__)

_LESS_SECONDS = 5
"""Of the processor's time, for what is still wanted of a mail that took too much."""


_NO_MEMORY, _BROKEN = 3, 4
"""How a process ends that was denied memory, and one that met what no mail can be blamed for."""


class Limits(NamedTuple):
    """What the system lets one mail take: much more than the worst one that is known."""

    seconds: int = 20
    """Of the processor's time."""
    megabytes: int = 400
    """Beyond what was held before."""


class _LeftOffError(Exception):
    """Nobody waits for the batch any more."""


class _BrokenError(Exception):
    """No copy works: the program's files may have been replaced meanwhile. Another process reads them anew."""


def fork(work: Callable[[], None]) -> int:
    """Let a copy of this process do *work*; return its number. It is gone soon after this one. OSError passes."""
    parent = os.getpid()
    if pid := os.fork():
        return pid
    code = _BROKEN
    with suppress(BaseException):
        end_with(parent)
        code = _ended(work)
    os._exit(code)  # without any of what is another's being tidied up


def _ended(work: Callable[[], None]) -> int:
    try:
        work()
    except MemoryError:
        return _NO_MEMORY
    return 0


def begin() -> None:
    """Be the process, where no copy can be: who started it and the line are arguments, all else comes over the line."""
    parent, number = map(int, sys.argv[1:])
    end_with(parent)
    line = Connection(number)
    with suppress(EOFError, OSError):
        events, limits, verbose = line.recv()
        logs.set_up(verbose=verbose)
        Nursery(line, events, limits).serve()


@dataclass(frozen=True, slots=True)
class Nursery:
    """Does the jobs that come over *line*, in their order."""

    line: Connection
    events: Sequence[Event]
    limits: Limits

    def serve(self) -> NoReturn:
        """Answer each job, and None with None, which takes back a batch. EOFError when the other side is gone."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other side, which then ends us
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        warmed = False
        while True:
            self._answer(self.line.recv())
            if not warmed:  # nobody waits for it, then
                warm(self.events)
            warmed = True

    def _answer(self, batch: Sequence[Job] | None) -> None:
        if batch is None:
            self.line.send(None)
            return
        with suppress(_LeftOffError):
            for done in self._done(batch):
                self.line.send_bytes(done)

    def _done(self, jobs: Sequence[Job]) -> Iterator[bytes]:
        """Yield what each of *jobs* comes to, pickled."""
        left, again = list(jobs), False
        while left:
            there = len(left)
            killed = yield from self._copied(left, self.limits)
            if left and killed and (len(left) < there or not again):
                again = True  # the mail may be innocent: the system was short of memory, say
            elif left:
                again = False
                yield self._left(left.pop(0))

    def _left(self, job: Job) -> bytes:
        log.error("a mail takes too much to read")
        limits = self.limits._replace(seconds=min(self.limits.seconds, _LESS_SECONDS))
        sent = [next(self._copied([less], limits), None) for less in job.less]
        found = [one and ForkingPickler.loads(one) for one in sent]
        return _pickled(job.left([None if isinstance(one, Failed) else one for one in found], self.events))

    def _copied(self, left: list[Job], limits: Limits) -> Generator[bytes, None, bool]:
        """Yield what a copy sends, taking each job from *left*, until it ends; return whether something killed it."""
        ours, theirs = Pipe(duplex=False)
        pid = fork(lambda: self._be_copy(theirs, tuple(left), limits, but=ours))
        theirs.close()
        status = 0
        try:
            with suppress(EOFError, OSError):  # it may end within an answer, too
                while left:
                    done = self._heard(ours)
                    left.pop(0)
                    yield done
        except BaseException:
            os.kill(pid, signal.SIGKILL)  # it may be at a mail that has no end
            raise
        finally:
            ours.close()
            _, status = os.waitpid(pid, 0)
        if left and os.waitstatus_to_exitcode(status) == _BROKEN:
            raise _BrokenError
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGXCPU

    def _heard(self, copy: Connection) -> bytes:
        """Return what *copy* sends. _LeftOffError where the batch is taken back meanwhile."""
        if self.line in wait([copy, self.line]):
            raise _LeftOffError
        return copy.recv_bytes()

    def _be_copy(self, line: Connection, jobs: Sequence[Job], limits: Limits, but: Connection) -> None:
        but.close()
        self.line.close()  # others wait for its end
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # nobody's mail is to lie about
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        for job in jobs:
            _limit(limits)
            line.send_bytes(self._tried(job))

    def _tried(self, job: Job) -> bytes:
        try:
            return _pickled(job.done(self.events))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  no mail may keep the others waiting
            return _pickled(Failed(type(error).__name__))


def _pickled(found: object) -> bytes:
    return bytes(ForkingPickler.dumps(found))


def _limit(limits: Limits) -> None:
    """Let the system end this process if what follows takes too much."""
    _at_most(resource.RLIMIT_CPU, math.ceil(time.process_time()) + limits.seconds)
    with suppress(OSError):  # no such file but on Linux
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        _at_most(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.megabytes * 1_000_000)


def _at_most(what: int, limit: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
