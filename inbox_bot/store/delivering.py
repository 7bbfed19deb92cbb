"""What happens to the replies in the outbox. Each step names the claim it belongs to: a lapsed one does nothing."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update

from inbox_bot import schema
from inbox_bot.store.reading import RESTORED, Reading
from inbox_bot.store.rows import OutboxItem, State, outbox_item

_AHEAD = timedelta(hours=3)
"""Nothing is put off for so long. What says it is was written by a clock that was ahead, and is due."""


class Delivering(Reading):
    """The part of a transaction that moves replies along."""

    def claim(self, at: datetime, until: datetime, limit: int) -> list[OutboxItem]:
        """Take up to *limit* replies that are due, for nobody else before *until*."""
        table = schema.outbox
        # SQLite has no such lock and needs none: this transaction is its only writer.
        due = (
            select(table.c.id)
            .where(table.c.state == State.PENDING, _due(at))
            .order_by(table.c.due_at, table.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(table)
            .where(table.c.id.in_(due))
            .values(attempts=table.c.attempts + 1, due_at=until)
            .returning(*table.c)
        )
        rows = self._connection.execute(statement).mappings().all()
        return sorted(map(outbox_item, rows), key=lambda item: item.id)

    def hand_over(self, item: OutboxItem, until: datetime) -> bool:
        """Note that the last line of *item* is about to leave; False if the claim lapsed and the reply is another's."""
        table = schema.outbox
        return self._move(
            (_claim(item) & (table.c.state == State.PENDING)), state=State.HANDING_OVER, due_at=until, last_error=""
        )

    def sent(self, item: OutboxItem, at: datetime) -> None:
        """Note that the server took *item* over."""
        # Another machine may have called it unknown while the server was slow: now it is known.
        doubtful = schema.outbox.c.state.in_((State.HANDING_OVER, State.UNKNOWN))
        self._move(_claim(item) & doubtful, state=State.SENT, settled_at=at, last_error="")

    def postpone(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """Let *item* come due again at *due_at*; the server does not have it."""
        self._move(_claim(item) & _open(), state=State.PENDING, due_at=due_at, last_error=error)

    def release(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """Give back *item*, which was not tried, until *due_at*: the claim counts as no attempt.

        The number is free for the next claim, since who releases it does nothing more under it.
        """
        before = item.attempts - 1
        self._move(_claim(item) & _open(), state=State.PENDING, attempts=before, due_at=due_at, last_error=error)

    def fail(self, item: OutboxItem, at: datetime, error: str) -> bool:
        """Give *item* up; the server does not have it. False if the claim lapsed and the reply is another's."""
        return self._move(_claim(item) & _open(), state=State.FAILED, settled_at=at, last_error=error)

    def doubt(self, item: OutboxItem, at: datetime, error: str) -> None:
        """Note that only the server knows whether it has *item*."""
        self._move(_claim(item) & _open(), state=State.UNKNOWN, settled_at=at, last_error=error)

    def abandon(self, at: datetime | None) -> int:
        """Call unknown what is being handed over under a claim that lapsed by *at* (any, for None); return how many."""
        table = schema.outbox
        lapsed = table.c.state == State.HANDING_OVER
        if at is not None:
            lapsed &= _due(at)
        statement = (
            update(table)
            .where(lapsed)
            .values(state=State.UNKNOWN, settled_at=at, last_error="interrupted while it was being handed over")
            .returning(table.c.id)
        )
        return len(self._connection.execute(statement).all())

    def send_again(self, reply: int, at: datetime) -> bool:
        """Put a reply that is unknown, failed, came back or was dismissed in the queue again; False if it is none."""
        table = schema.outbox
        stuck = table.c.state.in_((State.UNKNOWN, State.FAILED, State.RETURNED, State.DISMISSED))
        settled = (table.c.id == reply) & stuck & (func.length(table.c.octets) > 0)
        # The count of attempts goes on: it names the claims.
        return self._move(settled, state=State.PENDING, due_at=at, enqueued_at=at, settled_at=None)

    def dismiss(self, reply: int, at: datetime, why: str) -> bool:
        """Note that the organiser settled a reply that is unknown, failed or came back; False if it is none."""
        table = schema.outbox
        stuck = table.c.state.in_((State.UNKNOWN, State.FAILED, State.RETURNED))
        noted = {"last_error": why} if why else {}
        return self._move((table.c.id == reply) & stuck, state=State.DISMISSED, settled_at=at, **noted)

    def came_back(self, reply: int, at: datetime, why: str) -> None:
        """Note that *reply* did not arrive, and in *why* what follows."""
        self._move(schema.outbox.c.id == reply, state=State.RETURNED, settled_at=at, last_error=why)

    def restored(self, until: datetime, at: datetime) -> int:
        """Note that this is a copy, put back: others may have been answered *until* then.

        What was on its way in the copy may have been sent since, and is unknown; return how many replies that were.
        """
        table = schema.outbox
        leaving = table.c.state.in_((State.PENDING, State.HANDING_OVER))
        self._connection.execute(delete(table).where(leaving, table.c.digest.is_(None)))
        why = "was on its way when the copy was made that is restored, and may have been sent since"
        statement = update(table).where(leaving).values(state=State.UNKNOWN, settled_at=at, last_error=why)
        self._connection.execute(delete(schema.meta).where(schema.meta.c.key == RESTORED))
        self._connection.execute(schema.meta.insert(), {"key": RESTORED, "value": until.isoformat()})
        return len(self._connection.execute(statement.returning(table.c.id)).all())

    def withdraw(self, reply: int) -> None:
        """Take out of the outbox what waits for its sending. Whoever claimed it finds the claim lapsed."""
        table = schema.outbox
        self._connection.execute(delete(table).where(table.c.id == reply, table.c.state == State.PENDING))

    def copied(self, item: OutboxItem) -> None:
        """Note that a copy of *item* lies in the Sent folder."""
        self._move(schema.outbox.c.id == item.id, copied=True)

    def _move(self, which: ColumnElement[bool], **values: object) -> bool:
        statement = update(schema.outbox).where(which).values(values).returning(schema.outbox.c.id)
        return self._connection.execute(statement).first() is not None


def _due(at: datetime) -> ColumnElement[bool]:
    due_at = schema.outbox.c.due_at
    return (due_at <= at) | (due_at > at + _AHEAD)


def _claim(item: OutboxItem) -> ColumnElement[bool]:
    return (schema.outbox.c.id == item.id) & (schema.outbox.c.attempts == item.attempts)


def _open() -> ColumnElement[bool]:
    return schema.outbox.c.state.in_((State.PENDING, State.HANDING_OVER))
