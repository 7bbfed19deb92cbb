"""Store, disk and log: locked, read-only, full, corrupt, gone."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from benchmarks.faults.troubles import DAMAGES, LASTING, LOGS, SUDDEN, TABLES, Site
from inbox_bot.cli import DONE, FAILED, TRY_LATER
from inbox_bot.demo.servers import Accepted, smtp_server
from outside import stores
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Place
from outside.points import MEANWHILE, UNCLEAR, Happen
from outside.post import KINDS, Posted, machine
from outside.program import Run, ended, wait_until
from outside.served import serving
from outside.witnesses import database
from servers.submitting import Submitting, submitting

_INTERVAL = 5.0
_PATIENCE = 200.0
"""A look may meet the same lock at several things that it does, and waits for half a minute each time."""
_WHILE = 8.0
"""Seconds that a trouble lasts while the service runs."""
_LATE = 5.0
"""Seconds that a busy computer may add."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A program that has looked once, with one mail answered, and more mail that has come since."""

    ground: Ground
    site: Site
    accepted: Sequence[Accepted]
    posted: Sequence[Posted]

    @property
    def place(self) -> Place:
        return self.site.place

    def ended(self, **how: object) -> int:
        """Start the program; return how it ends."""
        run = Run(self.place.config, self.place.log, **how)  # type: ignore[arg-type]  # what a Run has
        return ended(self.ground.context, run, _PATIENCE)

    def balance(self) -> int:
        """Look twice more; check the books; return how many replies are unknown."""
        for looks in (1, 2):
            assert self.ended(later=looks * LAPSED) == DONE, self.place.log.read_text()
        return self.place.books(self.posted, self.accepted).check()


@contextmanager
def _scene(ground: Ground, kind: str, store: str, *, small: bool = False, first: bool = False) -> Iterator[Scene]:
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with _site(ground, store, small=small) as site, smtp_server() as smtp:
        site.place.configure(smtp.port, {"poll": f"{_INTERVAL:.0f}s", "idle": False})
        scene = Scene(ground, site, smtp.accepted, posted)
        site.place.post(posted[:1])
        assert scene.ended(command="check" if first else "poll") == DONE, site.place.log.read_text()
        site.place.post(posted[1:])
        yield scene


@contextmanager
def _site(ground: Ground, store: str, *, small: bool) -> Iterator[Site]:
    with ground.place(store) as place:
        if store == "postgresql":
            with stores.tablespace(ground.cluster, small=small) as disk:
                yield Site(place, ground.cluster, disk)
        else:
            with stores.disk(place.folder, small=small) as disk:
                yield Site(replace(place, store_url=f"sqlite:///{disk}/store.db"), ground.cluster, disk)


def survive(ground: Ground, name: str, point: str, kind: str) -> Toll:
    """Let the trouble called *name* begin at *point* of a look, and end after it."""
    trouble = SUDDEN[name]
    with _scene(ground, kind, trouble.store, small=trouble.disk) as scene:
        came = scene.place.folder / "came"
        code = scene.ended(amid=(point, partial(_come, came, trouble.happens(scene.site))))
        assert came.exists(), f"it never came to {point}"
        trouble.over(scene.site)
        assert code in {DONE, TRY_LATER}, f"{code}: {scene.place.log.read_text()}"
        unknown = scene.balance()
        unclear = not trouble.passes and point in UNCLEAR
        assert unknown == unclear or (point in MEANWHILE and unknown == 1), f"{unknown} replies unknown"
    return Toll(unknown)


def _come(came: Path, happens: Happen) -> None:
    came.touch()
    happens()


def outlast(ground: Ground, name: str, kind: str) -> Toll:
    """Let the trouble called *name* last for a whole look."""
    trouble = LASTING[name]
    with _scene(ground, kind, trouble.store, small=trouble.disk, first=trouble.first) as scene:
        with trouble.lasts(scene.site):
            code = scene.ended()
        assert code in trouble.ends, f"{code}: {scene.place.log.read_text()}"
        unknown = scene.balance()
        assert unknown == trouble.unknown, f"{unknown} replies unknown"
    return Toll(unknown)


def look_on(ground: Ground, name: str, kind: str) -> Toll:
    """Let the trouble called *name* come and go while the service runs: all mail is taken in within two intervals."""
    trouble = LASTING[name]
    with _scene(ground, kind, trouble.store, small=trouble.disk) as scene:
        run = Run(scene.place.config, scene.place.log, "run")
        with serving(ground.context, scene.place, run, _INTERVAL, fault=_WHILE) as process:
            wait_until(lambda: _taken_in(scene, 3))
            with trouble.lasts(scene.site):
                scene.place.post([further := KINDS[kind](4)])
                process.join(_WHILE)
            wait_until(lambda: _taken_in(scene, 4), 2 * _INTERVAL + _LATE)
            process.terminate()
            process.join()
            assert process.exitcode == DONE, scene.place.log.read_text()
        return Toll(replace(scene, posted=[*scene.posted, further]).balance())


