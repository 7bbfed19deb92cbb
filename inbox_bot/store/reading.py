"""What the store can be asked."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Text, bindparam, case, cast, func, or_, select

from inbox_bot import schema
from inbox_bot.core.case import History, Known, Outcome, Returned
from inbox_bot.core.extraction.model import ASKS
from inbox_bot.core.message import Message, parse
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.states import Stands, Status, standing
from inbox_bot.store.by_hand import name_of
from inbox_bot.store.lost import lost, to_returned
from inbox_bot.store.offers import Offer, offered, offers, outdated, together
from inbox_bot.store.person import Held, held
from inbox_bot.store.rows import Before, Entry, Inbound, Ledger, OutboxItem, State, outbox_item, to_entry, to_inbound
from inbox_bot.store.senders import named_in, sender_of
from inbox_bot.store.standing import stands
from inbox_bot.store.unanswered import Unanswered, unanswered
from inbox_bot.store.vitals import Vitals, vitals

_COUNTED = {
    "registered": Outcome.CONFIRMED,
    "changed": Outcome.UPDATED,
    "cancelled": Outcome.CANCELLED,
    "asked": Outcome.INCOMPLETE,
    "waiting": Outcome.WAITING,
    "late": Outcome.LATE,
    "flagged": Outcome.REVIEW,
    "not_for_us": Outcome.IGNORED,
}

_REFERENCES = 100
_MOST_ANSWERED = 3
_OF_THREAD = schema.inbound.alias()
# Built once: building a statement takes longer than SQLite takes to answer it.
_IN_THREADS = select(_OF_THREAD.c.digest).where(_OF_THREAD.c.thread.in_(bindparam("threads", expanding=True)))
_ENTRIES = (
    select(schema.entry, schema.inbound.c.thread, schema.inbound.c.subject)
    .select_from(schema.entry.join(schema.inbound))
    .order_by(schema.entry.c.received_at, schema.entry.c.id)
)
_SENDERS = schema.entry.c.sender.in_(bindparam("senders", expanding=True))
# By way of the digest both sides have an index, and the list may grow.
_KNOWN = _ENTRIES.where(or_(schema.entry.c.digest.in_(_IN_THREADS), _SENDERS))
_NAMED = _ENTRIES.where(or_(schema.entry.c.address.in_(bindparam("senders", expanding=True)), _SENDERS))
_NOTED = _ENTRIES.where(
    schema.entry.c.address == bindparam("noted"),
    schema.entry.c.sender != bindparam("sender"),
)
_TO_SENDER = select(func.count()).where(
    func.lower(schema.outbox.c.rcpt_to) == bindparam("sender"), schema.outbox.c.enqueued_at > bindparam("day")
)
_IN_ALL = select(func.count()).where(schema.outbox.c.enqueued_at > bindparam("hour"))
PEOPLE = "people of {}"
"""The note that holds how many people were on the list of an event whose list is gone."""
_LOST = (State.FAILED, State.RETURNED)
_REPEATED = select(func.count()).where(
    schema.inbound.c.content == bindparam("content"),
    schema.outbox.c.digest == schema.inbound.c.digest,
    schema.outbox.c.state.not_in(_LOST),
    or_(
        schema.inbound.c.arrived_at > bindparam("day"),
        schema.inbound.c.thread.in_(bindparam("threads", expanding=True)),
    ),
)
_ANSWERED = select(func.count()).where(schema.answered.c.message == bindparam("message"))
RESTORED = "restored until"
"""The note that holds until when mail may have been answered that we know nothing of."""
_RESTORED = select(schema.meta.c.value).where(schema.meta.c.key == RESTORED)
_IN_LINE = stands(Stands.WAITING)
_REPLIES = select(*(one.scalar_subquery() for one in (_TO_SENDER, _IN_ALL, _REPEATED, _ANSWERED, _RESTORED)))


class Reading:
    """One consistent look at the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def meta(self, key: str) -> str | None:
        """Return what was noted under *key*."""
        return self._connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))

    def is_probe(self, message_id: str) -> bool:
        """Tell whether *message_id* is that of a message to ourselves."""
        table = schema.outbox
        query = select(table.c.id).where(table.c.message_id == message_id, table.c.outcome == Kind.PROBE)
        return self._connection.scalar(query) is not None

    @property
    def restored_until(self) -> datetime | None:
        """Until when somebody may have been answered that we know nothing of; None where nothing was restored."""
        noted = self.meta(RESTORED)
        return datetime.fromisoformat(noted) if noted else None

    # The mailbox

    def floor(self, folder: str, uidvalidity: int) -> int | None:
        """Return the UID below which everything is settled; None for a folder never seen under *uidvalidity*."""
        table = schema.folder
        query = select(table.c.floor).where(table.c.name == folder, table.c.uidvalidity == uidvalidity)
        return self._connection.scalar(query)

    def unseen(self, folder: str, uidvalidity: int, uids: Iterable[int]) -> list[int]:
        """Return those of *uids* that were not taken yet, ascending."""
        table, floor = schema.sighting, self.floor(folder, uidvalidity) or 0
        seen = self._connection.scalars(
            select(table.c.uid).where(
                table.c.folder == folder, table.c.uidvalidity == uidvalidity, table.c.uid >= floor
            ),
        )
        return sorted({uid for uid in uids if uid >= floor}.difference(seen))

    def to_handle(self, folder: str, uidvalidity: int) -> list[int]:
        """Return the UIDs of mail that went on the list while the mailbox does not show it yet, ascending.

        What was flagged may be somebody's private mail, and stays as it is.
        """
        seen, inbound = schema.sighting, schema.inbound
        query = select(seen.c.uid).join(inbound, inbound.c.digest == seen.c.digest)
        these = (seen.c.folder == folder) & (seen.c.uidvalidity == uidvalidity) & ~seen.c.handled
        untouched = inbound.c.outcome.in_((Outcome.REVIEW, Outcome.IGNORED))
        return list(self._connection.scalars(query.where(these, ~untouched).order_by(seen.c.uid)))

    # The conversation

    def history(self, message: Message, at: datetime) -> History:
        """Return what happened before *message*, seen from *at* (aware)."""
        sender = sender_of(message)
        # A calendar may answer from an address of its own.
        attendee = message.attendance.attendee if message.attendance else ""
        threads = self._threads(message)
        to_sender, in_all, repeated, by_hand, restored = self._replies(message, threads, at)
        return History(
            in_thread=bool(threads),
            known=tuple(self._known(threads, {sender, attendee})),
            named=tuple(self._named(named_in(message), threads)),
            noted=tuple(self._noted(sender, threads)) if sender else (),
            answers=tuple(self._answered(message)) if threads else (),
            replies_to_sender=to_sender,
            replies_in_all=in_all,
            repeated=repeated > 0,
            by_hand=by_hand > 0,
            restored=datetime.fromisoformat(restored) if restored else None,
            returned=self._lost(schema.outbox.c.message_id.in_(message.returned)) if message.returned else None,
        )

    def replies_to(self, address: str, at: datetime) -> int:
        """Return how many replies were enqueued for *address* (lower case) in the 24 hours before *at* (aware)."""
        values = {"sender": address, "day": at - timedelta(hours=24)}
        return self._connection.scalar(_TO_SENDER, values) or 0

    def refused(self, item: OutboxItem) -> Returned | None:
        """Return *item*, that the server refused, as what a delivery report would bring back."""
        return self._lost(schema.outbox.c.id == item.id)

    def _lost(self, which: ColumnElement[bool]) -> Returned | None:
        row, tried = lost(self._connection, which)
        about = tuple(self._known([row["thread"]], ())) if row else ()
        return to_returned(row, tried, about) if row else None

    def _threads(self, message: Message) -> list[str]:
        """Return the conversations that *message* answers, oldest first: it names a Message-ID of ours."""
        # The nearest come first; a mail may name more than a database takes.
        names = (*message.in_reply_to, *reversed(message.references), *message.returned)[:_REFERENCES]
        if not names:
            return []
        joined = schema.outbox.join(schema.inbound)
        query = select(schema.inbound.c.thread).select_from(joined).where(schema.outbox.c.message_id.in_(names))
        return list(dict.fromkeys(self._connection.scalars(query.order_by(schema.outbox.c.id))))

    def _answered(self, message: Message) -> Iterable[str]:
        """Yield the texts of our replies that *message* names first, oldest first."""
        named = (*message.in_reply_to, *reversed(message.references))[:_MOST_ANSWERED]
        table = schema.outbox
        for octets in self._connection.scalars(
            select(table.c.octets).where(table.c.message_id.in_(named)).order_by(table.c.id)
        ):
            yield parse(octets).text

    def _known(self, threads: Collection[str], senders: Iterable[str]) -> Iterable[Known]:
        # Whoever has no address is nobody's sender.
        values = {"threads": list(threads), "senders": list(filter(None, senders))}
        if not any(values.values()):
            return
        for row in self._connection.execute(_KNOWN, values).mappings():
            yield _known(row, threads)

    def _named(self, names: Collection[str], threads: Collection[str]) -> Iterable[Known]:
        for row in self._connection.execute(_NAMED, {"senders": list(names)}).mappings() if names else ():
            yield _known(row, threads)

    def _noted(self, sender: str, threads: Collection[str]) -> Iterable[Known]:
        for row in self._connection.execute(_NOTED, {"noted": sender, "sender": sender}).mappings():
            yield _known(row, threads)

    def _replies(self, message: Message, threads: Sequence[str], at: datetime) -> Sequence[Any]:
        """Count those to the sender in a day, in all in an hour, to the very same text, and by hand to this mail.

        Last comes until when there may be others that we know nothing of.
        """
        values = {
            "sender": sender_of(message),
            "day": at - timedelta(hours=24),
            "hour": at - timedelta(hours=1),
            "content": message.content or None,
            "threads": list(threads),
            "message": name_of(message.message_id) if message.message_id else None,
        }
        return tuple(self._connection.execute(_REPLIES, values).one())

    def unanswered(self) -> list[Unanswered]:
        """Return the conversations whose last question was sent, is still open, and that no human looks after."""
        return unanswered(self._connection)

    def pending(self, *kinds: Kind) -> list[tuple[int, str]]:
        """Return the number of each message of *kinds* that waits for its sending, and the mail it belongs to."""
        table = schema.outbox
        query = select(table.c.id, table.c.digest).where(table.c.state == State.PENDING, table.c.outcome.in_(kinds))
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def places(self, event: str) -> tuple[int, int]:
        """Return how many places at *event* are given or kept for somebody, and how many people are in line."""
        table = schema.entry
        query = select(_count(table.c.placed), _count(_IN_LINE)).where(table.c.event == event)
        row = self._connection.execute(query).one()
        return row[0], row[1]

    def line(self, event: str) -> list[list[Entry]]:
        """Return who is in line for a place at *event*, those first who came first; who came with one mail together."""
        waits = self.entries(event=event, status=Status.WAITING)
        return together(entry for entry in waits if entry.stands is Stands.WAITING)

    def offers(self, event: str, by: datetime) -> list[Offer]:
        """Return the places at *event* that were kept until *by* (aware) or earlier, and that no human looks after."""
        return offers(self._connection, event, by)

    def offered(self, event: str) -> list[list[Entry]]:
        """Return for whom a place at *event* is kept; who came with one mail together."""
        return offered(self._connection, event)

    def outdated_offers(self) -> list[int]:
        """Return the numbers of the offers that wait for their sending while no place is kept any longer."""
        return outdated(self._connection)

    def last_mail(self, entry: Entry) -> Inbound | None:
        """Return the last mail that the sender of *entry* wrote in its conversation, and that was answered."""
        table = schema.inbound
        thread = select(table.c.thread).where(table.c.digest == entry.digest).scalar_subquery()
        theirs = (table.c.thread == thread) & (func.lower(table.c.sender) == entry.sender)
        answered = table.c.outcome.not_in((Outcome.REVIEW, Outcome.IGNORED)) & table.c.octets.is_not(None)
        query = select(table).where(theirs, answered).order_by(table.c.received_at.desc(), table.c.digest).limit(1)
        rows = self._rows(query)
        return to_inbound(rows[0]) if rows else None

    # The organiser

    def held(self, address: str) -> Held:
        """Return all that is held of who has *address*, in whatever case it is written."""
        return held(self._connection, address)

    def purged(self, event: str) -> Mapping[str, int]:
        """Return how many people were on the list of *event*, by status, when it was cleared; nothing before."""
        counted: dict[str, int] = json.loads(self.meta(PEOPLE.format(event)) or "{}")
        return counted

    def notes(self, prefix: str) -> dict[str, str]:
        """Return what was noted under keys that begin with *prefix*, by the rest of the key."""
        table = schema.meta
        query = select(table.c.key, table.c.value).where(table.c.key.startswith(prefix, autoescape=True))
        return {row[0].removeprefix(prefix): row[1] for row in self._connection.execute(query)}

    def entries(self, *, event: str | None = None, status: str | None = None) -> list[Entry]:
        """Return the registrations in order of arrival."""
        table = schema.entry
        query = select(table).order_by(table.c.received_at, table.c.id)
        if event is not None:
            query = query.where(table.c.event == event)
        if status is not None:
            query = query.where(table.c.status == status)
        return [to_entry(row) for row in self._rows(query)]

    def entries_of(self, digest: str) -> list[Entry]:
        """Return the registrations that the conversation of the mail *digest* is about."""
        entry, inbound = schema.entry, schema.inbound
        thread = select(inbound.c.thread).where(inbound.c.digest == digest).scalar_subquery()
        query = select(entry).select_from(entry.join(inbound)).where(inbound.c.thread == thread)
        return [to_entry(row) for row in self._rows(query.order_by(entry.c.id))]

    def before(self, since: datetime) -> dict[int, Before]:
        """Return how entries stood that mails taken in from *since* on (aware) were about, before the first of them."""
        table = schema.inbound
        query = select(table.c.extraction).where(table.c.arrived_at >= since).order_by(table.c.arrived_at.desc())
        stood = (
            each for extraction in self._connection.scalars(query) for each in extraction.get("before", {}).items()
        )
        return {int(entry): Before(Status(was["status"]), was["fields"]) for entry, was in stood}

    def new(self, since: datetime) -> set[int]:
        """Return the ids of the entries that mails taken in from *since* on (aware) began."""
        entry, inbound = schema.entry, schema.inbound
        query = select(entry.c.id).select_from(entry.join(inbound)).where(inbound.c.arrived_at >= since)
        return set(self._connection.scalars(query))

    def flagged(self, *, open_only: bool = True) -> list[Inbound]:
        """Return the mails that a human should see, in order of arrival."""
        table = schema.inbound
        query = select(table).where(table.c.outcome == Outcome.REVIEW)
        if open_only:
            query = query.where(table.c.settled_at.is_(None))
        return [to_inbound(row) for row in self._rows(query.order_by(table.c.received_at, table.c.digest))]

    def asking(self) -> list[Inbound]:
        """Return the mails that were answered while they also ask a question that nobody dismissed, oldest first."""
        table = schema.inbound
        answered = table.c.outcome.not_in((Outcome.REVIEW, Outcome.IGNORED)) & table.c.settled_at.is_(None)
        query = select(table).where(answered, cast(table.c.extraction, Text).contains(ASKS))
        found = (to_inbound(row) for row in self._rows(query.order_by(table.c.received_at, table.c.digest)))
        return [mail for mail in found if mail.questions]

    def inbound(self, digest: str) -> Inbound | None:
        """Return the mail whose digest is or begins with *digest*; None where there is none, or more than one."""
        table = schema.inbound
        query = select(table).where(table.c.digest.startswith(digest, autoescape=True)).limit(2)
        rows = self._rows(query)
        return to_inbound(rows[0]) if len(rows) == 1 else None

    def outbox(self, *states: State, digest: str | None = None) -> list[OutboxItem]:
        """Return the replies in one of *states* (all without any), oldest first."""
        table = schema.outbox
        query = select(table).order_by(table.c.id)
        if states:
            query = query.where(table.c.state.in_(states))
        if digest is not None:
            query = query.where(table.c.digest == digest)
        return [outbox_item(row) for row in self._rows(query)]

    def uncopied(self, since: datetime) -> list[OutboxItem]:
        """Return the replies that were sent from *since* on and have no copy in the Sent folder yet, oldest first."""
        table = schema.outbox
        lacks = (
            (table.c.state == State.SENT)
            & (table.c.outcome != Kind.PROBE)
            & table.c.copied.is_(False)
            & (table.c.settled_at >= since)
        )
        return [outbox_item(row) for row in self._rows(select(table).where(lacks).order_by(table.c.id))]

    def vitals(self, before: datetime) -> Vitals:
        """Return how all stands, in numbers; a reply from *before* (aware) that is still to be sent is overdue."""
        return vitals(self._connection, before)

    def ledger(self, since: datetime | None = None) -> Ledger:
        """Count the mails taken in (from *since* on, aware) and what became of them."""
        table = schema.inbound
        waits = (table.c.outcome == Outcome.REVIEW) & table.c.settled_at.is_(None)
        query = select(
            func.count().label("seen"),
            *(_count(table.c.outcome == outcome).label(name) for name, outcome in _COUNTED.items()),
            _count(waits).label("open"),
        ).select_from(table)
        if since is not None:
            query = query.where(table.c.arrived_at >= since)
        return Ledger(**self._rows(query)[0])

    def _rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        return self._connection.execute(query).mappings().all()


def _known(row: RowMapping, threads: Collection[str]) -> Known:
    return Known(
        id=row["id"],
        event=row["event"],
        stands=standing(row["status"], placed=row["placed"], asked=row["offered_until"] is not None),
        fields=row["fields"],
        sender=row["sender"],
        received_at=row["received_at"],
        in_thread=row["thread"] in threads,
        subject=row["subject"],
    )


def _count(condition: Any) -> Any:  # noqa: ANN401  SQLAlchemy's expressions have no better common type
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
