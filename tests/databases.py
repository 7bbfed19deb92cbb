"""A store on each database: a SQLite file, and a PostgreSQL server that lives for one run of the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pg8000 import dbapi

from inbox_bot.store import Store


class Cluster:
    """A throw-away PostgreSQL on a Unix socket. It trusts everybody who can open the socket, and loses data in a crash."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder

    @property
    def data(self) -> Path:
        """Where its files lie."""
        return self._folder / "data"

    def make(self) -> None:
        """Make its files."""
        self._run("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--username=postgres", "-D", str(self.data))

    def start(self) -> None:
        """Let it answer."""
        options = f"-c fsync=off -c max_connections=60 -c listen_addresses='' -k {self._folder}"
        self._run("pg_ctl", "start", "--wait", "-D", str(self.data), "-l", str(self._folder / "log"), "-o", options)

    def stop(self, mode: str = "immediate") -> None:
        """End it: `immediate` is a crash, `fast` is polite."""
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}", "-D", str(self.data))

    def restart(self, mode: str) -> None:
        """End it in *mode*, and start it again."""
        self.stop(mode)
        self.start()

    def connect(self) -> dbapi.Connection:
        """Return a connection of the driver's own."""
        return dbapi.connect("postgres", unix_sock=str(self._folder / ".s.PGSQL.5432"), ssl_context=False)

    def database(self) -> str:
        """Empty the database, which is much quicker than to make another; return its url."""
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
            connection.commit()
        return f"postgresql://postgres@/postgres?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(self._binaries / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=self._folder)


def _binaries() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def postgresql_server() -> Iterator[Cluster]:
    """Run PostgreSQL; skips the test where its server is not installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's server (initdb) is not installed")
    # Not below pytest's own folder: only its owner may enter that, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="inbox_bot_pg_"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    cluster = Cluster(binaries, folder)
    try:
        cluster.make()
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Start PostgreSQL for this run; skip where its server is not installed."""
    with postgresql_server() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the url of a fresh database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'inbox_bot.db'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.database()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Return an empty store, on each database in turn."""
    store = Store(store_url)
    store.create()
    yield store
    store.close()
