"""Store lost at random, restored from an older copy."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from databases import Cluster, postgresql_server
from inbox_bot.store import Store
from restores import survive

SEEDS = 20


def lose(cluster: Cluster | None, seed: int) -> Toll:
    """Play the story of *seed*, on PostgreSQL where there is a *cluster*."""
    with tempfile.TemporaryDirectory() as name:
        url = cluster.database() if cluster else f"sqlite:///{name}/inbox_bot.db"
        with closing(Store(url)) as store:
            store.create()
            empty = cluster.database if cluster else lambda: None
            return Toll(survive(store, empty, Path(name) / "copy", seed))


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Give every story on each database."""
    with postgresql_server() as cluster:
        yield [
            Fault(f"story {seed}, {'postgresql' if where else 'sqlite'}", partial(lose, where, seed))
            for seed in range(SEEDS)
            for where in (None, cluster)
        ]
