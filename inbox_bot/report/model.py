"""What an organiser reads: pure data, fit to be shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inbox_bot.store.rows import Ledger, State


@dataclass(frozen=True, slots=True)
class Understood:
    """A value, and the words it was taken from."""

    key: str
    label: str
    value: str
    text: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Flagged:
    """A mail that waits for the organiser."""

    id: str
    """The first characters of its digest: as many as tell it from every other mail."""
    received_at: datetime
    sender: str
    subject: str
    event: str
    intent: str
    rule: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    """Those that are no reasons already."""
    participants: tuple[tuple[Understood, ...], ...]
    missing: tuple[str, ...]
    """Labels."""
    original: tuple[str, ...]
    """The first lines of its text."""
    cut: bool
    """Whether its text goes on."""

    commands: tuple[str, ...]
    """What settles it."""
    known: tuple["Person", ...] = ()
    """Whom it may be about, who are on the list already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A mail that was answered, and also asks something."""

    id: str
    received_at: datetime
    sender: str
    subject: str
    questions: tuple[str, ...]
    command: str
    """What takes it off this list."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A reply that is not known to have arrived."""

    id: int
    to: str
    state: State
    attempts: int
    error: str
    enqueued_at: datetime

    @property
    def commands(self) -> tuple[str, ...]:
        """What sends it again, and what settles it otherwise."""
        return f"inbox-bot review resend {self.id}", f"inbox-bot review dismiss-reply {self.id}"


@dataclass(frozen=True, slots=True)
class Person:
    """A registration."""

    id: int
    event: str
    values: tuple[str, ...]
    sender: str
    received_at: datetime
    missing: tuple[str, ...]
    """Labels of what is asked and not known."""
    command: str = ""
    """What admits who waits for a place or came too late."""
    changed_at: datetime | None = None
    """When it last changed: was completed, changed or cancelled."""
    kept_until: datetime | None = None
    """Until when a place is kept for who waits."""
    passed: bool = False
    """Whether they did not answer when a place came free."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that became another. Either is empty where there is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class News:
    """What became of one person since the last report."""

    kind: Literal["confirmed", "changed", "cancelled"]
    person: Person
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people stand where for an event."""

    event: str
    title: str
    starts: datetime
    timezone: str
    people: tuple[tuple[str, int], ...]
    """Status and number, where there is anybody; `confirmed` always."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the organiser should know at one moment."""

    at: datetime
    since: datetime | None
    timezone: str
    turnouts: tuple[Turnout, ...]
    flagged: tuple[Flagged, ...]
    undelivered: tuple[Undelivered, ...]
    """Replies that failed or are unknown."""
    open: tuple[Person, ...]
    """Who was asked for what is missing, and has not answered."""
    waiting: tuple[Person, ...]
    """Who waits for a place, the first in line first."""
    late: tuple[Person, ...]
    ledger: Ledger
    """Of all mails."""
    recent: Ledger | None
    """Of those taken in from `since` on."""
    asked: tuple[Asked, ...] = ()
    unsent: tuple[Undelivered, ...] = ()
    """Replies that have been waiting for an hour or more."""
    cancelled: tuple[Person, ...] = ()
    notices: tuple[str, ...] = ()
    """What is wrong with the log-in, or soon will be, and what the mail server did to the folder."""
    news: tuple[News, ...] = ()
    """What became of whom from `since` on: first who is new, then what changed, then who cancelled."""

    @property
    def lost(self) -> int:
        """How many replies did not leave, or may not have, and wait for a word of the organiser."""
        return sum(reply.state in {State.FAILED, State.UNKNOWN} for reply in self.undelivered)

    @property
    def registered(self) -> int:
        """How many people are registered, over all events."""
        return sum(dict(turnout.people)["confirmed"] for turnout in self.turnouts)
