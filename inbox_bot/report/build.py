"""The store to a Report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from inbox_bot import tending
from inbox_bot.core.case import History, Known
from inbox_bot.core.conversation import recognised
from inbox_bot.core.event import Event
from inbox_bot.core.message import Message, parse
from inbox_bot.core.people import concerned
from inbox_bot.core.states import Stands
from inbox_bot.core.zones import zone
from inbox_bot.plain import one_line, plain
from inbox_bot.report.commands import commands
from inbox_bot.report.model import Asked, Change, Flagged, News, Person, Report, Turnout, Undelivered, Understood
from inbox_bot.store import Before, Entry, Inbound, OutboxItem, Reading, State, Status, Store

_LINES = 40
_LINE = 500
"""Characters; a longer line is cut, for a mail of one line may be megabytes."""
_SHORTEST = 8
_DIGEST = 64
_KINDS = ("confirmed", "changed", "cancelled")
_LOST = (State.UNKNOWN, State.FAILED, State.RETURNED)
_LONG = timedelta(hours=1)
"""A reply that waits longer is told of."""


def build(store: Store, events: Sequence[Event], now: datetime, since: datetime | None = None) -> Report:
    """Return what the organiser should know at *now* (aware), from one look at the store.

    With *since* it also tells what came from then on. Raises StoreError.
    """
    by_id = {event.id: event for event in events}
    with store.read() as reading:
        entries = reading.entries()
        held = [one for one in entries if one.status in {Status.WAITING, Status.LATE}]
        together = Counter(one.digest for one in held)
        return Report(
            at=now,
            since=since,
            timezone=events[0].timezone,
            turnouts=tuple(_turnout(event, entries, reading) for event in events),
            flagged=tuple(_flagged(one, by_id, reading, now) for one in reading.flagged()),
            undelivered=tuple(_undelivered(one) for one in reading.outbox(*_LOST)),
            open=tuple(
                _person(entry, by_id.get(entry.event)) for entry in entries if entry.status is Status.INCOMPLETE
            ),
            waiting=tuple(_admitted(one, by_id, reading, together) for one in held if one.status is Status.WAITING),
            late=tuple(_admitted(one, by_id, reading, together) for one in held if one.status is Status.LATE),
            ledger=reading.ledger(),
            recent=reading.ledger(since) if since else None,
            asked=tuple(_asked(one, reading) for one in reading.asking()),
            cancelled=tuple(
                _person(entry, by_id.get(entry.event)) for entry in entries if entry.status is Status.CANCELLED
            ),
            news=news(entries, by_id, reading, since) if since else (),
            notices=tuple(notice.text for notice in tending.noted(reading)),
            unsent=tuple(_undelivered(one) for one in reading.outbox(State.PENDING) if one.enqueued_at <= now - _LONG),
        )


def news(entries: Sequence[Entry], events: Mapping[str, Event], reading: Reading, since: datetime) -> tuple[News, ...]:
    """Return what became of whom from *since* on: who is new, what changed, who cancelled."""
    before, new = reading.before(since), reading.new(since)
    told = (
        _news(entry, events.get(entry.event), before.get(entry.id), is_new=entry.id in new)
        for entry in entries
        if entry.changed_at >= since
    )
    return tuple(sorted(filter(None, told), key=lambda one: _KINDS.index(one.kind)))


def _news(entry: Entry, event: Event | None, before: Before | None, *, is_new: bool) -> News | None:
    person = _person(entry, event)
    if entry.status is Status.CANCELLED:
        return News("cancelled", person, ())
    if entry.status is not Status.CONFIRMED:
        return None
    if is_new or (before and before.status is not Status.CONFIRMED):
        return News("confirmed", person, ())
    changes = tuple(_changes(before, entry, event)) if before else ()
    return News("changed", person, changes) if changes or not before else None


def _changes(before: Before, entry: Entry, event: Event | None) -> Iterator[Change]:
    for key in dict.fromkeys((*before.fields, *entry.fields)):
        old, new = one_line(before.fields.get(key, "")), one_line(entry.fields.get(key, ""))
        if old != new:
            yield Change(_labels((key,), event)[0], old, new)


def _turnout(event: Event, entries: Sequence[Entry], reading: Reading) -> Turnout:
    counts = Counter(str(entry.status) for entry in entries if entry.event == event.id)
    counts.update(reading.purged(event.id))
    people = [(status.value, counts[status]) for status in Status if counts[status] or status is Status.CONFIRMED]
    return Turnout(event.id, one_line(event.title), event.starts, event.timezone, tuple(people))


def _flagged(mail: Inbound, events: Mapping[str, Event], reading: Reading, now: datetime) -> Flagged:
    said, message, event = mail.extraction, parse(mail.octets) if mail.octets else None, events.get(mail.event)
    reasons = tuple(one_line(reason) for reason in mail.reasons)
    doubts = (one_line(doubt) for doubt in said.get("doubts", ()))
    original, cut = _original(message)
    history = recognised(reading.history(message, now), message, events.values()) if message else History()
    known = concerned(history, mail.event)
    short = _short(mail.digest, reading)
    return Flagged(
        id=short,
        received_at=mail.received_at,
        sender=one_line(mail.sender),
        subject=one_line(mail.subject),
        event=one_line(event.title) if event else mail.event,
        intent=mail.intent,
        rule=mail.rule,
        reasons=reasons,
        doubts=tuple(doubt for doubt in doubts if doubt not in reasons),
        participants=tuple(_participant(one, event) for one in said.get("participants", ())),
        missing=_labels(said.get("missing", ()), event),
        original=original,
        cut=cut,
        commands=commands(short, mail, event, known),
        known=tuple(_person(one, event) for one in known),
    )


def _asked(mail: Inbound, reading: Reading) -> Asked:
    short = _short(mail.digest, reading)
    return Asked(
        id=short,
        received_at=mail.received_at,
        sender=one_line(mail.sender),
        subject=one_line(mail.subject),
        questions=tuple(one_line(question) for question in mail.questions),
        command=f"inbox-bot review dismiss {short}",
    )


def _participant(said: Mapping[str, Mapping[str, Any]], event: Event | None) -> tuple[Understood, ...]:
    asked = [field.key for field in event.fields] if event else []
    return tuple(
        Understood(
            key=key,
            label=_labels((key,), event)[0],
            value=one_line(said[key]["value"]),
            text=one_line(said[key]["text"]),
            source=said[key]["source"],
            confidence=said[key]["confidence"],
        )
        for key in sorted(said, key=lambda key: asked.index(key) if key in asked else len(asked))
    )


def _labels(keys: Sequence[str], event: Event | None) -> tuple[str, ...]:
    labels = {field.key: one_line(field.label) for field in event.fields} if event else {}
    return tuple(labels.get(key, key) for key in keys)


def _short(digest: str, reading: Reading) -> str:
    return next((digest[:n] for n in range(_SHORTEST, _DIGEST) if reading.inbound(digest[:n])), digest)


def _original(message: Message | None) -> tuple[tuple[str, ...], bool]:
    """Return the first lines of the mail's text, and whether there is more."""
    lines = plain(zone(message).text).strip().split("\n") if message else [""]
    first = tuple(line[:_LINE].rstrip() for line in lines[:_LINES])
    return first if any(first) else (), len(lines) > _LINES


