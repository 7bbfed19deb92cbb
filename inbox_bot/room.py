"""A machine that has no room for one thread more."""

from collections.abc import Iterator
from contextlib import contextmanager

from inbox_bot.reading import ReaderError


@contextmanager
def room_wanted() -> Iterator[None]:
    """Raise ReaderError where the block finds no room for a thread."""
    try:
        yield
    except RuntimeError as error:
        if "can't start new thread" not in str(error):  # Python's own words: there is no class for it
            raise
        raise ReaderError("there is no room for another thread; see how many this account may have") from error
