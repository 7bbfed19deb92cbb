"""Mails without end, and who reads them killed while they do."""

import os
import random
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE
from inbox_bot.demo.servers import Accepted, smtp_server
from outside.endless import endless, spin
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Place
from outside.post import KINDS, Posted, machine, mixed
from outside.program import Run, ended, wait_until
from outside.served import serving
from outside.witnesses import database

_INTERVAL = 5.0
_SECONDS = 1
"""Of the processor's time, for each mail."""
_PATIENCE = 600.0
_MAILS = 100


def endure(ground: Ground, count: int, kind: str, store: str) -> Toll:
    """Let *count* mails without end come while the service runs: it looks on, and answers what comes between them."""
    most = [endless(number) for number in range(2, count + 2)]
    posted = [KINDS[kind](1), *most, machine(count + 2), KINDS[kind](count + 3)]
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port, {"poll": f"{_INTERVAL:.0f}s", "idle": False})
        run = Run(place.config, place.log, "run", first=spin(_SECONDS))
        place.post(posted)
        with serving(ground.context, place, run, _INTERVAL) as process:
            wait_until(lambda: _taken_in(place, posted), _PATIENCE)
            _end(process, place)
        # Each is read once more, to its end now, under the name that it has.
        place.server.set_uidvalidity(place.user, place.inbox, 4711)
        return _balance(ground, place, posted, smtp.accepted)


def kill(ground: Ground, seed: int, store: str, most: int = 10) -> Toll:
    """Kill whoever reads, again and again: all mail is taken in all the same."""
    chance = random.Random(seed)  # noqa: S311  no secret
    posted = mixed(_MAILS)
    kills = 0
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port, {"poll": f"{_INTERVAL:.0f}s", "idle": False})
        place.post(posted)
        with serving(ground.context, place, Run(place.config, place.log, "run"), _INTERVAL) as process:
            while kills < most and not _taken_in(place, posted):
                time.sleep(chance.random() / 2)  # whenever it may be
                kills += _killed(process, chance)
            wait_until(lambda: _taken_in(place, posted), _PATIENCE)
            _end(process, place)
        toll = _balance(ground, place, posted, smtp.accepted)
    return toll._replace(tried=max(1, kills))


def _killed(process: BaseProcess, chance: random.Random) -> bool:
    """Kill one of those who read for *process*; tell whether there was any."""
    reading = _children(process.pid or 0)
    found = [*reading, *(copy for one in reading for copy in _children(one))]
    if found:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)
    return bool(found)


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(one) for task in tasks for one in task.read_text("ascii").split()]
    return []


def _taken_in(place: Place, posted: list[Posted]) -> bool:
    with suppress(Exception):  # it may not have begun
        return len(database(place.store_url).inbound) == len(posted)
    return False


def _end(process: BaseProcess, place: Place) -> None:
    process.terminate()
    process.join()
    assert process.exitcode == DONE, place.log.read_text()


def _balance(ground: Ground, place: Place, posted: list[Posted], accepted: list[Accepted]) -> Toll:
    for looks in (1, 2):
        assert ended(ground.context, Run(place.config, place.log, later=looks * LAPSED)) == DONE, place.log.read_text()
    unknown = place.books(posted, accepted).check()
    assert unknown == 0, f"{unknown} replies unknown"
    return Toll(tried=1)


def _all(ground: Ground) -> Iterator[Fault]:
    for kind, store in zip(KINDS, (*STORES, STORES[0]), strict=True):
        yield Fault(f"50 mails without end, {kind}, {store}", partial(endure, ground, 50, kind, store))
    for seed in range(6):
        store = STORES[seed % 2]
        yield Fault(f"whoever reads is killed, {seed}, {store}", partial(kill, ground, seed, store))


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each mail without end, and each series of kills."""
    with grounds() as ground:
        yield _all(ground)
