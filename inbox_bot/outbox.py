"""Outbox to SMTP: claim, hand over, settle, back off, give up."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from inbox_bot.store import OutboxItem, Store, StoreError, Transaction

FIRST_DELAY = timedelta(seconds=300)
LONGEST_DELAY = timedelta(seconds=4000)
LIFETIME = timedelta(days=5)
LEASE = timedelta(minutes=30)
"""Longer than any single submission may take: RFC 5321, 4.5.3.2 gives the last answer ten minutes."""
BATCH = 20


class Refused(Exception):  # noqa: N818  these three are what the server answered, no errors of ours
    """The server will never take this reply (5yz, RFC 5321, 4.2.1)."""


class Postponed(Exception):  # noqa: N818  as above
    """The server does not have this reply, but may take it later (4yz, or any trouble before the final dot)."""


class Unreachable(Postponed):
    """There is no talking to the server at all, so that the other replies need not be tried now."""


class Unclear(Exception):  # noqa: N818  as above
    """The line broke or fell silent after the final dot: only the server knows whether it has the reply."""


class Lost(Exception):  # noqa: N818  as above
    """The claim lapsed, and another machine may have the reply: the final dot must not be sent."""


class Submit(Protocol):
    """Who talks SMTP."""

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        """Submit *item*; return once the server answered 250 to the final dot.

        Calls *before_dot* once, right before the final dot; where that raises, the dot is not sent and the exception
        passes. Raises Refused, Postponed or Unclear.
        """


Hears = Callable[[Transaction, OutboxItem, datetime], object]


@dataclass(slots=True)
class Delivered:
    """What became of the replies of one pass."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    unknown: int = 0
    obstacle: str = field(default="", compare=False)
    """Why the server could not be talked to, where that was so."""

    @property
    def counts(self) -> dict[str, int]:
        """How many of each, without the zeros."""
        return {name: count for name, count in asdict(self).items() if isinstance(count, int) and count}


@dataclass(frozen=True, slots=True)
class Outbox:
    """Delivers the replies that are due. *jitter* gives numbers from 0 to 1, so that many bots do not knock at once."""

    store: Store
    submit: Submit
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    refused: Hears = lambda _tx, _item, _at: None
    """Told of each reply that the server refused for good, within the transaction that notes it."""

    def deliver(
        self, stop: Callable[[], bool] = lambda: False, after_each: Callable[[], object] = lambda: None
    ) -> Delivered:
        """Hand over every reply that is due, until none is left or *stop* says so; StoreError passes.

        *after_each* is told of each reply that was tried.

        A reply leaves once at most, unless the server itself said that it does not have it.
        """
        with self.store.delivering(self.clock()) as abandoned:
            delivered = Delivered(unknown=abandoned)
            while not stop() and (items := self._claim()):
                if not self._hand_over_all(items, delivered, stop, after_each):
                    break
            return delivered

    def _claim(self) -> list[OutboxItem]:
        now = self.clock()
        with self.store.begin() as tx:
            return tx.claim(now, now + LEASE, BATCH)

    def _hand_over_all(
        self,
        items: list[OutboxItem],
        delivered: Delivered,
        stop: Callable[[], bool],
        after_each: Callable[[], object],
    ) -> bool:
        """Hand *items* over; False if the rest of the pass makes no sense."""
        for index, item in enumerate(items):
            if stop():
                self._release(items[index:])
                return False
            try:
                self._hand_over(item, delivered)
            except Unreachable as error:
                delivered.obstacle = str(error)
                for waiting in items[index:]:
                    self._keep(waiting, str(error), delivered)
                return False
            after_each()
        return True

    def _hand_over(self, item: OutboxItem, delivered: Delivered) -> None:
        crossed = False

        def before_dot() -> None:
            nonlocal crossed
            with self.store.begin() as tx:
                if not tx.hand_over(item, self.clock() + LEASE):
                    raise Lost
            crossed = True

        try:
            self.submit.hand_over(item, before_dot)
        except (Unreachable, StoreError):
            raise
        except Lost:
            return
        except Postponed as error:
            self._postpone(item, str(error), delivered)
        except Refused as error:
            self._fail(item, str(error), delivered, self.refused)
        except Unclear as error:
            self._doubt(item, str(error), delivered)
        except Exception as error:
            # A mistake of our own. The final dot still tells whether the server may have the reply.
            settle = self._doubt if crossed else self._postpone
            settle(item, type(error).__name__, delivered)
            raise
        else:
            self._sent(item, delivered)

    def _sent(self, item: OutboxItem, delivered: Delivered) -> None:
        with self.store.begin() as tx:
            tx.sent(item, self.clock())
        delivered.sent += 1

    def _postpone(self, item: OutboxItem, error: str, delivered: Delivered) -> None:
        if not self._given_up(item, error, delivered):
            with self.store.begin() as tx:
                tx.postpone(item, self.clock() + delay(item.attempts, self.jitter()), error)
            delivered.postponed += 1

    def _keep(self, item: OutboxItem, error: str, delivered: Delivered) -> None:
        """Keep a reply of which no server has heard; how often others failed is not its fault."""
        if not self._given_up(item, error, delivered):
            with self.store.begin() as tx:
                tx.release(item, self.clock() + delay(1, self.jitter()), error)
            delivered.postponed += 1

    def _given_up(self, item: OutboxItem, error: str, delivered: Delivered) -> bool:
        old = self.clock() - item.enqueued_at >= LIFETIME
        if old:
            self._fail(item, f"given up after {LIFETIME.days} days: {error}", delivered)
        return old

    def _fail(self, item: OutboxItem, error: str, delivered: Delivered, hears: Hears | None = None) -> None:
        now = self.clock()
        with self.store.begin() as tx:
            if tx.fail(item, now, error) and hears:
                hears(tx, item, now)
        delivered.failed += 1

    def _doubt(self, item: OutboxItem, error: str, delivered: Delivered) -> None:
        with self.store.begin() as tx:
            tx.doubt(item, self.clock(), error)
        delivered.unknown += 1

    def _release(self, items: list[OutboxItem]) -> None:
        """Give back what was claimed but not tried."""
        now = self.clock()
        with self.store.begin() as tx:
            for item in items:
                tx.release(item, now, item.last_error)


def delay(attempts: int, jitter: float) -> timedelta:
    """Return how long to wait after so many attempts: doubling, up to a quarter longer by *jitter* (0 to 1)."""
    doublings = min(attempts - 1, 8)
    return min(LONGEST_DELAY, FIRST_DELAY * (2.0**doublings) * (1 + jitter / 4))
