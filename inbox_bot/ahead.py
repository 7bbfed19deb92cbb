"""Reading ahead: a process of its own reads the next mails of a backlog while these are decided and committed."""

import logging
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

from inbox_bot.core.event import Event
from inbox_bot.reading import Arrival, Understood, understand

log = logging.getLogger(__name__)

PATIENCE = 300.0
"""Seconds that one batch may take; reading is bounded, so a process that takes longer hangs."""

Batch = tuple[Sequence[Arrival], Sequence[Understood]]


def ahead(batches: Iterable[Sequence[Arrival]], events: Sequence[Event]) -> Iterator[Batch]:
    """Yield each of *batches* with what was read of it; with nothing where it is still to be read.

    The first is never read, since the other process starts meanwhile, and none is once that process failed.
    """
    with _process(events) as process:
        coming = iter(batches)
        arrivals: Sequence[Arrival] | None = next(coming, None)
        understood: Sequence[Understood] = ()
        while arrivals is not None:
            following = next(coming, None)
            asked = following is not None and _ask(process, following)
            yield arrivals, understood
            understood = _answer(process) if asked else ()
            arrivals = following


@contextmanager
def _process(events: Sequence[Event]) -> Iterator[subprocess.Popen[bytes]]:
    # The same interpreter, finding the same packages, and nothing that merely lies in the folder we were started in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-P", "-m", __name__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603 - our own program
    try:
        _ask(process, tuple(events))
        yield process
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream.close() if stream else None
        process.wait()


def _ask(process: subprocess.Popen[bytes], value: Any) -> bool:  # noqa: ANN401 - whatever the other side expects next
    try:
        _put(process.stdin, value)
    except OSError:
        return False
    return True


def _answer(process: subprocess.Popen[bytes]) -> Sequence[Understood]:
    """Return what was read; nothing where the process died, hangs, or could not read it."""
    try:
        if process.stdout and select.select([process.stdout], [], [], PATIENCE)[0]:
            return _get(process.stdout)  # type: ignore[no-any-return]  # it answers with what was understood
    except (EOFError, OSError, pickle.PickleError) as error:
        log.warning("no reading ahead", extra={"error": type(error).__name__})
    process.kill()
    return ()


def _put(stream: IO[bytes] | None, value: Any) -> None:  # noqa: ANN401 - as above
    if stream is not None:
        pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()


def _get(stream: IO[bytes]) -> Any:  # noqa: ANN401 - as above
    return pickle.load(stream)  # noqa: S301 - from our own process alone


def main() -> None:
    """Read until the other side is gone. A batch that breaks us gets no answer: there it is read one by one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other side, which then ends us
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not get between the answers
    with suppress(EOFError, BrokenPipeError, TypeError, pickle.PickleError):
        events: Sequence[Event] = _get(questions)
        while True:
            _put(answers, _read(_get(questions), events))


def _read(arrivals: Sequence[Arrival], events: Sequence[Event]) -> list[Understood]:
    try:
        return [understand(arrival, events) for arrival in arrivals]
    except Exception:  # noqa: BLE001 - whoever asked finds out which mail it was
        return []


if __name__ == "__main__":
    main()
