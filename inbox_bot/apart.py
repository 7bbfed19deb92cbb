"""A process that does jobs within limits, seen from outside: where it is gone, another one is begun."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from inbox_bot.core.event import Event
from inbox_bot.jobs import Job
from inbox_bot.nursery import Limits, Nursery, fork
from inbox_bot.reading import ReaderError

log = logging.getLogger(__name__)

PATIENCE = 180.0
"""Seconds that one job may take where the machine has other work; three times that has to pass unnoticed."""
_TRIES = 3
_NO_PROCESS = "no process can be begun in which mails are read"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Process:
    """The process, and the line to it."""

    pid: int
    line: Connection

    def end(self) -> None:
        """Let it be gone."""
        self.line.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


class Apart:
    """Does batch after batch, one at a time. ReaderError where no process can be had; nothing is done without."""

    def __init__(self, events: Sequence[Event], limits: Limits) -> None:
        self._events, self._limits = events, limits
        self._process: _Process | None = None
        self._left: list[Job] = []
        """What was asked for and is not answered."""
        self._owing = False
        """Whether the process is at a batch."""

    def copy(self) -> None:
        """Copy this process, which has to be without threads. Where there is no room, that is met again by `ask`."""
        ours, theirs = Pipe()

        def serve() -> None:
            ours.close()
            Nursery(theirs, self._events, self._limits).serve()

        try:
            self._process = _Process(fork(serve), ours)
        except OSError as error:
            log.warning("%s: %s", _NO_PROCESS, error.strerror)
        finally:
            theirs.close()

    def ask(self, jobs: Sequence[Job]) -> None:
        """Let *jobs*, and no others, be done while the caller does something else."""
        self._left = list(jobs)
        self._insist(self._begin_batch)

    def answer(self, pace: float) -> list[Any]:
        """Return the next of what was asked for: at least one, and as many as come within *pace* seconds."""
        found: list[Any] = []
        until = time.monotonic() + pace
        while self._left and (not found or self._there(until)):
            try:
                found.append(self._insist(self._next))
            except ReaderError:
                if not found:
                    raise
                break  # these are safe first
            self._left.pop(0)
        self._owing = self._owing and bool(self._left)
        return found

    def end(self) -> None:
        """Let the process be gone."""
        if self._process:
            self._process.end()
        self._process, self._owing = None, False

    def _begin_batch(self, line: Connection) -> None:
        if self._owing:  # nobody waits for the batch before
            line.send(None)
            while _heard(line) is not None:
                pass
        line.send(self._left)
        self._owing = bool(self._left)

    def _next(self, line: Connection) -> object:
        if not self._owing:  # it is another process than the one that was asked
            self._begin_batch(line)
        return _heard(line)

    def _there(self, until: float) -> bool:
        """Tell whether there is something to hear before the moment *until*."""
        return self._process is not None and self._process.line.poll(max(0.0, until - time.monotonic()))

    def _insist(self, work: Callable[[Connection], T]) -> T:
        """Do *work* with a process, and with another one where that is gone meanwhile."""
        for _ in range(_TRIES):
            try:
                self._process = self._process or self._begun()
            except OSError as error:
                raise ReaderError(f"{_NO_PROCESS}: {error.strerror}") from error
            try:
                return work(self._process.line)
            except (EOFError, OSError) as error:
                log.warning("the process in which mails are read is gone", extra={"error": type(error).__name__})
                self.end()
        raise ReaderError("the process in which mails are read ends each time, or does not answer")

    def _begun(self) -> _Process:
        """Begin a process that shares nothing with this one, which may have threads by now. OSError passes."""
        ours, theirs = Pipe()
        command = [sys.executable, "-P", "-c", "from inbox_bot.nursery import begin; begin()"]
        numbers = [os.getpid(), theirs.fileno()]
        where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with theirs:
            process = subprocess.Popen(  # noqa: S603  numbers of our own
                [*command, *map(str, numbers)], stdin=subprocess.DEVNULL, pass_fds=numbers[1:], env=where
            )
        process.returncode = 0  # it is waited for by its number
        ours.send((self._events, self._limits, log.isEnabledFor(logging.DEBUG)))
        return _Process(process.pid, ours)


def _heard(line: Connection) -> object:
    if not line.poll(PATIENCE):
        raise TimeoutError("no answer")
    return line.recv()  # from our own process alone
