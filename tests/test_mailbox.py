"""What any IMAP server lets us do: the same sentences for Dovecot and for the small server of the demo."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from inbox_bot.demo.servers import imap_server
from inbox_bot.mailbox import FolderMissing, LoginRefused, Mailbox, MailboxError
from servers.dovecot import PASSWORD, dovecot
from servers.mailboxes import MONDAY, deliver, flags, mail, new, opened, settings

USERS = [f"user{number}" for number in range(40)]


@dataclass(frozen=True, slots=True)
class House:
    """One server, and one user that no other test has."""

    port: int
    user: str
    folder: Path

    def mailbox(self, **given: Any) -> AbstractContextManager[Mailbox]:
        given = {"port": self.port, "username": self.user, **given}
        return opened(settings(self.folder, PASSWORD, **given), self.folder)

    @contextmanager
    def people(self) -> Iterator[IMAPClient]:
        """The people who use the same mailbox."""
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=60) as client:
            client.normalise_times = False
            client.plain_login(self.user, PASSWORD)
            client.select_folder("INBOX")
            yield client


@pytest.fixture(scope="module", params=["dovecot", "demo"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    if request.param == "dovecot":
        with dovecot() as server:
            yield server.plain_port
    else:
        with imap_server(dict.fromkeys(USERS, PASSWORD)) as demo:
            yield demo.port


_numbers = itertools.count()


@pytest.fixture
def house(port: int, tmp_path: Path) -> House:
    return House(port, USERS[next(_numbers) % len(USERS)], tmp_path)


def test_a_new_mail_is_found_with_its_octets_and_its_time_of_arrival(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "hoi")

        [found] = new(mailbox)

        assert (mail("hoi"), MONDAY, False) == (found.octets, found.received_at, found.truncated)
        assert (mailbox.uidvalidity, len(mail("hoi"))) == (found.uidvalidity, found.size)


def test_the_time_of_arrival_keeps_its_zone(house: House) -> None:
    at = datetime.fromisoformat("2024-12-02T23:59:59+01:00")
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "hoi", at=at)

        assert [at] == [found.received_at for found in new(mailbox)]


def test_an_empty_folder_has_nothing_new(house: House) -> None:
    with house.mailbox() as mailbox:
        assert [] == mailbox.uids(1)
        assert [] == list(mailbox.fetch([], 1_000_000))


def test_the_last_mail_is_not_new_again_though_the_star_names_it(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "een", "twee")
        last = mailbox.uids(1)[-1]

        assert [] == mailbox.uids(last + 1)


def test_the_next_uid_is_known_at_once(house: House) -> None:
    with house.people() as people:
        deliver(people, "een")
        with house.mailbox() as mailbox:
            deliver(people, "twee")

            assert [mailbox.uidnext] == mailbox.uids(mailbox.uidnext)


def test_mail_of_long_ago_is_left_out_and_mail_of_the_day_before_is_not(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        for days in (30, 1, 0):
            deliver(people, f"{days}", at=MONDAY - timedelta(days=days))

        facts = mailbox.facts(mailbox.uids(1, since=MONDAY))

        assert [MONDAY - timedelta(days=1), MONDAY] == [fact.received_at for fact in facts]


def test_many_mails_come_in_batches_and_none_is_lost(house: House) -> None:
    bodies = [f"mail {number}" for number in range(120)]
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, *bodies)

        batches = list(mailbox.fetch(mailbox.facts(mailbox.uids(1)), 1_000_000))

        assert [50, 50, 20] == [len(batch) for batch in batches]
        assert [mail(body) for body in bodies] == [one.octets for batch in batches for one in batch]


def test_a_batch_is_cut_where_it_would_fill_the_memory(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, *["x" * 6_000_000] * 3)

        batches = mailbox.fetch(mailbox.facts(mailbox.uids(1)), 25_000_000)

        assert [2, 1] == [len(batch) for batch in batches]


def test_a_look_that_is_cut_off_leaves_the_mailbox_usable(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, *["hoi"] * 120)
        looking = mailbox.fetch(mailbox.facts(mailbox.uids(1)), 1_000_000)
        next(looking)
        looking.close()  # type: ignore[attr-defined]  # it is a generator

        assert 120 == len(new(mailbox))


def test_of_an_oversize_mail_only_the_header_is_read(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "klein", "groot" * 1000)

        small, large = new(mailbox, max_octets=1000)

        assert (mail("klein"), False) == (small.octets, small.truncated)
        assert (mail("groot" * 1000).partition(b"\r\n\r\n")[0] + b"\r\n\r\n", True) == (large.octets, large.truncated)


def test_a_mail_that_is_gone_meanwhile_is_left_out(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "blijft", "verdwijnt")
        facts = mailbox.facts(mailbox.uids(1))
        people.delete_messages([facts[1].uid])
        people.expunge()
        mailbox.uids(1)

        assert [mail("blijft")] == [one.octets for batch in mailbox.fetch(facts, 1_000_000) for one in batch]


def test_reading_leaves_the_flags_of_every_mail_as_they_were(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        deliver(people, "ongelezen", "gelezen", "groot" * 1000)
        people.add_flags(mailbox.uids(1)[1:2], [rb"\Seen", rb"\Flagged"])
        before = flags(people)

        new(mailbox, max_octets=1000)
        mailbox.handle(mailbox.uids(1))

        assert before == flags(people)


def test_new_mail_ends_the_waiting(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        waiting = threading.Event()
        times_asked = itertools.count(1)

        def deliver_once_waiting() -> None:
            waiting.wait(10)
            deliver(people, "hoi")

        def stop() -> bool:
            if next(times_asked) == 2:  # the first time is before IDLE, the second within it
                waiting.set()
            return False

        people_at_work = threading.Thread(target=deliver_once_waiting)
        people_at_work.start()
        arrived = mailbox.idle(30, stop)
        people_at_work.join()

        assert arrived
        assert 1 == len(new(mailbox))


def test_the_waiting_ends_when_told_to(house: House) -> None:
    with house.mailbox() as mailbox:
        assert mailbox.can_idle
        assert not mailbox.idle(30, lambda: True)
        assert [] == mailbox.uids(1)


def test_mail_that_came_just_before_the_waiting_ends_it_at_once(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        mailbox.uids(1)
        deliver(people, "hoi")

        assert mailbox.idle(30)


def test_handled_mail_is_moved_and_other_mail_stays(house: House) -> None:
    with house.people() as people, house.mailbox(handled={"move": "Bijeenkomst é"}) as mailbox:
        deliver(people, "inschrijving", "ander", "inschrijving 2")
        first, other, second = mailbox.uids(1)

        mailbox.handle([first])
        mailbox.handle([second])

        assert [other] == mailbox.uids(1)
        assert 2 == people.folder_status("Bijeenkomst é")[b"MESSAGES"]


def test_a_reply_is_copied_as_read_into_the_folder_for_sent_mail(house: House) -> None:
    with house.people() as people, house.mailbox(sent="Sent") as mailbox:
        people.create_folder("Sent")

        mailbox.append_sent(mail("antwoord"))

        people.select_folder("Sent")
        assert {(rb"\Seen",)} == set(flags(people).values())


def test_without_a_folder_for_sent_mail_nothing_is_copied(house: House) -> None:
    with house.people() as people, house.mailbox() as mailbox:
        mailbox.append_sent(mail("antwoord"))

        assert {} == flags(people)


def test_a_missing_folder_for_sent_mail_is_named_and_the_mailbox_stays_open(house: House) -> None:
    with house.mailbox(sent="Verzonden") as mailbox:
        with pytest.raises(FolderMissing, match='no folder "Verzonden"; it has: INBOX'):
            mailbox.append_sent(mail("antwoord"))

        assert [] == mailbox.uids(1)


def test_a_missing_folder_is_named_with_those_that_are_there(house: House) -> None:
    with house.people() as people:
        people.create_folder("Archief")
    with (
        pytest.raises(FolderMissing, match='no folder "Inschrijvingen"; it has: Archief, INBOX') as raised,
        house.mailbox(folder="Inschrijvingen"),
    ):
        pass

    assert ("Archief", "INBOX") == raised.value.existing


def test_a_wrong_password_is_named_but_not_shown(house: House, tmp_path: Path) -> None:
    chosen = settings(tmp_path, "geheim", port=house.port, username=house.user)

    with pytest.raises(LoginRefused, match="refuses the log-in: ") as raised, opened(chosen, tmp_path):
        pass

    assert "geheim" not in str(raised.value)
    assert house.user not in str(raised.value)


def test_opening_twice_is_opening_once(house: House) -> None:
    with house.mailbox() as mailbox:
        mailbox.open()

        assert [] == mailbox.uids(1)


def test_a_closed_mailbox_says_so_and_can_be_opened_again(house: House) -> None:
    with house.mailbox() as mailbox:
        mailbox.close()
        mailbox.close()
        with pytest.raises(MailboxError, match="no connection"):
            mailbox.uids(1)

        mailbox.open()

        assert [] == mailbox.uids(1)


def test_a_folder_that_was_made_anew_has_another_uidvalidity(house: House) -> None:
    with house.people() as people:
        people.create_folder("Map")
        deliver(people, "oud", folder="Map")
        with house.mailbox(folder="Map") as mailbox:
            before = mailbox.uidvalidity
        people.delete_folder("Map")
        people.create_folder("Map")
        deliver(people, "nieuw", folder="Map")
        with house.mailbox(folder="Map") as mailbox:
            [found] = new(mailbox)

    assert before != found.uidvalidity
    assert mail("nieuw") == found.octets


def test_no_octet_is_written_into_a_log_nobody_reads(house: House) -> None:
    with house.mailbox() as mailbox:
        client: Any = mailbox._client  # noqa: SLF001 - IMAPClient's debug level has no public side

        assert 0 == client._imap.debug  # noqa: SLF001 - as above
