"""What a store may meet: how it begins, how it ends, and what a look that meets it comes to."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from databases import Cluster
from inbox_bot.cli import DONE, FAILED, TRY_LATER
from outside import stores
from outside.place import Place
from outside.points import Happen

POINTS = (
    "after the start is noted",
    "after fetch",
    "before commit",
    "after commit",
    "before what is left",
    "after what is left",
    "after what is left is noted",
    "after the floor is raised",
    "after the claim",
    "before the dot",
    "before marking",
    "after marking",
)
"""Between any two of them something is written."""
TABLES = ("meta", "folder", "sighting", "inbound", "entry", "outbox")
_REFUSED = frozenset({FAILED})
_SOON, _TOO_LONG = 3.0, None
"""Seconds of a lock that is waited for, and of one that is not: no waiting outlasts it, however busy the computer."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place whose store is in trouble."""

    place: Place
    cluster: Cluster
    disk: Path
    """Where the store lies; a file system of its own where that is wanted."""


@dataclass(frozen=True, slots=True)
class Sudden:
    """What happens in the program's process at one of *points*, and what ends it once that process has ended."""

    store: str
    happens: Callable[[Site], Happen]
    over: Callable[[Site], object] = lambda _: None
    points: Sequence[str] = POINTS
    passes: bool = False
    """Whether the next transaction succeeds."""
    disk: bool = False
    """Whether it takes a small disk."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """What a whole look meets, and how that ends."""

    store: str
    lasts: Callable[[Site], AbstractContextManager[object]]
    ends: frozenset[int] = frozenset({TRY_LATER})
    unknown: int = 0
    """Of how many replies nobody can tell whether they arrived."""
    disk: bool = False
    first: bool = False
    """Whether it has to be the first look of all, at tables that are empty."""


def _lock(seconds: float | None) -> Callable[[Site], Happen]:
    return lambda site: partial(stores.lock_for, site.place.store_url, seconds)


SUDDEN = {
    "no room on the disk": Sudden(
        "sqlite", lambda site: partial(stores.fill, site.disk), lambda site: stores.make_room(site.disk), disk=True
    ),
    "no file may grow": Sudden("sqlite", lambda _: stores.let_no_file_grow, points=POINTS[::2]),
    "locked for a moment": Sudden("sqlite", _lock(_SOON), points=POINTS[::3], passes=True),
    "locked too long": Sudden("sqlite", _lock(_TOO_LONG), points=POINTS[1::8]),
    "restarted": Sudden(
        "postgresql", lambda site: partial(site.cluster.restart, "fast"), points=POINTS[::2], passes=True
    ),
    "crashed": Sudden(
        "postgresql", lambda site: partial(site.cluster.restart, "immediate"), points=POINTS[1::2], passes=True
    ),
    "ended": Sudden(
        "postgresql",
        lambda site: partial(site.cluster.stop, "fast"),
        lambda site: site.cluster.start(),
        points=POINTS[::2],
    ),
    "every connection ended": Sudden("postgresql", lambda site: partial(stores.hang_up, site.cluster), passes=True),
    "read only from now on": Sudden(
        "postgresql",
        lambda site: partial(stores.take_no_writes, site.cluster),
        lambda site: stores.take_writes(site.cluster),
        points=POINTS[1::2],
    ),
    "locked for a moment on the server": Sudden("postgresql", _lock(_SOON), points=POINTS[1::3], passes=True),
    "locked too long on the server": Sudden("postgresql", _lock(_TOO_LONG), points=POINTS[2::8]),
}


@contextmanager
def _full(site: Site) -> Iterator[None]:
    stores.fill(site.disk)
    yield
    stores.make_room(site.disk)


@contextmanager
def _write_protected(site: Site) -> Iterator[None]:
    stores.write_protect(site.disk)
    yield
    stores.write_enable(site.disk)


@contextmanager
def _moved_away(site: Site) -> Iterator[None]:
    elsewhere = site.disk.with_name("elsewhere")
    site.disk.rename(elsewhere)
    yield
    elsewhere.rename(site.disk)


@contextmanager
def _away(site: Site) -> Iterator[None]:
    site.cluster.stop("fast")
    yield
    site.cluster.start()


@contextmanager
def _standing_by(site: Site) -> Iterator[None]:
    stores.take_no_writes(site.cluster)
    yield
    stores.take_writes(site.cluster)


def _no_room(table: str, when: str = "true") -> Callable[[Site], AbstractContextManager[None]]:
    @contextmanager
    def last(site: Site) -> Iterator[None]:
        stores.refuse_for_want_of_room(site.cluster, table, when)
        yield
        stores.have_room(site.cluster)

    return last


def _locked(site: Site) -> AbstractContextManager[None]:
    return stores.locked(site.place.store_url)


LASTING = {
    "no room on the disk": Lasting("sqlite", _full, disk=True),
    "read-only disk": Lasting("sqlite", _write_protected, _REFUSED, disk=True),
    "locked by another": Lasting("sqlite", _locked),
    "its folder is gone": Lasting("sqlite", _moved_away, _REFUSED),
    "away": Lasting("postgresql", _away),
    "read only": Lasting("postgresql", _standing_by),
    "no connection left": Lasting("postgresql", lambda site: stores.crowded(site.cluster)),
    "locked by another on the server": Lasting("postgresql", _locked),
    "no room in its tablespace": Lasting("postgresql", _full, disk=True, first=True),
    **{f"no room for {table}": Lasting("postgresql", _no_room(table)) for table in TABLES},
    "no room for a claim": Lasting("postgresql", _no_room("outbox", "NEW.attempts > 0")),
    "no room for handing over": Lasting("postgresql", _no_room("outbox", "NEW.state = 'handing over'")),
    "no room for sent": Lasting(
        "postgresql", _no_room("outbox", "NEW.state = 'sent'"), frozenset({DONE, TRY_LATER}), unknown=1
    ),
}


Damage = Callable[[Path], object]


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


DAMAGES: dict[str, Damage] = {
    "header": lambda path: stores.garble(path, 0, 100),
    "all but the header": lambda path: stores.garble(path, 100, path.stat().st_size - 100),
    "second half": lambda path: stores.garble(path, path.stat().st_size // 2, path.stat().st_size // 2),
    "cut in half": _cut,
    "emptied": partial(os.truncate, length=0),
    "gone": Path.unlink,
    **{f"root of {table}": partial(stores.garble_root, table=table) for table in TABLES},
}


def _to(path: str) -> None:
    os.dup2(os.open(path, os.O_WRONLY), sys.stderr.fileno())


def _to_nobody() -> None:
    reading, writing = os.pipe()
    os.dup2(writing, sys.stderr.fileno())
    os.close(reading)
    os.close(writing)


def _nowhere() -> None:
    os.close(sys.stderr.fileno())
    sys.stderr = None  # as Python itself has it then


LOGS: dict[str, Happen] = {"full": partial(_to, "/dev/full"), "read by nobody": _to_nobody, "closed": _nowhere}
