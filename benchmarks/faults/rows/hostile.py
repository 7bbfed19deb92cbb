"""Hostile mail: time, memory and crashes."""

import os
import resource
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from benchmarks.faults.table import Fault, Toll
from inbox_bot.config import load
from inbox_bot.core.event import Event
from inbox_bot.reading import read
from inbox_bot.warming import warm
from outside.post import EXAMPLE
from outside.program import PATIENCE, processes
from outside.torture import mails

SECONDS = 2.0
"""Of the processor's time, not of the clock's: the machine may have other work."""
MEGABYTES = 150
_ENDLESS = 20
"""Seconds of the processor's time after which reading is killed."""


class Cost(NamedTuple):
    """What reading a mail took."""

    seconds: float
    megabytes: float
    """How far the most memory it held lay above what it held before."""
    raised: str


@contextmanager
def reader() -> Iterator[Connection]:
    """Give the line to a process that has read all there is to read, and reads each mail in a copy of itself."""
    with processes() as context:
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,))
        process.start()
        theirs.close()
        try:
            yield ours
        finally:
            ours.close()
            process.join(PATIENCE)
            process.close()


def survive(line: Connection, octets: bytes) -> Toll:
    """Let *octets* be read; AssertionError where that takes too much, or raises."""
    line.send_bytes(octets)
    cost: Cost = line.recv()
    assert not cost.raised, cost.raised
    assert cost.seconds <= SECONDS, f"{cost.seconds:.2f} s"
    assert cost.megabytes < MEGABYTES, f"{cost.megabytes:.0f} MB"
    return Toll()


def _serve(line: Connection) -> None:
    """Be the process; it ends when the line does."""
    events = load(EXAMPLE).events
    warm(events)
    with suppress(EOFError):
        while True:
            octets = line.recv_bytes()
            if not (child := os.fork()):
                _answer(line, octets, events)
            _, status = os.waitpid(child, 0)
            if status:
                line.send(Cost(0, 0, f"the process ended with status {status}"))


def _answer(line: Connection, octets: bytes, events: Sequence[Event]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_ENDLESS, _ENDLESS))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    try:
        line.send(_cost(octets, events))
    finally:
        os._exit(0)


def _cost(octets: bytes, events: Sequence[Event]) -> Cost:
    # The high-water mark begins anew (proc(5), clear_refs).
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before, begun, raised = _held("VmRSS"), _spent(), ""
    try:
        read(octets, events)
    except BaseException as error:  # noqa: BLE001  whatever it is, it is told
        raised = f"{type(error).__name__}: {error}"
    return Cost(_spent() - begun, _held("VmHWM") - before, raised)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _held(what: str) -> float:
    """Return a figure of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each mail, made when it is its turn."""
    with reader() as line:
        yield (Fault(name, partial(survive, line, octets)) for name, octets in mails())
