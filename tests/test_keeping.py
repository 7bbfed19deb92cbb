"""The store is backed up while it is in use, and restored so that the service goes on and nobody is answered twice."""

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from databases import Cluster
from inbox_bot.cli import main
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.reminding import Moments
from inbox_bot.reading import Arrival
from inbox_bot.reminders import Reminders
from inbox_bot.store import State, Store, StoreError
from inbox_bot.store.keeping import Restored, back_up, restore
from machines import intake
from restores import MINUTE, Post, deliver, survive, take
from seminar import EVENT, NOW, ORGANISER, Clock, desk, mail, registration
from test_cli import configuration

HOUR = timedelta(hours=1)


def put_back(store: Store, copy: Path, now: Clock, postgresql: Cluster | None) -> Restored:
    """Lose the database, and restore it."""
    store.close()
    if postgresql:
        postgresql.database()
    return restore(store, copy, now(), now())


@pytest.fixture
def cluster(request: pytest.FixtureRequest, store: Store) -> Cluster | None:
    if store.url.get_backend_name() == "sqlite":
        return None
    found: Cluster = request.getfixturevalue("postgresql")
    return found


def test_at_whatever_moment_it_is_lost_nobody_is_answered_twice(
    store: Store, tmp_path: Path, cluster: Cluster | None
) -> None:
    survive(store, cluster.database if cluster else lambda: None, tmp_path / "copy", seed=0)


def test_a_restored_service_goes_on_and_answers_nobody_twice(
    store: Store, tmp_path: Path, cluster: Cluster | None
) -> None:
    now, post, box = Clock(NOW + 3 * MINUTE), Post(), [registration(1), registration(2, without="function")]
    take(store, box, now)
    deliver(store, post, now)
    box.append(registration(3))
    take(store, box, now)
    back_up(store, tmp_path / "copy", now())
    now.advance(2 * MINUTE)
    deliver(store, post, now)
    box += [registration(4), mail("Verkoopt u ook fietsen?", sender="Piet <piet@example.org>", number=5)]
    take(store, box, now)
    deliver(store, post, now)
    assert 4 == len(post.taken)

    now.advance(3 * MINUTE)
    found = put_back(store, tmp_path / "copy", now, cluster)
    assert (NOW + 3 * MINUTE, 1) == (found.of, found.doubtful)
    assert [Outcome.REVIEW, Outcome.IGNORED] == take(store, box, now)
    # There is one mail a minute: the restore came with the eighth.
    box += [registration(number) for number in range(6, 11)]
    assert [Outcome.REVIEW] * 3 + [Outcome.CONFIRMED] * 2 == take(store, box, now)
    deliver(store, post, now)
    assert 6 == len(post.taken)
    assert 1 == post.most
    with store.read() as reading:
        assert [State.UNKNOWN] == [one.state for one in reading.outbox() if one.rcpt_to == "jan3@gent.example"]
        assert reading.ledger().balanced


def test_what_answers_a_mail_of_ours_that_is_not_known_any_more_is_for_a_human(
    store: Store, tmp_path: Path, cluster: Cluster | None
) -> None:
    now, post = Clock(NOW + HOUR), Post()
    back_up(store, tmp_path / "copy", now())
    box = [registration(1, without="function")]
    take(store, box, now)
    deliver(store, post, now)
    put_back(store, tmp_path / "copy", now, cluster)
    take(store, box, now)
    now.advance(HOUR)
    answer = mail("Schepen.", sender="Jan <jan1@gent.example>", number=9, answers=post.taken[0].message_id)
    [taken] = intake(store, now).take([Arrival(answer, now(), "INBOX", 7, 2)])

    assert Outcome.REVIEW is taken.outcome


def test_nobody_is_reminded_twice(store: Store, tmp_path: Path, cluster: Cluster | None) -> None:
    now, post = Clock(NOW + HOUR), Post()
    take(store, [registration(1, without="function")], now)
    deliver(store, post, now)
    back_up(store, tmp_path / "copy", now())
    now.advance(timedelta(days=3))
    reminders = Reminders(store, (EVENT,), desk(), frozenset({ORGANISER}), Limits(), Moments(), now)
    assert 1 == reminders.enqueue()
    put_back(store, tmp_path / "copy", now, cluster)
    now.advance(HOUR)

    assert 0 == reminders.enqueue()
    now.now = EVENT.deadline - 35 * HOUR
    assert 1 == reminders.enqueue()


