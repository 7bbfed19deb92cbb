"""Copies of what was sent into the mailbox's Sent folder, so that colleagues see what was said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot.mailbox import Mailbox
from inbox_bot.store import Store

RECENT = timedelta(days=1)
"""What was sent longer ago gets no copy any more: it is from before copies were wanted."""


@dataclass(frozen=True, slots=True)
class SentCopies:
    """Copies each reply once it is sent; where the line breaks in between, a copy may be there twice."""

    store: Store
    mailbox: Mailbox
    folder: str | None
    """None where no copies are wanted."""
    clock: Callable[[], datetime]

    def copy(self) -> None:
        """Copy what was not copied yet. Raises MailboxError and StoreError; what is left then comes next time."""
        if self.folder is None:
            return
        with self.store.read() as reading:
            items = reading.uncopied(self.clock() - RECENT)
        for item in items:
            self.mailbox.append_sent(item.octets)
            with self.store.begin() as tx:
                tx.copied(item)
