"""Mail that the server names and does not give: after a day, a human is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from inbox_bot.core.message import parse
from inbox_bot.store import Store, Transaction

PATIENCE = timedelta(days=1)
"""How long a mail may be missed: a server in trouble mends itself, and then the mail is read like any other."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What one folder does not give."""

    store: Store
    folder: str
    uidvalidity: int

    def note(self, uids: Iterable[int], received_at: Mapping[int, datetime], now: datetime) -> None:
        """Note that a look at *now* missed *uids*; flag those that were missed a day ago too. Raises StoreError."""
        with self.store.begin() as tx:
            for uid in uids:
                name = f"missed {self.folder} {self.uidvalidity} {uid}"
                first = tx.meta(name)
                if first is None:
                    tx.set_meta(name, now.isoformat())
                elif now - (since := datetime.fromisoformat(first)) >= PATIENCE:
                    self._flag(tx, uid, received_at.get(uid, since), now)

    def _flag(self, tx: Transaction, uid: int, received_at: datetime, now: datetime) -> None:
        # Nothing is known of it that could tell it apart but where it lies.
        digest = sha256(f"{self.folder}/{self.uidvalidity}/{uid}".encode()).hexdigest()
        tx.see(self.folder, self.uidvalidity, uid, digest)
        if tx.receive(digest, received_at, now):
            reason = f"the mail server does not give this mail of {received_at:%Y-%m-%d %H:%M}; look in your mailbox"
            tx.shunt(replace(parse(b""), digest=digest), b"", reason)
