"""From mailbox to reply, all real: Dovecot and the demo's server, SMTP, the store on disk."""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from inbox_bot.assembly import House, house_of
from inbox_bot.config import Config, load
from inbox_bot.core.case import Outcome
from inbox_bot.demo.samples import samples
from inbox_bot.demo.servers import SmtpServer, imap_server, smtp_server
from inbox_bot.store import Entry
from seminar import NOW, registration
from servers.dovecot import PASSWORD, dovecot
from servers.mailboxes import flags

EXAMPLE = Path(__file__).parent.parent / "config.toml"
REGISTERED = {"clear": 1, "prose": 1, "telephone": 1, "signature": 1, "two-people": 2, "french": 1}
ASKED = {"missing-function", "missing-more", "secretary"}
FLAGGED = {"question", "not-sure"}
USERS = [f"linda{number}" for number in range(20)]
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Town:
    """A mailbox with one user's mail, an SMTP server, and a folder for everything of ours."""

    imap: int
    smtp: SmtpServer
    user: str
    folder: Path

    def config(self, **mailbox: Any) -> Config:
        (self.folder / "password").write_text(PASSWORD, "utf-8")
        data = load(EXAMPLE)
        server = {"host": "127.0.0.1", "security": "none"}
        settings = {
            **server,
            "port": self.imap,
            "username": self.user,
            "password": {"file": str(self.folder / "password")},
            "start": datetime(2018, 11, 1, tzinfo=UTC),
            **mailbox,
        }
        submission = {**server, "port": self.smtp.port, "from": "Linda Boudry <linda.boudry@kcvs.be>"}
        return Config.model_validate(
            {
                "mailbox": settings,
                "submission": submission,
                "store": {"url": f"sqlite:///{self.folder}/list.db"},
                "organiser": {"addresses": ["linda.boudry@kcvs.be"]},
                "reply": {"per_hour": 1000},
                "event": data.events,
            }
        )

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        with IMAPClient("127.0.0.1", self.imap, ssl=False, timeout=60) as client:
            client.normalise_times = False
            client.plain_login(self.user, PASSWORD)
            client.select_folder("INBOX")
            yield client

    def receive_samples(self) -> None:
        with self.client() as client:
            event = load(EXAMPLE).events[0]
            client.multiappend("INBOX", [{"msg": one.octets, "date": one.received_at} for one in samples(event)])

    def flags(self) -> dict[int, tuple[bytes, ...]]:
        with self.client() as client:
            return flags(client)

    @contextmanager
    def house(self, **mailbox: Any) -> Iterator[House]:
        with house_of(self.config(**mailbox)) as house:
            yield house

    def once(self, **mailbox: Any) -> None:
        """Start, look once, and end, as after a restart."""
        with self.house(**mailbox) as house:
            house.service.pass_once()

    def entries(self) -> list[Entry]:
        with self.house() as house, house.store.read() as reading:
            return reading.entries()

    def outcomes(self) -> Counter[Outcome]:
        with self.house() as house, house.store.read() as reading:
            ledger = reading.ledger()
            assert ledger.balanced
            return Counter(
                {
                    Outcome.CONFIRMED: ledger.registered,
                    Outcome.INCOMPLETE: ledger.asked,
                    Outcome.LATE: ledger.late,
                    Outcome.REVIEW: ledger.flagged,
                    Outcome.IGNORED: ledger.not_for_us,
                }
            )


@pytest.fixture(scope="module", params=["dovecot", "demo"])
def imap(request: pytest.FixtureRequest) -> Iterator[int]:
    if request.param == "dovecot":
        with dovecot() as server:
            yield server.plain_port
    else:
        with imap_server(dict.fromkeys(USERS, PASSWORD)) as demo:
            yield demo.port


@pytest.fixture
def town(imap: int, tmp_path: Path) -> Iterator[Town]:
    with smtp_server() as smtp:
        yield Town(imap, smtp, USERS[next(_numbers) % len(USERS)], tmp_path)


def test_the_samples_are_understood_answered_and_listed(town: Town) -> None:
    town.receive_samples()

    town.once()

    registered, asked, late = sum(REGISTERED.values()), len(ASKED), 1
    assert registered == sum(one.status == "confirmed" for one in town.entries())
    expected = {"confirmed": len(REGISTERED), "incomplete": asked, "late": late, "review": len(FLAGGED), "ignored": 5}
    assert expected == {str(outcome): count for outcome, count in town.outcomes().items()}
    assert len(REGISTERED) + asked + late == len(town.smtp.accepted)


