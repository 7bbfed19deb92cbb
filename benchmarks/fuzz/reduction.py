"""A mail that breaks a promise made as small as it can be while it still does, at the same place."""

import re
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from benchmarks.fuzz import promises

_PATIENCE = 120
"""Seconds after which it is small enough."""
_PIECES = (re.compile(rb"(?<=\n)"), re.compile(rb"(?<=\s)(?=\S)"))
"""Where a mail is cut: between lines first, then between words."""


Hold = Callable[[bytes], None]
"""Raises where a mail breaks a promise."""


def place(octets: bytes, hold: Hold = promises.hold) -> str:
    """Name the last line of ours that the promise broken by *octets* went through, and its error; empty for none."""
    try:
        hold(octets)
    except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
        return place_of(error)
    return ""


def place_of(error: Exception) -> str:
    """Name the last line of ours that *error* went through, and its class."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "inbox_bot" in frame.filename or "promises" in frame.filename]
    last = (ours or frames)[-1]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"


def reduced(octets: bytes, hold: Hold = promises.hold) -> bytes:
    """Return what is left of *octets* when all was left out without which the same happens."""
    wanted, end = place(octets, hold), time.monotonic() + _PATIENCE
    for cut in _PIECES:
        pieces = cut.split(octets)
        size = len(pieces) // 2
        while size and time.monotonic() < end:
            pieces = _without(pieces, size, lambda left: place(left, hold) == wanted)
            size //= 2
        octets = b"".join(pieces)
    return octets


def _without(pieces: list[bytes], size: int, same: Callable[[bytes], bool]) -> list[bytes]:
    """Leave out each run of *size* pieces without which the *same* happens."""
    at = 0
    while at < len(pieces):
        rest = pieces[:at] + pieces[at + size :]
        if same(b"".join(rest)):
            pieces = rest
        else:
            at += size
    return pieces
