"""Two machines at one mailbox and store; sleep, clock, stale locks."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, TRY_LATER
from inbox_bot.demo.servers import Accepted, smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.machines import put_clock, put_to_sleep, sleep, wait_until_asleep, wake
from outside.pair import pair_of
from outside.place import Place, Settings
from outside.points import MEANWHILE, POINTS, UNCLEAR
from outside.post import KINDS, Posted, machine, mixed
from outside.program import KILLED, Run, ended, started, wait_until
from outside.relay import Relay, relay
from outside.served import serving
from outside.stores import hang_up
from outside.witnesses import database

_INTERVAL, _TIMEOUT = 5.0, 2.0
_LATE = 5.0
"""Seconds that a busy computer may add."""
_LONG = 12.0
"""More than two intervals."""
_POLL: Settings = {"poll": f"{_INTERVAL:.0f}s", "timeout": f"{_TIMEOUT:.0f}s", "idle": False}
_HOUR, _NIGHT = 3600.0, 8 * 3600.0
_MAILS = 20
_LOOKS = 3
"""So often may a look meet what another machine holds that sleeps."""


def at_once(ground: Ground, commands: Sequence[str], store: str) -> Toll:
    """Start *commands* at once, on the two machines in turn, before a mailbox full of mail."""
    posted = mixed(_MAILS)
    with pair_of(ground, store, _POLL) as pair, ExitStack() as leaving:
        pair.places[0].post(posted)
        runs = [pair.run(number % 2, command=command) for number, command in enumerate(commands)]
        processes = [leaving.enter_context(_started(ground, pair.places[0], run)) for run in runs]
        wait_until(lambda: len(pair.accepted) >= sum(bool(one.kind) for one in posted))
        for process, command in zip(processes, commands, strict=True):
            if command == "run":
                process.terminate()
            process.join()
            # What the other one has in hand is for another look.
            assert process.exitcode in {DONE, TRY_LATER}, pair.logs
        unknown = pair.balance(posted)
        assert unknown == 0, f"{unknown} replies unknown"
    return Toll()


def dies(ground: Ground, point: str, kind: str, store: str) -> Toll:
    """Kill one machine at *point*, while the other is at work."""
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with pair_of(ground, store, _POLL) as pair, _started(ground, pair.places[0], pair.run(1, command="run")) as other:
        pair.places[0].post(posted)
        assert pair.ended(0, dies=point) in {KILLED, DONE}, pair.logs
        wait_until(lambda: _taken_in(pair.places[0], posted), 2 * _INTERVAL + _LATE)
        other.terminate()
        other.join()
        unknown = pair.balance(posted)
        assert unknown <= (point in UNCLEAR or point in MEANWHILE), f"{unknown} replies unknown"
    return Toll(unknown)


def falls_asleep(ground: Ground, point: str, kind: str, store: str, *, wakes: bool) -> Toll:
    """Let one machine sleep from *point* on, until the other has looked and all that was claimed has lapsed.

    Without *wakes*, it never wakes: its power is lost, and nobody tells the servers.
    """
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with pair_of(ground, store) as pair:
        pair.places[0].post(posted)
        with started(ground.context, pair.run(0, amid=(point, sleep))) as process:
            wait_until_asleep(process.pid or 0)
            # A sleeper in a transaction holds what it writes to: PostgreSQL gives it up in a minute, SQLite does not.
            codes = [pair.ended(1, later=LAPSED)]
            while codes[-1] and store == "postgresql" and len(codes) < _LOOKS:
                codes.append(pair.ended(1, later=LAPSED))
            assert codes[-1] == DONE or (codes == [TRY_LATER] and store == "sqlite"), f"{codes}: {pair.logs}"
            if wakes:
                wake(process.pid or 0)
                process.join()
                assert process.exitcode in {DONE, TRY_LATER}, pair.logs
        unknown = pair.balance(posted)
        assert unknown <= (point in UNCLEAR or point in MEANWHILE), f"{unknown} replies unknown"
    return Toll(unknown)


@dataclass(frozen=True, slots=True)
class Serving:
    """A service at work, with one mail answered, behind a line that can go dead."""

    ground: Ground
    place: Place
    accepted: Sequence[Accepted]
    line: Relay
    posted: Sequence[Posted]
    pid: int
    clock: Path

    def go_on(self) -> None:
        """Let further mail come, which is taken in within two intervals and answered."""
        self.place.post(self.posted[1:])
        self.wait()

    def wait(self) -> None:
        """Wait for what was promised."""
        wait_until(lambda: _taken_in(self.place, self.posted), 2 * _INTERVAL + _TIMEOUT + _LATE)
        wait_until(lambda: len(self.accepted) == 2)


def _balances(
    ground: Ground, place: Place, run: Callable[..., Run], posted: Sequence[Posted], accepted: Sequence[Accepted]
) -> None:
    """Look twice more, when whatever was claimed has lapsed, and check the books."""
    for looks in (1, 2):
        assert ended(ground.context, run(later=looks * LAPSED)) == DONE, place.log.read_text()
    assert place.books(posted, accepted).check() == 0


@contextmanager
def _service(ground: Ground, kind: str, store: str, mailbox: Settings, *, fault: float = _TIMEOUT) -> Iterator[Serving]:
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with ground.place(store) as place, smtp_server() as smtp, relay(place.server.plain_port) as line:
        put_clock(clock := place.folder / "clock", 0)
        place.configure(smtp.port, {**_POLL, "port": line.port, **mailbox})
        place.post(posted[:1])
        run = partial(Run, place.config, place.log)
        with serving(ground.context, place, run("run", clock=clock), _INTERVAL, fault=fault) as process:
            wait_until(lambda: len(smtp.accepted) == 1)
            yield Serving(ground, place, smtp.accepted, line, posted, process.pid or 0, clock)
            process.terminate()
            process.join()
            assert process.exitcode == DONE, place.log.read_text()
        _balances(ground, place, run, posted, smtp.accepted)


def sleeps(ground: Ground, seconds: float, kind: str, store: str, *, idle: bool) -> Toll:
    """Let the machine sleep for so long by its clock; its lines to the servers are dead when it wakes."""
    with _service(ground, kind, store, {"idle": idle}) as service:
        put_to_sleep(service.pid)
        service.line.go_dead()
        hang_up(ground.cluster)
        put_clock(service.clock, seconds)
        wake(service.pid)
        service.go_on()
    return Toll()


def is_set(ground: Ground, seconds: float, kind: str, store: str) -> Toll:
    """Put the clock on or back while the service runs."""
    with _service(ground, kind, store, {}) as service:
        put_clock(service.clock, seconds)
        service.go_on()
    return Toll()


def outlasts(ground: Ground, kind: str, store: str) -> Toll:
    """Let a look take longer than two intervals."""
    with _service(ground, kind, store, {"timeout": "30s"}, fault=_LONG) as service:
        service.line.hold_up(_LONG)
        service.place.post(service.posted[1:2])
        wait_until(lambda: service.line.held)
        service.place.post(service.posted[2:])
        wait_until(lambda: not service.line.held)
        service.wait()
    return Toll()


def is_overtaken(ground: Ground, kind: str, store: str) -> Toll:
    """Let a timer start three more looks while the first waits for its server."""
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with pair_of(ground, store) as pair, relay(pair.places[0].server.plain_port) as line:
        place = pair.places[0]
        place.configure(pair.smtp, {"port": line.port})
        place.post(posted)
        line.hold_up(_LONG)
        with started(ground.context, pair.run(0)) as first:
            wait_until(lambda: line.held)
            assert [pair.ended(1) for _ in range(3)] == [DONE] * 3, pair.logs
            assert line.held
            first.join()
            assert first.exitcode == DONE, pair.logs
        unknown = pair.balance(posted)
        assert unknown == 0, f"{unknown} replies unknown"
    return Toll()


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the lock, as one who hangs."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _left(path: Path) -> Iterator[None]:
    path.write_text(f"{os.getpid()}\n")
    path.chmod(0o400)
    yield


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    path.unlink()
    path.mkdir()
    yield


LOCKS = {"held by one who hangs": _held, "left behind": _left, "a folder in its place": _folder}


def locked_up(ground: Ground, name: str, kind: str, command: str) -> Toll:
    """Let the file by which processes of one machine know of each other be stale: mail is answered all the same."""
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with ground.place("sqlite") as place, smtp_server() as smtp:
        place.configure(smtp.port, _POLL)
        place.post(posted[:1])
        run = partial(Run, place.config, place.log)
        assert ended(ground.context, run()) == DONE, place.log.read_text()
        place.post(posted[1:])
        with LOCKS[name](place.folder / "store.db-delivering"), _started(ground, place, run(command)) as process:
            wait_until(lambda: len(smtp.accepted) == 2)
            if command == "run":
                process.terminate()
            process.join()
            assert process.exitcode == DONE, place.log.read_text()
        _balances(ground, place, run, posted, smtp.accepted)
    return Toll()


def _started(ground: Ground, place: Place, run: Run) -> AbstractContextManager[BaseProcess]:
    """Start the program; a service is judged by how often it looks."""
    if run.command == "run":
        return serving(ground.context, place, run, _INTERVAL)
    return started(ground.context, run)


def _taken_in(place: Place, posted: Sequence[Posted]) -> bool:
    return len(database(place.store_url).inbound) == len(posted)


TOGETHER = {
    "two looks": ("poll", "poll"),
    "two services": ("run", "run"),
    "a look beside a service": ("run", "poll"),
    "six looks": ("poll",) * 6,
}
_NEVER = ("before commit", "after the claim", "after DATA", "before the dot")
CLOCKS = {"an hour on": _HOUR, "8 h on": _NIGHT, "an hour back": -_HOUR, "8 h back": -_NIGHT}


def _all(ground: Ground) -> Iterator[Fault]:
    kinds = tuple(KINDS)
    for name, store in product(TOGETHER, STORES):
        yield Fault(f"{name}, {store}", partial(at_once, ground, TOGETHER[name], store))
    for number, point in enumerate(POINTS):
        kind, store, other = kinds[number % 3], STORES[number % 2], STORES[1 - number % 2]
        yield Fault(f"dies {point}, {store}", partial(dies, ground, point, kind, store))
        yield Fault(f"falls asleep {point}, {other}", partial(falls_asleep, ground, point, kind, other, wakes=True))
    for number, point in enumerate(_NEVER):
        kind = kinds[number % 3]
        yield Fault(
            f"never wakes {point}, postgresql", partial(falls_asleep, ground, point, kind, STORES[1], wakes=False)
        )
    for number, (idle, store) in enumerate(product((False, True), STORES)):
        name = f"sleeps for 8 h{' while it listens' if idle else ''}, {store}"
        yield Fault(name, partial(sleeps, ground, _NIGHT, kinds[number % 3], store, idle=idle))
    for number, (name, store) in enumerate(product(CLOCKS, STORES)):
        yield Fault(f"clock put {name}, {store}", partial(is_set, ground, CLOCKS[name], kinds[number % 3], store))
    for number, kind in enumerate(KINDS):
        store = STORES[number % 2]
        yield Fault(f"a look that outlasts its interval, {kind}, {store}", partial(outlasts, ground, kind, store))
        yield Fault(f"a look overtaken by others, {kind}, {store}", partial(is_overtaken, ground, kind, store))
    for number, (name, command) in enumerate(product(LOCKS, ("poll", "run"))):
        yield Fault(f"stale lock, {name}, {command}", partial(locked_up, ground, name, kinds[number % 3], command))


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield what two machines do to each other, and what sleep and clocks do to one."""
    with grounds() as ground:
        yield _all(ground)
