"""IDLE (RFC 2177): be told of new mail at once."""

import select
import time
from collections.abc import Callable, Iterable
from typing import Any

from inbox_bot.mailbox.session import IMAPClient

_TICK = 1.0
"""Seconds between two looks at whether to stop."""
_ROUND = 10.0
"""Seconds of one IDLE: news that comes together with the server's go-ahead lies unseen in a buffer until it ends."""


def idle(client: IMAPClient, seconds: float, stop: Callable[[], bool]) -> bool:
    """Wait until mail arrives or *seconds* are over or *stop* says so; True if mail arrived.

    A server that is gone or silent is noticed when the wait ends, by its missing answer to DONE.
    """
    until = time.monotonic() + seconds
    news = client.noop()[1]
    while not _arrived(news):
        if time.monotonic() >= until or stop():
            return False
        client.idle()
        _wait(client, min(until, time.monotonic() + _ROUND), stop)
        # IMAPClient's idle_check() takes a closed connection for "no news", and stumbles over a line that comes in two
        # pieces; the answer to DONE is read in full, and brings the news with it.
        news = client.idle_done()[1]
    return True


def _wait(client: IMAPClient, until: float, stop: Callable[[], bool]) -> None:
    poller = select.poll()
    poller.register(client.socket(), select.POLLIN)
    while (left := until - time.monotonic()) > 0 and not stop():
        if poller.poll(min(left, _TICK) * 1000):
            return


def _arrived(responses: Iterable[Any]) -> bool:
    return any(isinstance(one, tuple) and len(one) > 1 and one[1] == b"EXISTS" for one in responses)
