"""What the store is told. All of a transaction is kept, or none."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from inbox_bot import schema
from inbox_bot.core.case import Case, Decision, Known, Outcome
from inbox_bot.core.conversation.places import standings
from inbox_bot.core.extraction.model import Extraction, Participant
from inbox_bot.core.message import Message
from inbox_bot.core.reply import Reply
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.states import Happens, Stands, changed
from inbox_bot.store.by_hand import name_of
from inbox_bot.store.forgetting import Forgetting
from inbox_bot.store.rows import State
from inbox_bot.store.senders import sender_of
from inbox_bot.store.standing import columns, stands

_LISTED = {Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.WAITING, Outcome.LATE, Outcome.UPDATED}

_REMEMBERED = timedelta(days=90)
"""For so long it is known what was answered by hand: a registration may stay open for weeks."""

# Statements that every mail needs are built once: building one takes longer than SQLite takes to do it.
_DECIDED = update(schema.inbound).where(schema.inbound.c.digest == bindparam("which"))


class Transaction(Forgetting):
    """One unit of work. Moments are aware datetimes."""

    def lock(self, messages: Iterable[Message], events: Iterable[str] = (), *, senders: Iterable[str] = ()) -> None:
        """Make other machines wait with mails of the same senders until this transaction ends. Comes first.

        *events* are those whose places may be given: nobody else gives any meanwhile. *senders* are further ones, in
        lower case.

        All locks in one order, so that no two machines wait for each other; SQLite has one writer anyhow.
        """
        if self._connection.dialect.name == "postgresql":
            names = {*senders, *(sender_of(message) for message in messages), *(f"event {event}" for event in events)}
            for key in sorted(map(_lock_key, names)):
                self._connection.execute(select(func.pg_advisory_xact_lock(key)))

    def set_meta(self, key: str, value: str) -> None:
        """Note *value* under *key*."""
        self._put(schema.meta, {"key": key, "value": value}, replacing="value")

    # The mailbox

    def see(self, folder: str, uidvalidity: int, uid: int, digest: str) -> None:
        """Note that *uid* was taken, so that it is never fetched again."""
        row = {"folder": folder, "uidvalidity": uidvalidity, "uid": uid, "digest": digest, "handled": False}
        self._put(schema.sighting, row)

    def handled(self, folder: str, uidvalidity: int, uids: Collection[int]) -> None:
        """Note that the mailbox shows what became of *uids*."""
        table = schema.sighting
        this = (table.c.folder == folder) & (table.c.uidvalidity == uidvalidity) & (table.c.uid == bindparam("which"))
        if uids:
            self._connection.execute(update(table).where(this).values(handled=True), [{"which": uid} for uid in uids])

    def set_floor(self, folder: str, uidvalidity: int, floor: int) -> None:
        """Note that every UID below *floor* is settled, and forget the sightings below it."""
        row = {"name": folder, "uidvalidity": uidvalidity, "floor": floor}
        self._put(schema.folder, row, replacing="floor")
        table = schema.sighting
        below = (table.c.folder == folder) & (table.c.uidvalidity == uidvalidity) & (table.c.uid < floor)
        self._connection.execute(table.delete().where(below))

    def forget_uids(self, folder: str, uidvalidity: int) -> None:
        """Forget which UIDs were settled: they mean other mails by now."""
        for table, name in ((schema.folder, schema.folder.c.name), (schema.sighting, schema.sighting.c.folder)):
            self._connection.execute(table.delete().where(name == folder, table.c.uidvalidity == uidvalidity))

    def note_answered(self, message_ids: Iterable[str], at: datetime) -> None:
        """Note that somebody answered *message_ids* by hand, and forget what was noted long ago."""
        for name in sorted(map(name_of, message_ids)):
            self._put(schema.answered, {"message": name, "at": at}, replacing="at")
        self._connection.execute(schema.answered.delete().where(schema.answered.c.at < at - _REMEMBERED))

    # The path of one mail

    def receive(self, digest: str, received_at: datetime, at: datetime, head: str = "") -> bool:
        """Claim a mail; False if it was decided before, or forgotten. Until `record` it counts as one for a human.

        *head* is the digest that it has where its header section alone is read.
        """
        if self.kept_as(digest, head) != digest:
            return False
        row = {
            "digest": digest,
            "thread": digest,
            "received_at": received_at,
            "arrived_at": at,
            "outcome": Outcome.REVIEW,
            **dict.fromkeys(("rule", "event", "intent", "message_id", "sender", "subject", "content"), ""),
            "reasons": [],
            "extraction": {},
        }
        return self._put(schema.inbound, row)

    def record(self, case: Case, decision: Decision, octets: bytes, at: datetime) -> None:
        """Note what was decided about a received mail and what follows for the list.

        Of a mail that is not ours, nothing is kept but that it was seen, and why it is not ours.
        """
        values: dict[str, Any] = {
            "outcome": decision.outcome,
            "rule": decision.rule,
            "reasons": list(decision.reasons),
            "thread": self._thread(case),
        }
        if decision.outcome is not Outcome.IGNORED:
            values |= _ours(case, octets)
        self._connection.execute(_DECIDED, {"which": case.message.digest, **values})
        if case.returned:
            self.came_back(case.returned.id, at, decision.reasons[-1])
        if decision.outcome is Outcome.CANCELLED:
            for known in case.plan.changes.values():
                self.cancel(known.id, at)
        elif decision.outcome in _LISTED:
            self.register(case, decision.outcome, at)

    def shunt(self, message: Message, octets: bytes, reason: str) -> None:
        """Put a received mail that could not be handled before a human."""
        values: dict[str, Any] = {
            "which": message.digest,
            "outcome": Outcome.REVIEW,
            "rule": "shunt",
            "reasons": [reason],
            "message_id": message.message_id,
            "sender": sender_of(message),
            "subject": message.subject,
            "octets": octets,
        }
        self._connection.execute(_DECIDED, values)

    def register(
        self,
        case: Case,
        outcome: Outcome,
        at: datetime,
        changes: Mapping[int, Known] | None = None,
        *,
        admitted: bool = False,
    ) -> tuple[Stands, ...]:
        """Put the participants of *case* on the list, or in the place of entries that are there; return how they stand.

        *changes* are those entries, by the position of the participant; without any the plan's. *admitted*: the
        organiser lets in whoever was late. ValueError for an *outcome* that puts nobody on the list; LookupError if an
        entry changed meanwhile.
        """
        if outcome not in _LISTED:
            raise ValueError(f"{outcome} puts nobody on the list")
        there = case.plan.changes if changes is None else changes
        # Who only says that they come is on the list too, so that their answer counts from today.
        found = standings(case, there, late=outcome is Outcome.LATE, admitted=admitted)
        for position, (participant, becomes) in enumerate(
            zip(case.extraction.participants or ({},), found, strict=True)
        ):
            if known := there.get(position):
                self._change(known, participant, becomes, at)
                continue
            row = {
                "event": case.event.id,
                "digest": case.message.digest,
                "position": position,
                "fields": _values(participant),
                "sender": sender_of(case.message),
                "address": _address(participant),
                "received_at": case.received_at,
                "changed_at": at,
                **columns(becomes),
            }
            self._connection.execute(schema.entry.insert(), row)
        return found

    def promote(self, entries: Collection[int], at: datetime) -> None:
        """Give a place to who waits for one."""
        self._happens(entries, Happens.PLACED, at)

    def offer(self, entries: Collection[int], until: datetime, at: datetime) -> None:
        """Keep a place for who waits for one, *until* they say that they take it."""
        self._happens(entries, Happens.OFFERED, at, until)

    def lapse(self, entries: Collection[int], at: datetime) -> None:
        """Keep no place any longer for who let it pass. They are in line no more until they write."""
        self._happens(entries, Happens.PASSES, at)

    def enqueue(self, reply: Reply, digest: str, kind: Kind | Outcome, at: datetime, entry: int = 0) -> None:
        """Put in the outbox what tells *kind* to the sender of the mail *digest*, or to nobody's; due at once."""
        row = {
            "digest": digest or None,
            "outcome": kind,
            "entry": entry,
            "rcpt_to": reply.rcpt_to,
            "message_id": reply.message_id,
            "octets": reply.octets,
            "state": State.PENDING,
            "attempts": 0,
            "due_at": at,
            "last_error": "",
            "enqueued_at": at,
            "copied": False,
        }
        self._connection.execute(schema.outbox.insert(), row)

    # The organiser

    def settle(self, digest: str, how: str, at: datetime, *, again: bool = False) -> bool:
        """Note how a human settled a mail; False if it was settled before, unless that may be *again*."""
        table = schema.inbound
        waits = (table.c.digest == digest) if again else (table.c.digest == digest) & table.c.settled_at.is_(None)
        statement = update(table).where(waits).values(settled_at=at, settled_how=how).returning(table.c.digest)
        return self._connection.execute(statement).first() is not None

    def cancel(self, entry: int, at: datetime) -> bool:
        """Take an entry off the list, where it stays to be seen; False if it is not on the list."""
        return self._happens((entry,), Happens.CANCELS, at)

    def _happens(self, entries: Collection[int], happens: Happens, at: datetime, until: datetime | None = None) -> bool:
        """Let *happens* happen to *entries*, as the table says; False if that changed none of them."""
        [(becomes, was)] = changed(happens).items()
        table = schema.entry
        statement = (
            update(table)
            .where(table.c.id.in_(entries), stands(*was))
            .values(**columns(becomes, until), changed_at=at)
            .returning(table.c.id)
        )
        return self._connection.execute(statement).first() is not None

    def _change(self, known: Known, participant: Participant, becomes: Stands, at: datetime) -> None:
        table = schema.entry
        noted = {"fields": _values(participant), "address": _address(participant), "changed_at": at}
        statement = (
            update(table)
            .where(table.c.id == known.id, stands(known.stands))
            .values(**noted, **columns(becomes))
            .returning(table.c.id)
        )
        if self._connection.execute(statement).first() is None:
            raise LookupError("the entry changed meanwhile")

    def _thread(self, case: Case) -> str:
        """Return the conversation that the mail belongs to: an earlier one, or its own."""
        for known in case.plan.changes.values():
            entry, inbound = schema.entry, schema.inbound
            query = select(inbound.c.thread).select_from(entry.join(inbound)).where(entry.c.id == known.id)
            return str(self._connection.scalar(query))
        threads = self._threads(case.message) if case.history.in_thread else []
        return threads[0] if threads else case.message.digest

    def _put(self, table: Table, row: Mapping[str, Any], *, replacing: str = "") -> bool:
        """Insert *row*; False if there was one already, of which nothing is changed but the column *replacing*."""
        statement = _insert(self._connection.dialect.name, table, replacing)
        # A row count is no answer here: on PostgreSQL it takes every row for a duplicate.
        return self._connection.execute(statement, row).first() is not None


