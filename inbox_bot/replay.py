"""A conversation played mail by mail in a store of its own: what each mail would lead to. Nothing is sent or kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from inbox_bot.core.bounds import head
from inbox_bot.core.case import Limits
from inbox_bot.core.conversation import lacking
from inbox_bot.core.document import Zone
from inbox_bot.core.event import Event
from inbox_bot.core.message import parse
from inbox_bot.core.reply import Desk, looks_ours
from inbox_bot.core.rules import RULES
from inbox_bot.explain import received_time
from inbox_bot.intake import Intake, Taken
from inbox_bot.plain import one_line, plain
from inbox_bot.reader import Reader
from inbox_bot.reading import Arrival, Failed, Read, Understood, understand
from inbox_bot.store import Entry, Inbound, OutboxItem, Reading, Status, Store

_SHOWN = 4
"""Lines of a mail that are repeated."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one entry: old and new, where they differ."""

    id: int
    status: tuple[str, str]
    """Before and after; empty before for who is new."""
    fields: Mapping[str, tuple[str, str]]
    """Before and after by field key, of those that differ; empty for what is not there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One mail of a conversation, what it led to, and the list after it."""

    name: str
    received_at: datetime
    decided: Inbound
    again: bool
    """Whether the same mail was decided before, so that nothing was to be done."""
    changes: tuple[Change, ...]
    replies: tuple[OutboxItem, ...]
    entries: tuple[Entry, ...]
    said: "Said"
    asked: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The keys of what still lacks, by entry."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who wrote what, as it stands in a mail: of one that is not ours the store keeps nothing."""

    sender: str
    subject: str
    lines: tuple[str, ...]
    """The first of the sender's own."""


def replay(
    mails: Mapping[str, bytes],
    events: Sequence[Event],
    desk: Desk,
    own_addresses: frozenset[str],
    limits: Limits,
    *,
    authserv_id: str = "",
    reader: Reader | None = None,
) -> list[Step]:
    """Take in *mails*, by name, in the order in which they were received, as the service would.

    A mail that refers to an earlier one of them, or to a reply of any bot like this one, is taken as an answer to the
    last reply. The key of *desk* is that of no store. *reader* as in `Intake`. Raises ReaderError and StoreError.
    """
    zone = ZoneInfo(events[0].timezone)
    arrivals = [Arrival(octets, _aware(octets, zone), "INBOX", 1, uid) for uid, octets in enumerate(mails.values(), 1)]
    dated = sorted(zip(mails, arrivals, strict=True), key=lambda one: one[1].received_at)
    with closing(Store("sqlite://")) as store:
        store.create()
        player = _Player(store, events, desk, own_addresses, limits, authserv_id.lower(), reader)
        return [player.play(name, arrival) for name, arrival in dated]


@dataclass(slots=True)
class _Player:
    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    limits: Limits
    authserv_id: str
    reader: Reader | None
    _names: set[str] = field(default_factory=set)
    """The Message-IDs of the mails played, and those that they referred to."""
    _last_reply: str = ""
    _told: int = 0
    """How many replies there were so far."""

    def play(self, name: str, arrival: Arrival) -> Step:
        """Take *arrival* in at the moment when it was received."""
        intake = Intake(
            self.store,
            self.events,
            self.desk,
            self.own_addresses,
            self.limits,
            lambda: arrival.received_at,
            authserv_id=self.authserv_id,
            reader=self.reader,
        )
        with self.store.read() as reading:
            before = reading.entries()
        read = self.reader.one(arrival) if self.reader else understand(arrival, self.events)
        read = read if isinstance(read, Failed) else self._linked(read)
        (taken,) = intake.take([arrival], [read])
        with self.store.read() as reading:
            return self._step(reading, name, read, taken, before)

    def _linked(self, mail: Understood) -> Understood:
        """Return *mail* as it would have been written if our replies had had the Message-IDs that they have here."""
        message = mail.message
        named = {*message.in_reply_to, *message.references}
        answers = self._last_reply and any(one in self._names or looks_ours(one) for one in named)
        self._names.add(message.message_id)
        if not answers:
            return mail
        return replace(mail, message=replace(message, in_reply_to=(self._last_reply, *message.in_reply_to)))

    def _step(self, reading: Reading, name: str, mail: Read, taken: Taken, before: Sequence[Entry]) -> Step:
        decided, again = reading.inbound(taken.digest), taken.outcome is None
        if decided is None:
            raise LookupError(f"{name} was not taken in")
        replies = tuple(reading.outbox()[self._told :])
        self._told += len(replies)
        # Beside the answer others may hear of a place; what was brought back and sent on answers an earlier mail.
        answers = [one for one in replies if one.digest == taken.digest] or replies
        self._last_reply = answers[-1].message_id if answers else self._last_reply
        entries = reading.entries()
        changes = tuple(_changes(before, entries))
        at, listed = taken.arrival.received_at, tuple(entries)
        return Step(name, at, decided, again, changes, replies, listed, _said(mail), dict(self._asked(entries)))

    def _asked(self, entries: Sequence[Entry]) -> Iterator[tuple[int, tuple[str, ...]]]:
        by_id = {event.id: event for event in self.events}
        for entry in entries:
            if entry.status is Status.INCOMPLETE:
                yield entry.id, lacking(entry.known, by_id[entry.event])


