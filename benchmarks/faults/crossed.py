"""Each fault of a row with each kind of reply, on the stores in turn."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product

from benchmarks.faults.table import Fault, Toll
from outside.ground import STORES, Ground
from outside.post import KINDS

Survive = Callable[[Ground, str, str, str], Toll]
"""Told the ground, the fault, the kind of reply and the store."""


def crossed(survive: Survive, ground: Ground, cases: Iterable[str]) -> Iterator[Fault]:
    """Yield the fault of each of *cases* with each kind of reply."""
    for number, (name, kind) in enumerate(product(cases, KINDS)):
        yield Fault(f"{name}, {kind}", partial(survive, ground, name, kind, STORES[number % len(STORES)]))
