"""A message to ourselves, once a day: it proves that mail leaves, arrives and is read, and is taken away again."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from email.utils import format_datetime, parseaddr
from zoneinfo import ZoneInfo

from inbox_bot.alarm import Alarm
from inbox_bot.config import ProbeSettings
from inbox_bot.core.message import parse
from inbox_bot.core.reply import Desk, Kind, Reply, reply_message_id
from inbox_bot.core.reply.mime import Part, mailbox, text_part, to_octets, verify
from inbox_bot.mailbox import Mailbox
from inbox_bot.reading import Arrival
from inbox_bot.store import Reading, Store

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=1)
"""How long a probe may be under way."""
_NOTE, _LEFT = "probe", "probes to remove"
_MARK = b"X-Inbox-Bot: probe"
_HEADER_SECTION = 65_536
"""How far into a mail the mark is looked for."""


@dataclass(frozen=True, slots=True)
class Probed:
    """The last probe. Moments are in ISO 8601."""

    message_id: str
    sent: str
    back: str = ""
    """When it was found in the mailbox; empty before."""
    told: bool = False
    """Whether the organiser was told that it is lost."""
    took: float = 0
    """Seconds that the last probe that came back took; 0 where none did."""

    def lost(self, now: datetime) -> bool:
        """Tell whether it should have come back by *now* (aware)."""
        return not self.back and now - datetime.fromisoformat(self.sent) > PATIENCE


def last_probe(reading: Reading) -> Probed | None:
    """Return the last probe that was sent; None where none was."""
    noted = reading.meta(_NOTE)
    return Probed(**json.loads(noted)) if noted else None


@dataclass(frozen=True, slots=True)
class Probe:
    """Sends the probe through the outbox, and knows it again by the Message-ID that stands there."""

    store: Store
    settings: ProbeSettings
    alarm: Alarm
    desk: Desk
    clock: Callable[[], datetime]

    def send_if_due(self) -> None:
        """Send the day's probe if its hour has passed; tell of one that is lost. StoreError passes."""
        if self.settings.to is None:
            return
        now = self.clock()
        with self.store.begin() as tx:
            tx.lock((), (_NOTE,))
            last = last_probe(tx)
            if last and last.lost(now) and not last.told:
                log.error("the probe did not come back", extra={"sent": last.sent})
                sent = self.alarm.moment(datetime.fromisoformat(last.sent))
                self.alarm.tell(tx, "probe", (sent, self.settings.to), f"probe {last.sent}", now)
                last = replace(last, told=True)
                tx.set_meta(_NOTE, json.dumps(asdict(last)))
            if last is None or datetime.fromisoformat(last.sent) < self._hour_before(now):
                reply = self._written(parseaddr(self.settings.to)[1], now)
                tx.enqueue(reply, "", Kind.PROBE, now)
                probed = Probed(reply.message_id, now.isoformat(), took=last.took if last else 0)
                tx.set_meta(_NOTE, json.dumps(asdict(probed)))

    def without(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Return *arrivals* without probes of ours, which are noted. StoreError passes."""
        return [one for one in arrivals if not (_MARK in one.octets[:_HEADER_SECTION] and self._is_ours(one))]

    def remove(self, box: Mailbox) -> None:
        """Take the probes that were found out of the mailbox. MailboxError and StoreError pass; next time goes on."""
        with self.store.read() as reading:
            left = json.loads(reading.meta(_LEFT) or "[]")
        if left:
            box.open()  # a copy that failed may have closed it
            box.remove([uid for uidvalidity, uid in left if uidvalidity == box.uidvalidity])
            with self.store.begin() as tx:
                tx.set_meta(_LEFT, "[]")

    def _is_ours(self, arrival: Arrival) -> bool:
        message_id, now = parse(arrival.octets[:_HEADER_SECTION]).message_id, self.clock()
        with self.store.begin() as tx:
            if not tx.is_probe(message_id):
                return False
            tx.see(arrival.folder, arrival.uidvalidity, arrival.uid, "")
            left = json.loads(tx.meta(_LEFT) or "[]")
            tx.set_meta(_LEFT, json.dumps([*left, [arrival.uidvalidity, arrival.uid]]))
            last = last_probe(tx)
            if last and last.message_id == message_id and not last.back:
                took = (now - datetime.fromisoformat(last.sent)).total_seconds()
                tx.set_meta(_NOTE, json.dumps(asdict(replace(last, back=now.isoformat(), took=took))))
                log.info("probe came back", extra={"seconds": round(took, 1)})
        return True

    def _hour_before(self, now: datetime) -> datetime:
        return hour_before(now, self.settings.hour, self.alarm.timezone)

    def _written(self, address: str, at: datetime) -> Reply:
        subject, text = "inbox_bot: probe", "This message shows that mail arrives. It is removed by itself."
        message_id = reply_message_id(f"probe {at.isoformat()}", Kind.PROBE, self.desk.key, self.desk.domain)
        body = text_part(text, "plain", "en")
        mark = _MARK.decode().split(": ")
        headers = (
            ("Date", format_datetime(at.astimezone(ZoneInfo(self.alarm.timezone)))),
            ("From", mailbox(self.desk.address.display_name, self.desk.address.addr_spec)),
            ("To", address),
            ("Message-ID", message_id),
            ("Subject", subject),
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "All"),
            (mark[0], mark[1]),
            ("MIME-Version", "1.0"),
        )
        entity = Part((*headers, *body.headers), body.body)
        octets = to_octets(entity)
        verify(octets, entity, address)
        return Reply(address, message_id, subject, text, octets)


def hour_before(now: datetime, hour: time, timezone: str) -> datetime:
    """Return the last moment up to *now* (aware) at which it was *hour* in *timezone*."""
    zone = ZoneInfo(timezone)
    due = datetime.combine(now.astimezone(zone).date(), hour, zone)
    return due if due.timestamp() <= now.timestamp() else due - timedelta(days=1)
