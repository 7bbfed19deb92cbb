"""One look at the mailbox: what is new is taken in, and what was ours is left as the organiser wants it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.ahead import Batch, ahead
from inbox_bot.colleagues import Colleagues
from inbox_bot.config import MailboxSettings
from inbox_bot.core.case import Outcome
from inbox_bot.familiar import Familiar
from inbox_bot.intake import Intake
from inbox_bot.mailbox import Fact, Fetched, Mailbox
from inbox_bot.missed import Missed
from inbox_bot.probe import Probe
from inbox_bot.reader import Reader
from inbox_bot.reading import Arrival
from inbox_bot.store import Store

log = logging.getLogger(__name__)

MAX_OCTETS = 25_000_000
"""Of larger mails only the header is fetched, and a human looks."""
SLACK = timedelta(minutes=10)
"""How far the server's clock may be behind ours at a first start without costing anybody a registration."""


def nothing() -> None:
    """Do nothing."""


def never() -> bool:
    """Tell to go on."""
    return False


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found."""

    new: int = 0
    ours: int = 0


@dataclass(frozen=True, slots=True)
class Polling:
    """Looks at one folder. Only what is committed counts as seen, so a look may be cut off anywhere."""

    mailbox: Mailbox
    store: Store
    intake: Intake
    settings: MailboxSettings
    clock: Callable[[], datetime]
    probe: Probe | None = None
    """What tells our own messages to ourselves from mail."""
    reader: Reader | None = None
    """Who reads mails within limits; without, they are read here."""

    @property
    def folder(self) -> str:
        """Which folder of which account: the name under which its UIDs are noted."""
        return f"{self._account}/{self.settings.folder}"

    @property
    def colleagues(self) -> Colleagues:
        """Who answers by hand."""
        return Colleagues(self.mailbox, self.store, self.intake.desk, self._account, self.clock)

    @property
    def familiar(self) -> Familiar:
        """Who notices that a UID means another mail."""
        return Familiar(self.mailbox, self.store, self.folder, self.clock)

    @property
    def _account(self) -> str:
        return f"{self.settings.username}@{self.settings.host}"

    def look(self, stop: Callable[[], bool] = never, after_batch: Callable[[], object] = nothing) -> Looked:
        """Take in all that is new, until none is left or *stop* says so; *after_batch* is told of each commit.

        Raises MailboxError, ReaderError and StoreError; what was not taken in then is as it was, for the next look.
        """
        self.mailbox.select()
        self.familiar.verify()
        self.colleagues.note()
        start, floor = self._start(), self._floor()
        since = self._earliest(start, floor)
        uids = self.mailbox.uids(floor or 1, None if floor else since)
        fresh = self._unseen(uids)
        facts = self._since(since, fresh) if fresh else []
        found = self._take(facts, stop, after_batch) if fresh else Looked()
        self._leave()
        if not stop():
            self._miss(self._unseen(uids))
        self._settle(uids, floor or 1, facts)
        return found

    def _earliest(self, start: datetime, floor: int | None) -> datetime:
        """Return from when on mail is taken in.

        Where the first start left a floor, what lies above is new, and a server's clock that is behind does no harm. In
        a folder that was numbered anew, the mail of just before the start looks the same as that of just after it.
        """
        return start - SLACK if floor and self.settings.start == "now" else start

    def _start(self) -> datetime:
        """Return since when mail counts; the first start is noted for ever, with the mail that was there before."""
        if isinstance(self.settings.start, datetime):
            return self.settings.start
        with self.store.begin() as tx:
            noted = tx.meta("start")
            if noted:
                return datetime.fromisoformat(noted)
            now = self.clock()
            tx.set_meta("start", now.isoformat())
            tx.set_floor(self.folder, self.mailbox.uidvalidity, self.mailbox.uidnext)
            log.info("first start", extra={"folder": self.settings.folder})
            return now

    def _floor(self) -> int | None:
        with self.store.read() as reading:
            return reading.floor(self.folder, self.mailbox.uidvalidity)

    def _unseen(self, uids: Iterable[int]) -> list[int]:
        with self.store.read() as reading:
            return reading.unseen(self.folder, self.mailbox.uidvalidity, uids)

    def _since(self, start: datetime, uids: list[int]) -> list[Fact]:
        """Return what came since *start*; what is older is noted as seen, unread."""
        facts = self.mailbox.facts(uids)
        older = [fact for fact in facts if fact.received_at < start]
        if older:
            with self.store.begin() as tx:
                for fact in older:
                    tx.see(self.folder, self.mailbox.uidvalidity, fact.uid, "")
        return [fact for fact in facts if fact.received_at >= start]

    def _take(self, facts: list[Fact], stop: Callable[[], bool], after_batch: Callable[[], object]) -> Looked:
        new = ours = 0
        for arrivals, understood in self._batches(facts):
            taken = self.intake.take(arrivals, understood)
            after_batch()
            new += len(taken)
            ours += sum(one.outcome not in {None, Outcome.IGNORED} for one in taken)
            if stop():
                break
        if new:
            log.info("mail taken in", extra={"new": new, "ours": ours})
        return Looked(new, ours)

    def _batches(self, facts: list[Fact]) -> Iterator[Batch]:
        """Yield the mails, read apart where that can be."""
        arrivals = (self._arrivals(batch) for batch in self.mailbox.fetch(facts, MAX_OCTETS))
        return ahead(arrivals, self.reader) if self.reader else ((batch, ()) for batch in arrivals)

    def _arrivals(self, batch: Iterable[Fetched]) -> list[Arrival]:
        arrivals = [self._arrival(one) for one in batch]
        return self.probe.without(arrivals) if self.probe else arrivals

    def _arrival(self, fetched: Fetched) -> Arrival:
        return Arrival(
            octets=fetched.octets,
            received_at=fetched.received_at,
            folder=self.folder,
            uidvalidity=fetched.uidvalidity,
            uid=fetched.uid,
            truncated=fetched.truncated,
        )

    def _leave(self) -> None:
        """Do to the mailbox what is still to be done to mail of ours. After the commit, so never for nothing."""
        with self.store.read() as reading:
            uids = reading.to_handle(self.folder, self.mailbox.uidvalidity)
        if not uids:
            return
        if self.settings.handled != "leave":
            self.mailbox.handle(uids)
        with self.store.begin() as tx:
            tx.handled(self.folder, self.mailbox.uidvalidity, uids)

    def _miss(self, uids: list[int]) -> None:
        """Note what the server named and did not give."""
        if uids:
            received_at = {fact.uid: fact.received_at for fact in self.mailbox.facts(uids)}
            Missed(self.store, self.folder, self.mailbox.uidvalidity).note(uids, received_at, self.clock())

    def _settle(self, uids: Iterable[int], floor: int, facts: Iterable[Fact]) -> None:
        """Raise the floor over all that is settled, and remember the newest of *facts*."""
        still = self._unseen(uids)
        settled = min(still) if still else max(uids, default=floor - 1) + 1
        if settled > floor:
            with self.store.begin() as tx:
                tx.set_floor(self.folder, self.mailbox.uidvalidity, settled)
                self.familiar.remember(tx, facts)
