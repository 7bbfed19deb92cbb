"""All that a rule may see, and what it may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.message import Message
from inbox_bot.core.states import Stands, Status


class Outcome(StrEnum):
    """What is done with a mail."""

    CONFIRMED = "confirmed"
    """Everybody in the mail is registered, now or already."""
    INCOMPLETE = "incomplete"
    """Something is asked that lacks."""
    WAITING = "waiting"
    """Everything is there, but no place is free."""
    LATE = "late"
    """It came after the deadline."""
    UPDATED = "updated"
    """What was noted is changed, or somebody comes in another's place."""
    CANCELLED = "cancelled"
    """Somebody is taken off the list."""
    REVIEW = "review"
    """A human looks."""
    IGNORED = "ignored"
    """It is none of our business."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that the store already holds, as far as rules look at it."""

    id: int
    event: str
    stands: Stands
    fields: Mapping[str, str]
    sender: str
    received_at: datetime
    in_thread: bool
    """Whether the mail at hand answers a reply of ours about this entry."""
    subject: str = ""
    """Of the mail that began it."""

    @property
    def status(self) -> Status:
        """What the list shows of it."""
        return self.stands.status

    @property
    def offered(self) -> bool:
        """Whether a place is kept for it, until somebody says that they take it."""
        return self.stands is Stands.OFFERED

    @property
    def passed(self) -> bool:
        """Whether it waited, and let pass a place that was kept for it."""
        return self.stands is Stands.PASSED


class Does(StrEnum):
    """What a mail does to what is on the list."""

    REGISTERS = "registers"
    """Somebody who is not there yet."""
    COMPLETES = "completes"
    """Gives of an incomplete entry what lacked, or a part of it."""
    CHANGES = "changes"
    REPLACES = "replaces"
    """Puts somebody in another's place, who keeps its time of arrival."""
    CANCELS = "cancels"
    TAKES = "takes"
    """Takes the place that came free."""
    REPEATS = "repeats"
    """Says what is noted already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a mail does to entries that are there."""

    does: Does = Does.REGISTERS
    changes: Mapping[int, Known] = field(default_factory=dict)
    """The entries as they are now, by the position of the participant that is to take their place."""
    doubts: tuple[str, ...] = ()
    """What a human should look at first."""
    late: frozenset[int] = frozenset()
    """The positions of those participants who came too late, where others of the mail did not."""
    tells: str = ""
    """The address (lower case) that hears of it where that is not who wrote; empty: who wrote."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A reply of ours that a delivery report brings back, or that the server refused."""

    id: int
    message_id: str
    rcpt_to: str
    kind: str
    """What it told: the outcome that it was written for."""
    octets: bytes
    again: bool = False
    """Whether it came back before."""
    tried: frozenset[str] = frozenset()
    """The addresses (lower case) that the like was sent to in this conversation."""
    about: tuple[Known, ...] = ()
    """The entries of its conversation."""
    digest: str = ""
    """Of the mail that it answers."""
    entry: int = 0
    """Whom it is about, where several people of one mail hear it apart."""


@dataclass(frozen=True, slots=True)
class History:
    """What happened before this mail."""

    in_thread: bool = False
    """Whether the mail answers a reply of ours."""
    known: tuple[Known, ...] = ()
    """Entries of this thread and of this sender, oldest first."""
    named: tuple[Known, ...] = ()
    """Entries of those whose addresses the text of this mail names, oldest first; nobody shows that they wrote it."""
    noted: tuple[Known, ...] = ()
    """Entries of others' mails in which this sender's address is noted, oldest first."""
    answers: tuple[str, ...] = ()
    """The texts of the replies of ours that the mail answers, oldest first."""
    replies_to_sender: int = 0
    """Replies enqueued for this sender in the last 24 hours."""
    replies_in_all: int = 0
    """Replies enqueued for anybody in the last hour."""
    repeated: bool = False
    """Whether the same text of the same sender was answered before: in this conversation, or in the last 24 hours."""
    by_hand: bool = False
    """Whether somebody of ours answered this mail by hand."""
    restored: datetime | None = None
    """Until when mail may have been answered that we know nothing of, because we were restored from a copy."""
    returned: Returned | None = None
    """The reply of ours whose Message-ID stands where a delivery report names what it is about."""


class Limit(StrEnum):
    """A limit that was reached."""

    SENDER = "sender"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the bot may say. Reaching one is a matter for the organiser, who is told at once."""

    per_sender: int = 5
    """Replies to one sender in 24 hours."""
    per_hour: int = 200
    """Replies to anybody in one hour."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mail with all that is known about it."""

    message: Message
    document: Document
    extraction: Extraction
    history: History
    received_at: datetime
    """When the server received it (INTERNALDATE), aware."""
    own_addresses: frozenset[str]
    """The addresses (lower case) that the bot answers from or reads."""
    limits: Limits = Limits()
    plan: Plan = Plan()
    """What the mail does to entries that are there; what was noted is merged into the extraction's participants."""
    authserv_id: str = ""
    """The name (lower case) under which the server of the mailbox says whether the author is forged; empty: no word."""
    free: int | None = None
    """How many newcomers there is place for; None where there is no limit."""

    @property
    def counts_from(self) -> datetime:
        """The moment that decides about on time: that of the first mail, where this one is about its entries alone."""
        changes = self.plan.changes
        if changes and len(changes) == len(self.extraction.participants):
            return min(known.received_at for known in changes.values())
        return self.received_at

    @property
    def perhaps_answered(self) -> bool:
        """Whether the mail may have been answered before we were restored from a copy that does not know it."""
        restored = self.history.restored
        return restored is not None and self.received_at <= restored

    @property
    def reached(self) -> Limit | None:
        """The limit that leaves no room for one reply more."""
        if self.history.replies_to_sender >= self.limits.per_sender:
            return Limit.SENDER
        return Limit.ALL if self.history.replies_in_all >= self.limits.per_hour else None

    @property
    def returned(self) -> Returned | None:
        """The reply of ours that this mail, a delivery report, brings back for the first time."""
        back = self.history.returned
        reports = self.message.bounce is not None or self.extraction.intent is Intent.BOUNCE
        return back if back is not None and reports and not back.again else None

    @property
    def event(self) -> Event:
        """The event that the mail is about."""
        return self.extraction.event


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with a mail, why, and which rule said so."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    rule: str = ""
