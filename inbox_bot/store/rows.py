"""What the store gives back: rows as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping

from inbox_bot.core.case import Known, Outcome
from inbox_bot.core.extraction.model import ASKS
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.states import Stands, Status, standing


class State(StrEnum):
    """How far a reply is."""

    PENDING = "pending"
    HANDING_OVER = "handing over"
    """Its last line may have left: only the SMTP server knows."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """Perhaps sent. Sent again on the organiser's word only."""
    FAILED = "failed"
    RETURNED = "returned"
    """Sent, and brought back by a delivery report."""
    DISMISSED = "dismissed"
    """Not known to have arrived, and settled by the organiser, who told them by other means or need not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration."""

    id: int
    event: str
    digest: str
    """Of the mail that began it."""
    position: int
    status: Status
    fields: Mapping[str, str]
    sender: str
    received_at: datetime
    changed_at: datetime
    placed: bool = False
    """Whether a place is theirs, or kept for them."""
    offered_until: datetime | None = None
    """Until when one is kept for who waits; where it is not any more, they let it pass."""

    @property
    def stands(self) -> Stands:
        """The same in one word."""
        return standing(self.status, placed=self.placed, asked=self.offered_until is not None)

    @property
    def known(self) -> Known:
        """As rules look at it."""
        return Known(
            self.id,
            self.event,
            self.stands,
            self.fields,
            self.sender,
            self.received_at,
            in_thread=False,
        )


@dataclass(frozen=True, slots=True)
class Before:
    """How an entry stood on the list."""

    status: Status
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inbound:
    """A mail that was decided. What is of people is empty where the mail was not ours."""

    digest: str
    thread: str
    received_at: datetime
    arrived_at: datetime
    outcome: Outcome
    rule: str
    reasons: tuple[str, ...]
    event: str
    intent: str
    message_id: str
    sender: str
    subject: str
    content: str
    """Digest of sender and text."""
    extraction: Mapping[str, Any]
    """`participants` (a list of {field: {value, text, source, confidence}}), `missing`, `doubts`, `evidence`,
    `language`, and `before`: {status, fields} of the entries it is about, by id, as they were before it."""
    octets: bytes | None
    settled_at: datetime | None
    settled_how: str | None
    emptied_at: datetime | None = None
    """When all that is of people was taken out of it; the digest is a keyed hash from then on."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What it asks besides registering, in its own words."""
        evidence = self.extraction.get("evidence", ())
        return tuple(one.removeprefix(ASKS) for one in evidence if one.startswith(ASKS))


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A reply on its way. *attempts* counts the claims, and so names the present one."""

    id: int
    digest: str
    """Of the mail that it answers; empty for what answers none."""
    outcome: Kind
    """What it tells."""
    rcpt_to: str
    message_id: str
    octets: bytes
    state: State
    attempts: int
    due_at: datetime
    last_error: str
    enqueued_at: datetime
    settled_at: datetime | None
    entry: int = 0
    """Whom it is about, where several people of one mail hear it apart."""
    copied: bool = False
    """Whether a copy lies in the mailbox's Sent folder."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many mails were seen, and what became of them."""

    seen: int
    registered: int
    changed: int
    cancelled: int
    asked: int
    waiting: int
    late: int
    flagged: int
    not_for_us: int
    open: int
    """How many of the flagged wait for a human."""

    @property
    def balanced(self) -> bool:
        """Tell whether every mail seen is accounted for."""
        answered = self.registered + self.changed + self.cancelled + self.asked + self.waiting + self.late
        return self.seen == answered + self.flagged + self.not_for_us


def to_entry(row: RowMapping | Mapping[str, Any]) -> Entry:
    """Return *row* as a value."""
    shown = {key: value for key, value in row.items() if key != "address"}  # it stands among the fields
    return Entry(**{**shown, "status": Status(row["status"])})


def to_inbound(row: RowMapping) -> Inbound:
    """Return *row* as a value."""
    return Inbound(**{**row, "outcome": Outcome(row["outcome"]), "reasons": tuple(row["reasons"])})


def outbox_item(row: RowMapping) -> OutboxItem:
    """Return *row* as a value."""
    kinds = {"outcome": Kind(row["outcome"]), "state": State(row["state"])}
    return OutboxItem(**{**row, **kinds, "digest": row["digest"] or ""})
