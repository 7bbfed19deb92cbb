"""The program as a process of its own: as it is typed, at another hour, dying where it is told to."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from inbox_bot import assembly, tls
from inbox_bot.assembly import house_of, telling, templates_of
from inbox_bot.cli import main, running
from inbox_bot.config import load
from inbox_bot.core.reply import Templates
from inbox_bot.submission import Submission
from outside.clock import shift
from outside.points import Happen, at, die_at
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
    first: Happen | None = None
    """What happens in the process before the program begins."""
    amid: tuple[str, Happen] | None = None
    """What happens there once, at the point of that name."""
    clock: Path | None = None
    """A file with the seconds that all its clocks are ahead, at every moment anew."""


def begin(run: Run) -> None:
    """Be the program; called in the new process."""
    os.setsid()  # so that whatever it starts can be told from what others started
    with run.log.open("ab") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
        os.dup2(log.fileno(), sys.stdout.fileno())
    assembly.templates_of = lambda config: templates()  # noqa: ARG005  there is one set of them here
    if run.later:
        _set(lambda: datetime.now(UTC) + run.later)
    if run.final_answer:
        _defaults(Submission.__init__)["final_answer"] = run.final_answer
    if run.authority:
        os.environ["SSL_CERT_FILE"] = str(run.authority)
        tls.verified.cache_clear()
    if run.clock:
        _set(shift(run.clock))
    if run.dies:
        die_at(run.dies)
    if run.amid:
        at(*run.amid)
    if run.first:
        run.first()
    code = main(["--config", str(run.config), *run.command.split()])
    _flush()
    sys.exit(code)


def _set(clock: Callable[[], datetime]) -> None:
    running.house_of = partial(house_of, clock=clock)  # type: ignore[attr-defined]
    running.telling = partial(telling, clock=clock)  # type: ignore[attr-defined]


def _flush() -> None:
    """Write out what there is to say. Where that cannot be, it is dropped, as at the end of a start by hand."""
    try:
        if sys.stderr:
            sys.stderr.flush()
    except OSError:
        sys.stderr = None  # what has no file is not flushed any more


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


def killed_after(context: ForkServerContext, run: Run, seconds: float) -> int:
    """Kill the program, with what it started, once it has run for *seconds*; return how it ended, as `ended` does."""
    with started(context, run) as process:
        process.join(seconds)
        process.kill()
        process.join()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        return process.exitcode or 0


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for what another process does; TimeoutError where that takes longer than *seconds*."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"it did not come to pass in {seconds:.0f} s")
        time.sleep(0.05)  # nobody tells us


def members(session: int) -> int:
    """Return how many processes of *session* are alive."""
    found = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # pid (command) state parent group session …
            state, _, _, its = file.read_text().rpartition(")")[2].split()[:4]
            found += state != "Z" and int(its) == session
    return found


def ended(context: ForkServerContext, run: Run, patience: float = PATIENCE) -> int:
    """Let the program run to its end; return its exit code, or minus the number of the signal that ended it."""
    with started(context, run) as process:
        process.join(patience)
        if process.exitcode is None:
            raise TimeoutError(f"{run.command} still runs after {patience:.0f} s: {run.log}")
        return process.exitcode
