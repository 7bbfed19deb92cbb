"""Another machine at the same mailbox and store, and a process that sleeps."""

import ctypes
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from outside.place import Place
from outside.program import wait_until

_NEW_UTS_NAMESPACE = 0x04000000


@contextmanager
def another(place: Place, name: str) -> Iterator[Place]:
    """Give *place* as the machine called *name* has it: with a folder, a configuration and a log of its own."""
    folder = place.folder / name
    folder.mkdir()
    yield replace(place, folder=folder)


@dataclass(frozen=True, slots=True)
class Named:
    """Lets this process run on a machine called *name*, where that is allowed."""

    name: str

    def __call__(self) -> None:
        if ctypes.CDLL(None).unshare(_NEW_UTS_NAMESPACE) == 0:
            with suppress(OSError):
                socket.sethostname(self.name)


def sleep() -> None:
    """Let this process, and what it started, do nothing until somebody wakes it."""
    os.killpg(0, signal.SIGSTOP)


def put_to_sleep(pid: int) -> None:
    """Let the process *pid*, and what it started, do nothing until somebody wakes it."""
    os.killpg(pid, signal.SIGSTOP)
    wait_until_asleep(pid)


def wait_until_asleep(pid: int) -> None:
    """Wait until the process *pid* sleeps."""
    # pid (command) state …
    wait_until(lambda: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T")


def wake(pid: int) -> None:
    """Let the process *pid*, and what it started, go on."""
    os.killpg(pid, signal.SIGCONT)


def put_clock(file: Path, seconds: float) -> None:
    """Let the clock that *file* tells be so many *seconds* ahead, from one moment to the next."""
    new = file.with_suffix(".new")
    new.write_text(f"{seconds}")
    new.replace(file)