@cache
def _insert(dialect: str, table: Table, replacing: str) -> Any:  # noqa: ANN401  each database has a class of its own
    kind: Any = {"postgresql": postgresql, "sqlite": sqlite}[dialect]
    statement = kind.insert(table)
    if replacing:
        changed = {replacing: statement.excluded[replacing]}
        statement = statement.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed)
    else:
        statement = statement.on_conflict_do_nothing()
    return statement.returning(*table.primary_key.columns)


def _lock_key(sender: str) -> int:
    return int.from_bytes(sha256(sender.encode("utf-8", "replace")).digest()[:8], signed=True)


def _ours(case: Case, octets: bytes) -> dict[str, Any]:
    return {
        "event": case.event.id,
        "intent": case.extraction.intent,
        "message_id": case.message.message_id,
        "sender": sender_of(case.message),
        "subject": case.message.subject,
        "content": case.message.content,
        "extraction": {**_summary(case.extraction), "before": _before(case)},
        "octets": octets,
    }


def _summary(extraction: Extraction) -> dict[str, Any]:
    return {
        "participants": [
            {
                key: {"value": one.value, "text": one.text, "source": one.source, "confidence": one.confidence}
                for key, one in participant.items()
            }
            for participant in extraction.participants
        ],
        "missing": list(extraction.missing),
        "doubts": list(extraction.doubts),
        "evidence": list(extraction.evidence),
        "language": extraction.language,
    }


def _before(case: Case) -> dict[str, dict[str, Any]]:
    """Return what stood on the list before, by entry."""
    return {
        str(known.id): {"status": known.status, "fields": dict(known.fields)} for known in case.plan.changes.values()
    }


def _address(participant: Participant) -> str:
    """Return the address that is noted of somebody, by which they may be known from elsewhere."""
    said = (value.lower() for value in _values(participant).values() if "@" in value)
    return next(said, "")


def _values(participant: Participant) -> dict[str, str]:
    return {key: finding.value for key, finding in participant.items()}
