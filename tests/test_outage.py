"""The organiser learns that the mailbox is not looked at, and that it works again; so do health, systemd and Prometheus."""

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_bot.alarm import Alarm
from inbox_bot.assembly import House, house_of, telling
from inbox_bot.away import Away, away_of
from inbox_bot.config import Config, MetricsSettings, load
from inbox_bot.core.message import Message, parse
from inbox_bot.demo.servers import SmtpServer, imap_server, smtp_server
from inbox_bot.health import examine
from inbox_bot.metrics import MetricsError, serving
from inbox_bot.outage import Outage
from inbox_bot.store import Store, StoreError
from inbox_bot.unnoted import Unnoted
from seminar import NOW, Clock, desk
from test_cli import closed_port, configuration
from test_cli import run as typed
from test_service import wait_until
from test_service_pass import looking_often, running

LINDA = "linda.boudry@kcvs.be"
MINUTE = timedelta(minutes=1)
TEAM = ("Linda <linda@kcvs.example>", "els@kcvs.example", "linda@kcvs.example")
"""One of them twice: they get one letter each."""


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


def outage(store: Store, clock: Clock) -> Outage:
    return Outage(store, Alarm(TEAM, "nl", desk(), "Europe/Brussels"), 10 * MINUTE, clock)


def good(store: Store, one: Outage) -> None:
    with store.begin() as tx:
        one.over(tx)


def letters(store: Store) -> list[Message]:
    with store.read() as reading:
        return [parse(item.octets) for item in reading.outbox()]


def test_each_organiser_is_told_once_and_once_more_when_it_works_again(store: Store) -> None:
    clock = Clock()
    one = outage(store, clock)
    good(store, one)
    for _ in range(30):
        clock.advance(MINUTE)
        one.failed("mail.example cannot be reached")
    told = letters(store)
    clock.advance(MINUTE)
    good(store, one)
    good(store, one)
    _, _, *again = letters(store)

    assert ["Let op: de mailbox wordt niet meer gelezen"] * 2 == [letter.subject for letter in told]
    assert "Sinds 20 november 2018, 10:01 lukt het" in told[0].text
    assert "mail.example cannot be reached" in told[0].text
    assert ["Opgelost: de mailbox wordt weer gelezen"] * 2 == [letter.subject for letter in again]
    assert "Van 20 november 2018, 10:01 tot 20 november 2018, 10:31" in again[0].text


def test_a_short_trouble_and_a_service_that_was_off_alarm_nobody(store: Store) -> None:
    clock = Clock()
    one = outage(store, clock)
    good(store, one)
    for wait in (9 * MINUTE, timedelta(days=7)):
        one.failed("mail.example cannot be reached")
        clock.advance(wait)
        good(store, one)
    one.failed("mail.example cannot be reached")

    assert [] == letters(store)


def test_a_second_trouble_is_told_anew(store: Store) -> None:
    clock = Clock()
    one = outage(store, clock)
    for _ in range(2):
        one.failed("away")
        clock.advance(11 * MINUTE)
        one.failed("away")
        good(store, one)

    assert 8 == len(letters(store))


@contextmanager
def away(folder: Path, smtp_port: int) -> Iterator[House]:
    """Give a house whose IMAP server is away."""
    config = load(configuration(folder, closed_port(), smtp_port))
    clock = Clock()
    with house_of(config, clock) as house:
        house.outage.failed("away")
        clock.advance(15 * MINUTE)
        yield house


def test_the_running_service_mails_the_alarm_while_imap_is_away(tmp_path: Path, smtp: SmtpServer) -> None:
    with away(tmp_path, smtp.port) as house, running(house.service):
        wait_until(lambda: len(smtp.accepted) == 1)

    assert [(LINDA,)] == [one.rcpt_tos for one in smtp.accepted]
    assert "127.0.0.1 cannot be reached" in parse(smtp.accepted[0].octets).text


def test_a_server_that_keeps_us_waiting_for_ever_is_trouble_too(tmp_path: Path, smtp: SmtpServer) -> None:
    with away(tmp_path, smtp.port) as house:
        service = house.service
        service.patience = -house.config.mailbox.poll
        service._attend()  # noqa: SLF001 - its own turn comes every half minute

    [letter] = smtp.accepted
    assert "the mail server keeps us waiting" in parse(letter.octets).text


