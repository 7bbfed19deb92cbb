"""Whose turn it is in a conversation, by what the store knows of it."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from sqlalchemy import RowMapping

from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.turns import Done, Turn, played
from inbox_bot.store.rows import Entry

_DONE = {
    Kind.INCOMPLETE: Done.ASKS,
    Kind.OFFER: Done.ASKS,
    Kind.REMINDER: Done.REMINDS,
    Kind.CLOSING: Done.CLOSES,
}


def turn(entries: Iterable[Entry], said: Iterable[RowMapping], by_hand: datetime | None, *, flagged: bool) -> Turn:
    """Return whose turn it is in the conversation of *entries*.

    *said* are the rows of the outbox by which we asked and reminded; *by_hand* is when a colleague wrote last.
    """
    done = [(row["settled_at"] or row["enqueued_at"], _DONE[Kind(row["outcome"])]) for row in said]
    done += [(by_hand, Done.WRITES)] if by_hand else []
    in_order = [one for _, one in sorted(done, key=itemgetter(0))]
    rests = not any(entry.stands.asked for entry in entries)
    return played([*in_order, *[Done.ENDS] * rests, *[Done.FLAGS] * flagged])
