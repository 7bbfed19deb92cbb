"""A folder that its server numbers anew: under another UIDVALIDITY, or, against the rules, under the same one.

RFC 9051, section 2.3.1.1: UIDs only rise, and where they cannot, UIDVALIDITY changes. A server that was restored from a
copy, or a folder that was made again by hand, may forget that; new mail then comes under numbers that were settled.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from inbox_bot import numbering
from inbox_bot.mailbox import Fact, Mailbox
from inbox_bot.store import Reading, Store, Transaction

log = logging.getLogger(__name__)

_WITNESSES = 50
"""By how many of the newest mails a folder is known: people move some of them away."""


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
            witnesses = self._witnesses(reading)
        if another or (expected is not None and (self._fell_below(expected) or self._are_others(witnesses))):
            with self.store.begin() as tx:
                tx.forget_uids(self.folder, validity)
                tx.set_meta(self._name, "")
                numbering.note(tx, self.clock())
            log.warning("the folder is numbered anew", extra={"uidvalidity": validity, "uidnext": self.mailbox.uidnext})
        self.mailbox.is_strange = False

    def remember(self, tx: Transaction, facts: Iterable[Fact]) -> None:
        """Note the newest of *facts* and of those noted before, by which it shows that a UID means another mail."""
        noted = self._witnesses(tx) | {fact.uid: fact.received_at.isoformat() for fact in facts}
        newest = sorted(noted.items())[-_WITNESSES:]
        tx.set_meta(self._name, "\n".join(f"{self.mailbox.uidvalidity} {uid} {at}" for uid, at in newest))

    def _fell_below(self, expected: int) -> bool:
        """Tell whether the server means to give a UID that it gave before."""
        return self.mailbox.says_uidnext and self.mailbox.uidnext < expected

    def _are_others(self, witnesses: Mapping[int, str]) -> bool:
        """Tell whether any of *witnesses* is there, and came at another time: another mail, then."""
        there = self.mailbox.facts(sorted(witnesses)) if witnesses else ()
        return any(fact.received_at.isoformat() != witnesses[fact.uid] for fact in there)

    def _witnesses(self, reading: Reading) -> dict[int, str]:
        """Return when the newest mails came that were noted, by UID."""
        noted = (line.split(" ", 2) for line in (reading.meta(self._name) or "").splitlines())
        return {int(uid): at for validity, uid, at in noted if int(validity) == self.mailbox.uidvalidity}

    @property
    def _name(self) -> str:
        return f"newest in {self.folder}"
