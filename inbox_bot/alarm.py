"""The word to the organiser, at once, that a limit is reached and the bot falls silent."""

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
from inbox_bot.words import words

_EPISODE = {Limit.SENDER: timedelta(hours=24), Limit.ALL: timedelta(hours=1)}
"""How long a limit has to be left alone before reaching it again is news."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Writes to every organiser, once for each time that a limit is reached."""

    addresses: Sequence[str]
    """As the configuration has them, with or without names."""
    language: str

    def raise_(self, tx: Transaction, case: Case, desk: Desk, at: datetime) -> None:
        """Put the word in the outbox if *case*, which is not answered for a limit, begins an episode."""
        limit = case.reached
        if limit is None:
            return
        name = f"limit reached: {limit}"
        last = tx.meta(name)
        tx.set_meta(name, at.isoformat())
        if last is None or at - datetime.fromisoformat(last) >= _EPISODE[limit]:
            for letter in self._letters(case, limit, desk, at):
                tx.enqueue(letter, case.message.digest, Kind.ALARM, at)

    def _letters(self, case: Case, limit: Limit, desk: Desk, at: datetime) -> Iterator[Reply]:
        told = words(self.language)["alarm"]
        sender = case.message.sender
        counted = case.history.replies_to_sender if limit is Limit.SENDER else case.history.replies_in_all
        text = told[limit].format(one_line(sender.addr_spec if sender else ""), counted)
        body = text_part(text, "plain", self.language)
        for _, address in getaddresses(list(self.addresses)):
            message_id = reply_message_id(f"{case.message.digest} {address}", Kind.ALARM, desk.key, desk.domain)
            headers = (
                ("Date", format_datetime(at.astimezone(ZoneInfo(case.event.timezone)))),
                ("From", mailbox(desk.address.display_name, desk.address.addr_spec)),
                ("To", address),
                ("Message-ID", message_id),
                ("Subject", unstructured("Subject", told["subject"])),
                ("Auto-Submitted", "auto-generated"),
                ("X-Auto-Response-Suppress", "All"),
                ("MIME-Version", "1.0"),
            )
            entity = Part((*headers, *body.headers), body.body)
            octets = to_octets(entity)
            verify(octets, entity, address)
            yield Reply(address, message_id, told["subject"], text, octets)
