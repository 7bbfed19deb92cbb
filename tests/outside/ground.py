"""The servers that many cases share, and a place of its own for each case."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path

from databases import Cluster, postgresql_server
from inbox_bot.outbox import LEASE
from outside.place import Place, Setting
from outside.program import processes
from servers.dovecot import Dovecot, dovecot

STORES = ("sqlite", "postgresql")
LAPSED = LEASE + timedelta(minutes=1)
"""After so long what a dead process had claimed is anybody's."""
HANDLED: dict[str, Setting] = {"sqlite": {"keyword": "Ingeschreven"}, "postgresql": {"move": "Inschrijvingen"}}
"""What is left in the mailbox: each way once."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Dovecot, PostgreSQL, and what makes processes."""

    imap: Dovecot
    cluster: Cluster
    context: ForkServerContext

    @contextmanager
    def place(self, store: str) -> Iterator[Place]:
        """Give an empty mailbox and an empty *store*; they are gone with the block."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            url = f"sqlite:///{folder}/store.db" if store == "sqlite" else self.cluster.database()
            yield Place(self.imap, folder, url, HANDLED[store])


@contextmanager
def grounds() -> Iterator[Ground]:
    """Start the servers."""
    with dovecot() as imap, postgresql_server() as cluster, processes() as context:
        yield Ground(imap, cluster, context)
