"""What the store promises, on each database."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import update

from inbox_bot import schema
from inbox_bot.core.case import Decision, Does, Outcome, Plan
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.states import Stands
from inbox_bot.store import Ledger, State, Status, Store, StoreDamagedError, StoreError, StoreUnavailableError
from seminar import ANSWERS, EVENT, NOW, case, found, message, reply, without

WHOLE = found(**ANSWERS)


def keep(store: Store, number: int, outcome: Outcome, *, arrived: datetime = NOW, answers: str = "") -> str:
    """Put mail *number*, decided as *outcome*, in the store; return its digest."""
    mail = message(number, answers=answers)
    with store.begin() as tx:
        assert tx.receive(mail.digest, NOW, arrived)
        history = tx.history(mail, arrived)
        participant = without(WHOLE, "city") if outcome is Outcome.INCOMPLETE else WHOLE
        decision = Decision(outcome, ("because",), "rule")
        tx.record(case(mail, participant, history=history), decision, b"octets", arrived)
        if outcome is not Outcome.IGNORED and outcome is not Outcome.REVIEW:
            tx.enqueue(reply(number), mail.digest, outcome, arrived)
    return mail.digest


def test_making_the_tables_again_changes_nothing(store: Store) -> None:
    key = store.key
    store.create()
    assert key == store.key
    assert len(key) == 32


def test_a_database_of_a_newer_version_is_refused(store: Store) -> None:
    with store.begin() as tx:
        tx.set_meta("version", "99")
    with pytest.raises(StoreError, match="version 99, this program knows 1; update the program"):
        store.create()


def test_a_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "inbox_bot.db"
    with closing(Store(f"sqlite:///{path}")) as store:
        store.create()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_missing_folder_is_named_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/inbox_bot.db: No such file or directory; make the folder"):
        Store(f"sqlite:///{tmp_path}/nowhere/inbox_bot.db").create()


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    store = Store("postgresql://me:secret@127.0.0.1:1/inbox")
    with pytest.raises(
        StoreUnavailableError, match=r"postgresql://me:\*\*\*@127.0.0.1:1/inbox: Connection refused; "
    ) as raised:
        store.create()
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["", "inbox.db", "mysql://me:secret@host/inbox"])
def test_a_url_of_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="write sqlite:///FILE or postgresql://") as raised:
        Store(url)
    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_an_error_of_the_store(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Beste Linda, " * 1000)
    with (
        closing(Store(f"sqlite:///{path}")) as store,
        pytest.raises(StoreDamagedError, match="file is not a database; put back a copy"),
    ):
        store.create()


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["gone", "emptied"])
def test_a_file_that_was_in_use_and_is_lost_is_not_begun_anew(tmp_path: Path, lose: Callable[[Path], object]) -> None:
    path = tmp_path / "inbox_bot.db"
    with closing(Store(f"sqlite:///{path}")) as store:
        store.create()
        with store.delivering(NOW):
            pass
    lose(path)
    with closing(Store(f"sqlite:///{path}")) as store:
        with pytest.raises(StoreDamagedError, match="was in use; put back a copy with `inbox-bot restore`, or"):
            store.create()
        Path(f"{path}-delivering").unlink()
        store.create()


def test_an_exception_undoes_the_whole_transaction(store: Store) -> None:
    def fail() -> None:
        with store.begin() as tx:
            tx.receive("digest", NOW, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.read() as reading:
        assert reading.inbound("digest") is None


def test_an_error_of_the_database_tells_nothing_of_the_mail(store: Store) -> None:
    digest = keep(store, 1, Outcome.CONFIRMED)
    with pytest.raises(StoreError) as raised, store.begin() as tx:
        tx.enqueue(reply(1, "jan@gent.example"), digest, Outcome.LATE, NOW)
    assert "jan@gent" not in str(raised.value)
    assert "jan@gent" not in str(raised.value.__cause__)


def test_a_mail_is_received_once(store: Store) -> None:
    with store.begin() as tx:
        assert tx.receive("digest", NOW, NOW)
        assert not tx.receive("digest", NOW, NOW)
    with store.begin() as tx:
        assert not tx.receive("digest", NOW, NOW)


def test_a_mail_received_and_not_decided_waits_for_a_human(store: Store) -> None:
    with store.begin() as tx:
        tx.receive("digest", NOW, NOW)
    with store.read() as reading:
        assert ["digest"] == [mail.digest for mail in reading.flagged()]


def test_moments_come_back_aware_and_in_utc(store: Store) -> None:
    brussels = timezone(timedelta(hours=1))
    with store.begin() as tx:
        tx.receive("digest", datetime(2018, 12, 2, 23, 59, 59, 999_999, brussels), NOW)
        mail = tx.inbound("digest")
    assert mail is not None
    assert datetime(2018, 12, 2, 22, 59, 59, 999_999, UTC) == mail.received_at
    assert mail.received_at.utcoffset() == timedelta()


def test_a_naive_moment_is_refused(store: Store) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StoreError), store.begin() as tx:
        tx.receive("digest", naive, NOW)


def test_of_a_mail_that_is_not_ours_nothing_of_people_is_kept(store: Store) -> None:
    digest = keep(store, 1, Outcome.IGNORED)
    with store.read() as reading:
        mail = reading.inbound(digest)
    assert mail is not None
    assert (None, "", "", "", {}) == (mail.octets, mail.sender, mail.subject, mail.message_id, mail.extraction)
    assert (Outcome.IGNORED, "rule", ("because",)) == (mail.outcome, mail.rule, mail.reasons)


def test_of_a_mail_that_is_ours_everything_is_kept(store: Store) -> None:
    digest = keep(store, 1, Outcome.CONFIRMED)
    with store.read() as reading:
        mail = reading.inbound(digest[:12])
    assert mail is not None
    assert (b"octets", "jan@gent.example", "Inschrijving") == (mail.octets, mail.sender, mail.subject)
    shown = {"value": "Gent", "text": "Gent", "source": "text", "confidence": 0.9}
    assert shown == mail.extraction["participants"][0]["city"]


def test_what_no_database_takes_is_left_out_of_a_subject(store: Store) -> None:
    mail = message(1)
    with store.begin() as tx:
        tx.receive(mail.digest, NOW, NOW)
        tx.shunt(replace(mail, subject="lone \ud800 and \0"), b"\0\xff", "lone \ud800 and \0 in a reason")
    with store.read() as reading:
        (kept,) = reading.flagged()
    assert ("lone ? and ", ("lone ? and \0 in a reason",), b"\0\xff") == (kept.subject, kept.reasons, kept.octets)


def test_a_prefix_that_means_two_mails_means_none(store: Store) -> None:
    with store.begin() as tx:
        tx.receive("abc1", NOW, NOW)
        tx.receive("abc2", NOW, NOW)
        assert tx.inbound("abc") is None
        assert tx.inbound("ab_1") is None
        assert tx.inbound("abc1") is not None


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.CONFIRMED, Status.CONFIRMED),
        (Outcome.INCOMPLETE, Status.INCOMPLETE),
        (Outcome.LATE, Status.LATE),
    ],
)
def test_each_outcome_gives_its_entry(store: Store, outcome: Outcome, status: Status) -> None:
    digest = keep(store, 1, outcome)
    with store.read() as reading:
        (entry,) = reading.entries()
    assert (EVENT.id, digest, 0, status, "jan@gent.example", NOW) == (
        entry.event,
        entry.digest,
        entry.position,
        entry.status,
        entry.sender,
        entry.received_at,
    )


@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.IGNORED])
def test_what_is_flagged_or_not_ours_gives_no_entry(store: Store, outcome: Outcome) -> None:
    keep(store, 1, outcome)
    with store.read() as reading:
        assert [] == reading.entries()


def test_entries_come_in_order_of_arrival_at_the_mail_server(store: Store) -> None:
    for number, minutes in ((1, 5), (2, 3), (3, 4)):
        mail = message(number)
        received_at = NOW + timedelta(minutes=minutes)
        with store.begin() as tx:
            tx.receive(mail.digest, received_at, NOW)
            participant = {**WHOLE, **found(name=f"Jan {number}")}
            tx.record(case(mail, participant, at=received_at), Decision(Outcome.CONFIRMED), b"", NOW)
    with store.read() as reading:
        assert ["Jan 2", "Jan 3", "Jan 1"] == [entry.fields["name"] for entry in reading.entries(event=EVENT.id)]
        assert [] == reading.entries(event="other")
        assert [] == reading.entries(status=Status.LATE)


def test_who_gives_nothing_yet_is_on_the_list_from_that_moment(store: Store) -> None:
    mail = message(1)
    with store.begin() as tx:
        tx.receive(mail.digest, NOW, NOW)
        tx.record(case(mail), Decision(Outcome.INCOMPLETE), b"", NOW)
        assert [({}, NOW)] == [(entry.fields, entry.received_at) for entry in tx.entries()]


def test_a_mail_with_two_people_gives_two_entries(store: Store) -> None:
    mail = message(1)
    with store.begin() as tx:
        tx.receive(mail.digest, NOW, NOW)
        tx.record(case(mail, WHOLE, found(name="Els Maes")), Decision(Outcome.CONFIRMED), b"", NOW)
        assert [(0, "Jan Peeters"), (1, "Els Maes")] == [(one.position, one.fields["name"]) for one in tx.entries()]


def test_an_answer_completes_its_entry_and_keeps_when_it_came(store: Store) -> None:
    first = keep(store, 1, Outcome.INCOMPLETE)
    later = NOW + timedelta(days=20)
    mail = message(2, answers="<reply-1@kcvs.example>", sender="jan.peeters@home.example")
    with store.begin() as tx:
        tx.receive(mail.digest, later, later)
        history = tx.history(mail, later)
        (known,) = history.known
        whole = case(mail, WHOLE, intent=Intent.UPDATE, history=history, at=later)
        whole = replace(whole, plan=Plan(Does.COMPLETES, {0: known}))
        tx.record(whole, Decision(Outcome.CONFIRMED), b"", later)
    with store.read() as reading:
        (entry,) = reading.entries()
        assert (Status.CONFIRMED, ANSWERS, NOW, later) == (
            entry.status,
            entry.fields,
            entry.received_at,
            entry.changed_at,
        )
        second = reading.inbound(mail.digest)
        assert second is not None
        assert first == second.thread
        assert [entry] == reading.entries_of(mail.digest)


def test_an_entry_that_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    keep(store, 1, Outcome.INCOMPLETE)
    mail = message(2)
    with store.begin() as tx:
        (known,) = tx.history(mail, NOW).known
    whole = replace(case(mail, WHOLE), plan=Plan(Does.COMPLETES, {0: replace(known, stands=Stands.LATE)}))
    with pytest.raises(LookupError), store.begin() as tx:
        tx.register(whole, Outcome.CONFIRMED, NOW)


def test_an_outcome_that_puts_nobody_on_the_list_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="puts nobody"), store.begin() as tx:
        tx.register(case(message(1), WHOLE), Outcome.CANCELLED, NOW)


def test_history_knows_the_thread_by_our_own_message_ids(store: Store) -> None:
    keep(store, 1, Outcome.INCOMPLETE)
    with store.read() as reading:
        answer = reading.history(message(2, answers="<reply-1@kcvs.example>", sender="els@gent.example"), NOW)
        other = reading.history(message(3, answers="<1@gent.example>", sender="els@gent.example"), NOW)
    assert [True] == [known.in_thread for known in answer.known]
    assert answer.in_thread
    assert ((), False) == (other.known, other.in_thread)


def test_history_knows_the_sender_in_any_case_of_letters(store: Store) -> None:
    keep(store, 1, Outcome.CONFIRMED)
    with store.read() as reading:
        history = reading.history(message(2, sender="JAN@Gent.example"), NOW)
    assert [("confirmed", False)] == [(known.status, known.in_thread) for known in history.known]
    assert (1, 1) == (history.replies_to_sender, history.replies_in_all)


def test_a_mail_without_one_author_knows_nobody(store: Store) -> None:
    keep(store, 1, Outcome.CONFIRMED)
    with store.read() as reading:
        history = reading.history(message(2, sender="a@gent.example, b@gent.example"), NOW)
    assert () == history.known


def test_replies_are_counted_for_a_day_and_for_an_hour(store: Store) -> None:
    for number, hours in ((1, 25), (2, 23), (3, 0)):
        keep(store, number, Outcome.CONFIRMED, arrived=NOW - timedelta(hours=hours))
    with store.read() as reading:
        history = reading.history(message(4), NOW)
    assert (2, 1) == (history.replies_to_sender, history.replies_in_all)


def test_one_mail_has_one_reply_of_a_kind(store: Store) -> None:
    digest = keep(store, 1, Outcome.CONFIRMED)
    with pytest.raises(StoreError), store.begin() as tx:
        tx.enqueue(reply(2), digest, Outcome.CONFIRMED, NOW)


def test_a_uid_is_unseen_until_it_is_seen(store: Store) -> None:
    with store.begin() as tx:
        tx.see("INBOX", 7, 11, "digest")
        tx.see("INBOX", 7, 11, "digest")
        assert [10, 12] == tx.unseen("INBOX", 7, [12, 10, 11])
        assert [10, 11, 12] == tx.unseen("INBOX", 8, [10, 11, 12])
        assert [10, 11, 12] == tx.unseen("Archive", 7, [10, 11, 12])


def test_below_the_floor_everything_is_seen(store: Store) -> None:
    with store.begin() as tx:
        assert tx.floor("INBOX", 7) is None
        tx.see("INBOX", 7, 9, "old")
        tx.see("INBOX", 7, 11, "new")
        tx.set_floor("INBOX", 7, 5)
        tx.set_floor("INBOX", 7, 10)
        assert tx.floor("INBOX", 7) == 10
        assert [10, 12] == tx.unseen("INBOX", 7, [8, 9, 10, 11, 12])


def test_the_mailbox_owes_a_mark_to_what_went_on_the_list(store: Store) -> None:
    outcomes = (Outcome.CONFIRMED, Outcome.IGNORED, Outcome.REVIEW, Outcome.INCOMPLETE)
    digests = [keep(store, number, outcome) for number, outcome in enumerate(outcomes)]
    with store.begin() as tx:
        for uid, digest in enumerate(digests):
            tx.see("INBOX", 7, uid, digest)
        assert [0, 3] == tx.to_handle("INBOX", 7)
        tx.handled("INBOX", 7, [0])
        assert [3] == tx.to_handle("INBOX", 7)
        assert [] == tx.to_handle("INBOX", 8)


def test_what_is_settled_is_no_longer_open(store: Store) -> None:
    digest = keep(store, 1, Outcome.REVIEW)
    keep(store, 2, Outcome.CONFIRMED)
    with store.begin() as tx:
        assert tx.settle(digest, "dismissed", NOW)
        assert not tx.settle(digest, "approved", NOW)
    with store.read() as reading:
        assert [] == reading.flagged()
        assert ["dismissed"] == [mail.settled_how for mail in reading.flagged(open_only=False)]


def test_the_books_balance(store: Store) -> None:
    outcomes = [Outcome.CONFIRMED] * 3 + [Outcome.INCOMPLETE, Outcome.LATE, Outcome.REVIEW, Outcome.IGNORED]
    for number, outcome in enumerate(outcomes):
        keep(store, number, outcome, arrived=NOW + timedelta(minutes=number))
    with store.read() as reading:
        ledger = reading.ledger()
        since = reading.ledger(NOW + timedelta(minutes=3))
    expected = Ledger(
        seen=7, registered=3, changed=0, cancelled=0, asked=1, waiting=0, late=1, flagged=1, not_for_us=1, open=1
    )
    assert expected == ledger
    assert ledger.balanced
    assert (4, 0) == (since.seen, since.registered)


def test_an_outcome_that_no_book_knows_unbalances_the_books(store: Store) -> None:
    keep(store, 1, Outcome.CONFIRMED)
    with store.engine.begin() as connection:
        connection.execute(update(schema.inbound).values(outcome="vanished"))
    with store.read() as reading:
        assert not reading.ledger().balanced


def test_an_empty_store_balances(store: Store) -> None:
    with store.read() as reading:
        assert reading.ledger().balanced
        assert [] == reading.outbox()


def test_replies_are_found_by_state_and_by_mail(store: Store) -> None:
    digest = keep(store, 1, Outcome.CONFIRMED)
    keep(store, 2, Outcome.CONFIRMED)
    with store.read() as reading:
        assert [1, 2] == [item.id for item in reading.outbox(State.PENDING)]
        assert [] == reading.outbox(State.SENT, State.UNKNOWN)
        assert [1] == [item.id for item in reading.outbox(digest=digest)]


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    with store.begin() as tx:
        tx.receive("digest", NOW, NOW)
        with store.read() as reading:
            assert reading.inbound("digest") is None


def test_sqlite_is_fully_durable(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")) as store, store.engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert ["wal", 2, 1, 30_000] == pragmas
