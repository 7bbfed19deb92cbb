"""All that the store holds of one person, found by their address."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Table, select

from inbox_bot import schema
from inbox_bot.core.message import parse
from inbox_bot.store.rows import Entry, Inbound, OutboxItem, State, outbox_item, to_entry, to_inbound

_inbound, _entry, _outbox = schema.inbound, schema.entry, schema.outbox
_ON_THEIR_WAY = (State.PENDING, State.HANDING_OVER)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of who has *address* (lower case)."""

    address: str
    mails: tuple[Inbound, ...]
    """Those they wrote."""
    entries: tuple[Entry, ...]
    """Where they are on the list."""
    replies: tuple[OutboxItem, ...]
    """What they were told, and what anybody was told of their mails."""
    others_mails: tuple[Inbound, ...]
    """Mails of others in which they are named, or of which we noted that they are."""
    others_entries: tuple[Entry, ...]
    """Other people whom they put on the list."""
    others_replies: tuple[OutboxItem, ...]
    """What others were told that names them."""
    notes: tuple[str, ...]
    """Names of notes in which the address stands."""

    def __bool__(self) -> bool:
        """Tell whether anything is held."""
        return any((*self._all, self.notes))

    @property
    def _all(self) -> Iterable[Collection[object]]:
        return (self.mails, self.entries, self.replies, self.others_mails, self.others_entries, self.others_replies)

    @property
    def on_their_way(self) -> tuple[OutboxItem, ...]:
        """What others are about to be told that names them."""
        return tuple(one for one in self.others_replies if one.state in _ON_THEIR_WAY)


def held(connection: Connection, address: str) -> Held:
    """Return all that is held of who has *address*, in whatever case it is written."""
    address = address.lower()
    mails = [to_inbound(row) for row in _rows(connection, _inbound)]
    entries = [to_entry(row) for row in _rows(connection, _entry)]
    replies = [outbox_item(row) for row in _rows(connection, _outbox)]
    theirs = {mail.digest for mail in mails if mail.sender.lower() == address}
    about = [entry for entry in entries if _is_of(entry, address)]
    own = {reply.id for reply in replies if reply.rcpt_to.lower() == address or reply.digest in theirs}
    whole = _whole(address)
    ids = {str(entry.id) for entry in about}
    return Held(
        address=address,
        mails=tuple(mail for mail in mails if mail.digest in theirs),
        entries=tuple(about),
        replies=tuple(reply for reply in replies if reply.id in own),
        others_mails=tuple(one for one in mails if one.digest not in theirs and _names(one, whole, ids)),
        others_entries=tuple(one for one in entries if one.sender.lower() == address and one not in about),
        others_replies=tuple(one for one in replies if one.id not in own and _says(one.octets, whole)),
        notes=tuple(_notes(connection, whole)),
    )


def _is_of(entry: Entry, address: str) -> bool:
    """Tell whether *entry* is theirs: it gives the address, or it came from there and gives no other."""
    given = [value.lower() for value in entry.fields.values() if "@" in value]
    return address in given or (entry.sender.lower() == address and not given)


def _whole(address: str) -> re.Pattern[str]:
    """Return what finds *address*, and not another that ends or begins like it."""
    return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)


def _names(mail: Inbound, address: re.Pattern[str], entries: Collection[str]) -> bool:
    noted = json.dumps([mail.subject, mail.extraction, mail.reasons, mail.settled_how], ensure_ascii=False)
    if address.search(noted) or not mail.extraction.get("before", {}).keys().isdisjoint(entries):
        return True
    return mail.octets is not None and _says(mail.octets, address)


def _says(octets: bytes, address: re.Pattern[str]) -> bool:
    """Tell whether a mail names *address*, also where its text is encoded."""
    if address.search(octets.decode("utf-8", "replace")):
        return True
    message = parse(octets)
    return address.search(f"{message.subject}\n{message.text}\n{message.html}") is not None


def _notes(connection: Connection, address: re.Pattern[str]) -> Iterator[str]:
    for row in _rows(connection, schema.meta):
        if address.search(f"{row['key']} {row['value']}"):
            yield row["key"]


def _rows(connection: Connection, table: Table) -> Iterator[RowMapping]:
    yield from connection.execute(select(table)).mappings()
