"""What befalls a store, by real means: done by the program's own process where it stands, or from beside it."""

import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from pg8000 import dbapi

from databases import Cluster
from outside.witnesses import connected

_BALLAST = "ballast"
_SIZE = "4m"
_ASKED = 10.0
"""Seconds in which a busy computer gets a free lock."""
_TABLES = ("meta", "folder", "sighting", "inbound", "entry", "outbox")


# A disk


@contextmanager
def disk(folder: Path, *, small: bool = True) -> Iterator[Path]:
    """Give a folder below *folder*; a file system of its own, of 4 MB, where it is to be *small*."""
    place = folder / "disk"
    place.mkdir()
    if not small:
        yield place
        return
    _mount("-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", place)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def may_mount() -> bool:
    """Tell whether this account may mount a file system here."""
    try:
        with tempfile.TemporaryDirectory() as name, disk(Path(name)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def fill(place: Path) -> None:
    """Leave no room on the disk *place*."""
    with (place / _BALLAST).open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def make_room(place: Path) -> None:
    """Undo `fill`."""
    (place / _BALLAST).unlink()


def write_protect(place: Path) -> None:
    """Let nobody write on the disk *place*, on which nobody writes now."""
    _mount("-o", "remount,ro", place)


def write_enable(place: Path) -> None:
    """Undo `write_protect`."""
    _mount("-o", "remount,rw", place)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True, stderr=subprocess.DEVNULL)


def let_no_file_grow() -> None:
    """Let this process write no octet into any file, log and store alike, as where its quota is used up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


# A lock


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Be the only one who may write to the store at *url*."""
    with closing(connected(url)) as connection, closing(connection.cursor()) as cursor:
        if url.startswith("sqlite"):
            cursor.execute("PRAGMA busy_timeout=60000")
            cursor.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute(f"LOCK TABLE {', '.join(_TABLES)} IN EXCLUSIVE MODE")
        yield
        connection.rollback()


def lock_for(url: str, seconds: float | None) -> None:
    """Lock the store from now on, or from the end of the transaction that this process is in, for so many *seconds*.

    None is for as long as this process lives.
    """
    has_it = threading.Event()

    def hold() -> None:
        while not has_it.is_set():
            # This process may end before; or another thread of it has some tables and wants others, as we do, and the
            # server ends either of us.
            with suppress(Exception), locked(url):
                has_it.set()
                threading.Event().wait(seconds)

    threading.Thread(target=hold, daemon=True).start()
    # Within a transaction of ours it is given to nobody else; by then it was asked for, and is next.
    has_it.wait(_ASKED)


# A file of SQLite's


def garble(path: Path, start: int, octets: int) -> None:
    """Write nonsense over part of the file *path*."""
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(number * 37 % 251 for number in range(octets)))


def garble_root(path: Path, table: str) -> None:
    """Write nonsense over the first page of *table* in the database *path*."""
    with closing(sqlite3.connect(path)) as connection:
        [size] = connection.execute("PRAGMA page_size").fetchone()
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    garble(path, (page - 1) * size, size)


# A server


def hang_up(cluster: Cluster) -> None:
    """Let the server end each connection but ours."""
    _tell(cluster, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")  # fmt: skip


def take_no_writes(cluster: Cluster) -> None:
    """Let the server be read only, as the one that stands by is after the other failed."""
    _tell(cluster, "ALTER DATABASE postgres SET default_transaction_read_only = on")
    hang_up(cluster)


def take_writes(cluster: Cluster) -> None:
    """Undo `take_no_writes`."""
    _tell(cluster, "SET default_transaction_read_only = off", "ALTER DATABASE postgres RESET ALL")


def refuse_for_want_of_room(cluster: Cluster, table: str, when: str = "true") -> None:
    """Let the server say that its disk is full (SQLSTATE 53100) to whatever is written to *table*, *when* that is so."""
    _tell(
        cluster,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
        f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION full_disk()",
    )


def have_room(cluster: Cluster) -> None:
    """Undo `refuse_for_want_of_room`."""
    _tell(cluster, "DROP FUNCTION full_disk CASCADE")


@contextmanager
def crowded(cluster: Cluster) -> Iterator[None]:
    """Use every connection that the server allows."""
    with ExitStack() as leaving:
        with suppress(dbapi.Error):
            while True:
                leaving.enter_context(closing(cluster.connect()))
        yield


@contextmanager
def tablespace(cluster: Cluster, *, small: bool) -> Iterator[Path]:
    """Give where the database's tables lie: on a disk of their own where it is to be *small*."""
    if not small:
        yield cluster.data
        return
    with disk(cluster.data.parent) as place:
        space = place / "space"
        space.mkdir()
        shutil.chown(space, cluster.data.owner(), cluster.data.group())
        _tell(cluster, f"CREATE TABLESPACE small LOCATION '{space}'")
        _tell(cluster, "ALTER DATABASE postgres SET default_tablespace = small")
        hang_up(cluster)
        try:
            yield place
        finally:
            _tell(cluster, "ALTER DATABASE postgres RESET ALL", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
            _tell(cluster, "DROP TABLESPACE small")


def files(cluster: Cluster, table: str) -> Sequence[Path]:
    """Return the files in which *table* and its indexes lie."""
    question = "SELECT pg_relation_filepath(oid) FROM pg_class WHERE oid = %s::regclass OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = %s::regclass)"
    with closing(cluster.connect()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(question, (table, table))
        return [cluster.data / path for [path] in cursor.fetchall()]


def _tell(cluster: Cluster, *statements: str) -> None:
    with closing(cluster.connect()) as connection, closing(connection.cursor()) as cursor:
        connection.autocommit = True
        for statement in statements:
            cursor.execute(statement)
