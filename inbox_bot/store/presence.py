"""Whether another process of this machine delivers from the same file."""

import fcntl
import os
import time
from pathlib import Path

_PATIENCE = 5.0
"""Seconds in which whoever found himself alone has long let others in."""
_MOMENT = 0.05


def beside(database: Path) -> Path:
    """Return the path of that file; it is there from the first delivery on."""
    return Path(f"{database}-delivering")


class Presence:
    """A lock on a file of its own, which the system lifts when the process ends, however it ends.

    Where there is no such lock, nobody is ever alone.
    """

    def __init__(self, path: Path) -> None:
        """Open *path*, made if need be; OSError if that cannot be."""
        # Reading is enough for a lock, and possible where another account of this machine made the file.
        self._file = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def alone(self) -> bool:
        """Tell whether nobody else is present; if so, nobody comes in before `share`."""
        return self._locked(fcntl.LOCK_EX)

    def share(self) -> None:
        """Be present, and let others be so too; unseen, where one who hangs holds the lock for himself."""
        until = time.monotonic() + _PATIENCE
        while not self._locked(fcntl.LOCK_SH) and time.monotonic() < until:
            time.sleep(_MOMENT)

    def _locked(self, how: int) -> bool:
        try:
            fcntl.flock(self._file, how | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Be gone."""
        os.close(self._file)
