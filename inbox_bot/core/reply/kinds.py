"""What a message of ours tells a participant."""

from enum import StrEnum


class Kind(StrEnum):
    """What is told. One mail is told each of them once; the first five are outcomes of a mail."""

    CONFIRMED = "confirmed"
    INCOMPLETE = "incomplete"
    LATE = "late"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    """What we asked for is still open, some time after our question."""
    CLOSING = "closing"
    """The same, shortly before closing."""

    @property
    def template(self) -> str:
        """The name of its template, without language."""
        return f"reply/{Kind.REMINDER if self is Kind.CLOSING else self}"

    @property
    def asks(self) -> bool:
        """Tell whether it asks for what lacks."""
        return self in {Kind.INCOMPLETE, *REMINDERS}


REMINDERS = (Kind.REMINDER, Kind.CLOSING)
