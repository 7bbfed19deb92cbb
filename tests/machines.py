"""What runs in processes of their own: machines that share a store, and one that dies."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import event

from inbox_bot.core.case import Limits
from inbox_bot.intake import Intake
from inbox_bot.outbox import Outbox
from inbox_bot.reading import Arrival
from inbox_bot.store import OutboxItem, Store
from seminar import EVENT, NOW, ORGANISER, Clock, desk, registration

DIED = 9


def intake(store: Store, clock: Callable[[], datetime] | None = None, limits: Limits = Limits(per_hour=1000)) -> Intake:  # noqa: B008  frozen
    return Intake(store, (EVENT,), desk(), frozenset({ORGANISER}), limits, clock or Clock())


def arrivals(octets: list[bytes], uidvalidity: int = 7) -> list[Arrival]:
    """Return *octets* as the mailbox would give them, a minute apart."""
    return [
        Arrival(one, NOW - timedelta(minutes=len(octets) - uid), "INBOX", uidvalidity, uid)
        for uid, one in enumerate(octets, start=1)
    ]


def take_forty(url: str, seed: int) -> int:
    """Take forty mails in an order of one's own; return how many were new."""
    store = Store(url)
    mails = arrivals([registration(number) for number in range(40)])
    Random(seed).shuffle(mails)  # noqa: S311  an order, no secret
    taken = [one for start in range(0, 40, 10) for one in intake(store).take(mails[start : start + 10])]
    store.close()
    return sum(one.outcome is not None for one in taken)


@dataclass
class Fate:
    """Ends this process, without any leave-taking, at the point of that number."""

    number: int
    point: int = 0

    def pass_point(self, *_: object) -> None:
        self.point += 1
        if self.point == self.number:
            os._exit(DIED)


@dataclass
class Server:
    """An SMTP server that notes in a file what it took over, and so outlives its clients."""

    notes: Path
    fate: Fate

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        self.fate.pass_point()
        before_dot()
        self.fate.pass_point()
        with self.notes.open("a") as file:
            file.write(f"{item.message_id}\n")
        self.fate.pass_point()


def work_until(url: str, notes: Path, mails: list[bytes], number: int, later: timedelta = timedelta()) -> None:
    """Take *mails* in and deliver the replies, but die at point *number*: a statement, a commit, or a step of SMTP."""
    store, fate, clock = Store(url), Fate(number), Clock(NOW + later)
    event.listen(store.engine, "before_cursor_execute", fate.pass_point)
    event.listen(store.engine, "commit", fate.pass_point)
    new = arrivals(mails)
    with store.read() as reading:
        unseen = reading.unseen("INBOX", 7, [one.uid for one in new])
    intake(store, clock).take([one for one in new if one.uid in unseen])
    Outbox(store, Server(notes, fate), clock, lambda: 0.0).deliver()
    store.close()


def open_store(url: str) -> bytes:
    """Open the database at *url*, make its tables if need be, and return its key."""
    store = Store(url)
    store.create()
    try:
        return store.key
    finally:
        store.close()