def _said(mail: Read) -> Said:
    if isinstance(mail, Failed):
        return Said("", "", ())
    own = [line.text.strip() for line in mail.document.of(Zone.NEW) if line.text.strip()]
    sender = mail.message.sender.addr_spec if mail.message.sender else ""
    return Said(sender, mail.message.subject, tuple(one_line(line) for line in own[:_SHOWN]))


def _aware(octets: bytes, zone: ZoneInfo) -> datetime:
    moment = received_time(parse(head(octets)), None)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _changes(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Change]:
    there = {entry.id: entry for entry in before}
    for entry in after:
        was = there.get(entry.id)
        noted = was.fields if was else {}
        keys = dict.fromkeys((*entry.fields, *noted))
        fields = {key: (noted.get(key, ""), entry.fields.get(key, "")) for key in keys}
        fields = {key: (old, new) for key, (old, new) in fields.items() if old != new}
        status = (was.status.value if was else "", entry.status.value)
        if fields or status[0] != status[1]:
            yield Change(entry.id, status, fields)


def line(step: Step) -> dict[str, Any]:
    """Return what is printed as one JSON object a line."""
    return {
        "file": step.name.encode("utf-8", "replace").decode(),
        "message_id": step.decided.message_id,
        "received_at": step.received_at.isoformat(),
        "event": step.decided.event,
        "intent": step.decided.intent,
        "outcome": step.decided.outcome.value,
        "rule": step.decided.rule,
        "reasons": list(step.decided.reasons),
        "again": step.again,
        "changes": [
            {"id": one.id, "status": list(one.status), "fields": {key: list(both) for key, both in one.fields.items()}}
            for one in step.changes
        ],
        "replies": [{"to": one.rcpt_to, **_words(one)} for one in step.replies],
        "entries": [
            {"id": one.id, "event": one.event, "status": one.status.value, "fields": dict(one.fields)}
            for one in step.entries
        ],
    }


def text(number: int, step: Step, zone: str) -> str:
    """Return the same for people."""
    parts = [_heading(number, step, ZoneInfo(zone)), _changed(step), _answered(step), _listed(step)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _heading(number: int, step: Step, zone: ZoneInfo) -> Iterator[str]:
    decided, said = step.decided, step.said
    yield f"{number}. {one_line(step.name)}, received {step.received_at.astimezone(zone):%Y-%m-%d %H:%M:%S} {zone}"
    yield f"  from       {one_line(said.sender) or '(nobody)'}"
    yield f"  subject    {one_line(said.subject) or '(none)'}"
    yield from (f"{'  says' if not at else '':13}{line}" for at, line in enumerate(said.lines))
    if step.again:
        yield "  the same mail was decided before: nothing is done"
        return
    says = {rule.__name__: rule.__doc__ or "" for rule in RULES}
    yield f"  {decided.outcome.upper()} by the rule {decided.rule}: {says.get(decided.rule, '')}".rstrip(": ")
    yield from (f"  because    {one_line(reason)}" for reason in decided.reasons)


def _changed(step: Step) -> Iterator[str]:
    if not step.changes:
        yield "  changes    nothing"
    for one in step.changes:
        yield f"  changes    [{one.id}] {_from_to(*one.status)}"
        yield from (f"{'':13}{key}: {_from_to(*both)}" for key, both in one.fields.items())


def _from_to(old: str, new: str) -> str:
    return one_line(new) if not old else one_line(old) if old == new else f"{one_line(old)} → {one_line(new) or '–'}"


def _answered(step: Step) -> Iterator[str]:
    if not step.replies:
        yield "  no reply"
    for one in step.replies:
        said = _words(one)
        yield f"  reply to   {one_line(one.rcpt_to)}"
        yield f"  subject    {one_line(said['subject'])}"
        yield ""
        yield from (f"    {each}".rstrip() for each in plain(said["text"]).strip().split("\n"))


def _listed(step: Step) -> Iterator[str]:
    yield "  list" if step.entries else "  list       nobody"
    for one in step.entries:
        lacks = f"; lacks {', '.join(step.asked[one.id])}" if step.asked.get(one.id) else ""
        known = one_line(", ".join(one.fields.values())) or "(nothing known)"
        yield f"    [{one.id}] {one.status.value}: {known}{lacks}"


def _words(reply: OutboxItem) -> dict[str, str]:
    message = parse(reply.octets)
    return {"subject": message.subject, "text": message.text.replace("\r\n", "\n")}
