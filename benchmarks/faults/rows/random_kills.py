"""SIGKILL at random and restart, mailboxes of 200 mails."""

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import TRY_LATER
from inbox_bot.demo.servers import smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.post import Posted, mixed
from outside.program import KILLED, Run, deserted, ended, killed_after

KILLS = 1000
MAILS = 200
COMMANDS = ("poll", "poll", "run")
_SHARE = 10
"""How many times shorter than a whole look the program lives on average."""


def survive(ground: Ground, posted: Sequence[Posted], store: str, life: float, seed: int) -> Toll:
    """Kill the program after *life* seconds on average, again and again, until it came to its end by itself."""
    chance = random.Random(seed)  # noqa: S311  the same lives in every run
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port, {"poll": "5s"})
        place.post(posted)
        run, ends = partial(Run, place.config, place.log), [(TRY_LATER, 0)]
        while ends[-1][0]:
            one = run(chance.choice(COMMANDS), later=len(ends) * LAPSED)
            ends.append(killed_after(ground.context, one, chance.expovariate(1 / life)))
            assert ends[-1][0] in {0, KILLED, TRY_LATER}, place.log.read_text()
        assert deserted({session for _, session in ends[1:]}), "what it had started lives on"
        assert ended(ground.context, run(later=len(ends) * LAPSED)) == 0
        kills = sum(code == KILLED for code, _ in ends)
        return Toll(place.books(posted, smtp.accepted).check(), kills)


def pace(ground: Ground, posted: Sequence[Posted]) -> float:
    """Return how many seconds a look takes that nobody interrupts."""
    with ground.place("sqlite") as place, smtp_server() as smtp:
        place.configure(smtp.port)
        place.post(posted)
        ended(ground.context, Run(place.config, place.log, "health"))  # the first process of all starts slowly
        begun = time.monotonic()
        assert ended(ground.context, Run(place.config, place.log)) == 0
        took = time.monotonic() - begun
        assert place.books(posted, smtp.accepted).check() == 0
    return took


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield mailbox after mailbox, on each database in turn, until there were enough kills."""
    with grounds() as ground:
        yield _mailboxes(ground)


def _mailboxes(ground: Ground) -> Iterator[Fault]:
    posted = mixed(MAILS)
    life, so_far = pace(ground, posted) / _SHARE, [0]

    def counted(store: str, seed: int) -> Toll:
        toll = survive(ground, posted, store, life, seed)
        so_far[0] += toll.tried
        return toll

    for seed, store in enumerate(cycle(STORES)):
        if so_far[0] >= KILLS:
            return
        yield Fault(f"mailbox {seed}, {store}", partial(counted, store, seed))
