"""The daily word to the organiser: once a day, also when nothing happened, and later rather than never."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import NamedTuple
from zoneinfo import ZoneInfo

from inbox_bot import report
from inbox_bot.config import Config
from inbox_bot.core.reply import Desk
from inbox_bot.outbox import Postponed, Refused, Unclear
from inbox_bot.store import Store
from inbox_bot.submission import Submission

log = logging.getLogger(__name__)

_LAST = "last digest"


class _Letter(NamedTuple):
    rcpt_to: str
    octets: bytes


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
        with self.store.read() as reading:
            noted = reading.meta(_LAST)
        last = datetime.fromisoformat(noted) if noted else None
        if last is None or (last < self._hour_before(now) and self.send(last)):
            with self.store.begin() as tx:
                tx.set_meta(_LAST, now.isoformat())

    def send(self, since: datetime | None = None) -> bool:
        """Send the digest now, with what came *since*; False where an organiser was not reached, which is logged."""
        now = self.clock()
        language = self.config.organiser.language
        drawn = report.build(self.store, self.config.events, now, since)
        good = True
        for address in (parseaddr(one)[1] for one in self.config.organiser.addresses):
            octets = report.digest(drawn, (address,), self.desk.address, now, language=language)
            try:
                self.submission.hand_over(_Letter(address, octets), _nothing)
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
