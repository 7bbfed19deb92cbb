"""What people do in the mailbox between two looks of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from outside.place import Place
from outside.post import Posted

FOLDER, ELSEWHERE = "Seminarie", "Elders"
"""The folder that the program looks at, and another."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody at the same mailbox, between two looks."""

    place: Place
    client: IMAPClient
    posted: Sequence[Posted]
    """What the program saw already."""

    def all(self) -> list[int]:
        """Return the UIDs of the folder, which is open afterwards."""
        self.client.select_folder(FOLDER)
        return list(self.client.search())

    def uidvalidity(self) -> int:
        """Return what the folder's UIDs are valid for."""
        return int(self.client.folder_status(FOLDER, ["UIDVALIDITY"])[b"UIDVALIDITY"])

    def folder(self, name: str) -> None:
        """Make the folder *name* unless it is there."""
        if not self.client.folder_exists(name):
            self.client.create_folder(name)


def recreate(desk: Desk) -> None:
    before = desk.uidvalidity()
    desk.client.unselect_folder()
    desk.client.delete_folder(FOLDER)
    desk.client.create_folder(FOLDER)
    assert desk.uidvalidity() != before


def recreate_and_append(desk: Desk) -> None:
    recreate(desk)
    desk.place.post(desk.posted)


def recreate_and_append_turned(desk: Desk) -> None:
    recreate(desk)
    desk.place.post(desk.posted[::-1])


def recreate_alike(desk: Desk) -> None:
    """Make the folder anew, empty, under the UIDVALIDITY that it had (against RFC 9051, section 2.3.1.1)."""
    before = desk.uidvalidity()
    recreate(desk)
    desk.client.logout()
    desk.place.server.set_uidvalidity(desk.place.user, FOLDER, before)


def put_back_older(desk: Desk) -> None:
    """Put the folder back as a copy holds it that was made before the last mail came."""
    recreate_alike(desk)
    desk.place.post(desk.posted[:-1])


def append(desk: Desk) -> None:
    desk.place.post(desk.posted)


def rename_and_copy(desk: Desk) -> None:
    """Let the folder be another one of the same name: its UIDs begin anew, its mails keep their flags."""
    desk.client.unselect_folder()
    desk.client.rename_folder(FOLDER, ELSEWHERE)
    desk.client.create_folder(FOLDER)
    desk.client.select_folder(ELSEWHERE)
    desk.client.move(desk.client.search(), FOLDER)


def move_out_and_in(desk: Desk) -> None:
    desk.folder(ELSEWHERE)
    desk.client.move(desk.all(), ELSEWHERE)
    desk.client.select_folder(ELSEWHERE)
    desk.client.move(desk.client.search(), FOLDER)


def move_one_out_and_in(desk: Desk) -> None:
    desk.folder(ELSEWHERE)
    desk.client.move(desk.all()[:1], ELSEWHERE)
    desk.client.select_folder(ELSEWHERE)
    desk.client.move(desk.client.search(), FOLDER)


def flag_and_unflag(flag: bytes) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        uids = desk.all()
        desk.client.add_flags(uids, [flag])
        desk.client.remove_flags(uids, [flag])

    return change


def flag(flag: bytes) -> Callable[[Desk], None]:
    return lambda desk: desk.client.add_flags(desk.all(), [flag])


def move_out(desk: Desk) -> None:
    desk.folder(ELSEWHERE)
    desk.client.move(desk.all(), ELSEWHERE)


def expunge(desk: Desk) -> None:
    desk.client.delete_messages(desk.all())
    desk.client.expunge()


def copy_within(desk: Desk) -> None:
    desk.client.copy(desk.all(), FOLDER)
