"""Words to the organiser that do not wait for the daily report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, getaddresses
from zoneinfo import ZoneInfo

from inbox_bot.core.case import Case, Limit
from inbox_bot.core.reply import Desk, Kind, Reply, reply_message_id
from inbox_bot.core.reply.mime import Part, mailbox, text_part, to_octets, unstructured, verify
from inbox_bot.plain import one_line
from inbox_bot.store import Transaction
from inbox_bot.words import moment, words

_EPISODE = {Limit.SENDER: timedelta(hours=24), Limit.ALL: timedelta(hours=1)}
"""How long a limit has to be left alone before reaching it again is news."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Writes to every organiser, by way of the outbox: once for each time that something goes wrong."""

    addresses: Sequence[str]
    """As the configuration has them, with or without names."""
    language: str
    desk: Desk
    timezone: str

    def limit_reached(self, tx: Transaction, case: Case, at: datetime) -> None:
        """Tell that *case* is not answered for a limit, if that begins an episode."""
        limit = case.reached
        if limit is None:
            return
        name = f"limit reached: {limit}"
        last = tx.meta(name)
        tx.set_meta(name, at.isoformat())
        if last is None or at - datetime.fromisoformat(last) >= _EPISODE[limit]:
            sender = case.message.sender
            counted = case.history.replies_to_sender if limit is Limit.SENDER else case.history.replies_in_all
            facts = (one_line(sender.addr_spec if sender else ""), str(counted))
            self.tell(tx, limit, facts, case.message.digest, at, digest=case.message.digest)

    def tell(
        self, tx: Transaction, what: str, facts: Sequence[str], name: str, at: datetime, *, digest: str = ""
    ) -> None:
        """Put the words called *what*, with *facts* in them, in the outbox for each organiser.

        *name* tells this time from every other; *digest* is that of the mail it is about, if it is about one.
        """
        for letter in self.letters(what, facts, name, at):
            tx.enqueue(letter, digest, Kind.ALARM, at)

    def letters(self, what: str, facts: Sequence[str], name: str, at: datetime) -> Iterator[Reply]:
        """Yield the same words as a letter to each organiser."""
        told = words(self.language)["alarm"]
        subject, text = told.get(f"{what}_subject", told["subject"]), told[what].format(*facts)
        for address in dict.fromkeys(spec for _, spec in getaddresses(list(self.addresses))):
            message_id = reply_message_id(f"{name} {address}", Kind.ALARM, self.desk.key, self.desk.domain)
            yield Reply(address, message_id, subject, text, self._octets(address, message_id, subject, text, at))

    def moment(self, at: datetime) -> str:
        """Write *at* (aware) for the organiser."""
        return moment(at, self.timezone, self.language)

    def _octets(self, address: str, message_id: str, subject: str, text: str, at: datetime) -> bytes:
        body = text_part(text, "plain", self.language)
        headers = (
            ("Date", format_datetime(at.astimezone(ZoneInfo(self.timezone)))),
            ("From", mailbox(self.desk.address.display_name, self.desk.address.addr_spec)),
            ("To", address),
            ("Message-ID", message_id),
            ("Subject", unstructured("Subject", subject)),
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "All"),
            ("MIME-Version", "1.0"),
        )
        entity = Part((*headers, *body.headers), body.body)
        octets = to_octets(entity)
        verify(octets, entity, address)
        return octets
