"""A look that is cut off or gets half of what it asks leaves the rest for the next."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_bot.config import MailboxSettings
from inbox_bot.core.case import Outcome
from inbox_bot.mailbox import Mailbox
from inbox_bot.missed import PATIENCE
from inbox_bot.polling import Looked, Polling
from inbox_bot.store import Store
from machines import intake
from seminar import NOW, Clock, registration
from servers.mailboxes import opened, settings
from servers.scripted import Line, scripted
from test_mailbox_faults import READ_WRITE, say, script

RECEIVED = '"20-Nov-2018 09:00:00 +0000"'


@dataclass
class Shelf:
    """The mails of an IMAP server, some of which it cannot give."""

    mails: dict[int, bytes]
    stuck: set[int]
    kept: int = 0
    """How often the server was asked to mark mail."""

    def search(self, line: Line, tag: str) -> None:
        line.say("* SEARCH " + " ".join(map(str, self.mails)), f"{tag} OK done")

    def fetch(self, line: Line, tag: str) -> None:
        words = line.heard[-1].decode()
        asked = [int(uid) for uid in words.split()[3].split(",")]
        if "RFC822.SIZE" in words:
            for uid in asked:
                line.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(self.mails[uid])} INTERNALDATE {RECEIVED})")
        elif self.stuck.intersection(asked):
            line.say(f"{tag} NO [SERVERBUG] cannot")
            return
        else:
            for uid in asked:
                line.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(self.mails[uid])}}}")
                line.sock.sendall(self.mails[uid] + b")\r\n")
        line.say(f"{tag} OK done")

    def store(self, line: Line, tag: str) -> None:
        self.kept += 1
        line.say(f"{tag} OK done")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf({uid: registration(uid).replace(b"\n", b"\r\n") for uid in range(1, 61)}, set())


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW + timedelta(minutes=1))


@pytest.fixture
def look(shelf: Shelf, clock: Clock, tmp_path: Path, store: Store) -> Iterator[Callable[..., Looked]]:
    with _polling(shelf, clock, tmp_path, store) as polling:
        yield polling.look


@contextmanager
def _polling(shelf: Shelf, clock: Clock, folder: Path, store: Store, handled: object = "leave") -> Iterator[Polling]:
    answers = {"SELECT": say(*READ_WRITE), "SEARCH": shelf.search, "FETCH": shelf.fetch, "STORE": shelf.store}
    with scripted(script(answers)) as server:
        chosen: MailboxSettings = settings(
            folder, "geheim", port=server.port, username="linda", start=NOW - timedelta(days=1), handled=handled
        )
        with opened(chosen, folder) as mailbox:
            yield _of(mailbox, store, chosen, clock)


def _of(mailbox: Mailbox, store: Store, chosen: MailboxSettings, clock: Clock) -> Polling:
    return Polling(mailbox, store, intake(store, clock), chosen, clock)


def registered(store: Store) -> int:
    with store.read() as reading:
        return len(reading.entries())


def test_a_mail_that_cannot_be_fetched_is_met_again(shelf: Shelf, look: Callable[..., Looked], store: Store) -> None:
    shelf.stuck = {2, 58}
    assert 58 == look().new
    assert 0 == look().new

    shelf.stuck.clear()

    assert 2 == look().new
    assert 60 == registered(store)


def test_a_mail_that_is_not_given_for_a_day_is_shown_to_a_human_once(
    shelf: Shelf, look: Callable[..., Looked], clock: Clock, store: Store
) -> None:
    shelf.stuck = {2}
    for _ in range(3):
        look()
    with store.read() as reading:
        assert [] == reading.flagged()
    clock.advance(PATIENCE)

    for _ in range(3):
        look()

    with store.read() as reading:
        [flagged] = reading.flagged()
        assert reading.ledger().balanced
        assert [] == reading.unseen("linda@127.0.0.1/INBOX", 7, shelf.mails)
    expected = "the mail server does not give this mail of 2018-11-20 09:00; look in your mailbox"
    assert (Outcome.REVIEW, NOW, (expected,)) == (flagged.outcome, flagged.received_at, flagged.reasons)


def test_a_look_that_is_stopped_ends_after_the_batch_in_hand(
    shelf: Shelf, look: Callable[..., Looked], store: Store
) -> None:
    batches: list[int] = []
    assert 50 == look(lambda: bool(batches), lambda: batches.append(registered(store))).new
    assert [50] == batches

    assert 10 == look().new
    assert len(shelf.mails) == registered(store)


def test_mail_is_marked_once_and_only_where_that_is_wanted(
    shelf: Shelf, clock: Clock, tmp_path: Path, store: Store
) -> None:
    with _polling(shelf, clock, tmp_path, store, {"keyword": "Klaar"}) as polling:
        polling.look()
        polling.look()
    assert 1 == shelf.kept