def _taken_in(scene: Scene, count: int) -> bool:
    return len(database(scene.place.store_url).inbound) == count


def restored(ground: Ground, name: str, kind: str) -> Toll:
    """Damage the file as *name* says: nobody is answered, and the copy that is put back leaves new mail to a human."""
    with _scene(ground, kind, "sqlite") as scene:
        path, copy = scene.site.disk / "store.db", scene.place.folder / "copy"
        assert scene.ended(command=f"backup {copy}") == DONE
        DAMAGES[name](path)
        assert scene.ended() == FAILED, scene.place.log.read_text()
        assert len(scene.accepted) == 1
        assert scene.ended(command=f"restore {copy}") == DONE, scene.place.log.read_text()
        first, away, new = scene.posted
        new = replace(new, outcomes=("review",), listed=(), kind="")
        unknown = replace(scene, posted=[first, replace(away, outcomes=("ignored", "review")), new]).balance()
        assert unknown == 0, f"{unknown} replies unknown"
    return Toll()


def mended(ground: Ground, table: str, kind: str) -> Toll:
    """Damage the files of *table* on the server: nobody is answered until they are as they were."""
    with _scene(ground, kind, "postgresql") as scene:
        cluster = ground.cluster
        paths = stores.files(cluster, table)
        cluster.stop("fast")
        kept = {path: path.read_bytes() for path in paths}
        for path, octets in kept.items():
            stores.garble(path, 0, len(octets))
        cluster.start()
        assert scene.ended() == FAILED, scene.place.log.read_text()
        assert len(scene.accepted) == 1
        cluster.stop("fast")
        for path, octets in kept.items():
            path.write_bytes(octets)
        cluster.start()
        unknown = scene.balance()
        assert unknown == 0, f"{unknown} replies unknown"
    return Toll()


def torn(ground: Ground, kind: str) -> Toll:
    """Lose SQLite's write-ahead log after a kill, before anything was answered: the mail is taken in anew."""
    with _scene(ground, kind, "sqlite") as scene:
        scene.ended(dies="after commit")
        stores.garble(scene.site.disk / "store.db-wal", 0, 100)
        assert scene.accepted[1:] == []
        return Toll(scene.balance())


def unsaid(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Let the log be unwritable, first while no reply can leave, then while all is well."""
    server = Submitting({"CONNECT": lambda line, _: line.say("421 too busy")})
    posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
    with _site(ground, store, small=False) as site, submitting(server) as port:
        site.place.configure(port)
        site.place.post(posted)
        scene = Scene(ground, site, server.accepted, posted)
        assert scene.ended(first=LOGS[name]) == TRY_LATER
        assert scene.ended(first=LOGS[name], later=LAPSED) == DONE
        return Toll(scene.balance())


def say_nothing(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Let the service's log be unwritable: mail is taken in and answered as ever."""
    with _scene(ground, kind, store) as scene:
        run = Run(scene.place.config, scene.place.log, "run", first=LOGS[name])
        with serving(ground.context, scene.place, run, _INTERVAL) as process:
            wait_until(lambda: len(scene.accepted) == 2)
            process.terminate()
            process.join()
            assert process.exitcode == DONE
        return Toll(scene.balance())


_WATCHED = ("no room on the disk", "locked by another", "away", "read only", "no room for inbound")


def _all(ground: Ground) -> Iterator[Fault]:
    mountable, kinds = stores.may_mount(), tuple(KINDS)
    for name, sudden in SUDDEN.items():
        if mountable or not sudden.disk:
            for number, point in enumerate(sudden.points):
                yield Fault(f"{name}, {point}", partial(survive, ground, name, point, kinds[number % 3]))
    for number, (name, lasting) in enumerate(LASTING.items()):
        if mountable or not lasting.disk:
            yield Fault(f"{name}, for a look", partial(outlast, ground, name, kinds[number % 3]))
            if name in _WATCHED:
                yield Fault(f"{name}, while it runs", partial(look_on, ground, name, kinds[number % 3]))
    for number, name in enumerate(DAMAGES):
        yield Fault(f"damaged: {name}", partial(restored, ground, name, kinds[number % 3]))
    for number, table in enumerate(TABLES):
        yield Fault(f"damaged on the server: {table}", partial(mended, ground, table, kinds[number % 3]))
    yield from (Fault(f"its write-ahead log is lost, {kind}", partial(torn, ground, kind)) for kind in kinds)
    for number, (name, store) in enumerate(product(LOGS, STORES)):
        yield Fault(f"log {name}, {store}", partial(unsaid, ground, name, kinds[number % 3], store))
        yield Fault(f"log {name} while it runs, {store}", partial(say_nothing, ground, name, kinds[number % 3], store))


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each trouble wherever it may matter."""
    with grounds() as ground:
        yield _all(ground)
