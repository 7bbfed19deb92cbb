"""A mailbox that is not looked at any more: told to the organiser once, and once more when it works again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.alarm import Alarm
from inbox_bot.config import Config
from inbox_bot.plain import one_line
from inbox_bot.store import Reading, Store, Transaction

log = logging.getLogger(__name__)

LAST_GOOD = "last good poll"
_SINCE, _WHY, _TOLD = "no look since", "no look for", "no look told"
SHORTEST = timedelta(minutes=10)
"""How long a mail server may be away, for it is being restarted, before anybody hears of it."""


def patience(config: Config) -> timedelta:
    """Return how long the mailbox may go without a look before somebody has to know."""
    return max(config.mailbox.poll * config.organiser.alarm_after, SHORTEST)


def last_look(reading: Reading) -> datetime | None:
    """Return when the mailbox was last looked at with success."""
    noted = reading.meta(LAST_GOOD)
    return datetime.fromisoformat(noted) if noted else None


def reason(reading: Reading) -> str:
    """Return why the last look failed; nothing where none failed since the last good one."""
    return (reading.meta(_WHY) or "") if reading.meta(_SINCE) else ""


@dataclass(frozen=True, slots=True)
class Outage:
    """Counts from the first look that failed, so that a service that was off on purpose raises no alarm."""

    store: Store
    alarm: Alarm
    patience: timedelta
    clock: Callable[[], datetime]

    def failed(self, why: str) -> bool:
        """Note that a look failed, and for what; where that has been so for too long, tell it, and return True.

        StoreError passes.
        """
        now = self.clock()
        with self.store.begin() as tx:
            tx.lock((), (_SINCE,))
            since = tx.meta(_SINCE)
            if not since:
                tx.set_meta(_SINCE, now.isoformat())
            tx.set_meta(_WHY, one_line(why))
            if not since or tx.meta(_TOLD) or now - datetime.fromisoformat(since) < self.patience:
                return False
            self._tell(tx, datetime.fromisoformat(since), why, now)
        return True

    def over(self, tx: Transaction) -> None:
        """Note a look that went well; tell it where the organiser knows of trouble."""
        now = self.clock()
        tx.set_meta(LAST_GOOD, now.isoformat())
        if not (since := tx.meta(_SINCE)):
            return
        if tx.meta(_TOLD):
            facts = (self.alarm.moment(datetime.fromisoformat(since)), self.alarm.moment(now))
            self.alarm.tell(tx, "looking", facts, f"looking again {since}", now)
            log.warning("the mailbox is looked at again", extra={"not_since": since})
        tx.set_meta(_SINCE, "")
        tx.set_meta(_TOLD, "")

    def _tell(self, tx: Transaction, since: datetime, why: str, now: datetime) -> None:
        log.error("the mailbox was not looked at for too long", extra={"not_since": since.isoformat()})
        self.alarm.tell(tx, "outage", (self.alarm.moment(since), one_line(why)), f"no look {since.isoformat()}", now)
        tx.set_meta(_TOLD, now.isoformat())
