"""What is kept no longer goes, once a day, by itself."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from inbox_bot.core.event import Event
from inbox_bot.store import Store, Transaction

log = logging.getLogger(__name__)

_EVERY = timedelta(days=1)
_LAST = "last purge"
_UNTIL = "kept until "
"""Begins the note of when an event's data go: it holds also for an event that the configuration names no longer."""


@dataclass(frozen=True, slots=True)
class Purge:
    """Empties the mails and lists of events that are long over. Mail of no event goes with the events."""

    store: Store
    events: Sequence[Event]
    clock: Callable[[], datetime]

    def run_if_due(self) -> None:
        """Purge if the last time was a day ago; a first start has nothing to purge. StoreError passes."""
        now = self.clock()
        with self.store.begin() as tx:
            last = tx.meta(_LAST)
            if last and now - datetime.fromisoformat(last) < _EVERY:
                return
            tx.set_meta(_LAST, now.isoformat())
        if last:
            self.run()

    def run(self) -> int:
        """Purge what is due; return how many mails were emptied. StoreError passes."""
        now = self.clock()
        over = [event for event, until in self._noted().items() if until <= now]
        before = now - timedelta(days=max(event.keep_days for event in self.events))
        past = all((event.ends or event.starts) < now for event in self.events)
        emptied = sum(self._all(partial(Transaction.purge_event, event=event, at=now)) for event in over)
        emptied += self._all(partial(Transaction.purge_loose, before=before, at=now, flagged=past))
        if emptied:
            self.store.scrub()
            log.info("purged", extra={"mails": emptied})
        return emptied

    def _noted(self) -> dict[str, datetime]:
        """Return when the data of each event go."""
        with self.store.begin() as tx:
            for event in self.events:
                tx.set_meta(f"{_UNTIL}{event.id}", event.kept_until.isoformat())
            return {event: datetime.fromisoformat(until) for event, until in tx.notes(_UNTIL).items()}

    def _all(self, empty_some: Callable[[Transaction], int]) -> int:
        emptied = 0
        while True:
            with self.store.begin() as tx:
                some = empty_some(tx)
            emptied += some
            if not some:
                return emptied
