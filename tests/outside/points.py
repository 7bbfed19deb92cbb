"""Where something happens in a process, by name. The program knows nothing of it: what it calls is wrapped before it begins."""

import os
import signal
import smtplib
from collections import deque
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

_BEFORE, _AFTER = True, False
_AROUND: dict[str, tuple[str, str, bool]] = {
    "after the start is noted": ("inbox_bot.polling", "Polling._start", _AFTER),
    "after fetch": ("inbox_bot.mailbox.fetching", "fetch", _AFTER),
    "after parse": ("inbox_bot.reading", "parse", _AFTER),
    "after extract": ("inbox_bot.reading", "extract", _AFTER),
    "before commit": ("inbox_bot.intake", "Intake._take", _AFTER),
    "after commit": ("inbox_bot.intake", "Intake._take_together", _AFTER),
    "before what is left": ("inbox_bot.mailbox", "Mailbox.handle", _BEFORE),
    "after what is left": ("inbox_bot.mailbox", "Mailbox.handle", _AFTER),
    "after what is left is noted": ("inbox_bot.polling", "Polling._leave", _AFTER),
    "after the floor is raised": ("inbox_bot.polling", "Polling._settle", _AFTER),
    "after the claim": ("inbox_bot.outbox", "Outbox._claim", _AFTER),
    "before connect": ("inbox_bot.submission.session", "connect", _BEFORE),
    "after connect": ("inbox_bot.submission.session", "connect", _AFTER),
    "after the text": ("inbox_bot.submission", "Submission._send", _AFTER),
    "before the dot": ("inbox_bot.submission", "Submission._finish", _BEFORE),
    "before marking": ("inbox_bot.outbox", "Outbox._sent", _BEFORE),
    "after marking": ("inbox_bot.outbox", "Outbox._sent", _AFTER),
}
_ON_THE_WIRE = {"after MAIL": b"MAIL", "after RCPT": b"RCPT", "after DATA": b"DATA", "after 250": b"."}
"""After the answer to that line."""
_DOT = "after dot"
POINTS = (*_AROUND, *_ON_THE_WIRE, _DOT)
UNCLEAR = {"before the dot", _DOT, "after 250", "before marking"}
"""There, nobody who comes later can tell whether the server has the reply."""
MEANWHILE = {"before what is left", "after what is left", "after what is left is noted", "after the floor is raised"}
"""There, another thread may be handing the reply over, and be at any of its own points."""


Happen = Callable[[], object]


def die_at(point: str) -> None:
    """Let this process be killed as soon as it comes to *point*; LookupError for one that is not there any more."""
    at(point, _die)


def at(point: str, happens: Happen) -> None:
    """Let *happens* be called once, as soon as this process comes to *point*; LookupError as above."""
    if point in _AROUND:
        _wrap(*_AROUND[point], _once(happens))
    elif point in (*_ON_THE_WIRE, _DOT):
        _listen(point, _once(happens))
    else:
        raise LookupError(point)


def _die() -> None:
    os.killpg(0, signal.SIGKILL)  # what it has started reads mails for it


def _once(happens: Happen) -> Happen:
    left = [happens]

    def happen() -> None:
        if left:
            left.pop()()

    return happen


def _wrap(module: str, path: str, before: bool, happen: Happen) -> None:  # noqa: FBT001  a column of the table
    *parents, name = path.split(".")
    owner: Any = import_module(module)
    for parent in parents:
        owner = getattr(owner, parent)
    wrapped = getattr(owner, name)

    @wraps(wrapped)
    def wrapping(*args: Any, **given: Any) -> Any:
        if before:
            happen()
        result = wrapped(*args, **given)
        if not before:
            happen()
        return result

    setattr(owner, name, wrapping)


def _listen(point: str, happen: Happen) -> None:
    """Follow what goes over the wire: commands may go out together, and are answered in their order."""
    waiting: deque[bytes] = deque()
    send, answer = smtplib.SMTP.send, smtplib.SMTP.getreply

    def sending(smtp: smtplib.SMTP, text: Any) -> None:
        send(smtp, text)
        waiting.extend(_commands(text))
        if point == _DOT and text == b".\r\n":
            happen()

    def answered(smtp: smtplib.SMTP) -> tuple[int, bytes]:
        result = answer(smtp)
        said = waiting.popleft() if waiting else b""
        if said == _ON_THE_WIRE.get(point):
            happen()
        return result

    wire: Any = smtplib.SMTP  # all that is said goes this way
    wire.send, wire.getreply = sending, answered


def _commands(text: bytes | str) -> list[bytes]:
    octets = text.encode() if isinstance(text, str) else text
    if octets == b".\r\n":
        return [b"."]
    lines = [line[:4].upper() for line in octets.splitlines()]
    known = {b"EHLO", b"HELO", b"MAIL", b"RCPT", b"DATA", b"RSET", b"QUIT", b"STAR", b"AUTH"}
    # Anything else is the text of a message, which nobody answers.
    return lines if set(lines) <= known else []