def _undelivered(item: OutboxItem) -> Undelivered:
    error = one_line(item.last_error)
    return Undelivered(item.id, one_line(item.rcpt_to), item.state, item.attempts, error, item.enqueued_at)


def _admitted(entry: Entry, events: Mapping[str, Event], reading: Reading, together: Mapping[str, int]) -> Person:
    """Return somebody with the command that lets them in, alone where others of *together* came with the same mail."""
    event = events.get(entry.event)
    person, short = _person(entry, event), _short(entry.digest, reading)
    lacks = " ".join(f"{field.key}=…" for field in event.required if not entry.fields.get(field.key)) if event else ""
    which = f" --entry {entry.id}" if together[entry.digest] > 1 else ""
    command = f"inbox-bot review {'correct' if lacks else 'approve'} {short}{which} {lacks}".rstrip()
    kept_until = entry.offered_until if entry.stands is Stands.OFFERED else None
    return replace(person, command=command, kept_until=kept_until, passed=entry.stands is Stands.PASSED)


def _person(entry: Entry | Known, event: Event | None) -> Person:
    return Person(
        id=entry.id,
        event=one_line(event.title) if event else entry.event,
        values=tuple(one_line(value) for value in entry.fields.values()),
        sender=one_line(entry.sender),
        received_at=entry.received_at,
        missing=tuple(f.label for f in event.required if not entry.fields.get(f.key)) if event else (),
        changed_at=entry.changed_at if isinstance(entry, Entry) else None,
    )
