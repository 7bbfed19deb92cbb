"""The program as a process of its own: as it is typed, at another hour, dying where it is told to."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from inbox_bot import assembly
from inbox_bot.assembly import house_of, templates_of
from inbox_bot.cli import main, running
from inbox_bot.config import load
from inbox_bot.core.reply import Templates
from inbox_bot.submission import Submission
from outside.points import die_at
from outside.post import EXAMPLE

PATIENCE = 60.0
KILLED = -signal.SIGKILL
_TESTS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """`inbox-bot --config CONFIG COMMAND`, its standard error added to *log*."""

    config: Path
    log: Path
    command: str = "poll"
    dies: str = ""
    """The name of a point (`points.POINTS`)."""
    later: timedelta = timedelta()
    """How far its clock is ahead: what another process claimed lapses in half an hour, which no test waits for."""
    final_answer: timedelta | None = None
    """How long it waits for the answer to the final dot, if not ten minutes."""
    authority: Path | None = None
    """The certificate of whom it trusts besides."""


def begin(run: Run) -> None:
    """Be the program; called in the new process."""
    os.setsid()  # so that whatever it starts can be told from what others started
    with run.log.open("ab") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
        os.dup2(log.fileno(), sys.stdout.fileno())
    assembly.templates_of = lambda config: templates()  # noqa: ARG005  there is one set of them here
    if run.later:
        running.house_of = partial(house_of, clock=lambda: datetime.now(UTC) + run.later)  # type: ignore[attr-defined]
    if run.final_answer:
        _defaults(Submission.__init__)["final_answer"] = run.final_answer
    if run.authority:
        os.environ["SSL_CERT_FILE"] = str(run.authority)
    if run.dies:
        die_at(run.dies)
    sys.exit(main(["--config", str(run.config), run.command]))


@cache
def templates() -> Templates:
    """Return the shipped templates, verified: a second's work of each start, done once before the processes fork."""
    return templates_of(load(EXAMPLE))


def _defaults(function: Any) -> dict[str, Any]:
    return function.__kwdefaults__  # type: ignore[no-any-return]


@contextmanager
def processes() -> Iterator[ForkServerContext]:
    """Give what makes processes quickly: forked from one without threads that has read all there is to read."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warm"])
    before = os.environ.get("PYTHONPATH")
    # The process to fork from looks for modules there; it does not get this one's path.
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    yield context


@contextmanager
def started(context: ForkServerContext, run: Run) -> Iterator[BaseProcess]:
    """Start the program; it is gone when the block is left."""
    process = context.Process(target=begin, args=(run,))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


def killed_after(context: ForkServerContext, run: Run, seconds: float) -> tuple[int, int]:
    """Kill the program once it has run for *seconds*; return how it ended, as `ended` does, and its session."""
    with started(context, run) as process:
        process.join(seconds)
        process.kill()
        process.join()
        return process.exitcode or 0, process.pid or 0


def deserted(sessions: Collection[int]) -> bool:
    """Tell whether whatever the processes of *sessions* started ends, too."""
    end = time.monotonic() + PATIENCE
    while any(session in sessions for session in _sessions()):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)  # nobody tells us when it is over
    return True


def _sessions() -> Iterator[int]:
    """Yield the session of every process that is alive."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # pid (command) state parent group session …
            state, _, _, session = file.read_text().rpartition(")")[2].split()[:4]
            if state != "Z":
                yield int(session)


def ended(context: ForkServerContext, run: Run) -> int:
    """Let the program run to its end; return its exit code, or minus the number of the signal that ended it."""
    with started(context, run) as process:
        process.join(PATIENCE)
        if process.exitcode is None:
            raise TimeoutError(f"{run.command} still runs after {PATIENCE:.0f} s: {run.log}")
        return process.exitcode
