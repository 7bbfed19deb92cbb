"""A folder that is numbered anew under the same UIDVALIDITY: noticed, looked at again, and told; nothing twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inbox_bot.mailbox import Mailbox
from inbox_bot.polling import Looked, Polling
from inbox_bot.report import build, render
from inbox_bot.store import Store
from machines import intake
from seminar import EVENT, NOW, Clock, registration
from servers.mailboxes import settings
from servers.scripted import Line, scripted
from test_mailbox_faults import Answers, script


@dataclass
class Folder:
    """A folder whose server numbers it as a test says, always under the same UIDVALIDITY."""

    says_uidnext: bool = True
    numbers: dict[int, int] = field(default_factory=dict)
    """Which mail has which UID; each came so many minutes after the first."""
    uidnext: int = 1

    def hold(self, *mails: int, first: int = 1) -> None:
        """Hold *mails*, numbered from *first* on, and whatever was held no more."""
        self.numbers = dict(enumerate(mails, start=first))
        self.uidnext = first + len(mails)

    def select(self, line: Line, tag: str) -> None:
        uidnext = [f"* OK [UIDNEXT {self.uidnext}] next"] if self.says_uidnext else []
        line.say(f"* {len(self.numbers)} EXISTS", "* OK [UIDVALIDITY 7] valid", *uidnext, f"{tag} OK [READ-ONLY] done")

    def search(self, line: Line, tag: str) -> None:
        line.say("* SEARCH " + " ".join(map(str, self.numbers)), f"{tag} OK done")

    def fetch(self, line: Line, tag: str) -> None:
        words = line.heard[-1].decode()
        for uid in map(int, words.split()[3].split(",")):
            if uid in self.numbers:
                self._give(line, uid, whole="BODY" in words)
        line.say(f"{tag} OK done")

    def _give(self, line: Line, uid: int, *, whole: bool) -> None:
        octets = registration(self.numbers[uid]).replace(b"\n", b"\r\n")
        came = f"{NOW + timedelta(minutes=self.numbers[uid]):%d-%b-%Y %H:%M:%S +0000}"
        if whole:
            line.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(octets)}}}")
            line.sock.sendall(octets + b")\r\n")
        else:
            line.say(f'* {uid} FETCH (UID {uid} RFC822.SIZE {len(octets)} INTERNALDATE "{came}")')


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def look(folder: Folder, tmp_path: Path, store: Store) -> Iterator[Callable[[], Looked]]:
    answers: Answers = {"EXAMINE": folder.select, "SEARCH": folder.search, "FETCH": folder.fetch}
    clock = Clock(NOW + timedelta(days=1))
    with scripted(script(answers)) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda", start=NOW, handled="leave")
        yield lambda: _look(Mailbox(chosen, tmp_path), store, clock)


def _look(mailbox: Mailbox, store: Store, clock: Clock) -> Looked:
    with _closing(mailbox):
        return Polling(mailbox, store, intake(store, clock), mailbox._settings, clock).look()  # noqa: SLF001  as given


@contextmanager
def _closing(mailbox: Mailbox) -> Iterator[None]:
    try:
        yield
    finally:
        mailbox.close()


def known(store: Store) -> int:
    with store.read() as reading:
        return reading.ledger().seen


def notices(store: Store, at: datetime) -> tuple[str, ...]:
    return build(store, (EVENT,), at).notices


def test_new_mail_under_old_numbers_is_taken_in_and_old_mail_not_twice(
    folder: Folder, look: Callable[[], Looked], store: Store
) -> None:
    folder.hold(1, 2, 3)
    look()
    folder.hold(4)
    look()
    assert 4 == known(store)
    folder.hold(4, 3, 2, 1, 5)
    look()
    assert 5 == known(store)


def test_an_older_copy_that_grew_past_its_numbers_is_noticed_by_its_newest_mail(
    folder: Folder, look: Callable[[], Looked], store: Store
) -> None:
    folder.hold(1, 2, 3)
    look()
    folder.hold(1, 2, 4, 5, 6)

    look()

    assert 6 == known(store)


def test_an_older_copy_that_grew_is_noticed_though_its_newest_mails_were_moved_away(
    folder: Folder, look: Callable[[], Looked], store: Store
) -> None:
    for mails in range(1, 6):
        folder.hold(*range(1, mails + 1))
        look()
    folder.hold(1, 2, 6, 7, 8, 9)
    del folder.numbers[4], folder.numbers[5]  # by a person, before we looked

    look()

    assert 7 == known(store)
    with store.read() as reading:
        assert 7 == reading.floor("linda@127.0.0.1/INBOX", 7)
    look()
    with store.read() as reading:
        assert 7 == reading.floor("linda@127.0.0.1/INBOX", 7)  # it is familiar from now on


def test_a_note_of_one_newest_mail_as_earlier_programs_left_it_is_understood(
    folder: Folder, look: Callable[[], Looked], store: Store
) -> None:
    folder.hold(1, 2, 3)
    look()
    with store.begin() as tx:
        tx.set_meta("newest in linda@127.0.0.1/INBOX", f"7 3 {(NOW + timedelta(minutes=3)).isoformat()}")
    folder.hold(1, 2, 4, 5, 6)

    look()

    assert 6 == known(store)


@pytest.mark.parametrize("says_uidnext", [True, False])
def test_mail_that_is_moved_away_is_no_reason_to_look_again(
    folder: Folder,
    look: Callable[[], Looked],
    store: Store,
    says_uidnext: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    folder.says_uidnext = says_uidnext
    folder.hold(1, 2, 3)
    look()
    folder.numbers = {1: 1} if says_uidnext else {}
    look()

    assert () == notices(store, NOW + timedelta(days=1))


def test_the_organiser_reads_of_it_for_a_week_in_their_language(
    folder: Folder, look: Callable[[], Looked], store: Store
) -> None:
    folder.hold(1, 2)
    look()
    folder.hold(3)
    look()
    report = build(store, (EVENT,), NOW + timedelta(days=2))

    assert "de mailserver begon op 2018-11-21 de mails opnieuw te nummeren" in render(report, "text", "nl")
    assert () == notices(store, NOW + timedelta(days=9))
