"""The daily word to the organiser: once a day, also when nothing happened, and later rather than never."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import NamedTuple

from inbox_bot import report
from inbox_bot.config import Config
from inbox_bot.core.reply import Desk
from inbox_bot.outbox import Postponed, Refused, Unclear
from inbox_bot.probe import hour_before
from inbox_bot.store import Store
from inbox_bot.submission import Submission

log = logging.getLogger(__name__)

RETRY = timedelta(hours=1)
"""How long an organiser who was not reached is left alone."""


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
        """Send the digest to each organiser whose hour has passed and who does not have it; StoreError passes."""
        now = self.clock()
        due = hour_before(now, self.config.organiser.digest, self.config.events[0].timezone)
        for address in self._addresses:
            last = self._noted("last digest", address)
            if last is None:
                self._note("last digest", address, now)  # a first start has nothing to tell
            elif last < due and self._rested(address, now):
                self._note("digest tried", address, now)
                if self._send(address, last):
                    self._note("last digest", address, now)

    def send(self) -> bool:
        """Send the digest to every organiser now; False where one was not reached, which is logged."""
        return list(map(self._send, self._addresses)).count(False) == 0

    @property
    def _addresses(self) -> list[str]:
        return [parseaddr(one)[1] for one in self.config.organiser.addresses]

    def _send(self, address: str, since: datetime | None = None) -> bool:
        """Send what came *since*; True also where only the server knows whether it took it: it is not sent twice."""
        now = self.clock()
        drawn = report.build(self.store, self.config.events, now, since)
        octets = report.digest(drawn, (address,), self.desk.address, now, language=self.config.organiser.language)
        try:
            self.submission.hand_over(_Letter(address, octets), _nothing)
        except (Postponed, Refused, Unclear) as error:
            log.warning("no digest: %s", str(error).replace(address, "…"))
            return isinstance(error, Unclear)
        return True

    def _rested(self, address: str, now: datetime) -> bool:
        tried = self._noted("digest tried", address)
        return tried is None or now - tried >= RETRY

    def _noted(self, what: str, address: str) -> datetime | None:
        with self.store.read() as reading:
            noted = reading.meta(f"{what} {address}")
        return datetime.fromisoformat(noted) if noted else None

    def _note(self, what: str, address: str, moment: datetime) -> None:
        with self.store.begin() as tx:
            tx.set_meta(f"{what} {address}", moment.isoformat())


def _nothing() -> None:
    """Leave no trace before the final dot: a digest that comes twice does no harm."""
