"""What the server refused for good, sent to the one other address that is known: once, as what a report brings back."""

from dataclasses import dataclass
from datetime import datetime

from inbox_bot.core.elsewhere import SENT_ON, left_to_try
from inbox_bot.core.reply import Desk, UnsafeReply
from inbox_bot.core.reply.kinds import TOLD
from inbox_bot.core.reply.redirected import sent_on
from inbox_bot.store import OutboxItem, Transaction


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a reply may go."""

    desk: Desk
    own_addresses: frozenset[str]

    def send(self, tx: Transaction, item: OutboxItem, at: datetime) -> None:
        """Put in the outbox what tells the same as *item*, just refused, where another address is known."""
        back = tx.refused(item) if item.outcome in TOLD else None
        rcpt_to = left_to_try(back, self.own_addresses) if back else None
        if back is None or rcpt_to is None:
            return
        try:
            reply = sent_on(back, rcpt_to, f"{item.digest} {rcpt_to}", self.desk)
        except UnsafeReply:
            return  # it stays among those that failed, which the organiser reads
        if reply is not None:
            tx.came_back(item.id, at, SENT_ON)
            tx.enqueue(reply, item.digest, item.outcome, at, entry=item.entry)
