"""What a message of ours tells."""

from enum import StrEnum


class Kind(StrEnum):
    """What is told. One mail is told each of them once; the first six are outcomes of a mail."""

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
    PLACE = "place"
    """A place came free for who waited, and is theirs."""
    OFFER = "offer"
    """A place came free for who waited, and is kept until they say that they take it."""
    LAPSED = "lapsed"
    """They did not, and it passed on."""
    REMINDER = "reminder"
    """What was asked is still open: some time after the question, and once more shortly before closing."""
    CLOSING = "closing"
    """The same, shortly before closing."""
    ALARM = "alarm"
    """Something goes wrong, or right again: for the organiser, not for a participant."""
    PROBE = "probe"
    """A message to our own mailbox, to see that it arrives."""

    @property
    def template(self) -> str:
        """The name of its template, without language."""
        return f"reply/{Kind.REMINDER if self is Kind.CLOSING else self}"

    @property
    def asks(self) -> bool:
        """Tell whether it asks for what lacks."""
        return self in {Kind.INCOMPLETE, *REMINDERS}


TOLD = tuple(kind for kind in Kind if kind not in {Kind.ALARM, Kind.PROBE})
"""What participants are told; each has a template."""
REMINDERS = (Kind.REMINDER, Kind.CLOSING)
