"""The program as a process of its own: as it is typed, at another hour, dying where it is told to."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from inbox_bot.assembly import house_of
from inbox_bot.cli import main, running
from inbox_bot.submission import Submission
from outside.points import die_at

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


def begin(run: Run) -> None:
    """Be the program; called in the new process."""
    with run.log.open("ab") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
        os.dup2(log.fileno(), sys.stdout.fileno())
    if run.later:
        running.house_of = partial(house_of, clock=lambda: datetime.now(UTC) + run.later)  # type: ignore[attr-defined]
    if run.final_answer:
        _defaults(Submission.__init__)["final_answer"] = run.final_answer
    if run.dies:
        die_at(run.dies)
    sys.exit(main(["--config", str(run.config), run.command]))


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


def ended(context: ForkServerContext, run: Run) -> int:
    """Let the program run to its end; return its exit code, or minus the number of the signal that ended it."""
    with started(context, run) as process:
        process.join(PATIENCE)
        if process.exitcode is None:
            raise TimeoutError(f"{run.command} still runs after {PATIENCE:.0f} s: {run.log}")
        return process.exitcode