def test_two_looks_a_restart_and_a_third_give_each_person_one_entry_and_one_reply(town: Town) -> None:
    town.receive_samples()
    with town.house() as house:
        house.service.pass_once()
        house.service.pass_once()
    first = [(entry.fields["email"], entry.status) for entry in town.entries() if "email" in entry.fields]
    replies = len(town.smtp.accepted)

    town.once()

    assert first == [(entry.fields["email"], entry.status) for entry in town.entries() if "email" in entry.fields]
    assert replies == len(town.smtp.accepted)
    assert len({message_from_bytes(one.octets)["Message-ID"] for one in town.smtp.accepted}) == replies


def test_a_folder_made_anew_under_another_uidvalidity_changes_nothing(town: Town) -> None:
    with town.client() as client:
        client.create_folder("Seminar")
    _copy_samples(town, "Seminar")
    town.once(folder="Seminar")
    entries, replies = town.entries(), len(town.smtp.accepted)
    with town.client() as client:
        before = client.folder_status("Seminar", ["UIDVALIDITY"])[b"UIDVALIDITY"]
        client.delete_folder("Seminar")
        client.create_folder("Seminar")
        after = client.folder_status("Seminar", ["UIDVALIDITY"])[b"UIDVALIDITY"]
    _copy_samples(town, "Seminar")

    town.once(folder="Seminar")

    assert before != after
    assert entries == town.entries()
    assert replies == len(town.smtp.accepted)
    assert entries


def test_no_mails_flags_are_changed(town: Town) -> None:
    town.receive_samples()
    with town.client() as client:
        client.add_flags([1, 3], [rb"\Seen"])
        client.add_flags([2], [rb"\Flagged"])
    before = town.flags()

    town.once()

    assert before == town.flags()


def test_a_first_start_answers_nothing_older(town: Town) -> None:
    town.receive_samples()

    town.once(start="now")
    town.once(start="now")

    assert [] == town.entries()
    assert [] == town.smtp.accepted


def test_what_comes_after_the_first_start_is_answered(town: Town) -> None:
    town.once(start="now")
    event = load(EXAMPLE).events[0]
    clear = next(samples(event))
    with town.client() as client:
        client.append("INBOX", clear.octets, msg_time=datetime.now(UTC))

    town.once(start="now")

    # Long after the seminar: the sender is told that it is too late.
    assert Counter({Outcome.LATE: 1}) == +town.outcomes()
    assert ["tine.vandenbroucke@leuven.be"] == [one.rcpt_tos[0] for one in town.smtp.accepted]


def _arrives(town: Town, at: datetime, folder: str = "INBOX") -> None:
    with town.client() as client:
        client.append(folder, next(samples(load(EXAMPLE).events[0])).octets, msg_time=at)


def _starts(town: Town, at: datetime, folder: str = "INBOX") -> None:
    with house_of(town.config(start="now", folder=folder), lambda: at) as house:
        house.service.pass_once()


def test_mail_of_minutes_before_the_first_start_is_not_answered(town: Town) -> None:
    _arrives(town, NOW - timedelta(minutes=5))

    _starts(town, NOW)
    _starts(town, NOW)

    assert [] == town.smtp.accepted


def test_a_server_whose_clock_is_minutes_behind_costs_nobody_a_registration(town: Town) -> None:
    _starts(town, NOW)
    _arrives(town, NOW - timedelta(minutes=9))

    _starts(town, NOW)

    assert 1 == len(town.smtp.accepted)


def test_old_mail_that_is_put_back_after_the_first_start_is_not_answered(town: Town) -> None:
    _starts(town, NOW)
    _arrives(town, NOW - timedelta(minutes=11))

    _starts(town, NOW)
    _starts(town, NOW)

    assert [] == town.smtp.accepted


