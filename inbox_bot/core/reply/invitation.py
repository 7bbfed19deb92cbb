"""The event as an invitation that a calendar takes in (RFC 5545, RFC 5546)."""

from base64 import encodebytes
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, vCalAddress
from icalendar import Event as Component

from inbox_bot.core.event import Event
from inbox_bot.core.message import Address
from inbox_bot.core.reply.mime import Part
from inbox_bot.core.reply.values import one_line

_UNTOLD = timedelta(hours=3)
"""How long an event lasts whose end was not announced; a calendar shows nothing useful of no length at all."""


def invitation(event: Event, organiser: Address, at: datetime) -> bytes:
    """Return an iCalendar object: METHOD:PUBLISH, no attendee, so nobody's calendar sends an answer.

    Its UID stays the same for an event; times are in UTC, which every calendar shows in its owner's zone.
    """
    before, after = _around_stamp(event, organiser)
    return before + f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode() + after


def invitation_part(event: Event, organiser: Address, at: datetime) -> Part:
    """Return the invitation as an attachment named after the event."""
    headers = (
        ("Content-Type", "text/calendar; charset=utf-8; method=PUBLISH"),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f'attachment; filename="{event.id}.ics"'),
    )
    return Part(headers, encodebytes(invitation(event, organiser, at)).replace(b"\n", b"\r\n"))


@lru_cache(maxsize=16)
def _around_stamp(event: Event, organiser: Address) -> tuple[bytes, bytes]:
    """Return what stands before and behind the DTSTAMP, the only thing that differs from reply to reply."""
    calendar = Calendar()
    calendar.add("prodid", "-//inbox_bot//inbox_bot//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_component(event, organiser))
    # No text of the event can begin a line: line ends in it are escaped.
    before, name, rest = calendar.to_ical().partition(b"\r\nDTSTAMP:")
    return before + name, rest[rest.index(b"\r\n") :]


def _component(event: Event, organiser: Address) -> Component:
    component = Component()
    component.add("uid", f"{event.id}@{organiser.addr_spec.rpartition('@')[2]}")
    component.add("dtstamp", datetime(1970, 1, 1, tzinfo=UTC))
    component.add("sequence", 0)
    component.add("dtstart", event.starts.astimezone(UTC))
    component.add("dtend", (event.ends or event.starts + _UNTOLD).astimezone(UTC))
    component.add("summary", one_line(event.title))
    if event.place:
        component.add("location", one_line(event.place))
    component.add("organizer", _calendar_address(organiser))
    return component


def _calendar_address(organiser: Address) -> vCalAddress:
    address = vCalAddress(f"mailto:{organiser.addr_spec}")
    if organiser.display_name:
        address.params["CN"] = one_line(organiser.display_name)
    return address
