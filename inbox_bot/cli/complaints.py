"""What goes wrong, said to whoever typed the command."""

import sys
from contextlib import suppress


def complain(words: str) -> None:
    """Say *words* on standard error. Where nothing can be written there, the exit code has to say it all."""
    with suppress(OSError):
        print(words, file=sys.stderr)
