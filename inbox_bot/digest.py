"""The daily word to the organiser: once a day, also when nothing happened, and later rather than never."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from inbox_bot import report
from inbox_bot.config import Config
from inbox_bot.core.reply import Desk
from inbox_bot.outbox import Postponed, Refused, Unclear
from inbox_bot.store import Store
from inbox_bot.submission import Submission

log = logging.getLogger(__name__)

_LAST = "last digest"


@dataclass(frozen=True, slots=True)
class Digests:
    """Mails the report to the organiser."""

    store: Store
    config: Config
    desk: Desk
    submission: Submission
    clock: Callable[[], datetime]

    def send_if_due(self) -> None:
        """Send the digest when its hour has passed and it was not sent since."""
        now = self.clock()
        with self.store.begin() as tx:
            noted = tx.meta(_LAST)
            if noted is None:
                tx.set_meta(_LAST, now.isoformat())
        due = self._hour_before(now)
        if noted is not None and datetime.fromisoformat(noted) < due and self.send():
            with self.store.begin() as tx:
                tx.set_meta(_LAST, now.isoformat())

    def send(self) -> bool:
        """Send the digest now; False where an organiser could not be reached, which is logged."""
        now = self.clock()
        organiser = self.config.organiser
        drawn = report.build(self.store, self.config.events, now)
        good = True
        for address in (parseaddr(one)[1] for one in organiser.addresses):
            octets = report.digest(drawn, (address,), self.desk.address, at=now, language=organiser.language)
            try:
                self.submission.hand_over(address, octets, _nothing)
            except (Postponed, Refused, Unclear) as error:
                log.warning("no digest: %s", error)
                good = False
        return good

    def _hour_before(self, now: datetime) -> datetime:
        """Return the last moment up to *now* at which a digest was due."""
        zone = ZoneInfo(self.config.events[0].timezone)
        today = now.astimezone(zone)
        due = datetime.combine(today.date(), self.config.organiser.digest, zone)
        return due if due.timestamp() <= now.timestamp() else due - timedelta(days=1)


def _nothing() -> None:
    """Leave no trace before the final dot: a digest that comes twice does no harm."""
