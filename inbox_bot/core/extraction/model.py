"""What was understood: candidates, findings, participants, intent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event


class Intent(StrEnum):
    """What the sender wants of the organiser."""

    REGISTER = "register"
    UPDATE = "update"
    CANCEL = "cancel"
    QUESTION = "question"
    DECLINE = "decline"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    SPAM = "spam"
    UNRELATED = "unrelated"


THANKS = "thanks"
"""The evidence of a mail that holds nothing but greetings and thanks."""
ANSWERS = "answers what was asked"
"""The evidence of a mail that answers our question."""
AMENDS = "says more or other than what is noted"
"""The evidence of a mail that follows on a registration."""
REPLACES = "somebody comes in another's place"
"""The evidence of a mail that passes a place on."""
TAKES = "takes the place that came free"
"""The evidence of a mail that says yes to a place that is kept."""
JOINS = "somebody comes who is not on the list"
"""The evidence of a mail in which somebody joins those of its conversation."""
ASKS = "asks a question: "
"""How the evidence begins that tells of a question, besides what else the mail wants."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named reason for a value, with its weight (log-odds)."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of one field, where it stands, and what speaks for it."""

    key: str
    value: str
    text: str
    """The words as they stand at *span* (or in the header named by *source*)."""
    span: Span | None
    source: str
    """`text`, `signature`, `forwarded`, `subject`, `from`, `domain`."""
    evidence: tuple[Evidence, ...]
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """The value that was chosen."""

    value: str
    text: str
    span: Span | None
    source: str
    confidence: float
    evidence: tuple[str, ...] = ()


Participant = Mapping[str, Finding]
"""Findings by field key; a field that was not given is absent."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one mail says about one event."""

    event: Event
    intent: Intent
    evidence: tuple[str, ...]
    """What speaks for the intent, strongest first."""
    participants: tuple[Participant, ...] = ()
    missing: tuple[str, ...] = ()
    """Keys of required fields that at least one participant lacks, in the order asked."""
    doubts: tuple[str, ...] = ()
    """Sentences that say what a human should look at; empty when nothing is doubtful."""
    language: str = "nl"
    alternatives: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    """The runners-up by field key, for the organiser who reviews."""
