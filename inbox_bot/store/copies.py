"""A database copied while it is in use, and put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL

from inbox_bot import schema

_LONGEST = timedelta(hours=2)
"""How long PostgreSQL's own programs may take."""
_CONNECT_SECONDS = "10"


class CopyError(Exception):
    """A copy cannot be made or put back; the message names it and the mend."""


def copy(url: URL, target: Path) -> None:
    """Copy the database at *url*, as it is at one moment, into the new file *target*, whole or not at all."""
    if target.exists():
        raise CopyError(f"{target} is there already; name a new file")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)  # people's data: for nobody but this account
        if url.get_backend_name() == "sqlite":
            _copy_file(Path(url.database or ""), part)
        else:
            _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", *_tables(), f"--file={part}")
        _settle(part)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _tables() -> Iterator[str]:
    return (f"--table=public.{table.name}" for table in schema.metadata.sorted_tables)


def put_back_dump(url: URL, source: Path) -> None:
    """Fill the empty PostgreSQL database at *url* from *source*, wholly or not at all."""
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", url, *options, str(source))


def unpack_file(source: Path, target: Path) -> None:
    """Copy the SQLite database *source* to *target*, beside the place where it is to go."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    _copy_file(source, target)


def put_in_place(ready: Path, place: Path, aside: Path) -> None:
    """Let the SQLite database *ready* take the place of *place*, which is kept as *aside*. Nobody may use it."""
    if place.exists():
        _fold(place)
        os.link(place, aside)
        for log in ("-wal", "-shm"):  # of a database that cannot be opened
            with suppress(FileNotFoundError):
                Path(f"{place}{log}").rename(f"{aside}{log}")
    _fold(ready)
    _settle(ready)
    ready.replace(place)
    _settle(place.parent)


def _copy_file(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(target)) as there,
        ):
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
            [found] = there.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise CopyError(f"{source}: {error}; it is no database, or a damaged one") from error
    if found != "ok":
        raise CopyError(f"{source} is damaged: {found}; use an older copy")


def _fold(place: Path) -> None:
    """Raise CopyError where somebody has *place* open; else fold its write-ahead log into it."""
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            raise CopyError(f"{place} is in use; stop the service first") from error
        except sqlite3.DatabaseError:
            return  # what is damaged is nobody's to use


def _settle(path: Path) -> None:
    """Have the disk hold *path*, before anything is said of it."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _run(program: str, url: URL, *options: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise CopyError(f"{program} is not installed; install PostgreSQL's client programs, of the server's version")
    try:
        subprocess.run(  # noqa: S603  a program by its full name, its arguments apart
            [found, *_arguments(url), *options],
            env={**os.environ, **_environment(url)},
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=_LONGEST.total_seconds(),
        )
    except subprocess.CalledProcessError as error:
        said = next((line for line in error.stderr.splitlines() if line.strip()), f"exit code {error.returncode}")
        raise CopyError(f"{said}; the server's log may say more") from None
    except subprocess.TimeoutExpired:
        raise CopyError(f"{program} did not end within {_LONGEST.total_seconds() / 3600:.0f} hours") from None


def _arguments(url: URL) -> Sequence[str]:
    host = str(url.query.get("host") or url.host or "localhost")
    known = {"host": host, "port": url.port, "username": url.username, "dbname": url.database}
    return [f"--{name}={value}" for name, value in known.items() if value] + ["--no-password"]


def _environment(url: URL) -> Mapping[str, str]:
    """Return how the server is reached, as the service reaches it; a password stands in no list of processes."""
    host = str(url.query.get("host") or url.host or "localhost")
    here = host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}
    verified = {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": _authorities()}
    safety = {} if here and "sslmode" not in url.query else verified
    password = {"PGPASSWORD": url.password} if url.password else {}
    return {"PGCONNECT_TIMEOUT": _CONNECT_SECONDS, **safety, **password}


def _authorities() -> str:
    return os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt")
