"""SIGKILL at each named point: what is answered, on each database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product

from benchmarks.faults.table import Fault, Toll
from inbox_bot.demo.servers import smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.points import POINTS, UNCLEAR
from outside.post import KINDS, machine
from outside.program import KILLED, Run, ended


def survive(ground: Ground, point: str, kind: str, store: str) -> Toll:
    """Let the program be killed at *point*, start it twice more, and see what became of one mail of *kind*."""
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port)
        posted = [KINDS[kind](1), machine(2)]
        place.post(posted)
        run = partial(Run, place.config, place.log)
        assert ended(ground.context, run(dies=point)) == KILLED, f"it never came to {point}"
        for looks in (1, 2):
            assert ended(ground.context, run(later=looks * LAPSED)) == 0, place.log.read_text()
        unknown = place.books(posted, smtp.accepted).check()
    # Unknown where nobody can tell, and nowhere else.
    assert unknown == (point in UNCLEAR), f"{unknown} replies unknown"
    return Toll(unknown)


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each point, with each kind of mail, on each database."""
    with grounds() as ground:
        yield [
            Fault(", ".join(case), partial(survive, ground, *case))
            for case in product(POINTS, KINDS, STORES)
        ]  # fmt: skip
