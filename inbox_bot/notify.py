"""Word to systemd (sd_notify(3)): ready, stopping, still alive."""

import os
import socket
from contextlib import suppress
from datetime import timedelta


def notify(state: str) -> None:
    """Tell the service manager *state*, such as `READY=1`. One that does not listen is no reason to stop working."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # the abstract namespace of Linux
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
        channel.settimeout(0)
        channel.connect(address)
        channel.send(state.encode())


def watchdog_interval() -> timedelta | None:
    """Return how often the watchdog wants a word, half its patience; None where there is no watchdog."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return timedelta(microseconds=int(microseconds)) / 2 if microseconds.isdigit() and int(microseconds) else None
