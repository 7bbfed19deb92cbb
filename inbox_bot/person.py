"""What is held of one person: shown, and forgotten."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from inbox_bot.core.message import parse
from inbox_bot.plain import one_line, plain
from inbox_bot.store import Entry, Held, Inbound, OutboxItem, Store


class PersonError(Exception):
    """What was asked of a person's data cannot be done; the message says why, and what can."""


@dataclass(frozen=True, slots=True)
class People:
    """Shows and forgets people. Addresses are compared without regard to case."""

    store: Store
    own_addresses: frozenset[str]
    clock: Callable[[], datetime]

    def held(self, written: str) -> Held:
        """Return all that is held of the address *written*; PersonError for what is none, or one of our own."""
        address = parseaddr(written)[1].lower()
        if "@" not in address:
            raise PersonError(f'"{one_line(written)}" is no e-mail address; write it as name@example.org')
        if address in self.own_addresses:
            raise PersonError(f"{address} is an address of your own: it stands in every mail")
        with self.store.read() as reading:
            return reading.held(address)

    def forget(self, held: Held) -> Held:
        """Take all that is held of the person out of the store; return what that was by then."""
        with self.store.begin() as tx:
            tx.lock((), senders=(held.address,))
            now_held = tx.held(held.address)
            if now_held.on_their_way:
                raise PersonError(
                    "a reply that names them is about to leave to somebody else; do it again once that is sent"
                )
            tx.forget(now_held, self.clock())
        self.store.scrub()
        return now_held


def as_data(held: Held) -> Mapping[str, Any]:
    """Return *held* with the mails' own words, as plain data."""
    return {
        "address": held.address,
        "mails": [_mail(mail) for mail in held.mails],
        "entries": [_entry(entry) for entry in held.entries],
        "replies": [_reply(item) for item in held.replies],
        "mails of others": [_mail(mail) for mail in held.others_mails],
        "entries of others": [_entry(entry) for entry in held.others_entries],
        "replies to others": [_reply(item) for item in held.others_replies],
        "notes": list(held.notes),
    }


def as_lines(held: Held) -> Iterator[str]:
    """Yield *held* line by line, without the mails' own words."""
    for title, rows in as_data(held).items():
        if isinstance(rows, list) and rows:
            yield f"{title} ({len(rows)})"
            yield from (f"  {_line(row)}" for row in rows)


def _line(row: Mapping[str, Any] | str) -> str:
    if isinstance(row, str):
        return one_line(row)
    told = {key: value for key, value in row.items() if key != "text" and value}
    return one_line("; ".join(f"{key}: {_written(value)}" for key, value in told.items()))


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_written(one)}" for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_written, value))
    return str(value)


def _mail(mail: Inbound) -> Mapping[str, Any]:
    return {
        "received": mail.received_at.isoformat(),
        "from": mail.sender,
        "subject": mail.subject,
        "event": mail.event,
        "outcome": str(mail.outcome),
        "reasons": list(mail.reasons),
        "understood": [_understood(each) for each in mail.extraction.get("participants", ())],
        "settled": mail.settled_how or "",
        "text": _text(mail.octets or b""),
    }


def _understood(participant: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    return {key: one["value"] for key, one in participant.items()}


def _entry(entry: Entry) -> Mapping[str, Any]:
    return {
        "number": entry.id,
        "event": entry.event,
        "status": str(entry.status),
        "values": dict(entry.fields),
        "from": entry.sender,
        "received": entry.received_at.isoformat(),
        "changed": entry.changed_at.isoformat(),
    }


def _reply(item: OutboxItem) -> Mapping[str, Any]:
    return {
        "number": item.id,
        "to": item.rcpt_to,
        "tells": str(item.outcome),
        "state": str(item.state),
        "since": item.enqueued_at.isoformat(),
        "server said": item.last_error,
        "text": _text(item.octets),
    }


def _text(octets: bytes) -> str:
    return plain(parse(octets).text) if octets else ""
