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
from inbox_bot.core.reply import Desk, Kind, write
from inbox_bot.core.zones import zone
from inbox_bot.store import Entry, Reading, Store, Transaction


def limited(events: Sequence[Event]) -> list[str]:
    """Return the events that have so many places and no more: whoever gives one has to lock them."""
    return [event.id for event in events if event.capacity is not None]


def room(reading: Reading, event: Event) -> int | None:
    """Return how many newcomers there is place for at *event*; None where there is no limit."""
    return None if event.capacity is None else free(event.capacity, *reading.places(event.id))


def promote(tx: Transaction, event: Event, desk: Desk, own_addresses: frozenset[str], now: datetime) -> None:
    """Give the free places of *event* to who waits first. Nobody overtakes, and who came together stay together.

    The transaction holds the lock of *event*. Once the event has begun nothing is given any more.
    """
    if now >= event.starts:
        return
    placed, waiting = tx.places(event.id)
    left = waiting if event.capacity is None else event.capacity - placed
    if not waiting or left <= 0:
        return
    for group in tx.line(event.id):
        if len(group) > left:
            return
        left -= len(group)
        tx.promote([entry.id for entry in group], now)
        _tell(tx, event, group, desk, own_addresses, now)


def _tell(  # noqa: PLR0917  all of it is needed for one reply
    tx: Transaction, event: Event, group: Sequence[Entry], desk: Desk, own_addresses: frozenset[str], now: datetime
) -> None:
    first = group[0]
    mail = tx.inbound(first.digest)
    if mail is None or mail.octets is None:
        return
    message = parse(mail.octets)
    language = mail.extraction.get("language", event.languages[0])
    people = tuple(kept(entry.known) for entry in group)
    extraction = Extraction(event, Intent.REGISTER, (), people, language=language)
    case = Case(message, zone(message), extraction, History(), mail.received_at, own_addresses)
    reply = write(case, Kind.PLACE, desk, at=now, entry=first.id)
    if reply is not None:
        tx.enqueue(reply, first.digest, Kind.PLACE, now, entry=first.id)


@dataclass(frozen=True, slots=True)
class Promotion:
    """Gives places that came free without a mail: the organiser raised the capacity."""

    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    clock: Callable[[], datetime]

    def fill(self) -> None:
        """Give whatever is free. StoreError passes."""
        for event in self.events:
            with self.store.read() as reading:
                waits = reading.places(event.id)[1]
            if waits:
                with self.store.begin() as tx:
                    tx.lock((), (event.id,))
                    promote(tx, event, self.desk, self.own_addresses, self.clock())
