"""What people of ours answered by hand, by what stands for the Message-IDs of the mails."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from inbox_bot import schema

_MOST = 500
"""Names in one query."""
_inbound, _outbox, _answered = schema.inbound, schema.outbox, schema.answered


def name_of(message_id: str) -> str:
    """Return what stands for *message_id* where it may be that of somebody's private mail."""
    return sha256(message_id.encode("utf-8", "replace")).hexdigest()


def by_hand(connection: Connection, threads: Collection[str]) -> dict[str, datetime]:
    """Return when it was last noted that somebody wrote by hand in each of *threads*, where somebody did."""
    names = {name_of(message_id): thread for thread, message_id in _messages(connection, threads)}
    last: dict[str, datetime] = {}
    for some in _chunks(names):
        query = select(_answered.c.message, _answered.c.at).where(_answered.c.message.in_(some))
        for name, at in connection.execute(query):
            thread = names[name]
            last[thread] = max(at, last.get(thread, at))
    return last


def _messages(connection: Connection, threads: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the conversation and the Message-ID of each mail in *threads*, and of each of our replies."""
    ours = select(_inbound.c.thread, _outbox.c.message_id).select_from(_outbox.join(_inbound))
    theirs = select(_inbound.c.thread, _inbound.c.message_id).where(_inbound.c.message_id != "")
    for some in _chunks(threads):
        for query in (ours, theirs):
            rows = connection.execute(query.where(_inbound.c.thread.in_(some)))
            yield from ((row[0], row[1]) for row in rows)


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    all_ = sorted(names)
    yield from (all_[first : first + _MOST] for first in range(0, len(all_), _MOST))
