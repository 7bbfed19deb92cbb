"""What a colleague answered by hand before the bot looked is left to them."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_bot.assembly import house_of
from inbox_bot.core.message import Message, parse
from inbox_bot.demo.servers import imap_server, smtp_server
from inbox_bot.store import Inbound, Store
from seminar import NOW, Clock, mail, registration
from servers.dovecot import PASSWORD, dovecot
from test_whole_job import Town

MARKED = "Verzonden"
CONFIGURED = "Sent"
USERS = [f"els{number}" for number in range(24)]
_numbers = itertools.count()


@pytest.fixture(scope="module", params=["marked", "configured"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[int, str]]:
    """Give a server's port, and its folder for what was sent: one that it marks, and one that it knows nothing of."""
    if request.param == "marked":
        with dovecot() as running:
            yield running.plain_port, MARKED
    else:
        with imap_server(dict.fromkeys(USERS, PASSWORD)) as running_:
            yield running_.port, CONFIGURED


@pytest.fixture(name="town")
def a_town(server: tuple[int, str], tmp_path: Path) -> Iterator[Town]:
    with smtp_server() as smtp:
        yield Town(server[0], smtp, f"els{next(_numbers)}", tmp_path)


def put(town: Town, octets: bytes, folder: str = "INBOX") -> None:
    with town.client() as client:
        if not client.folder_exists(folder):
            client.create_folder(folder)
        client.multiappend(folder, [{"msg": octets, "date": NOW}])


def by_hand(number: int, answers: str) -> bytes:
    return mail("Dag Jan, dat is genoteerd.\n", sender="Linda <linda@kcvs.be>", number=number, answers=answers)


def look(town: Town, folder: str) -> list[Inbound]:
    """Look once; return what is flagged."""
    settings = {"sent": folder} if folder == CONFIGURED else {}
    with town.house(**settings) as house:
        house.service.pass_once()
        with house.store.read() as reading:
            return reading.flagged()


def test_what_a_colleague_answered_is_listed_and_not_answered(town: Town, server: tuple[int, str]) -> None:
    folder = server[1]
    put(town, registration(1))
    put(town, registration(2))
    put(town, by_hand(90, "<1@gent.example>"), folder)
    [flagged] = look(town, folder)

    assert ("colleague", ("a colleague answered this mail already",)) == (flagged.rule, flagged.reasons)
    assert [("jan2@gent.example",)] == [one.rcpt_tos for one in town.smtp.accepted]


def test_each_look_reads_what_was_sent_since_the_last(town: Town, server: tuple[int, str]) -> None:
    folder = server[1]
    put(town, by_hand(90, "<7@gent.example>"), folder)
    assert [] == look(town, folder)
    put(town, registration(1))
    put(town, by_hand(91, "<1@gent.example>"), folder)

    assert ["colleague"] == [one.rule for one in look(town, folder)]
    assert [] == town.smtp.accepted


@pytest.mark.parametrize("messages", [1, 2], ids=["answered by hand", "not answered"])
def test_who_was_answered_by_hand_after_our_question_is_not_reminded(
    town: Town, server: tuple[int, str], messages: int
) -> None:
    folder, clock = server[1], Clock(NOW)
    put(town, registration(4, without="function"))
    with house_of(town.config(**({"sent": folder} if folder == CONFIGURED else {})), clock) as house:
        house.service.pass_once()
        clock.advance(timedelta(hours=1))
        if messages == 1:
            put(town, by_hand(90, "<4@gent.example>"), folder)
        house.service.pass_once()
        clock.advance(timedelta(hours=72))
        house.service.pass_once()

    assert messages == len(town.smtp.accepted)


def test_what_the_bot_sent_itself_is_no_colleagues_answer(town: Town, server: tuple[int, str]) -> None:
    folder = server[1]
    put(town, registration(1))
    put(town, b"Auto-Submitted: auto-replied\r\n" + by_hand(90, "<1@gent.example>"), folder)

    assert [] == look(town, folder)
    assert 1 == len(town.smtp.accepted)


def test_no_mail_in_the_sent_folder_is_marked_as_read(town: Town, server: tuple[int, str]) -> None:
    folder = server[1]
    put(town, by_hand(90, "<1@gent.example>"), folder)
    look(town, folder)
    with town.client() as client:
        client.select_folder(folder)

        assert 1 == len(client.search("UNSEEN"))


def test_without_a_sent_folder_everything_goes_on(town: Town, server: tuple[int, str]) -> None:
    put(town, registration(1))

    assert [] == look(town, server[1])


def test_what_was_answered_is_kept_for_three_months_and_tells_nothing_of_the_mail(store: Store) -> None:
    with store.begin() as tx:
        tx.note_answered({"<1@gent.example>"}, NOW)
    with store.begin() as tx:
        tx.note_answered({"<2@gent.example>"}, NOW + timedelta(days=91))
        named = {number: tx.history(_read(number), NOW).by_hand for number in (1, 2)}

    assert {1: False, 2: True} == named


def _read(number: int) -> Message:
    return parse(registration(number))
