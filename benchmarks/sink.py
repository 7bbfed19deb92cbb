"""An SMTP server that takes everything and counts it: Postfix's smtp-sink, which is fast, else aiosmtpd."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink(NamedTuple):
    """Where it listens, and how many messages it has accepted so far."""

    name: str
    port: int
    accepted: Callable[[], int]


@contextmanager
def sink() -> Iterator[Sink]:
    """Run an SMTP server on loopback."""
    program = shutil.which("smtp-sink", path="/usr/sbin:/usr/local/sbin")
    with _postfix(program) if program else _aiosmtpd() as running:
        yield running


@contextmanager
def _postfix(program: str) -> Iterator[Sink]:
    port = _free_port()
    with tempfile.TemporaryFile() as counters:
        # It does not serve as root.
        user = ["-u", "nobody"] if os.getuid() == 0 else []
        command = [program, "-4", "-c", *user, f"127.0.0.1:{port}", "1000"]
        with subprocess.Popen(command, stdout=counters) as process:
            try:
                _wait_for(port)
                yield Sink("smtp-sink", port, lambda: _last_count(counters.fileno()))
            finally:
                process.terminate()


@contextmanager
def _aiosmtpd() -> Iterator[Sink]:
    handler = _Counting()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield Sink("aiosmtpd", controller.port, lambda: handler.accepted)
    finally:
        controller.stop()


class _Counting:
    def __init__(self) -> None:
        self.accepted = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - its name
        self.accepted += 1
        return "250 taken"


def _last_count(descriptor: int) -> int:
    """Read the last of the counters that smtp-sink writes over each other."""
    found = re.findall(rb"mesg=(\d+)", Path(f"/proc/self/fd/{descriptor}").read_bytes())
    return int(found[-1]) if found else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError("the SMTP server does not answer")
