"""Sample mails, as a server holds them: octets and the moment of receipt, relative to the event's dates."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from importlib.resources import files
from string import Template
from typing import NamedTuple

from babel.dates import format_date

from inbox_bot.core.event import Event


class Sample(NamedTuple):
    """One sample: *octets* received at *received_at* (aware)."""

    name: str
    octets: bytes
    received_at: datetime


# In order of arrival: days before the deadline, and the hour.
_RECEIVED = {
    "clear": (26, time(9, 12)),
    "bounce": (26, time(9, 13)),
    "prose": (26, time(11, 19)),
    "telephone": (24, time(17, 40)),
    "colleague": (24, time(18, 2)),
    "signature": (22, time(10, 40)),
    "missing-function": (20, time(11, 29)),
    "two-people": (17, time(14, 5)),
    "spam": (15, time(4, 12)),
    "french": (13, time(10, 30)),
    "secretary": (13, time(14, 38)),
    "question": (12, time(10, 48)),
    "out-of-office": (12, time(14, 31)),
    "missing-more": (9, time(21, 47)),
    "away": (8, time(9, 40)),
    "not-sure": (4, time(16, 20)),
    "late": (-1, time(8, 51)),
}


def samples(event: Event) -> Iterator[Sample]:
    """Yield the samples for *event* in order of arrival."""
    for name, (days, hour) in _RECEIVED.items():
        received_at = datetime.combine(event.deadline.date() - timedelta(days), hour, event.deadline.tzinfo)
        text = (files(__package__) / "mails" / f"{name}.eml").read_text("utf-8")
        octets = Template(text).substitute(_words(event, received_at)).replace("\n", "\r\n").encode()
        yield Sample(name, octets, received_at)


def _words(event: Event, received_at: datetime) -> dict[str, str]:
    return {
        "day": format_date(event.starts, "d MMMM", locale="nl"),
        "jour": format_date(event.starts, "d MMMM", locale="fr"),
        "short": f"{event.starts.day}/{event.starts.month}",
        "year": str(event.starts.year),
        "received": format_datetime(received_at),
    }
