"""Mails in, decisions out: everything about a mail in one transaction."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_bot.alarm import Alarm
from inbox_bot.core import conversation
from inbox_bot.core.answer import answer
from inbox_bot.core.case import Case, History, Limits, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import Message, parse
from inbox_bot.core.reply import Desk, Kind
from inbox_bot.core.rules import flood
from inbox_bot.jobs import Recalled
from inbox_bot.promotion import limited, promote, room
from inbox_bot.reader import Reader
from inbox_bot.reading import TOO_MUCH, Arrival, Failed, Read, ReaderError, Understood, understand
from inbox_bot.store import Inbound, Store, StoreDamagedError, StoreUnavailableError, Transaction

log = logging.getLogger(__name__)

BATCH = 50
_NO_MAILS_FAULT = (StoreUnavailableError, StoreDamagedError, ReaderError)
"""Where the store is full, locked or damaged, or none can be read, all of them wait in the mailbox."""


class ChangedError(Exception):
    """A mail was settled or decided by somebody else meanwhile."""


class BrokenError(Exception):
    """A mail breaks the program; the message is the name of what was raised."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival."""

    arrival: Arrival
    digest: str
    outcome: Outcome | None
    """None for a mail that was decided before."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes mails in. Whatever one mail does to it, the next goes on."""

    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    limits: Limits
    clock: Callable[[], datetime]
    alarm: Alarm | None = None
    """Who is told when a limit is reached."""
    authserv_id: str = ""
    """As in `Case`."""
    reader: Reader | None = None
    """Who reads mails within limits; without, they are read here."""

    def take(self, arrivals: Sequence[Arrival], understood: Sequence[Read] = ()) -> list[Taken]:
        """Decide each of *arrivals* once; when this returns, they are safe and their replies in the outbox.

        *understood* are the same mails, where somebody read them already. Raises StoreError where the store fails, and
        ReaderError where no mail can be read: what was not kept is untouched in the mailbox, for the next poll.
        """
        taken: list[Taken] = []
        for first in range(0, len(arrivals), BATCH):
            batch = slice(first, first + BATCH)
            taken += self._take_batch(arrivals[batch], understood[batch])
        return taken

    def _take_batch(self, arrivals: Sequence[Arrival], understood: Sequence[Read]) -> list[Taken]:
        whole = [one for one in understood if isinstance(one, Understood)]
        if len(whole) == len(understood):
            try:
                return self._take_together(whole or [understand(arrival, self.events) for arrival in arrivals])
            except ReaderError:
                raise
            except Exception as error:  # noqa: BLE001  any of the mails may be the cause: each is tried by itself
                log.warning("batch taken one by one", extra={"error": type(error).__name__})
        read: Sequence[Read | None] = understood or (None,) * len(arrivals)
        return [self._take_alone(arrival, one) for arrival, one in zip(arrivals, read, strict=True)]

    def _take_alone(self, arrival: Arrival, read: Read | None) -> Taken:
        if isinstance(read, Failed):
            return self._shunted(arrival, read.error)
        try:
            return self._take_together([read or understand(arrival, self.events)])[0]
        except _NO_MAILS_FAULT:
            raise
        except BrokenError as error:
            return self._shunted(arrival, str(error))
        except Exception as error:
            log.debug("shunted because of", exc_info=True)
            return self._shunted(arrival, type(error).__name__)

    def _shunted(self, arrival: Arrival, error: str) -> Taken:
        log.error("shunted", extra={"folder": arrival.folder, "uid": arrival.uid, "error": error})
        return self._shunt(arrival, f"could not be handled: {error}")

    def _take_together(self, understood: Sequence[Understood]) -> list[Taken]:
        with self.store.begin() as tx:
            tx.lock((one.message for one in understood), limited(self.events))
            return [self._take(tx, one) for one in understood]

    def _take(self, tx: Transaction, mail: Understood) -> Taken:
        arrival, digest, head, now = mail.arrival, mail.message.digest, mail.message.digest_of_head, self.clock()
        fresh = tx.receive(digest, arrival.received_at, now, head)
        tx.see(arrival.folder, arrival.uidvalidity, arrival.uid, digest if fresh else tx.kept_as(digest, head))
        if not fresh:
            return Taken(arrival, digest, None)
        return Taken(arrival, digest, self._decide(tx, mail, now))

    def again(self, mail: Inbound) -> Outcome:
        """Decide a flagged *mail* once more, as if it came now, and answer it. Whatever raises changes nothing.

        ChangedError if it was settled or decided meanwhile, BrokenError where it cannot be read.
        """
        arrival = Arrival(mail.octets or b"", mail.received_at, "", 0, 0)
        read = self.reader.one(arrival) if self.reader else understand(arrival, self.events)
        if isinstance(read, Failed):
            raise BrokenError(read.error)
        if read.message.unreadable == TOO_MUCH:
            raise BrokenError(TOO_MUCH)
        # The digest may be made otherwise by now; the mail goes on under the name that it has.
        understood = replace(read, message=replace(read.message, digest=mail.digest))
        with self.store.begin() as tx:
            tx.lock((understood.message,), limited(self.events))
            if tx.inbound(mail.digest) != mail:
                raise ChangedError
            return self._decide(tx, understood, self.clock())

    def _decide(self, tx: Transaction, mail: Understood, now: datetime) -> Outcome:
        arrival, digest = mail.arrival, mail.message.digest
        case = self._case(tx, mail, now)
        decision, reply = answer(case, self.desk, now)
        tx.record(case, decision, arrival.octets, now)
        if reply is not None:
            if back := case.returned:  # it still answers the mail that it answered
                tx.enqueue(reply, back.digest, Kind(back.kind), now, entry=back.entry)
            else:
                tx.enqueue(reply, digest, decision.outcome, now)
        if case.event.capacity is not None:
            promote(tx, case.event, self.desk, self.own_addresses, now)
        if self.alarm is not None and decision.rule == flood.__name__:
            self.alarm.limit_reached(tx, case, now)
        return decision.outcome

    def _case(self, tx: Transaction, mail: Understood, now: datetime) -> Case:
        history = conversation.recognised(tx.history(mail.message, now), mail.message, self.events)
        message, extraction = self._in_context(mail, history) if history.known else (mail.message, mail.extraction)
        received_at = mail.arrival.received_at
        case = Case(message, mail.document, extraction, history, received_at, self.own_addresses, self.limits)
        case = replace(case, free=room(tx, case.event), authserv_id=self.authserv_id)
        if conversation.stands_in_for(case):
            case = _with_replaced(case, tx)
        joined = conversation.join(case)
        if not joined.plan.tells:
            return joined
        replies = max(history.replies_to_sender, tx.replies_to(joined.plan.tells, now))
        return replace(joined, history=replace(joined.history, replies_to_sender=replies))

    def _in_context(self, mail: Understood, history: History) -> tuple[Message, Extraction]:
        """Understand *mail* again, by who knows what was asked and said: `schepen` alone may be an answer."""
        question = Recalled(mail.message, mail.document, history, mail.events, mail.arrival.received_at)
        found = self.reader.recall(question) if self.reader else question.done(self.events)
        if isinstance(found, Failed):
            raise BrokenError(found.error)
        if found is None:
            return replace(mail.message, unreadable=TOO_MUCH), mail.extraction
        return mail.message, found

    def _shunt(self, arrival: Arrival, reason: str) -> Taken:
        """Keep a mail that breaks us for a human. Where even this fails, it stays in the mailbox."""
        message = parse(arrival.octets)
        with self.store.begin() as tx:
            fresh = tx.receive(message.digest, arrival.received_at, self.clock())
            tx.see(arrival.folder, arrival.uidvalidity, arrival.uid, message.digest)
            if fresh:
                # Half a mail must not be taken for a whole one later.
                tx.shunt(message, b"" if arrival.truncated else arrival.octets, reason)
        return Taken(arrival, message.digest, Outcome.REVIEW if fresh else None)


def _with_replaced(case: Case, tx: Transaction) -> Case:
    """Return *case* with whom its mail names as replaced among those it names, wherever they are on the list."""
    there = {one.id for one in (*case.history.known, *case.history.named)}
    others = [entry.known for entry in tx.entries(event=case.event.id) if entry.id not in there]
    named = (*case.history.named, *conversation.in_place_of(case, others))
    return replace(case, history=replace(case.history, named=named))
