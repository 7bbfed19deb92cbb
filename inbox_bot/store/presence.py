"""Whether another process of this machine delivers from the same file."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path


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
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def share(self) -> None:
        """Be present, and let others be so too."""
        with suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Be gone."""
        os.close(self._file)