def test_a_copy_made_amid_writing_is_whole(store: Store, tmp_path: Path, cluster: Cluster | None) -> None:
    stop, now = threading.Event(), Clock(NOW + 10 * HOUR)

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            take(store, [registration(number + one) for one in range(3)], now)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        back_up(store, tmp_path / "copy", now())
    finally:
        stop.set()
        writer.join()
    assert 0o600 == (tmp_path / "copy").stat().st_mode & 0o777
    put_back(store, tmp_path / "copy", now, cluster)
    with store.read() as reading:
        assert reading.ledger().balanced
        assert len(reading.entries()) == reading.ledger().registered


def test_a_copy_takes_no_others_place(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine", "utf-8")
    with pytest.raises(StoreError, match="is there already; name a new file"):
        back_up(store, tmp_path / "copy", NOW)
    assert "mine" == (tmp_path / "copy").read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    return store


def test_a_database_in_use_is_left_alone(file: Store, tmp_path: Path) -> None:
    back_up(file, tmp_path / "copy", NOW)
    with pytest.raises(StoreError, match="is in use; stop the service first"):
        restore(Store(str(file.url)), tmp_path / "copy", NOW, NOW)
    file.close()
    assert ["copy", "inbox_bot.db"] == sorted(path.name for path in tmp_path.iterdir())


def test_what_was_there_is_kept_even_where_it_is_damaged(file: Store, tmp_path: Path) -> None:
    take(file, [registration(1)], Clock())
    back_up(file, tmp_path / "copy", NOW)
    file.close()
    place = tmp_path / "inbox_bot.db"
    damaged = b"\xff" * 5000 + place.read_bytes()[5000:]
    place.write_bytes(damaged)
    found = restore(file, tmp_path / "copy", NOW, NOW)

    assert found.aside is not None
    assert damaged == found.aside.read_bytes()
    with file.read() as reading:
        assert 1 == len(reading.entries())
    file.close()


@pytest.mark.parametrize(
    ("octets", "complaint"),
    [
        (b"", "was not made by `inbox-bot backup`"),
        (b"no database at all" * 99, "file is not a database"),
        (None, "unable to open database file"),
    ],
)
def test_what_is_no_copy_changes_nothing(file: Store, tmp_path: Path, octets: bytes | None, complaint: str) -> None:
    key = file.key
    file.close()
    if octets is not None:
        (tmp_path / "copy").write_bytes(octets)
    with pytest.raises(StoreError, match=complaint):
        restore(file, tmp_path / "copy", NOW, NOW)
    assert key == file.key
    file.close()


def test_a_damaged_copy_is_refused(file: Store, tmp_path: Path) -> None:
    take(file, [registration(number) for number in range(20)], Clock())
    back_up(file, copy := tmp_path / "copy", NOW)
    file.close()
    octets = copy.read_bytes()
    copy.write_bytes(octets[:20_000] + b"\xff" * 20_000 + octets[40_000:])
    with pytest.raises(StoreError, match="copy"):
        restore(file, copy, NOW, NOW)
    with file.read() as reading:
        assert 20 == len(reading.entries())
    file.close()


def test_postgresql_wants_an_empty_database(postgresql: Cluster, tmp_path: Path) -> None:
    with closing(Store(postgresql.database())) as store:
        store.create()
        back_up(store, tmp_path / "copy", NOW)
        with pytest.raises(StoreError, match="the database is not empty; make a new one"):
            restore(store, tmp_path / "copy", NOW, NOW)


def test_what_postgresql_lacks_or_says_is_told(
    postgresql: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(postgresql.database())) as store:
        store.create()
        (tmp_path / "rubbish").write_bytes(b"rubbish")
        with closing(Store(postgresql.database())) as empty, pytest.raises(StoreError, match="pg_restore: error"):
            restore(empty, tmp_path / "rubbish", NOW, NOW)
        store.create()
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(StoreError, match="pg_dump is not installed; install PostgreSQL's client programs"):
            back_up(store, tmp_path / "copy", NOW)
    assert not (tmp_path / "copy").exists()


def test_both_are_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config, copy = configuration(tmp_path, 1, 1, handled='{move = "Klaar"}'), tmp_path / "copy"

    assert 0 == main(["--config", str(config), "backup", str(copy)])
    assert 1 == main(["--config", str(config), "backup", str(copy)])
    assert 0 == main(["--config", str(config), "restore", str(copy), "--until", "2018-11-20T10:00"])
    said = capsys.readouterr().out
    assert "Mail received up to 2018-11-20 10:00" in said
    assert 'from the folder "Klaar" back' in said
    with closing(sqlite3.connect(tmp_path / "inbox_bot.db")) as connection:
        assert ("ok",) == connection.execute("PRAGMA integrity_check").fetchone()
