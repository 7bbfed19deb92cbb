"""A message to ourselves goes out and comes back, is no participant's mail, and is taken away again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_bot.assembly import House, house_of
from inbox_bot.config import ProbeSettings, load
from inbox_bot.core.message import parse
from inbox_bot.demo.postman import put
from inbox_bot.demo.servers import SmtpServer, imap_server, smtp_server
from inbox_bot.health import examine
from inbox_bot.metrics import Figures
from inbox_bot.probe import Probed, last_probe
from seminar import Clock
from servers.scripted import scripted
from test_cli import configuration
from test_mailbox_faults import say, script

ANNE = "anne@kcvs.be"
EVENING = datetime(2018, 11, 20, 20, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@contextmanager
def at_work(folder: Path, smtp: SmtpServer, to: str | None = ANNE) -> Iterator[tuple[House, Clock]]:
    with imap_server({"linda": "secret"}) as imap:
        config = load(configuration(folder, imap.port, smtp.port, sent='"Sent"'))
        clock = Clock(EVENING)
        with house_of(config.model_copy(update={"probe": ProbeSettings(to=to)}), clock) as house:
            yield house, clock


def carry(house: House, smtp: SmtpServer, clock: Clock) -> None:
    """Bring what came for Anne into the mailbox."""
    for message in smtp.accepted:
        if message.rcpt_tos == (ANNE,):
            put(house.config, message.octets, clock())
    smtp.accepted.clear()


def work(house: House) -> None:
    house.chores()
    house.service.pass_once()


def last(house: House) -> Probed:
    with house.store.read() as reading:
        found = last_probe(reading)
    assert found is not None
    return found


def in_the_mailbox(house: House) -> list[int]:
    house.mailbox.close()
    house.mailbox.open()
    return house.mailbox.uids(1)


def test_its_round_trip_is_measured_and_nothing_of_it_stays(tmp_path: Path, smtp: SmtpServer) -> None:
    with at_work(tmp_path, smtp) as (house, clock):
        work(house)
        [probe] = smtp.accepted
        assert parse(probe.octets).automatic
        carry(house, smtp, clock)
        clock.advance(3 * MINUTE)
        work(house)
        work(house)

        assert 180 == last(house).took
        assert [] == in_the_mailbox(house)
        with house.store.read() as reading:
            assert 0 == reading.ledger().seen
        found = examine(house.store, house.config, clock())
        assert "Well: the mailbox was last looked at 0 minutes ago, the last probe took 180 seconds." == found.sentence
        figures = {metric.name: metric for metric in Figures(house.store, house.config, clock).collect()}
        assert 180 == figures["inbox_bot_probe_round_trip_seconds"].samples[0].value
        assert [] == smtp.accepted


def test_it_goes_once_a_day(tmp_path: Path, smtp: SmtpServer) -> None:
    with at_work(tmp_path, smtp) as (house, clock):
        for _ in range(24):
            work(house)
            clock.advance(HOUR)
    assert [EVENING, EVENING + 9 * HOUR] == [parse(one.octets).date for one in smtp.accepted if one.rcpt_tos == (ANNE,)]


def test_one_that_is_lost_is_told_once_and_shown_by_health(tmp_path: Path, smtp: SmtpServer) -> None:
    with at_work(tmp_path, smtp) as (house, clock):
        work(house)
        probe = smtp.accepted.pop()
        for _ in range(5):
            clock.advance(20 * MINUTE)
            work(house)
        [letter] = smtp.accepted
        ailing = examine(house.store, house.config, clock()).ailments
        put(house.config, probe.octets, clock())
        work(house)

        assert "Let op: een proefmail kwam niet terug" == parse(letter.octets).subject
        assert (
            "the probe of 2018-11-20T20:00 did not come back; look for it in the mailbox's other folders",
        ) == ailing
        assert () == examine(house.store, house.config, clock()).ailments
        assert [] == in_the_mailbox(house)


def test_a_mailbox_that_cannot_be_tidied_costs_no_look(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    answers = {"SEARCH": say("* SEARCH"), "SELECT": say(status="NO [NOPERM] you may only read")}
    with scripted(script(answers)) as imap:
        config = load(configuration(tmp_path, imap.port, smtp.port))
        with house_of(config, Clock(EVENING)) as house:
            with house.store.begin() as tx:
                tx.set_meta("probes to remove", "[[7, 1]]")
            house.service.pass_once()
            found = examine(house.store, house.config, house.clock())
    assert () == found.ailments
    assert any(one.startswith("probe not removed: 127.0.0.1 refuses") for one in caplog.messages)


def test_who_copies_the_mark_is_taken_for_mail(tmp_path: Path, smtp: SmtpServer) -> None:
    with at_work(tmp_path, smtp) as (house, clock):
        put(
            house.config,
            b"X-Inbox-Bot: probe\r\nMessage-ID: <1@x.example>\r\nFrom: a@x.example\r\n\r\nHallo\r\n",
            clock(),
        )
        work(house)
        with house.store.read() as reading:
            assert 1 == reading.ledger().seen
        assert 1 == len(in_the_mailbox(house))


def test_it_is_off_by_default(tmp_path: Path, smtp: SmtpServer) -> None:
    with at_work(tmp_path, smtp, to=None) as (house, _):
        work(house)
    assert [] == smtp.accepted