def test_where_smtp_is_dead_too_health_and_the_log_tell(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with away(tmp_path, closed_port()) as house, running(house.service):
        wait_until(lambda: "the mailbox was not looked at for too long" in caplog.messages)
        wait_until(lambda: any(one.startswith("no delivery") for one in caplog.messages))
        found = examine(house.store, house.config, house.clock() + timedelta(hours=2))

    assert "never looked at (127.0.0.1 cannot be reached" in found.ailments[0]
    assert found.ailments[1].startswith("1 reply waits for over an hour to be sent: 127.0.0.1: Connection refused")


def test_a_poll_by_cron_raises_the_alarm_too(tmp_path: Path, smtp: SmtpServer) -> None:
    with away(tmp_path, smtp.port) as house, house.store.begin() as tx:
        tx.set_meta("no look since", (NOW - timedelta(hours=1)).isoformat())

    assert 75 == typed(tmp_path / "config.toml", "poll")
    assert [(LINDA,)] == [one.rcpt_tos for one in smtp.accepted]


def test_systemd_hears_how_the_service_is(tmp_path: Path, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, away(tmp_path, smtp.port) as house:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(20)
        with running(house.service):
            wait_until(lambda: manager.recv(500).startswith(b"STATUS=Not well: the mailbox was never looked at"))


def test_prometheus_reads_figures_without_people(tmp_path: Path, smtp: SmtpServer) -> None:
    with imap_server({"linda": "secret"}) as imap:
        config = looking_often(configuration(tmp_path, imap.port, smtp.port))
        with house_of(config) as house:
            house.service.pass_once()
            port = closed_port()
            with serving(house.store, with_metrics(house, port), house.clock):
                figures = scraped(port)

    for line in (
        "inbox_bot_healthy 1.0",
        "inbox_bot_store_up 1.0",
        'inbox_bot_mails_total{outcome="confirmed"} 0.0',
        'inbox_bot_replies{state="pending"} 0.0',
        "inbox_bot_flagged 0.0",
    ):
        assert line in figures
    assert "@" not in "".join(figures)


def test_prometheus_hears_of_an_outage_and_of_a_store_that_is_away(tmp_path: Path, smtp: SmtpServer) -> None:
    with away(tmp_path, smtp.port) as house:
        port = closed_port()
        with serving(house.store, with_metrics(house, port), house.clock):
            assert "inbox_bot_healthy 0.0" in scraped(port)
            with house.store.engine.begin() as connection:
                connection.exec_driver_sql("DROP TABLE outbox")
            assert "inbox_bot_store_up 0.0" in scraped(port)


def test_figures_are_off_by_default_and_a_taken_port_is_named(tmp_path: Path, smtp: SmtpServer) -> None:
    with away(tmp_path, smtp.port) as house:
        with serving(house.store, house.config, house.clock) as port:
            assert 0 == port
        taken = with_metrics(house, smtp.port)
        with pytest.raises(MetricsError, match="Address already in use"), serving(house.store, taken, house.clock):
            pass


def with_metrics(house: House, port: int) -> Config:
    return house.config.model_copy(update={"metrics": MetricsSettings(port=port)})


def scraped(port: int) -> list[str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
        return str(answer.read(), "utf-8").splitlines()


def test_where_the_store_itself_is_away_each_organiser_is_told_at_once_and_once(
    tmp_path: Path, smtp: SmtpServer
) -> None:
    clock = Clock()
    with imap_server({"linda": "secret"}) as imap:
        config = load(configuration(tmp_path, imap.port, smtp.port))
        with house_of(config, clock) as house:
            away = Unnoted(house.submission, house.alarm, 10 * MINUTE, clock, away_of(house.config))
            for _ in range(30):
                clock.advance(MINUTE)
                away.failed("the store is locked")
            told = [parse(one.octets) for one in smtp.accepted]
            away.over(house.store)
            away.over(house.store)
            again = letters(house.store)

    assert ["Let op: de mailbox wordt niet meer gelezen"] == [letter.subject for letter in told]
    assert "the store is locked" in told[0].text
    assert ["Opgelost: de mailbox wordt weer gelezen"] == [letter.subject for letter in again]


def test_an_alarm_that_no_server_takes_while_the_store_is_away_leaves_later(tmp_path: Path) -> None:
    clock = Clock()
    with imap_server({"linda": "secret"}) as imap:
        port = closed_port()
        with house_of(load(configuration(tmp_path, imap.port, port)), clock) as house:
            away = Unnoted(house.submission, house.alarm, 10 * MINUTE, clock, away_of(house.config))
            for _ in range(12):
                clock.advance(MINUTE)
                away.failed("the store is locked")
            with smtp_server(port=port) as smtp:
                away.failed("the store is locked")
                assert [] == smtp.accepted  # no server is knocked at every half minute
                clock.advance(5 * MINUTE)
                away.failed("the store is locked")
                away.failed("the store is locked")
                assert 1 == len(smtp.accepted)


def test_a_short_trouble_of_the_store_alarms_nobody(tmp_path: Path, smtp: SmtpServer) -> None:
    clock = Clock()
    with (
        imap_server({"linda": "secret"}) as imap,
        house_of(load(configuration(tmp_path, imap.port, smtp.port)), clock) as house,
    ):
        away = Unnoted(house.submission, house.alarm, 10 * MINUTE, clock, away_of(house.config))
        for _ in range(5):
            away.failed("the store is locked")
            clock.advance(9 * MINUTE)
            away.over(house.store)
        assert ([], []) == (smtp.accepted, letters(house.store))


def test_that_the_store_is_away_is_remembered_across_starts_where_a_disk_has_no_room(
    tmp_path: Path, smtp: SmtpServer
) -> None:
    config, clock = load(configuration(tmp_path, closed_port(), smtp.port, poll='"1m"')), Clock()
    for expected in (0, 1, 1):
        with pytest.raises(StoreError), telling(config, clock):
            raise StoreError("the disk is full")
        assert expected == len(smtp.accepted)
        clock.advance(11 * MINUTE)

    assert [0] == [path.stat().st_size for path in tmp_path.glob("store-*.told")]


def test_where_nothing_can_be_remembered_nothing_fails(tmp_path: Path) -> None:
    away = Away([tmp_path / "gone"], "store")

    assert not away.begin(NOW)
    away.tell(NOW)
    away.end()
    assert (None, False) == (away.since(), away.told)
