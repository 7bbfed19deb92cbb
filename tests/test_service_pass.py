"""What the service does where a server is away, breaks off or hangs: run within this process."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from inbox_bot.assembly import House, house_of
from inbox_bot.config import Config, load
from inbox_bot.demo.postman import Postman
from inbox_bot.demo.samples import samples
from inbox_bot.demo.servers import SmtpServer, imap_server, smtp_server
from inbox_bot.outage import LAST_GOOD
from inbox_bot.outbox import Outbox
from inbox_bot.service import Service
from inbox_bot.store import OutboxItem
from servers.scripted import Line, scripted
from test_cli import closed_port, configuration
from test_mailbox_faults import bye, hang, say, script
from test_service import wait_until
from test_submission_faults import script as smtp_script
from test_submission_faults import take

OFTEN = timedelta(milliseconds=200)


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@contextmanager
def running(service: Service) -> Iterator[None]:
    thread = threading.Thread(target=service.run)
    thread.start()
    try:
        yield
    finally:
        service.stop()
        thread.join()


def looking_often(path: Path) -> Config:
    config = load(path)
    return config.model_copy(update={"mailbox": config.mailbox.model_copy(update={"poll": OFTEN})})


@contextmanager
def with_samples(folder: Path, smtp: SmtpServer, port: int | None = None) -> Iterator[House]:
    """Give a house whose mailbox holds the sample mails, and whose replies go to *port*."""
    with imap_server({"linda": "secret"}) as imap:
        config = load(configuration(folder, imap.port, smtp.port if port is None else port))
        postman = Postman(config, smtp, folder / "replies", Console())
        for sample in samples(config.events[0]):
            postman.deliver(sample.octets, sample.received_at)
        with house_of(config) as house:
            yield house


def test_failures_are_counted_anew_after_a_look_that_went_well(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    answers = iter([say("* SEARCH"), bye])

    def once(line: Line, tag: str) -> None:
        next(answers, bye)(line, tag)

    def failures() -> list[int]:
        return [vars(one)["failures"] for one in caplog.records if one.msg.startswith("no look")]

    with scripted(script({"SEARCH": bye}), script({"SEARCH": once}), script({"SEARCH": say("* SEARCH")})) as imap:
        config = looking_often(configuration(tmp_path, imap.port, smtp.port))
        with house_of(config) as house, running(house.service):
            wait_until(lambda: len(failures()) == 2)
    assert [1, 1] == failures()


def test_a_thread_that_hangs_is_told_to_the_watchdog_by_silence(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager,
        scripted(script({"SEARCH": hang})) as imap,
    ):
        manager.bind(str(tmp_path / "notify"))
        with house_of(looking_often(configuration(tmp_path, imap.port, smtp.port))) as house:
            service = house.service
            service.patience = OFTEN
            with running(service):
                wait_until(lambda: any(one.startswith("nothing goes on") for one in caplog.messages))


def test_every_reply_is_a_sign_of_life(tmp_path: Path, smtp: SmtpServer) -> None:
    signs: list[float] = []
    service: Service | None = None

    def taken(line: Line) -> None:
        assert service is not None
        signs.append(service._last_sign)  # noqa: SLF001 - what the watchdog is told follows from it
        take(line, lambda line: line.say("250 taken"))

    with scripted(smtp_script(DATA=taken)) as server, with_samples(tmp_path, smtp, server.port) as house:
        service = house.service
        service.pass_once()
        assert 10 == len(signs)
        assert sorted(set(signs)) == signs


def test_a_server_that_hangs_after_the_dot_keeps_nobody_from_looking(tmp_path: Path, smtp: SmtpServer) -> None:
    def silent(line: Line) -> None:
        take(line, Line.hang)

    def looked() -> str | None:
        with house.store.read() as reading:
            return reading.meta(LAST_GOOD)

    with scripted(smtp_script(DATA=silent)) as server, with_samples(tmp_path, smtp, server.port) as house:
        service = house.service
        often = service.polling.settings.model_copy(update={"poll": OFTEN})
        service.polling = replace(service.polling, settings=often)
        with running(service):
            wait_until(lambda: server.has_heard(rb"^\.$"))
            before = looked()
            wait_until(lambda: looked() != before)
            house.cut()


def test_that_no_server_takes_replies_is_said_once_a_pass(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    with with_samples(tmp_path, smtp, closed_port()) as house:
        house.service.pass_once()

    [said] = [one for one in caplog.records if one.msg.startswith("no delivery")]
    assert logging.WARNING == said.levelno
    assert "127.0.0.1: Connection refused" in said.getMessage()


class Broken:
    """A submission with a mistake in it."""

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        raise ZeroDivisionError(item.id, before_dot)


def test_a_mistake_while_replies_leave_is_logged_and_costs_no_mail(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    with with_samples(tmp_path, smtp) as house:
        service = house.service
        service.outbox = Outbox(house.store, Broken(), house.clock, lambda: 0.0)
        service.pass_once()
        with house.store.read() as reading:
            assert 15 < reading.ledger().seen

    assert "delivery failed" in caplog.messages
