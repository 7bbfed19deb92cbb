"""The file of SQLite's, before it is opened."""

from pathlib import Path

from inbox_bot.store.errors import StoreDamagedError, StoreError
from inbox_bot.store.presence import beside


def prepare(path: Path, name: str) -> None:
    """Make the file *path* of the database called *name* unless it is there; StoreError where that cannot be."""
    if beside(path).exists() and not (path.exists() and path.stat().st_size):
        # To begin anew would be to answer everybody anew.
        raise StoreDamagedError(
            f"{name}: is empty or gone, and was in use; put back a copy with `inbox-bot restore`, "
            f"or, to begin anew, remove {beside(path)}"
        )
    try:
        # People's data: for nobody but the account that the bot runs under.
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"{name}: {error.strerror}; make the folder, or let this account write there") from error
