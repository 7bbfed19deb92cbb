"""Which UIDs of a folder were settled."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from inbox_bot import schema
from inbox_bot.core.case import Outcome


class Uids:
    """The part of a look at the store that knows the mailbox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def floor(self, folder: str, uidvalidity: int) -> int | None:
        """Return the UID below which everything is settled; None for a folder never seen under *uidvalidity*."""
        table = schema.folder
        query = select(table.c.floor).where(table.c.name == folder, table.c.uidvalidity == uidvalidity)
        return self._connection.scalar(query)

    def next_uid(self, folder: str, uidvalidity: int) -> int | None:
        """Return a UID that, like all above it, no mail had yet; None for a folder never seen under *uidvalidity*."""
        table, floor = schema.sighting, self.floor(folder, uidvalidity)
        these = (table.c.folder == folder) & (table.c.uidvalidity == uidvalidity)
        highest = self._connection.scalar(select(func.max(table.c.uid)).where(these))
        known = [number for number in (floor, highest and highest + 1) if number]
        return max(known, default=None)

    def knows(self, folder: str) -> bool:
        """Tell whether *folder* was looked at, under whatever UIDVALIDITY."""
        table = schema.folder
        return self._connection.scalar(select(table.c.name).where(table.c.name == folder).limit(1)) is not None

    def unseen(self, folder: str, uidvalidity: int, uids: Iterable[int]) -> list[int]:
        """Return those of *uids* that were not taken yet, ascending."""
        table, floor = schema.sighting, self.floor(folder, uidvalidity) or 0
        seen = self._connection.scalars(
            select(table.c.uid).where(
                table.c.folder == folder, table.c.uidvalidity == uidvalidity, table.c.uid >= floor
            ),
        )
        return sorted({uid for uid in uids if uid >= floor}.difference(seen))

    def to_handle(self, folder: str, uidvalidity: int) -> list[int]:
        """Return the UIDs of mail that went on the list while the mailbox does not show it yet, ascending.

        What was flagged may be somebody's private mail, and stays as it is.
        """
        seen, inbound = schema.sighting, schema.inbound
        query = select(seen.c.uid).join(inbound, inbound.c.digest == seen.c.digest)
        these = (seen.c.folder == folder) & (seen.c.uidvalidity == uidvalidity) & ~seen.c.handled
        untouched = inbound.c.outcome.in_((Outcome.REVIEW, Outcome.IGNORED))
        return list(self._connection.scalars(query.where(these, ~untouched).order_by(seen.c.uid)))
