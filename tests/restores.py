"""A store that is backed up, lost and restored at random moments, while the mailbox and the SMTP server live on."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
from inbox_bot.outbox import Outbox
from inbox_bot.reading import Arrival
from inbox_bot.store import OutboxItem, State, Store
from inbox_bot.store.keeping import back_up, restore
from machines import intake
from seminar import NOW, Clock, mail, registration

MINUTE = timedelta(minutes=1)
MAILS = 20


@dataclass
class Post:
    """An SMTP server that outlives the store."""

    taken: list[OutboxItem] = field(default_factory=list)

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        before_dot()
        self.taken.append(item)

    @property
    def most(self) -> int:
        """How often the most frequent reply was taken over."""
        return max(Counter((item.rcpt_to, item.outcome) for item in self.taken).values(), default=0)


def take(store: Store, octets: Sequence[bytes], now: Clock) -> list[Outcome | None]:
    """Take in what lies in the mailbox: one mail a minute from NOW on."""
    new = [Arrival(one, NOW + uid * MINUTE, "INBOX", 7, uid) for uid, one in enumerate(octets, start=1)]
    with store.read() as reading:
        unseen = reading.unseen("INBOX", 7, [one.uid for one in new])
    return [taken.outcome for taken in intake(store, now).take([one for one in new if one.uid in unseen])]


def deliver(store: Store, post: Post, now: Clock) -> None:
    Outbox(store, post, now, lambda: 0.0).deliver()


def survive(store: Store, empty: Callable[[], object], copy: Path, seed: int) -> int:
    """Lose *store* amid work and restore it, as *seed* says; check the books; return how many replies are unknown.

    *empty* makes room for the restored one, where the database wants that.
    """
    chance = random.Random(seed)  # noqa: S311  the same story in every run
    mails, now, post = [_mail(number, chance) for number in range(1, MAILS + 1)], Clock(NOW), Post()
    backed_up = chance.randrange(1, MAILS - 4)
    lost = chance.randrange(backed_up, MAILS - 2)
    for number in range(1, MAILS + 1):
        now.now = NOW + number * MINUTE
        take(store, mails[:number], now)
        if chance.random() < 0.7:  # else the server is away for a while
            deliver(store, post, now)
        if number == backed_up:
            back_up(store, copy, now())
        if number == lost:
            store.close()
            empty()
            restore(store, copy, now(), now())
    deliver(store, post, now)
    return _balanced(store, mails, post, NOW + lost * MINUTE)


def _mail(number: int, chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return mail("Verkoopt u ook fietsen?", sender=f"Piet <piet{number}@example.org>", number=number)
    return registration(number, without="function" if chance.random() < 0.3 else "")


def _balanced(store: Store, mails: Sequence[bytes], post: Post, restored: datetime) -> int:
    """Raise AssertionError where something was lost, or somebody was answered twice or for nothing."""
    assert post.most <= 1, "answered twice"
    assert not any(item.rcpt_to.startswith("piet") for item in post.taken), "answered for nothing"
    with store.read() as reading:
        assert reading.ledger().seen == len(mails), "lost"
        assert reading.ledger().balanced
        for octets in mails:
            message = parse(octets)
            found = reading.inbound(message.digest)
            assert found is not None
            assert message.sender is not None
            listed = [one for one in reading.entries() if one.digest == found.digest]
            if message.sender.addr_spec.startswith("piet"):
                assert (Outcome.IGNORED, []) == (found.outcome, listed)
            else:
                assert bool(listed) != (found.outcome is Outcome.REVIEW), "neither on the list nor before a human"
                assert found.outcome is not Outcome.REVIEW or found.received_at <= restored, "a human asked for nothing"
        states = Counter(item.state for item in reading.outbox())
        assert not states.keys() - {State.SENT, State.UNKNOWN}, states
    return states[State.UNKNOWN]
