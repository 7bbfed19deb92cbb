"""What people answered by hand, so that the bot does not answer it too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from inbox_bot.core.reply import Desk, is_ours
from inbox_bot.mailbox import Mailbox
from inbox_bot.store import Store

BACK = 500
"""How many of the newest messages the first look reads: a mailbox may have been answered by hand for days."""


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Notes which mails are answered, by the Sent folder of the mailbox; without one, nothing."""

    mailbox: Mailbox
    store: Store
    desk: Desk
    account: str
    """The name under which the folder's UIDs are noted."""
    clock: Callable[[], datetime]

    def note(self) -> None:
        """Read what was sent since the last time. Raises MailboxError and StoreError; the next time begins there."""
        folder = self.mailbox.sent_folder()
        if folder is None:
            return
        name = f"{self.account}/{folder.name}"
        with self.store.read() as reading:
            floor = reading.floor(name, folder.uidvalidity)
        if folder.uidnext == floor:
            return
        if floor is None or folder.uidnext < floor:  # never read, or numbered anew against the rules
            floor = max(1, folder.uidnext - BACK)
        found = self.mailbox.sent_since(folder.name, floor)
        by_hand = [one for one in found if not one.automatic and not self._is_ours(one.message_id)]
        with self.store.begin() as tx:
            tx.note_answered({answered for one in by_hand for answered in one.answers}, self.clock())
            tx.set_floor(name, folder.uidvalidity, folder.uidnext)

    def _is_ours(self, message_id: str) -> bool:
        return is_ours(message_id, self.desk.key, self.desk.domain)
