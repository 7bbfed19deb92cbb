"""What somebody's calendar answers to an invitation: METHOD:REPLY (RFC 5546, section 3.2.3), read by RFC 5545."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from icalendar import Calendar

_LONGEST: Final = 64_000
"""Octets of an answer: it names one person and one event."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One attendee's answer."""

    status: str
    """ACCEPTED, DECLINED, TENTATIVE, … (RFC 5545, section 3.2.12), in capitals."""
    attendee: str
    """The address, in lower case."""
    uid: str
    """Of the event that was invited to."""
    starts: datetime | None
    """Aware; None where only a day is given, or no time zone."""

    @property
    def declined(self) -> bool:
        """Tell whether they will not come."""
        return self.status == "DECLINED"


def attendance(octets: bytes) -> Attendance | None:
    """Return the answer in the iCalendar object *octets*; None where there is none, or more than one."""
    if len(octets) > _LONGEST:
        return None
    try:
        calendar: Any = Calendar.from_ical(octets)
        answers = [_answer(event) for event in calendar.walk("VEVENT")]
    except Exception:  # noqa: BLE001 - hostile octets find every hole of a parser, and an answer unread is only ignored
        return None
    return answers[0] if len(set(answers)) == 1 else None


def _answer(event: Mapping[str, Any]) -> Attendance | None:
    attendee = event.get("attendee")
    if attendee is None or isinstance(attendee, list):
        return None
    starts: date | None = getattr(event.get("dtstart"), "dt", None)
    aware = isinstance(starts, datetime) and starts.tzinfo is not None
    return Attendance(
        status=str(attendee.params.get("partstat", "")).upper(),
        attendee=str(attendee).lower().removeprefix("mailto:"),
        uid=str(event.get("uid", "")),
        starts=starts if isinstance(starts, datetime) and aware else None,
    )
