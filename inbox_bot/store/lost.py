"""The replies that did not arrive, as far as they may be sent elsewhere."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from inbox_bot import schema
from inbox_bot.core.case import Known, Returned
from inbox_bot.store.rows import State

_outbox, _inbound = schema.outbox, schema.inbound


def lost(connection: Connection, which: ColumnElement[bool]) -> tuple[RowMapping | None, Collection[str]]:
    """Return the last reply *which* did not arrive, and to whom (lower case) the like was sent in its conversation."""
    query = (
        select(_outbox, _inbound.c.thread)
        .select_from(_outbox.join(_inbound))
        # Of a reply that was forgotten nothing is left to send elsewhere.
        .where(which, func.length(_outbox.c.octets) > 0)
    )
    row = connection.execute(query.order_by(_outbox.c.id.desc()).limit(1)).mappings().first()
    if row is None:
        return None, ()
    like = select(func.lower(_outbox.c.rcpt_to)).select_from(_outbox.join(_inbound))
    tried = like.where(_inbound.c.thread == row["thread"], _outbox.c.outcome == row["outcome"])
    return row, list(connection.scalars(tried))


def to_returned(row: RowMapping, tried: Collection[str], about: Sequence[Known]) -> Returned:
    """Return *row* as a value; *about* are the entries of its conversation."""
    return Returned(
        id=row["id"],
        message_id=row["message_id"],
        rcpt_to=row["rcpt_to"],
        kind=row["outcome"],
        octets=row["octets"],
        again=row["state"] == State.RETURNED,
        tried=frozenset(tried),
        about=tuple(about),
        digest=row["digest"],
        entry=row["entry"],
    )
