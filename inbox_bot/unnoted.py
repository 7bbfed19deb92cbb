"""Trouble of the store itself, which no outbox can hold: told by letters that leave at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.alarm import Alarm
from inbox_bot.core.reply import Reply
from inbox_bot.outbox import FIRST_DELAY, Postponed, Refused, Unclear
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
    _waiting: list[Reply] | None = None
    """None until it is told."""
    _left: bool = False
    _next: datetime | None = None

    def failed(self, why: str) -> None:
        """Note that the store could not be used, and for what; where that has been so for too long, tell it."""
        now = self.clock()
        self._since = self._since or now
        if self._waiting is None and now - self._since >= self.patience:
            log.error("the store is away for too long", extra={"not_since": self._since.isoformat()})
            facts = (self.alarm.moment(self._since), one_line(why))
            self._waiting = list(self.alarm.letters("outage", facts, f"no store {self._since.isoformat()}", now))
        if self._waiting and (self._next is None or now >= self._next):
            self._hand_over(self._waiting, now)

    def over(self) -> None:
        """Note that the store could be used; StoreError passes."""
        if self._left and self._since:
            now = self.clock()
            facts = (self.alarm.moment(self._since), self.alarm.moment(now))
            with self.store.begin() as tx:
                self.alarm.tell(tx, "looking", facts, f"store again {self._since.isoformat()}", now)
        self._since, self._waiting, self._left, self._next = None, None, False, None

    def _hand_over(self, letters: list[Reply], now: datetime) -> None:
        """Hand *letters* over until one has to wait; each is taken out first, for rather none than two."""
        while letters:
            letter = letters.pop(0)
            try:
                self.submission.hand_over(letter, lambda: None)
                self._left = True
            except Postponed as error:
                letters.append(letter)
                self._next = now + FIRST_DELAY
                log.warning("no alarm: %s", _unnamed(error, letter))
                return
            except (Refused, Unclear) as error:
                log.warning("no alarm: %s", _unnamed(error, letter))


def _unnamed(error: Exception, letter: Reply) -> str:
    return str(error).replace(letter.rcpt_to, "…")
