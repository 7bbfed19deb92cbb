"""Two machines at one mailbox and store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from inbox_bot.cli import DONE
from inbox_bot.demo.servers import Accepted, smtp_server
from outside.ground import LAPSED, Ground
from outside.machines import Named, another
from outside.place import Place, Settings
from outside.post import Posted
from outside.program import Run, ended

_PATIENCE = 200.0
"""One machine waits at several things that it does for another that sleeps in a transaction."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two machines, each with its folder, its configuration and its log; one mailbox, one store, one SMTP server."""

    ground: Ground
    places: tuple[Place, Place]
    accepted: Sequence[Accepted]
    smtp: int
    """The port of the SMTP server."""

    def run(self, which: int, **how: object) -> Run:
        """Return a start of the machine *which*."""
        place = self.places[which]
        return Run(place.config, place.log, first=Named(f"machine{which}"), **how)  # type: ignore[arg-type]  # what a Run has

    def ended(self, which: int, **how: object) -> int:
        """Start the machine *which*; return how that ends."""
        return ended(self.ground.context, self.run(which, **how), _PATIENCE)

    @property
    def logs(self) -> str:
        """What both say."""
        return "".join(place.log.read_text("utf-8") for place in self.places if place.log.exists())

    def balance(self, posted: Sequence[Posted]) -> int:
        """Look once more on each machine; check the books; return how many replies are unknown."""
        for which in (0, 1):
            assert self.ended(which, later=(which + 2) * LAPSED) == DONE, self.logs
        return replace(self.places[0].books(posted, self.accepted), log=self.logs).check()


@contextmanager
def pair_of(ground: Ground, store: str, mailbox: Settings | None = None) -> Iterator[Pair]:
    with ground.place(store) as place, smtp_server() as smtp, another(place, "machine1") as other:
        for one in (place, other):
            one.configure(smtp.port, mailbox)
        yield Pair(ground, (place, other), smtp.accepted, smtp.port)
