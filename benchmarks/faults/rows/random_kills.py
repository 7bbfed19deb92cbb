"""SIGKILL at random and restart, mailboxes of 200 mails."""

import math
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
from outside.program import KILLED, Run, ended, killed_after, members, started, wait_until

KILLS = 1000
MAILS = 200
COMMANDS = ("poll", "poll", "run")
_SHARE = 6
"""How many times shorter than a whole look the program lives on average."""


def survive(
    ground: Ground, posted: Sequence[Posted], store: str, life: float, seed: int, *, most: float = math.inf
) -> Toll:
    """Kill the program after *life* seconds on average, again and again, until it came to its end by itself.

    After *most* kills it is left alone.
    """
    chance = random.Random(seed)  # noqa: S311  the same lives in every run
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port, {"poll": "5s"})
        place.post(posted)
        run, ends = partial(Run, place.config, place.log), [TRY_LATER]
        while ends[-1] and ends.count(KILLED) < most:
            one = run(chance.choice(COMMANDS), later=len(ends) * LAPSED)
            ends.append(killed_after(ground.context, one, chance.expovariate(1 / life)))
            assert ends[-1] in {0, KILLED, TRY_LATER}, place.log.read_text()
        for looks in (0, 1):
            code = ended(ground.context, run(later=(len(ends) + looks) * LAPSED))
        assert code == 0, place.log.read_text()
        return Toll(place.books(posted, smtp.accepted).check(), ends.count(KILLED))


def orphaned(ground: Ground, posted: Sequence[Posted], store: str) -> Toll:
    """Kill the program alone while others read for it: they end, too, and nothing is lost."""
    with ground.place(store) as place, smtp_server() as smtp:
        place.configure(smtp.port)
        place.post(posted)
        with started(ground.context, Run(place.config, place.log)) as process:
            session = process.pid or 0
            wait_until(lambda: members(session) > 2)  # the program, whom it copies, and the copy
            process.kill()
            process.join()
        wait_until(lambda: not members(session))
        assert ended(ground.context, Run(place.config, place.log, later=LAPSED)) == 0
        return Toll(place.books(posted, smtp.accepted).check())


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
    for store in STORES:
        yield Fault(f"what it had started, {store}", partial(orphaned, ground, posted, store))
    life, so_far = pace(ground, posted) / _SHARE, [0]

    def counted(store: str, seed: int) -> Toll:
        toll = survive(ground, posted, store, life, seed)
        so_far[0] += toll.tried
        return toll

    for seed, store in enumerate(cycle(STORES)):
        if so_far[0] >= KILLS:
            return
        yield Fault(f"mailbox {seed}, {store}", partial(counted, store, seed))
