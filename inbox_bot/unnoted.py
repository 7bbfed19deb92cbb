"""Trouble of the store itself, which no outbox can hold: told by letters that leave at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from inbox_bot.alarm import Alarm
from inbox_bot.core.reply import Reply
from inbox_bot.outbox import Postponed, Refused, Unclear
from inbox_bot.plain import one_line
from inbox_bot.store import Store
from inbox_bot.submission import Submission

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Unnoted:
    """Tells each organiser once that the store is away for too long, and once more when it is back.

    Only this process knows of it: a service that is started again while the store is away counts anew.
    """

    store: Store
    submission: Submission
    alarm: Alarm
    patience: timedelta
    clock: Callable[[], datetime]
    _since: datetime | None = None
    _told: bool = False
    _waiting: list[Reply] = field(default_factory=list)

    def failed(self, why: str) -> None:
        """Note that the store could not be used, and for what; where that has been so for too long, tell it."""
        now = self.clock()
        self._since = self._since or now
        if not self._told and now - self._since >= self.patience:
            log.error("the store is away for too long", extra={"not_since": self._since.isoformat()})
            facts = (self.alarm.moment(self._since), one_line(why))
            self._waiting = list(self.alarm.letters("outage", facts, f"no store {self._since.isoformat()}", now))
            self._told = True
        self._waiting = [letter for letter in self._waiting if not self._left(letter)]

    def over(self) -> None:
        """Note that the store could be used; StoreError passes."""
        if self._told and self._since:
            now = self.clock()
            facts = (self.alarm.moment(self._since), self.alarm.moment(now))
            with self.store.begin() as tx:
                self.alarm.tell(tx, "looking", facts, f"store again {self._since.isoformat()}", now)
        self._since, self._told, self._waiting = None, False, []

    def _left(self, letter: Reply) -> bool:
        """Hand *letter* over; False if it may be tried again. Rather none than two."""
        try:
            self.submission.hand_over(letter, lambda: None)
        except Postponed as error:
            log.warning("no alarm: %s", error)
            return False
        except (Refused, Unclear) as error:
            log.warning("no alarm: %s", error)
        return True
