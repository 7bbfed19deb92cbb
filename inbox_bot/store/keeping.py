"""The store backed up while it is in use, and restored so that nobody is answered twice."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from inbox_bot import schema
from inbox_bot.store import Store, StoreError, copies

BACKED_UP = "backed up"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore."""

    of: datetime
    """When the copy was made."""
    doubtful: int
    """How many replies were on their way then, and are unknown now."""
    aside: Path | None
    """Where the database lies that was there before."""


def back_up(store: Store, target: Path, at: datetime) -> None:
    """Copy *store*, as it is at one moment, into the new file *target*; StoreError, OSError."""
    with store.begin() as tx:
        tx.set_meta(BACKED_UP, at.isoformat())
    with _surfacing():
        copies.copy(store.url, target)


def restore(store: Store, source: Path, until: datetime, at: datetime) -> Restored:
    """Put the copy *source* in the place of *store*, which nobody may use meanwhile; StoreError, OSError.

    What was answered between the copy and *until* (both aware) is not known any more: mail that came up to then is put
    before a human, and a reply that waited in the copy is *unknown*. PostgreSQL wants an empty database.
    """
    if store.url.get_backend_name() == "sqlite":
        return _restore_file(store, source, until, at)
    with store.engine.connect() as connection:
        if inspect(connection).has_table(schema.meta.name):
            raise StoreError("the database is not empty; make a new one (createdb) and name it in [store] url")
    with _surfacing():
        copies.put_back_dump(store.url, source)
    return _marked(store, source, until, at, None)


def _restore_file(store: Store, source: Path, until: datetime, at: datetime) -> Restored:
    place = Path(store.url.database or "")
    ready = place.with_name(f"{place.name}.restoring")
    aside = place.with_name(f"{place.name}.before-{at:%Y%m%dT%H%M%S}")
    try:
        with _surfacing():
            copies.unpack_file(source, ready)
        with closing(Store(f"sqlite:///{ready}")) as twin:
            restored = _marked(twin, source, until, at, aside if place.exists() else None)
        with _surfacing():
            copies.put_in_place(ready, place, aside)
    finally:
        for left in ("", "-wal", "-shm"):
            Path(f"{ready}{left}").unlink(missing_ok=True)
    return restored


def _marked(store: Store, source: Path, until: datetime, at: datetime, aside: Path | None) -> Restored:
    """Note in *store* that it was restored; StoreError where it is none of ours."""
    with store.engine.connect() as connection:
        ours = inspect(connection).has_table(schema.meta.name)
    if not ours:
        raise StoreError(f"{source} was not made by `inbox-bot backup`; name another file")
    store.create()
    with store.begin() as tx:
        noted = tx.meta(BACKED_UP)
        if noted is None:
            raise StoreError(f"{source} was not made by `inbox-bot backup`; name another file")
        return Restored(datetime.fromisoformat(noted), tx.restored(until, at), aside)


@contextmanager
def _surfacing() -> Iterator[None]:
    try:
        yield
    except copies.CopyError as error:
        raise StoreError(str(error)) from error
