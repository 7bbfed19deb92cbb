"""What the store forgets: people's data go, what remains is a keyed hash and a count."""

import hmac
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Table, delete, select, update

from inbox_bot import schema
from inbox_bot.core.case import Outcome
from inbox_bot.core.rules import unreadable
from inbox_bot.store.by_hand import name_of
from inbox_bot.store.delivering import Delivering
from inbox_bot.store.person import Held
from inbox_bot.store.reading import PEOPLE
from inbox_bot.store.rows import Inbound, State, to_inbound

_inbound, _entry, _outbox = schema.inbound, schema.entry, schema.outbox
_NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("intent", "message_id", "sender", "subject", "content"), ""),
    "reasons": [],
    "extraction": {},
    "octets": None,
}
_AT_ONCE = 200
"""How many mails one transaction empties, so that nobody waits for long."""


class Forgetting(Delivering):
    """The part of a transaction that takes people's data out."""

    def kept_as(self, digest: str, head: str = "") -> str:
        """Return under which name the mail *digest* is known: its keyed hash, where it was forgotten.

        Or *head*, or the keyed hash of that, where its header section alone could be read before.
        """
        names = [self._keyed(digest)]
        beheaded = [head, self._keyed(head)] if head and head != digest else []
        query = select(_inbound.c.digest).where(
            _inbound.c.digest.in_(names) | (_inbound.c.digest.in_(beheaded) & (_inbound.c.rule == unreadable.__name__))
        )
        return self._connection.scalar(query) or digest

    def forget(self, held: Held, at: datetime) -> None:
        """Take out all that is *held* of somebody; their mail is not registered again, wherever it still lies."""
        self._delete(_outbox, (one.id for one in held.replies))
        self._delete(_entry, (one.id for one in held.entries))
        self._forget_answers([*held.mails])
        self.empty(held.mails, at, "forgotten")
        self._take_out_of_others(held)
        for note in held.notes:
            self._connection.execute(delete(schema.meta).where(schema.meta.c.key == note))

    def empty(self, mails: Iterable[Inbound], at: datetime, how: str) -> None:
        """Leave nothing of *mails* but that they were seen, on which day, and what became of them."""
        for mail in mails:
            keyed = self._keyed(mail.digest)
            values = {
                **_NOTHING,
                "digest": keyed,
                "received_at": _day(mail.received_at),
                "arrived_at": _day(mail.arrived_at),
                "emptied_at": at,
                "settled_how": how if mail.settled_at or mail.outcome is Outcome.REVIEW else None,
                "settled_at": mail.settled_at or (at if mail.outcome is Outcome.REVIEW else None),
            }
            self._connection.execute(delete(_outbox).where(_outbox.c.digest == mail.digest))
            self._connection.execute(update(_inbound).where(_inbound.c.digest == mail.digest).values(values))
            for column in (_inbound.c.thread, schema.sighting.c.digest):
                renamed = update(column.table).where(column == mail.digest).values({column.name: keyed})
                self._connection.execute(renamed)

    def purge_event(self, event: str, at: datetime) -> int:
        """Clear the list of *event*, which is counted first, and empty some of its mails; return how many those are."""
        mails = self._unemptied(_inbound.c.event == event)
        statuses = self._connection.scalars(select(_entry.c.status).where(_entry.c.event == event))
        if counted := Counter(map(str, statuses)):
            counted.update(self.purged(event))
            table, name = schema.meta, PEOPLE.format(event)
            self._connection.execute(delete(table).where(table.c.key == name))
            self._connection.execute(table.insert(), {"key": name, "value": json.dumps(counted)})
            self._connection.execute(delete(_entry).where(_entry.c.event == event))
        self.empty(mails, at, "kept no longer")
        return len(mails)

    def purge_loose(self, before: datetime, at: datetime, *, flagged: bool) -> int:
        """Drop our own words from *before* (aware), and empty some of the mails of no event; return how many.

        Those that wait for a human are emptied only where *flagged*.
        """
        loose = (_inbound.c.event == "") & (_inbound.c.arrived_at < before)
        waits = (_inbound.c.outcome == Outcome.REVIEW) & _inbound.c.settled_at.is_(None)
        mails = self._unemptied(loose if flagged else loose & ~waits)
        self.empty(mails, at, "kept no longer")
        leaving = _outbox.c.state.in_((State.PENDING, State.HANDING_OVER))
        old = _outbox.c.digest.is_(None) & (_outbox.c.enqueued_at < before) & ~leaving
        self._connection.execute(delete(_outbox).where(old))
        return len(mails)

    def _take_out_of_others(self, held: Held) -> None:
        emptied: dict[str, Any] = {"subject": "", "extraction": {}, "reasons": [], "octets": None}
        for mail in held.others_mails:
            self._connection.execute(update(_inbound).where(_inbound.c.digest == mail.digest).values(emptied))
        for entry in held.others_entries:
            self._connection.execute(update(_entry).where(_entry.c.id == entry.id).values(sender=""))
        for reply in held.others_replies:
            # Its Message-ID stays, for the answers of whoever got it.
            self._connection.execute(update(_outbox).where(_outbox.c.id == reply.id).values(octets=b"", last_error=""))

    def _forget_answers(self, mails: Iterable[Inbound]) -> None:
        names = [name_of(mail.message_id) for mail in mails if mail.message_id]
        self._connection.execute(delete(schema.answered).where(schema.answered.c.message.in_(names)))

    def _unemptied(self, which: Any) -> Collection[Inbound]:  # noqa: ANN401  SQLAlchemy's expressions have no better common type
        query = select(_inbound).where(which, _inbound.c.emptied_at.is_(None)).limit(_AT_ONCE)
        return [to_inbound(row) for row in self._connection.execute(query).mappings()]

    def _delete(self, table: Table, ids: Iterable[int]) -> None:
        self._connection.execute(delete(table).where(table.c.id.in_(list(ids))))

    def _keyed(self, digest: str) -> str:
        return hmac.digest(self._key, f"forgotten {digest}".encode(), "sha256").hex()

    @cached_property
    def _key(self) -> bytes:
        return bytes.fromhex(self.meta("key") or "")


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
