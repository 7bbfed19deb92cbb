"""A process that ends with the one that started it, however that ends."""

import os
import signal
from contextlib import suppress

try:
    import ctypes
except (ImportError, MemoryError):  # where no memory may be written and executed, old versions cannot be loaded
    ctypes = None  # type: ignore[assignment]  # as said

_PR_SET_PDEATHSIG = 1
"""Of linux/prctl.h."""


def end_with(parent: int) -> None:
    """Let the system kill this process once *parent*, which started it, is gone; on Linux alone."""
    with suppress(OSError, AttributeError):  # no such function
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it was gone before the system knew
        os._exit(0)
