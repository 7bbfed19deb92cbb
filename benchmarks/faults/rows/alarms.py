"""Trouble that lasts: the organiser hears of it, and of its end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, FAILED, TRY_LATER
from inbox_bot.demo.servers import Accepted, smtp_server
from inbox_bot.outage import SHORTEST
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.machines import put_clock
from outside.place import Place
from outside.post import KINDS, ORGANISER, Posted, machine
from outside.program import Run, ended, started, wait_until
from outside.relay import Relay, relay
from outside.witnesses import database

_INTERVAL = 5.0
_PATIENCE = SHORTEST + timedelta(minutes=1)
"""How long somebody has to be away before anybody hears of it."""
_TROUBLE = ("no look: ", "no start: ")
_SECONDS = 120.0
"""The desk is at work every half minute, and servers that were away are knocked at less and less often."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A place with mail in it, whose servers and store can go away."""

    ground: Ground
    place: Place
    line: Relay
    accepted: Sequence[Accepted]
    posted: Sequence[Posted]
    clock: Path

    @property
    def heard(self) -> list[bytes]:
        """What the organiser got."""
        return [one.octets for one in self.accepted if one.rcpt_tos == (ORGANISER,)]

    @property
    def said(self) -> str:
        """The log."""
        return self.place.log.read_text("utf-8")

    @property
    def disk(self) -> Path:
        """Where a file of SQLite's lies."""
        return self.place.folder / "disk"

    def taken_in(self) -> bool:
        """Tell whether all that was posted is decided."""
        return len(database(self.place.store_url).inbound) == len(self.posted)

    def look(self, later: timedelta) -> int:
        """Look once, as by cron, so much later; return how that ends."""
        return ended(self.ground.context, Run(self.place.config, self.place.log, later=later))

    def serve(self) -> AbstractContextManager[BaseProcess]:
        """Start the service."""
        return started(self.ground.context, Run(self.place.config, self.place.log, "run", clock=self.clock))

    def balance(self, later: timedelta) -> Toll:
        """Look twice more; check the books, and that the organiser heard of the end too."""
        for looks in (1, 2):
            assert self.look(later + looks * LAPSED) == DONE, self.said
        assert len(self.heard) == 2, f"the organiser got {len(self.heard)} letters"
        unknown = self.place.books(self.posted, self.accepted).check()
        assert unknown == 0, f"{unknown} replies unknown"
        return Toll()


Change = Callable[[Scene], object]


@dataclass(frozen=True, slots=True)
class Case:
    """How somebody goes away and comes back, with which store, and how a look by cron ends meanwhile."""

    goes: Change
    comes_back: Change
    store: str
    ends: int = TRY_LATER


def _hide(scene: Scene) -> None:
    scene.disk.rename(scene.disk.with_name("elsewhere"))


def _put_back(scene: Scene) -> None:
    scene.disk.with_name("elsewhere").rename(scene.disk)


def _mail_server(store: str) -> Case:
    return Case(lambda scene: scene.line.go_away(), lambda scene: scene.line.come_back(), store)


CASES = {
    **{f"mail server, {store}": _mail_server(store) for store in STORES},
    "store, postgresql": Case(
        lambda scene: scene.ground.cluster.stop("fast"), lambda scene: scene.ground.cluster.start(), "postgresql"
    ),
    "store, sqlite": Case(_hide, _put_back, "sqlite", FAILED),
}


@contextmanager
def _scene(ground: Ground, store: str) -> Iterator[Scene]:
    with ground.place(store) as whole, smtp_server() as smtp, relay(whole.server.plain_port) as line:
        disk = whole.folder / "disk"
        disk.mkdir()
        place = replace(whole, store_url=f"sqlite:///{disk}/store.db") if store == "sqlite" else whole
        place.configure(smtp.port, {"port": line.port, "poll": f"{_INTERVAL:.0f}s", "idle": False})
        put_clock(clock := place.folder / "clock", 0)
        posted = [KINDS["confirmed"](1), machine(2), KINDS["incomplete"](3)]
        scene = Scene(ground, place, line, smtp.accepted, posted, clock)
        assert scene.look(timedelta()) == DONE, scene.said
        place.post(posted)
        yield scene


def by_cron(ground: Ground, name: str) -> Toll:
    """Let every look fail, for longer than is endured: one alarm, and one word when a look went well."""
    case = CASES[name]
    with _scene(ground, case.store) as scene:
        case.goes(scene)
        for looks, expected in enumerate((0, 1, 1)):
            assert scene.look(looks * _PATIENCE) == case.ends, scene.said
            assert len(scene.heard) == expected, f"{len(scene.heard)} alarms after {looks + 1} looks"
        case.comes_back(scene)
        return scene.balance(3 * _PATIENCE)


def serve(ground: Ground, name: str, *, at_the_start: bool) -> Toll:
    """Let somebody be away when the service starts, or go while it runs, and come back."""
    case = CASES[name]
    with _scene(ground, case.store) as scene:
        if at_the_start:
            case.goes(scene)
        with scene.serve() as process:
            if not at_the_start:
                wait_until(scene.taken_in)
                case.goes(scene)
            wait_until(lambda: any(words in scene.said for words in _TROUBLE))
            put_clock(scene.clock, _PATIENCE.total_seconds())
            wait_until(lambda: len(scene.heard) == 1, _SECONDS)
            case.comes_back(scene)
            wait_until(lambda: scene.taken_in() and len(scene.heard) == 2, _SECONDS)
            process.terminate()
            process.join()
            assert process.exitcode == DONE, scene.said
        return scene.balance(2 * _PATIENCE)


def _all(ground: Ground) -> Iterator[Fault]:
    for name in CASES:
        yield Fault(f"{name}, by cron", partial(by_cron, ground, name))
        if name != "store, sqlite":  # who has the file open does not miss it, and who has not does not begin
            yield Fault(f"{name}, while it runs", partial(serve, ground, name, at_the_start=False))
            yield Fault(f"{name}, at the start", partial(serve, ground, name, at_the_start=True))


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield who may be away, and when."""
    with grounds() as ground:
        yield _all(ground)
