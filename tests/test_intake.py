"""Every mail is decided once, and whatever one mail does, the next goes on."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from databases import Cluster
from inbox_bot import schema
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.reply import Desk, Kind, Templates
from inbox_bot.intake import BATCH, Taken
from inbox_bot.reading import Arrival
from inbox_bot.review import Review
from inbox_bot.store import Inbound, State, Status, Store, StoreError, StoreUnavailableError
from machines import arrivals, intake
from seminar import EVENT, NOW, ORGANISER, Clock, desk, mail, registration

PRIVATE = mail(
    "Dag Linda, tot straks op de vergadering.\n\nGroeten, An", sender="an@kcvs-collega.example", subject="Straks"
)
SENDER = "Jan Janssens <jan1@gent.example>"


def outcomes(taken: Sequence[Taken]) -> list[str | None]:
    return [one.outcome for one in taken]


def take(store: Store, *octets: bytes) -> list[str | None]:
    return outcomes(intake(store).take(arrivals(list(octets))))


def test_a_whole_registration_is_on_the_list_with_its_confirmation_in_the_outbox(store: Store) -> None:
    assert [Outcome.CONFIRMED] == take(store, registration(1))
    with store.read() as reading:
        (entry,) = reading.entries()
        (item,) = reading.outbox()
    assert (Status.CONFIRMED, "jan1@gent.example", "Gent") == (entry.status, entry.sender, entry.fields["city"])
    assert (State.PENDING, "jan1@gent.example", entry.digest) == (item.state, item.rcpt_to, item.digest)


def test_what_lacks_is_asked_and_the_entry_waits(store: Store) -> None:
    assert [Outcome.INCOMPLETE] == take(store, registration(1, without="function"))
    with store.read() as reading:
        assert [Status.INCOMPLETE] == [entry.status for entry in reading.entries()]
        assert [Kind.INCOMPLETE] == [item.outcome for item in reading.outbox()]


@pytest.mark.parametrize("words", ["Functie: schepen\n", "schepen\n", "Beste,\n\nMijn functie is schepen.\n"])
def test_the_answer_to_our_question_completes_the_entry(store: Store, words: str) -> None:
    take(store, registration(1, without="function"))
    with store.read() as reading:
        (question,) = reading.outbox()
    octets = mail(
        words,
        sender="Jan Janssens <jan1@gent.example>",
        number=2,
        answers=question.message_id,
    )
    late = NOW + timedelta(days=14)
    answer = Arrival(octets, late, "INBOX", 7, 2)
    assert [Outcome.CONFIRMED] == outcomes(intake(store, Clock(late)).take([answer]))
    with store.read() as reading:
        (entry,) = reading.entries()
        assert [Kind.INCOMPLETE, Kind.CONFIRMED] == [item.outcome for item in reading.outbox()]
    assert (Status.CONFIRMED, "schepen", "Gent") == (entry.status, entry.fields["function"], entry.fields["city"])


def test_a_late_registration_is_kept_as_late(store: Store) -> None:
    late = Arrival(registration(1), NOW + timedelta(days=20), "INBOX", 7, 1)
    assert [Outcome.LATE] == outcomes(intake(store).take([late]))
    with store.read() as reading:
        assert [Status.LATE] == [entry.status for entry in reading.entries()]


def test_a_web_form_that_nobody_answers_is_shown_to_a_human(store: Store) -> None:
    form = registration(1).replace(b"jan1@gent.example>", b"no-reply@forms.example>", 1)
    assert [Outcome.REVIEW] == take(store, form)
    with store.read() as reading:
        (flagged,) = reading.flagged()
        assert ([], []) == (reading.entries(), reading.outbox())
    assert ("no_reply", "Gent") == (flagged.rule, flagged.extraction["participants"][0]["city"]["value"])


def test_a_newsletter_that_nobody_answers_is_none_of_ours(store: Store) -> None:
    octets = mail("Schrijf u in voor onze nieuwsbrief!", sender="Nieuws <no-reply@forms.example>", subject="Nieuws")
    assert [Outcome.IGNORED] == take(store, octets)


def test_a_question_beside_a_registration_is_kept_for_a_human(store: Store) -> None:
    octets = registration(1).replace(b"Naam:", b"Kan ik daar ook parkeren?\n\nNaam:", 1)
    assert [Outcome.CONFIRMED] == take(store, octets)
    with store.read() as reading:
        (asks,) = reading.asking()
    assert "parkeren" in " ".join(asks.questions).casefold()


def test_somebody_elses_mail_leaves_no_trace_of_its_words(store: Store) -> None:
    assert [Outcome.IGNORED] == take(store, PRIVATE)
    with store.read() as reading:
        assert ([], []) == (reading.entries(), reading.outbox())
        assert [] == reading.flagged()
        assert 1 == reading.ledger().not_for_us


def test_a_mail_that_comes_again_is_seen_but_not_decided_again(store: Store) -> None:
    take(store, registration(1))
    with store.read() as reading:
        before = reading.entries(), reading.outbox()
    moved = [Arrival(registration(1), NOW, "INBOX", 8, 3), Arrival(registration(1), NOW, "INBOX", 8, 4)]
    assert [None, None] == outcomes(intake(store).take(moved))
    with store.read() as reading:
        assert before == (reading.entries(), reading.outbox())
        assert [5] == reading.unseen("INBOX", 8, [3, 4, 5])


def test_one_mail_twice_in_a_batch_is_decided_once(store: Store) -> None:
    assert [Outcome.CONFIRMED, None] == take(store, registration(1), registration(1))


def test_batches_are_taken_whole(store: Store) -> None:
    commits: list[object] = []
    event.listen(store.engine, "commit", commits.append)
    taken = take(store, *(registration(number) for number in range(BATCH + 1)))
    assert [Outcome.CONFIRMED] * (BATCH + 1) == taken
    assert len(commits) == 2


def test_nothing_taken_is_nothing_done(store: Store) -> None:
    assert [] == take(store)


def test_a_truncated_mail_is_for_a_human(store: Store) -> None:
    large = Arrival(registration(1).partition(b"\n\n")[0] + b"\n\n", NOW, "INBOX", 7, 1, truncated=True)
    assert [Outcome.REVIEW] == outcomes(intake(store).take([large]))
    with store.read() as reading:
        assert [("could not be read: it is too large",)] == [one.reasons for one in reading.flagged()]


def test_a_sender_who_cannot_be_answered_is_for_a_human(store: Store) -> None:
    octets = registration(1).replace(b"<jan1@gent.example>", b'<"jan 1"@gent.example>')
    assert [Outcome.REVIEW] == take(store, octets)
    with store.read() as reading:
        assert ["the sender cannot be answered"] == [one.reasons[0] for one in reading.flagged()]
        assert ([], []) == (reading.entries(), reading.outbox())


def test_past_the_limit_a_human_looks(store: Store) -> None:
    taking = intake(store, limits=Limits(per_hour=2))
    taken = taking.take(arrivals([registration(number) for number in range(4)]))
    assert [Outcome.CONFIRMED, Outcome.CONFIRMED, Outcome.REVIEW, Outcome.REVIEW] == outcomes(taken)


def broken_desk() -> Desk:
    """Return a desk without a single template: it breaks every reply."""
    return replace(desk(), templates=Templates({}))


def test_a_reply_that_cannot_be_written_shunts_its_mail_and_the_others_go_on(store: Store) -> None:
    broken = replace(intake(store), desk=broken_desk())
    taken = broken.take(arrivals([registration(1), PRIVATE, registration(2)]))
    assert [Outcome.REVIEW, Outcome.IGNORED, Outcome.REVIEW] == outcomes(taken)
    with store.read() as reading:
        flagged = reading.flagged()
        assert ([], []) == (reading.entries(), reading.outbox())
        assert [] == reading.unseen("INBOX", 7, [1, 2, 3])
    assert {"shunt"} == {one.rule for one in flagged}
    assert {("could not be handled: TemplateFault",)} == {one.reasons for one in flagged}
    assert [registration(1), registration(2)] == [one.octets for one in flagged]


def test_a_shunted_mail_is_not_tried_again(store: Store) -> None:
    broken = replace(intake(store), desk=broken_desk())
    broken.take(arrivals([registration(1)]))
    assert [None] == take(store, registration(1))


def test_where_the_store_fails_the_mail_stays_in_the_mailbox(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbound RENAME TO gone")
    with pytest.raises(StoreError):
        take(store, registration(1))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO inbound")
    with store.read() as reading:
        assert [1] == reading.unseen("INBOX", 7, [1])
    assert [Outcome.CONFIRMED] == take(store, registration(1))


@contextmanager
def failing(store: Store, first: int, last: int) -> Iterator[list[int]]:
    """Break the line to the database from statement *first* to *last*; give what is filled with those reached."""
    reached: list[int] = []
    statements = count(1)

    def lose(*_: object) -> None:
        if first <= (number := next(statements)) <= last:
            reached.append(number)
            raise OperationalError("", None, ConnectionResetError("the line broke"))

    event.listen(store.engine, "before_cursor_execute", lose)
    try:
        yield reached
    finally:
        event.remove(store.engine, "before_cursor_execute", lose)


def test_a_store_that_fails_once_at_any_statement_costs_nothing(store: Store) -> None:
    for number in count(1):
        mails = registration(2 * number), registration(2 * number + 1, without="city")
        with failing(store, number, number) as reached:
            assert [Outcome.CONFIRMED, Outcome.INCOMPLETE] == take(store, *mails)
        if not reached:
            break
    assert number > 10


def test_a_store_that_is_full_for_a_while_puts_no_good_mail_before_a_human(store: Store) -> None:
    with pytest.raises(StoreUnavailableError), failing(store, 5, 12):
        take(store, registration(1), registration(2))

    assert [Outcome.CONFIRMED, Outcome.CONFIRMED] == take(store, registration(1), registration(2))


def test_a_store_that_fails_for_good_at_any_statement_leaves_the_mail_in_the_mailbox(store: Store) -> None:
    mails = registration(1), registration(2, without="city")
    for number in count(1):
        try:
            with failing(store, number, 1000):
                taken = take(store, *mails)
        except StoreUnavailableError:
            with store.read() as reading:
                assert (0, [1, 2]) == (reading.ledger().seen, reading.unseen("INBOX", 7, [1, 2]))
        else:
            break
    assert [Outcome.CONFIRMED, Outcome.INCOMPLETE] == taken
    assert number > 10


def test_a_mail_that_names_more_mails_than_a_database_takes_is_taken(store: Store) -> None:
    octets = registration(1).replace(b"Subject:", b"References: " + b"<a@b>\n " * 12_000 + b"\nSubject:")
    assert take(store, octets) in ([Outcome.CONFIRMED], [Outcome.REVIEW])


def test_what_every_mail_asks_is_answered_from_an_index(tmp_path: Path) -> None:
    plans: list[str] = []

    def explain(connection: Any, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            plan = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.extend(row[3] for row in plan)

    with closing(Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")) as store:
        store.create()
        event.listen(store.engine, "before_cursor_execute", explain)
        take(store, mail("Dank u", answers="<somebody@else.example>"), registration(2))
    assert any(step.startswith("SEARCH entry") for step in plans)
    assert [] == [step for step in plans if step.startswith(tuple(f"SCAN {name}" for name in schema.metadata.tables))]


def test_eight_threads_that_take_the_same_mails_decide_each_once(store: Store) -> None:
    mails = arrivals([registration(number) for number in range(40)])
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda shift: intake(store).take(mails[shift:] + mails[:shift]), range(0, 40, 5)))
    decided = [one for each in taken for one in each if one.outcome]
    assert 40 == len(decided)
    with store.read() as reading:
        assert 40 == len(reading.entries(status=Status.CONFIRMED))
        assert 40 == len({item.message_id for item in reading.outbox()})


def test_of_two_machines_with_mails_of_one_sender_the_second_sees_what_the_first_keeps(postgresql: Cluster) -> None:
    url = postgresql.database()
    one, other = arrivals([registration(1), mail("Ik schrijf mij in voor het seminarie.\n", sender=SENDER, number=2)])
    with closing(Store(url)) as first, closing(Store(url)) as second, ThreadPoolExecutor(1) as thread:
        first.create()
        meanwhile: list[Future[list[Taken]]] = []

        def let_the_other_begin(_connection: object) -> None:
            meanwhile.append(thread.submit(intake(second).take, [other]))
            while not wait(meanwhile, timeout=0.01).done and not somebody_waits(first):
                pass

        event.listen(first.engine, "commit", let_the_other_begin, once=True)
        assert [Outcome.CONFIRMED] == outcomes(intake(first).take([one]))
        # Who is on the list already is told so, and not asked for everything anew.
        assert [Outcome.CONFIRMED] == outcomes(meanwhile[0].result())
        with first.read() as reading:
            assert [Status.CONFIRMED] == [entry.status for entry in reading.entries()]


def test_an_approval_waits_for_a_machine_that_takes_a_mail_of_the_same_sender(postgresql: Cluster) -> None:
    url = postgresql.database()
    one, other = arrivals([mail("Graag", sender=SENDER, number=2), registration(1)])
    with closing(Store(url)) as first, closing(Store(url)) as second, ThreadPoolExecutor(1) as thread:
        first.create()
        (flagged,) = intake(first).take([replace(one, truncated=True)])
        values = {"name": "Jan Janssens", "city": "Brugge", "function": "schepen", "email": "jan1@gent.example"}
        hand = Review(second, (EVENT,), desk(), frozenset({ORGANISER}), Clock())
        meanwhile: list[Future[Inbound]] = []

        def let_the_organiser_begin(_connection: object) -> None:
            meanwhile.append(thread.submit(hand.correct, flagged.digest, [values]))
            while not wait(meanwhile, timeout=0.01).done and not somebody_waits(first):
                pass

        event.listen(first.engine, "commit", let_the_organiser_begin, once=True)
        assert [Outcome.CONFIRMED] == outcomes(intake(first).take([other]))
        meanwhile[0].result()
        # Who was put on the list meanwhile is changed, not added.
        with first.read() as reading:
            assert ["Brugge"] == [entry.fields["city"] for entry in reading.entries()]


def somebody_waits(store: Store) -> bool:
    with store.engine.connect() as connection:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(connection.exec_driver_sql(query).scalar())
