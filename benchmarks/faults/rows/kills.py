"""SIGKILL at each named point: what is answered, on each database."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import product
from multiprocessing.context import ForkServerContext
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from databases import Cluster, postgresql_server
from inbox_bot.demo.servers import smtp_server
from inbox_bot.outbox import LEASE
from outside.place import Place, Setting
from outside.points import POINTS, UNCLEAR
from outside.post import KINDS, machine
from outside.program import KILLED, Run, ended, processes
from servers.dovecot import Dovecot, dovecot

SOON = LEASE + timedelta(minutes=1)
HANDLED: dict[str, Setting] = {"sqlite": {"keyword": "Ingeschreven"}, "postgresql": {"move": "Inschrijvingen"}}


@dataclass(frozen=True, slots=True)
class Ground:
    """The servers of all cases."""

    imap: Dovecot
    cluster: Cluster
    context: ForkServerContext

    def survive(self, point: str, kind: str, store: str) -> Toll:
        """Let the program be killed at *point*, start it again, and see what became of one mail of *kind*."""
        with tempfile.TemporaryDirectory() as name, smtp_server() as smtp:
            folder = Path(name)
            url = f"sqlite:///{folder}/store.db" if store == "sqlite" else self.cluster.database()
            place = Place(self.imap, folder, url, HANDLED[store])
            place.configure(smtp.port)
            posted = [KINDS[kind](1), machine(2)]
            place.post(posted)
            run = partial(Run, place.config, place.log)
            assert ended(self.context, run(dies=point)) == KILLED, f"it never came to {point}"
            for looks in (1, 2):
                assert ended(self.context, run(later=looks * SOON)) == 0, place.log.read_text()
            unknown = place.books(posted, smtp.accepted).check()
        assert unknown == (point in UNCLEAR), f"{unknown} replies unknown"
        return Toll(unknown)


@contextmanager
def grounds() -> Iterator[Ground]:
    """Start the servers."""
    with dovecot() as imap, postgresql_server() as cluster, processes() as context:
        yield Ground(imap, cluster, context)


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each point, with each kind of mail, on each database."""
    with grounds() as ground:
        yield [
            Fault(f"{point}, {kind}, {store}", partial(ground.survive, point, kind, store))
            for point, kind, store in product(POINTS, KINDS, HANDLED)
        ]
