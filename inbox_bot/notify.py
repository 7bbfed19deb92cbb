"""Word to systemd (sd_notify(3)): ready, stopping, still alive."""

import os
import socket
from datetime import timedelta


def notify(state: str) -> None:
    """Tell the service manager *state*, such as `READY=1`; nothing where there is none that listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # the abstract namespace of Linux
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
        channel.settimeout(5)
        channel.connect(address)
        channel.sendall(state.encode())


def watchdog_interval() -> timedelta | None:
    """Return how often the watchdog wants a word, half its patience; None where there is no watchdog."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return timedelta(microseconds=int(microseconds)) / 2 if microseconds.isdigit() and int(microseconds) else None
