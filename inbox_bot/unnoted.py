"""Trouble of the store itself, which no outbox can hold: told by letters that leave at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.alarm import Alarm
from inbox_bot.away import Away
from inbox_bot.core.reply import Reply
from inbox_bot.outbox import FIRST_DELAY, Postponed, Refused, Unclear
from inbox_bot.plain import one_line
from inbox_bot.store import Store
from inbox_bot.submission import Submission

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Unnoted:
    """Tells each organiser once that the store is away for too long, and once more when it is back.

    *away* knows of it across starts: a service that ends for it, and looks by cron, are no different.
    """

    submission: Submission
    alarm: Alarm
    patience: timedelta
    clock: Callable[[], datetime]
    away: Away
    _waiting: list[Reply] | None = None
    """None until it is told."""
    _since: datetime | None = None
    """As *away* says, where that can be remembered."""
    _told: bool = False
    _next: datetime | None = None

    def failed(self, why: str) -> None:
        """Note that the store could not be used, and for what; where that has been so for too long, tell it."""
        now = self.clock()
        since = self._begun(now)
        if self._waiting is None and not self.away.told and now - since >= self.patience:
            log.error("the store is away for too long", extra={"not_since": since.isoformat()})
            facts = (self.alarm.moment(since), one_line(why))
            self._waiting = list(self.alarm.letters("outage", facts, f"no store {since.isoformat()}", now))
        if self._waiting and (self._next is None or now >= self._next):
            self._hand_over(self._waiting, since, now)

    def over(self, store: Store) -> bool:
        """Note that *store* could be used; tell whoever knows that it could not (True). StoreError passes."""
        since = self.away.since() or self._since
        told = since is not None and (self._told or self.away.told)
        if since and told:
            now = self.clock()
            facts = (self.alarm.moment(since), self.alarm.moment(now))
            with store.begin() as tx:
                self.alarm.tell(tx, "looking", facts, f"store again {since.isoformat()}", now)
        if since:
            self.away.end()
        self._waiting, self._since, self._told, self._next = None, None, False, None
        return told

    def _begun(self, now: datetime) -> datetime:
        since = self.away.since() or self._since
        if since is None and not self.away.begin(now):
            log.warning("it cannot be remembered that the store is away; let this account write beside config.toml")
        self._since = since or now
        return self._since

    def _hand_over(self, letters: list[Reply], since: datetime, now: datetime) -> None:
        """Hand *letters* over until one has to wait; each is taken out first, for rather none than two."""
        while letters:
            letter = letters.pop(0)
            try:
                self.submission.hand_over(letter, lambda: None)
            except Postponed as error:
                letters.append(letter)
                self._next = now + FIRST_DELAY
                log.warning("no alarm: %s", _unnamed(error, letter))
                return
            except (Refused, Unclear) as error:
                log.warning("no alarm: %s", _unnamed(error, letter))
            self._told = True
            self.away.tell(since)


def _unnamed(error: Exception, letter: Reply) -> str:
    return str(error).replace(letter.rcpt_to, "…")