def test_mail_of_minutes_before_the_first_start_is_not_answered_when_numbered_anew(town: Town) -> None:
    with town.client() as client:
        client.create_folder("Map")
    _arrives(town, NOW - timedelta(minutes=5), "Map")
    _starts(town, NOW, "Map")
    with town.client() as client:
        client.delete_folder("Map")
        client.create_folder("Map")
    _arrives(town, NOW - timedelta(minutes=5), "Map")

    _starts(town, NOW, "Map")
    _starts(town, NOW, "Map")

    assert [] == town.smtp.accepted


def test_a_date_to_start_from_is_exact(town: Town) -> None:
    _arrives(town, NOW - timedelta(minutes=5))
    town.once(start=NOW)
    assert [] == town.smtp.accepted
    _arrives(town, NOW)
    town.once(start=NOW)
    assert 1 == len(town.smtp.accepted)


def test_only_mail_that_was_answered_is_moved_where_the_organiser_wants_that(town: Town) -> None:
    town.receive_samples()
    handled = {"handled": {"move": "Inschrijvingen"}}

    town.once(**handled)
    town.once(**handled)

    with town.client() as client:
        left = len(client.search("ALL"))
        client.select_folder("Inschrijvingen")
        moved = len(client.search("ALL"))
    ours = len(REGISTERED) + len(ASKED) + 1
    assert (5 + len(FLAGGED), ours) == (left, moved)


def test_a_copy_of_each_reply_lies_in_the_sent_folder(town: Town) -> None:
    town.receive_samples()
    with town.client() as client:
        client.create_folder("Verzonden")

    town.once(sent="Verzonden")
    town.once(sent="Verzonden")

    with town.client() as client:
        client.select_folder("Verzonden")
        assert len(town.smtp.accepted) == len(client.search("ALL"))


def test_switching_copies_on_later_copies_nothing_of_long_ago(town: Town) -> None:
    town.receive_samples()
    with town.client() as client:
        client.create_folder("Verzonden")
    with house_of(town.config(), lambda: datetime.now(UTC) - timedelta(days=2)) as house:
        house.service.pass_once()

    town.once(sent="Verzonden")

    assert town.smtp.accepted
    with town.client() as client:
        client.select_folder("Verzonden")
        assert [] == client.search("ALL")


def test_an_answer_to_our_question_completes_the_registration(town: Town) -> None:
    town.receive_samples()
    town.once()
    question = next(one for one in town.smtp.accepted if one.rcpt_tos == ("rik.vandecaveye@wevelgem.be",))
    answer = (
        "From: Rik Vandecaveye <rik.vandecaveye@wevelgem.be>\r\nTo: linda.boudry@kcvs.be\r\nSubject: Re: aanvullen\r\n"
        f"Message-ID: <answer@wevelgem.be>\r\nIn-Reply-To: {message_from_bytes(question.octets)['Message-ID']}\r\n\r\n"
        "Functie: schepen van cultuur\r\n\r\nGroeten\r\nRik\r\n"
    )
    with town.client() as client:
        client.append("INBOX", answer.encode(), msg_time=datetime(2018, 12, 3, 9, 0, tzinfo=UTC))

    town.once()

    rik = [one for one in town.entries() if one.sender == "rik.vandecaveye@wevelgem.be"]
    assert [("confirmed", "schepen van cultuur")] == [(one.status, one.fields["function"]) for one in rik]


def test_a_reply_says_that_it_is_automatic_and_what_it_answers(town: Town) -> None:
    town.receive_samples()

    town.once()

    for one in town.smtp.accepted:
        reply = message_from_bytes(one.octets)
        assert one.mail_from == ""
        assert reply["Auto-Submitted"] == "auto-replied"
        assert [reply["To"]] == list(one.rcpt_tos)
        assert reply["In-Reply-To"] in reply["References"]


def test_of_a_backlog_nobody_is_left_out(town: Town) -> None:
    count = 120  # in batches of 50
    with town.client() as client:
        mails = [{"msg": registration(number), "date": NOW} for number in range(count)]
        client.multiappend("INBOX", mails)

    town.once()

    assert [f"jan{number}@gent.example" for number in range(count)] == [one.fields["email"] for one in town.entries()]
    assert count == len({one.rcpt_tos for one in town.smtp.accepted}) == len(town.smtp.accepted)


def _copy_samples(town: Town, folder: str) -> None:
    event = load(EXAMPLE).events[0]
    with town.client() as client:
        client.multiappend(folder, [{"msg": one.octets, "date": one.received_at} for one in samples(event)])
