"""A process that ends with the one that started it, however that ends."""

import ctypes
import os
import signal
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
"""Of linux/prctl.h."""


def end_with(parent: int) -> None:
    """Let the system kill this process once *parent*, which started it, is gone; on Linux alone."""
    with suppress(OSError, AttributeError):  # no such function
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it was gone before the system knew
        os._exit(0)
