"""A folder that its server numbers anew: under another UIDVALIDITY, or, against the rules, under the same one.

RFC 9051, section 2.3.1.1: UIDs only rise, and where they cannot, UIDVALIDITY changes. A server that was restored from a
copy, or a folder that was made again by hand, may forget that; new mail then comes under numbers that were settled.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from inbox_bot import numbering
from inbox_bot.mailbox import Fact, Mailbox
from inbox_bot.store import Store, Transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Familiar:
    """Knows by which UIDs a folder was known, and forgets them all where they mean other mails by now.

    What was decided is known by the mails themselves: nothing is decided twice.
    """

    mailbox: Mailbox
    store: Store
    folder: str
    """The name under which its UIDs are noted."""
    clock: Callable[[], datetime]

    def verify(self) -> None:
        """Look, once for each time that it is opened, whether the folder is numbered as it was.

        Raises MailboxError and StoreError.
        """
        if not self.mailbox.is_strange:
            return
        validity = self.mailbox.uidvalidity
        with self.store.read() as reading:
            expected = reading.next_uid(self.folder, validity)
            another = expected is None and reading.knows(self.folder)
            witness = reading.meta(self._witness)
        if another or (expected is not None and (self._fell_below(expected) or self._is_another(witness))):
            with self.store.begin() as tx:
                tx.forget_uids(self.folder, validity)
                numbering.note(tx, self.clock())
            log.warning("the folder is numbered anew", extra={"uidvalidity": validity, "uidnext": self.mailbox.uidnext})
        self.mailbox.is_strange = False

    def remember(self, tx: Transaction, facts: Iterable[Fact]) -> None:
        """Note the newest of *facts*, by which it shows that a UID means another mail."""
        newest = max(facts, key=lambda fact: fact.uid, default=None)
        if newest:
            noted = f"{self.mailbox.uidvalidity} {newest.uid} {newest.received_at.isoformat()}"
            tx.set_meta(self._witness, noted)

    def _fell_below(self, expected: int) -> bool:
        """Tell whether the server means to give a UID that it gave before."""
        return self.mailbox.says_uidnext and self.mailbox.uidnext < expected

    def _is_another(self, witness: str | None) -> bool:
        """Tell whether the mail that was the newest is there, and came at another time: another mail, then."""
        validity, uid, received_at = (witness or "0 0 0").split(" ", 2)
        if int(validity) != self.mailbox.uidvalidity:
            return False
        return any(fact.received_at.isoformat() != received_at for fact in self.mailbox.facts([int(uid)]))

    @property
    def _witness(self) -> str:
        return f"newest in {self.folder}"
