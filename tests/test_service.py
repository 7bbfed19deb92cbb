"""The service as a process: it starts, works, tells systemd, and stops."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from inbox_bot.config import load
from inbox_bot.demo.postman import Postman
from inbox_bot.demo.samples import samples
from inbox_bot.demo.servers import ImapServer, SmtpServer, imap_server, smtp_server
from inbox_bot.store import State, Store
from servers.scripted import Line, Scripted, scripted
from test_cli import configuration
from test_mailbox_faults import script as imap_script
from test_submission_faults import after_the_dot
from test_submission_faults import script as smtp_script

PATIENCE = 120.0
STOPS_WITHIN = 10.0


class Place:
    """Servers, a configuration for them, and a socket on which systemd would listen."""

    def __init__(self, folder: Path, imap: ImapServer, smtp: SmtpServer) -> None:
        self.folder, self.imap, self.smtp = folder, imap, smtp
        self.config = configuration(folder, imap.port, smtp.port, poll='"5s"')
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(str(folder / "notify"))
        self.manager.settimeout(PATIENCE)
        self.postman = Postman(load(self.config), smtp, folder / "replies", Console())

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        environment = {**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify"), "WATCHDOG_USEC": "1000000"}
        command = [sys.executable, "-m", "inbox_bot", "--config", str(self.config), "run"]
        with (self.folder / "log").open("ab") as log, subprocess.Popen(command, stderr=log, env=environment) as process:
            try:
                yield process
            finally:
                process.kill()

    def told(self, state: bytes) -> None:
        """Wait until systemd is told *state*."""
        while self.manager.recv(100) != state:
            pass

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with imap_server({"linda": "secret"}) as imap, smtp_server() as smtp:
        one = Place(tmp_path, imap, smtp)
        try:
            yield one
        finally:
            one.manager.close()


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)  # the other side is another process: there is nothing to wait on


def test_mail_that_arrives_is_answered_and_sigterm_ends_it_cleanly(place: Place) -> None:
    first, *_ = samples(load(place.config).events[0])
    with place.running() as process:
        place.told(b"READY=1")
        place.postman.deliver(first.octets, first.received_at)
        wait_until(lambda: len(place.smtp.accepted) == 1)
        place.told(b"WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(STOPS_WITHIN)

    assert ("tine.vandenbroucke@leuven.be",) == place.smtp.accepted[0].rcpt_tos
    assert "stopped" in place.log


def test_the_log_names_no_participant(place: Place) -> None:
    with place.running() as process:
        place.told(b"READY=1")
        for sample in samples(load(place.config).events[0]):
            place.postman.deliver(sample.octets, sample.received_at)
        wait_until(lambda: len(place.smtp.accepted) == 10)
        process.send_signal(signal.SIGTERM)
        process.wait(STOPS_WITHIN)

    for person in ("tine", "vandenbroucke", "leuven.be", "peggy", "secret"):
        assert person not in place.log.lower()


def test_a_server_that_is_away_is_tried_again(place: Place, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        text = place.config.read_text("utf-8").replace(f"port = {place.imap.port}", f"port = {port}")
        place.config.write_text(text, "utf-8")
        with place.running() as process:
            place.told(b"READY=1")
            wait_until(lambda: "cannot be reached" in place.log)
            closed.close()
            with imap_server({"linda": "secret"}, port) as imap:
                place.postman = Postman(load(place.config), place.smtp, tmp_path / "again", Console())
                assert imap.port == port
                first, *_ = samples(load(place.config).events[0])
                place.postman.deliver(first.octets, first.received_at)
                wait_until(lambda: len(place.smtp.accepted) == 1)
                process.send_signal(signal.SIGTERM)
                assert 0 == process.wait(STOPS_WITHIN)


def test_the_digest_is_sent_when_its_hour_has_passed(place: Place) -> None:
    store = Store(load(place.config).store_url)
    store.create()
    with store.begin() as tx:
        tx.set_meta("last digest linda.boudry@kcvs.be", datetime(2018, 11, 1, tzinfo=UTC).isoformat())
    store.close()

    with place.running() as process:
        place.told(b"READY=1")
        wait_until(lambda: len(place.smtp.accepted) == 1)
        process.send_signal(signal.SIGTERM)
        process.wait(STOPS_WITHIN)

    assert [("linda.boudry@kcvs.be",)] == [one.rcpt_tos for one in place.smtp.accepted]


def hang(line: Line, *_: object) -> None:
    line.hang()


def stopped_amid(place: Place, port: int, server: Scripted, pattern: bytes) -> None:
    """Start with *port* replaced by *server*; tell it to end once that has heard *pattern* and says nothing."""
    text = place.config.read_text("utf-8").replace(f"port = {port}", f"port = {server.port}")
    place.config.write_text(text, "utf-8")
    with place.running() as process:
        wait_until(lambda: server.has_heard(pattern))
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(STOPS_WITHIN)
    assert "stopped" in place.log


def test_a_silent_imap_server_does_not_keep_it_from_ending(place: Place) -> None:
    with scripted(imap_script({"SEARCH": hang})) as silent:
        stopped_amid(place, place.imap.port, silent, b"SEARCH")
    assert "look cut off" in place.log


def test_a_server_that_never_lets_us_in_does_not_keep_it_from_ending(place: Place) -> None:
    with scripted(imap_script({"AUTHENTICATE": hang})) as silent:
        stopped_amid(place, place.imap.port, silent, b"AUTHENTICATE")


def test_a_reply_whose_last_answer_does_not_come_is_unknown_when_it_ends(place: Place) -> None:
    first, *_ = samples(load(place.config).events[0])
    place.postman.deliver(first.octets, first.received_at)
    with scripted(smtp_script(DATA=after_the_dot(hang))) as silent:
        stopped_amid(place, place.smtp.port, silent, rb"^\.$")

    store = Store(load(place.config).store_url)
    with store.read() as reading:
        assert [State.UNKNOWN] == [item.state for item in reading.outbox()]
    store.close()


def test_a_first_start_sends_no_digest_at_once(place: Place) -> None:
    with place.running() as process:
        place.told(b"READY=1")
        place.told(b"WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        process.wait(STOPS_WITHIN)

    assert [] == place.smtp.accepted
