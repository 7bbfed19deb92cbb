"""What holds for a store on PostgreSQL alone: how the server is reached, and what its refusals mean."""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
import trustme
from sqlalchemy import text

from databases import Cluster
from inbox_bot.store import Reading, Store, StoreDamagedError, StoreError, StoreUnavailableError
from outside.stores import hang_up, take_no_writes, take_writes
from seminar import NOW
from servers.scripted import Line, scripted


@pytest.fixture
def store(postgresql: Cluster) -> Iterator[Store]:
    with closing(Store(postgresql.database())) as store:
        store.create()
        yield store


def ask(store: Store, statement: str) -> object:
    """Say a *statement* of which the store has none, between its own."""
    with store.begin(), store.engine.begin() as connection:
        return connection.exec_driver_sql(statement).scalar()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TimeZone", "UTC"),
        ("lock_timeout", "30s"),
        ("statement_timeout", "1min"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_no_statement_waits_for_ever(store: Store, setting: str, value: str) -> None:
    assert value == ask(store, f"SHOW {setting}")


@pytest.mark.parametrize(
    ("state", "error"),
    [
        ("08006", StoreUnavailableError),
        ("25006", StoreUnavailableError),
        ("25P03", StoreUnavailableError),
        ("40P01", StoreUnavailableError),
        ("53100", StoreUnavailableError),
        ("55P03", StoreUnavailableError),
        ("57014", StoreUnavailableError),
        ("58030", StoreUnavailableError),
        ("22012", StoreError),
        ("23505", StoreError),
        ("28000", StoreError),
        ("42P01", StoreError),
        ("XX001", StoreDamagedError),
    ],
)
def test_what_the_server_refuses_for_now_may_be_tried_again(store: Store, state: str, error: type[StoreError]) -> None:
    refusal = f"DO $$ BEGIN RAISE 'first line\nand Jan' USING ERRCODE = '{state}', DETAIL = 'Jan'; END $$"
    with pytest.raises(StoreError, match="first line; ") as raised:
        ask(store, refusal)
    assert error is type(raised.value)
    assert "Jan" not in str(raised.value)


def test_a_database_that_is_not_there_is_named(postgresql: Cluster) -> None:
    url = postgresql.database().replace("/postgres?", "/nowhere?")
    for _ in range(20):  # the server hangs up while the driver says goodbye, sooner or later
        with closing(Store(url)) as store, pytest.raises(StoreError, match='"nowhere" does not exist; run'):
            store.create()


def test_a_server_that_hangs_up_is_called_again(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreUnavailableError):
        ask(store, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert ask(store, "SELECT 1") == 1
    assert [] == caplog.records


def meta_without_a_server(reading: Reading, cluster: Cluster) -> None:
    hang_up(cluster)
    reading.meta("version")


def test_a_line_that_breaks_amid_reading_is_an_error_of_the_store(store: Store, postgresql: Cluster) -> None:
    with pytest.raises(StoreUnavailableError), store.read() as reading:
        meta_without_a_server(reading, postgresql)
    assert ask(store, "SELECT 1") == 1


def test_a_session_that_was_read_only_is_left_for_another(store: Store, postgresql: Cluster) -> None:
    take_no_writes(postgresql)
    with pytest.raises(StoreUnavailableError, match="read-only transaction"), store.begin() as tx:
        tx.set_meta("a", "b")
    take_writes(postgresql)
    with store.begin() as tx:
        tx.set_meta("a", "b")


def test_what_is_read_together_is_of_one_moment(store: Store) -> None:
    with store.read() as reading:
        before = reading.meta("key")
        with store.begin() as tx:
            tx.set_meta("key", "another")
        assert before == reading.meta("key")


def test_a_socket_that_is_not_there_is_said_so() -> None:
    with pytest.raises(StoreUnavailableError, match="No such file or directory; see"):
        Store("postgresql://me@/inbox?host=/nowhere").create()


def test_no_answer_is_taken_for_that_to_another_statement(store: Store) -> None:
    with store.engine.connect() as connection, pytest.raises(UnicodeEncodeError):
        connection.execute(text("SELECT :words"), {"words": "\ud800"})
    with store.begin() as tx:
        assert tx.receive("digest", NOW, NOW)
        assert tx.meta("version") == "1"


@pytest.mark.parametrize("parameter", ["sslmode=disable", "password=secret", "host=/a&host=/b", "ssl_context=x"])
def test_a_parameter_that_is_not_understood_is_refused(parameter: str) -> None:
    with pytest.raises(StoreError, match=rf"\?{parameter.split('=', maxsplit=1)[0]}=…; leave it out") as raised:
        Store(f"postgresql://me@host/inbox?{parameter}")
    assert "secret" not in str(raised.value)


def test_a_server_without_tls_gets_nothing_but_the_question() -> None:
    heard = []

    def refuse(line: Line) -> None:
        heard.append(line.sock.recv(100))
        line.sock.sendall(b"N")
        heard.append(line.sock.recv(100))

    with scripted(refuse) as server, pytest.raises(StoreUnavailableError, match="Server refuses SSL"):
        Store(f"postgresql://me:secret@127.0.0.1:{server.port}/inbox?sslmode=require").create()
    assert [b"\0\0\0\x08\x04\xd2\x16\x2f", b""] == heard


def test_a_server_with_an_unknown_certificate_gets_no_password() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)

    def deceive(line: Line) -> None:
        line.sock.recv(100)
        line.sock.sendall(b"S")
        context.wrap_socket(line.sock, server_side=True)

    with scripted(deceive) as server, pytest.raises(StoreUnavailableError, match="certificate verify failed"):
        Store(f"postgresql://me:secret@127.0.0.1:{server.port}/inbox?sslmode=require").create()


def test_what_is_no_postgresql_is_said_so() -> None:
    with (
        scripted(lambda line: line.sock.sendall(b"?\0\0\0\x05?")) as server,
        pytest.raises(StoreUnavailableError, match="no PostgreSQL answers there"),
    ):
        Store(f"postgresql://me:secret@127.0.0.1:{server.port}/inbox").create()


def test_without_the_driver_its_installation_is_asked_for() -> None:
    program = (
        "import sys; sys.modules['pg8000'] = None; from inbox_bot.store import Store; Store('postgresql://host/inbox')"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "StoreError: PostgreSQL's driver is not installed; install inbox-bot[postgres]" in ended.stderr
