"""Tends the log-in: renewed on time, and what is wrong with it noted for report and health, and told at once."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from inbox_bot.alarm import Alarm
from inbox_bot.login import Login, Notice
from inbox_bot.store import Reading, Store
from inbox_bot.words import said

_NOTED = "log-in notices"


def noted(reading: Reading) -> tuple[Notice, ...]:
    """Return what was last noted of the log-in."""
    return _read(reading.meta(_NOTED))


@dataclass(frozen=True, slots=True)
class Tending:
    """Looks after one log-in."""

    login: Login
    store: Store
    alarm: Alarm
    clock: Callable[[], datetime]

    def tend(self) -> None:
        """Renew if it is time; put what is news in the outbox, for which the old token still serves. StoreError passes.

        Nothing else is raised: whoever needs a token is told why there is none.
        """
        self.login.tend()
        now = self.clock()
        notices = self.login.notices(now)
        with self.store.read() as reading:
            if noted(reading) == notices:
                return
        with self.store.begin() as tx:
            tx.lock((), (_NOTED,))
            known = _read(tx.meta(_NOTED))
            tx.set_meta(_NOTED, json.dumps(notices))
            if news := [said(one.text, self.alarm.language) for one in notices if one not in known]:
                self.alarm.tell(tx, "login", ("\n".join(news),), f"log-in {now.isoformat()}", now)


def _read(meta: str | None) -> tuple[Notice, ...]:
    return tuple(Notice(*one) for one in json.loads(meta or "[]"))
