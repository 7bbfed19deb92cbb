"""Who waits gets the place that comes free, in order of arrival, and hears of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inbox_bot.core.case import Case, History
from inbox_bot.core.conversation.places import free
from inbox_bot.core.conversation.values import kept
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.message import parse
from inbox_bot.core.offering import kept_until, lapsed
from inbox_bot.core.reply import Desk, Kind, write
from inbox_bot.core.zones import zone
from inbox_bot.store import Entry, Offer, Reading, Store, Transaction


def limited(events: Sequence[Event]) -> list[str]:
    """Return the events that have so many places and no more: whoever gives one has to lock them."""
    return [event.id for event in events if event.capacity is not None]


def room(reading: Reading, event: Event) -> int | None:
    """Return how many newcomers there is place for at *event*; None where there is no limit."""
    return None if event.capacity is None else free(event.capacity, *reading.places(event.id))


def promote(tx: Transaction, event: Event, desk: Desk, own_addresses: frozenset[str], now: datetime) -> None:
    """Keep the free places of *event* for who waits first. Nobody overtakes, and who came together stay together.

    The transaction holds the lock of *event*. Once the event has begun nothing is given any more.
    """
    if now >= event.starts:
        return
    placed, waiting = tx.places(event.id)
    left = waiting if event.capacity is None else event.capacity - placed
    if not waiting or left <= 0:
        return
    until = None if event.capacity is None else kept_until(event, now)
    for group in tx.line(event.id):
        if len(group) > left:
            return
        left -= len(group)
        people = [entry.id for entry in group]
        told = until is not None and _tell(tx, event, group, Kind.OFFER, desk, own_addresses, now, until)
        if until is not None and told:
            tx.offer(people, until, now)
        else:  # who cannot be asked need not answer
            tx.promote(people, now)
            _tell(tx, event, group, Kind.PLACE, desk, own_addresses, now)


def _tell(  # noqa: PLR0917  all of it is needed for one reply
    tx: Transaction,
    event: Event,
    group: Sequence[Entry],
    kind: Kind,
    desk: Desk,
    own_addresses: frozenset[str],
    now: datetime,
    until: datetime | None = None,
) -> bool:
    """Write *kind* to who sent the mail of *group*; tell whether they can be written to."""
    first = group[0]
    mail = tx.last_mail(first)
    if mail is None or mail.octets is None:
        return False
    message = parse(mail.octets)
    language = mail.extraction.get("language", event.languages[0])
    people = tuple(kept(entry.known) for entry in group)
    extraction = Extraction(event, Intent.REGISTER, (), people, language=language)
    case = Case(message, zone(message), extraction, History(), mail.received_at, own_addresses)
    reply = write(case, kind, desk, at=now, entry=first.id, kept=until)
    if reply is None:
        return False
    tx.enqueue(reply, mail.digest, kind, now, entry=first.id)
    return True


@dataclass(frozen=True, slots=True)
class Promotion:
    """Gives places that came free without a mail: somebody did not answer, or the organiser raised the capacity."""

    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    clock: Callable[[], datetime]

    def fill(self) -> None:
        """Take back what was kept for who did not answer, and give whatever is free. StoreError passes.

        It belongs right after a look at the mailbox that went well: else an answer may lie there unread.
        """
        for event in self.events:
            now = self.clock()
            with self.store.read() as reading:
                waits = reading.places(event.id)[1]
                needless = event.capacity is None and reading.offered(event.id)
            if (waits or needless) and now < event.starts:
                with self.store.begin() as tx:
                    tx.lock((), (event.id,))
                    if event.capacity is None:
                        self._give_all(tx, event, now)
                    promote(tx, event, self.desk, self.own_addresses, now)
                    self._pass_on(tx, event, now)

    def withdraw(self) -> None:
        """Take out of the outbox what offers a place to who cancelled or was let in meanwhile. StoreError passes."""
        with self.store.read() as reading:
            outdated = reading.outdated_offers()
        for reply in outdated:
            with self.store.begin() as tx:
                tx.withdraw(reply)

    def _give_all(self, tx: Transaction, event: Event, now: datetime) -> None:
        """Give the places that are kept: without a limit nobody need say whether they take one."""
        for group in tx.offered(event.id):
            tx.promote([entry.id for entry in group], now)
            _tell(tx, event, group, Kind.PLACE, self.desk, self.own_addresses, now)

    def _pass_on(self, tx: Transaction, event: Event, now: datetime) -> None:
        """Take back what was kept long enough, as long as there is somebody in line who may have it."""
        for offer in tx.offers(event.id, now):
            if tx.places(event.id)[1] and _lapsed(offer, now):
                tx.lapse([entry.id for entry in offer.entries], now)
                if offer.heard:
                    _tell(tx, event, offer.entries, Kind.LAPSED, self.desk, self.own_addresses, now, offer.until)
                promote(tx, event, self.desk, self.own_addresses, now)


def _lapsed(offer: Offer, at: datetime) -> bool:
    return lapsed(offer.until, offer.written_at, offer.sent_at, at)
