"""Reminders of what somebody left open: each once, and none where it was answered or is too late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_bot.core.case import Case, History, Limits, Plan
from inbox_bot.core.conversation.values import kept, missing
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.message import Message, parse
from inbox_bot.core.reminding import Moments, due
from inbox_bot.core.reply import Desk, Reply, write
from inbox_bot.core.reply.kinds import REMINDERS, Kind
from inbox_bot.core.zones import zone
from inbox_bot.store import Inbound, Store, Transaction, Unanswered


@dataclass(frozen=True, slots=True)
class Reminders:
    """Puts reminders in the outbox, and takes them out again where they are no longer wanted."""

    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    limits: Limits
    when: Moments
    clock: Callable[[], datetime]

    def enqueue(self) -> int:
        """Put what is due in the outbox; return how many. StoreError passes.

        It belongs right after a look at the mailbox that went well: else an answer may lie there unread.
        """
        with self.store.read() as reading:
            restored = reading.restored_until
            found = [reading.inbound(one.digest) for one in reading.unanswered() if self._due(one, restored)]
        return sum(self._remind(mail) for mail in found if mail)

    def withdraw(self) -> None:
        """Take out of the outbox what was answered meanwhile, waits for a human or is too late. StoreError passes."""
        with self.store.read() as reading:
            waiting = reading.pending(*REMINDERS)
            open_ones = {one.digest for one in reading.unanswered() if self._open(one)} if waiting else set()
        for reply, digest in waiting:
            if digest not in open_ones:
                with self.store.begin() as tx:
                    tx.withdraw(reply)

    def _remind(self, mail: Inbound) -> bool:
        if mail.octets is None:
            return False
        now, message = self.clock(), parse(mail.octets)
        with self.store.begin() as tx:
            tx.lock((message,))
            # Another machine may have been quicker, or the answer may have come.
            one = next((one for one in tx.unanswered() if one.digest == mail.digest), None)
            kind = self._due(one, tx.restored_until) if one else None
            if one is None or kind is None or self._exhausted(tx, message, now):
                return False
            reply = self._written(one, mail, message, kind)
            if reply is not None:
                tx.enqueue(reply, mail.digest, kind, now)
            return reply is not None

    def _due(self, one: Unanswered, restored: datetime | None) -> Kind | None:
        event = self._event(one)
        if event is None:
            return None
        kind = due(event, one.question, self.clock(), self.when)
        # What was due before the store was restored from a copy may have left then.
        perhaps = restored and due(event, one.question, restored, self.when)
        return kind if kind is not perhaps else None

    def _open(self, one: Unanswered) -> bool:
        event = self._event(one)
        return event is not None and not event.closed(self.clock())

    def _event(self, one: Unanswered) -> Event | None:
        return next((event for event in self.events if event.id == one.event), None)

    def _exhausted(self, tx: Transaction, message: Message, now: datetime) -> bool:
        """Tell whether the limits leave no room for one reply more; there may be room later."""
        history = tx.history(message, now)
        return history.replies_to_sender >= self.limits.per_sender or history.replies_in_all >= self.limits.per_hour

    def _written(self, one: Unanswered, mail: Inbound, message: Message, kind: Kind) -> Reply | None:
        """Return the reminder, threaded to our question; None where nobody can be answered, or nothing lacks now."""
        event = self._event(one)
        people = tuple(kept(entry.known) for entry in one.entries)
        if event is None or not missing(event, people):
            return None
        # In the thread our question comes last: what it answered becomes the one before.
        asked = replace(message, message_id=one.message_id, references=(*message.references, message.message_id))
        language = mail.extraction.get("language", event.languages[0])
        lacks = missing(event, people)
        extraction = Extraction(event, Intent.REGISTER, (), people, lacks, language=language)
        case = Case(asked, zone(message), extraction, History(), mail.received_at, self.own_addresses, self.limits)
        # Whoever was asked is reminded, also where somebody else's mail led to the question.
        case = replace(case, plan=Plan(tells=one.rcpt_to))
        return write(case, kind, self.desk, at=self.clock())
