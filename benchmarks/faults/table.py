"""The table: one row for each class of faults."""

import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from benchmarks.faults import rows


class Toll(NamedTuple):
    """What a fault cost that was survived."""

    unknown: int = 0
    """Replies of which nobody can tell whether they arrived."""
    tried: int = 1
    """How many faults it was, where one go tries several."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, and how it is tried: *survive* inflicts it, checks the books, and raises where they do not balance."""

    name: str
    survive: Callable[[], Toll]


Faults = AbstractContextManager[Iterable[Fault]]
"""What a row's `faults()` gives: its servers live as long as the context."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table so far."""

    fault: str
    tried: int = 0
    survived: int = 0
    unknown: int = 0
    seconds: float = 0.0

    def plus(self, toll: Toll | None) -> "Row":
        """Return the row with one more toll; None is that of a fault that was not survived."""
        if toll is None:
            return replace(self, tried=self.tried + 1)
        tried, unknown = self.tried + toll.tried, self.unknown + toll.unknown
        return replace(self, tried=tried, survived=self.survived + toll.tried, unknown=unknown)


def names() -> list[str]:
    """Return the names of all rows."""
    return sorted(module.name for module in iter_modules(rows.__path__))


def row(name: str, wanted: str = "") -> Row:
    """Try the faults of the row *name* whose names hold *wanted*; say on standard error what was not survived."""
    module = import_module(f"{rows.__name__}.{name}")
    begun, so_far = time.monotonic(), Row((module.__doc__ or name).splitlines()[0].rstrip("."))
    with module.faults() as faults:
        for fault in faults:
            if wanted in fault.name:
                _say(f"{name} {so_far.tried}: {fault.name}", end="\r")
                so_far = so_far.plus(_tried(name, fault))
    _say("", end="\r")
    return replace(so_far, seconds=time.monotonic() - begun)


def heading() -> str:
    """Return the first line of the table."""
    return f"{'fault':58} {'tried':>6} {'survived':>9} {'replies unknown':>16} {'seconds':>8}"


def line(row: Row) -> str:
    """Return a row as it is printed."""
    return f"{row.fault:58} {row.tried:6} {row.survived:9} {row.unknown:16} {row.seconds:8.0f}"


def _tried(name: str, fault: Fault) -> Toll | None:
    try:
        return fault.survive()
    except Exception:  # noqa: BLE001  whatever it is, it was not survived
        _say(f"{name}: {fault.name}: NOT SURVIVED\n{traceback.format_exc(limit=-1)}")
        return None


def _say(text: str, end: str = "\n") -> None:
    clear = "\x1b[K" if sys.stderr.isatty() else ""
    if clear or end == "\n":
        print(f"{text[:120] if end != chr(10) else text}{clear}", end=end, file=sys.stderr, flush=True)
