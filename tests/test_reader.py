"""Mails are read in a process of their own: as they are read here, and within limits that hold whatever they do."""

import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from inbox_bot import reading
from inbox_bot.ahead import Batch, ahead
from inbox_bot.apart import Apart
from inbox_bot.core.case import History, Known, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.states import Stands
from inbox_bot.jobs import Mail, Recalled
from inbox_bot.nursery import Limits
from inbox_bot.reader import Reader, reading_apart
from inbox_bot.reading import TOO_MUCH, Arrival, Read, ReaderError, Understood, understand
from inbox_bot.review import Review
from inbox_bot.room import room_wanted
from inbox_bot.store import Store
from machines import intake
from outside.program import PATIENCE, members, processes, wait_until
from seminar import EVENT, NOW, ORGANISER, Clock, desk, registration

BATCHES = [
    [Arrival(registration(number), NOW, "INBOX", 1, number) for number in range(start, start + 3)]
    for start in (1, 4, 7)
]
Found = list[tuple[Arrival, Read]]


@pytest.fixture(scope="module")
def context() -> Iterator[ForkServerContext]:
    with processes() as context:
        yield context


def done(context: ForkServerContext, work: Callable[[Connection], None], given: object = None) -> Any:
    """Let a process without threads, as the program is at its start, do *work* with *given*; return what it sends."""
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,))
    process.start()
    theirs.close()
    if given is not None:
        ours.send(given)
    assert ours.poll(PATIENCE)
    found = ours.recv()
    process.join(PATIENCE)
    process.close()
    return found


def _read_all(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        line.send(_pairs(ahead(BATCHES, one)))


def _pairs(batches: Iterable[Batch]) -> Found:
    return [pair for arrivals, read in batches for pair in zip(arrivals, read, strict=True)]


def test_what_is_read_apart_is_what_is_read_here(context: ForkServerContext) -> None:
    found: Found = done(context, _read_all)

    assert [(one, understand(one, (EVENT,))) for batch in BATCHES for one in batch] == found


def _children(of: int | None = None) -> list[int]:
    pid = of or os.getpid()
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(pid) for pid in text.split()]


def _lose_it(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        coming = ahead(BATCHES, one)
        found = _pairs([next(coming)])
        for pid in _children():
            os.kill(pid, signal.SIGKILL)
        found += _pairs(coming)
    line.send((found, _children()))


def test_a_process_that_is_killed_is_followed_by_another_and_leaves_nothing_behind(context: ForkServerContext) -> None:
    found, left = done(context, _lose_it)

    assert [(one, understand(one, (EVENT,))) for batch in BATCHES for one in batch] == found
    assert [] == left


def _leave_off(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        for _ in ahead(BATCHES, one):
            break
        line.send(_pairs(ahead(BATCHES[2:], one)))


def test_what_nobody_waits_for_any_more_is_not_taken_for_another_mail(context: ForkServerContext) -> None:
    assert [(one, understand(one, (EVENT,))) for one in BATCHES[2]] == done(context, _leave_off)


def _kill_a_copy(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        one.ask(BATCHES[0])
        nursery, _ = _children()
        wait_until(lambda: bool(_children(nursery)))
        os.kill(_children(nursery)[0], signal.SIGKILL)
        first = _all(one, 3)
        one.ask(BATCHES[1])
        line.send((first, _all(one, 3)))


def test_a_mail_over_which_something_else_ended_a_copy_is_read_by_another(context: ForkServerContext) -> None:
    found = done(context, _kill_a_copy)

    assert tuple([understand(one, (EVENT,)) for one in batch] for batch in BATCHES[:2]) == found


HTML = b"Content-Type: text/html\n" + BATCHES[0][0].octets + b"<br>" * 1_800_000
LARGE = replace(BATCHES[0][0], octets=HTML)
"""Takes much memory, even for its text alone."""
SLOW = replace(BATCHES[0][1], octets=BATCHES[0][1].octets + b"Jan Peeters, directeur, " * 30_000)
"""Takes much time to understand, little to tell its text."""
LITTLE = Limits(seconds=0, megabytes=20)


def _read_hostile(line: Connection) -> None:
    arrivals = line.recv()
    with reading_apart((EVENT,), LITTLE) as one:
        one.ask(arrivals)
        line.send(_all(one, len(arrivals)))


def _all(one: Reader, count: int) -> list[Read]:
    """Return the answers to all *count* mails that were asked for."""
    found: list[Read] = []
    while len(found) < count:
        found += one.answer()
    return found


def test_a_mail_that_takes_too_much_memory_or_time_is_for_a_human_and_the_others_are_read(
    context: ForkServerContext,
) -> None:
    sound = BATCHES[0][0]
    first, memory, time, last = done(context, _read_hostile, [sound, LARGE, SLOW, sound])

    assert [understand(sound, (EVENT,))] * 2 == [first, last]
    for read, arrival in ((memory, LARGE), (time, SLOW)):
        whole = understand(arrival, (EVENT,)).message
        assert (TOO_MUCH, "") == (read.message.unreadable, read.message.text)
        assert (whole.senders, whole.subject, whole.message_id) == (
            read.message.senders,
            read.message.subject,
            read.message.message_id,
        )
        assert (arrival.octets.partition(b"\n\n")[0] + b"\n\n", True) == (read.arrival.octets, read.arrival.truncated)


@pytest.mark.parametrize("arrival", [SLOW, LARGE], ids=["slow", "large"])
def test_a_mail_that_took_too_much_once_is_not_decided_anew_where_it_is_read_well_later(
    context: ForkServerContext, store: Store, arrival: Arrival
) -> None:
    [read] = done(context, _read_hostile, [arrival])
    clock = Clock()
    taken = intake(store, clock).take([arrival], [read])
    again = intake(store, clock).take([replace(arrival, uidvalidity=2)])

    assert [Outcome.REVIEW, None] == [one.outcome for one in (*taken, *again)]


def test_who_was_forgotten_is_not_registered_by_a_mail_that_is_read_well_later(store: Store) -> None:
    clock = Clock()
    job = Mail(BATCHES[0][0])
    *_, head = job.less
    intake(store, clock).take([job.arrival], [job.left([None, head.done((EVENT,))], (EVENT,))])
    with store.begin() as tx:
        tx.forget(tx.held("jan1@gent.example"), clock())
    [again] = intake(store, clock).take([replace(job.arrival, uidvalidity=2)])

    assert again.outcome is None
    with store.read() as reading:
        assert [] == reading.entries()


def test_who_wrote_a_mail_that_took_too_much_is_registered_and_told_by_the_organiser(
    context: ForkServerContext, store: Store
) -> None:
    [read] = done(context, _read_hostile, [SLOW])
    clock = Clock()
    [taken] = intake(store, clock).take([SLOW], [read])
    given = {"name": "Jan Maes", "city": "Gent", "function": "schepen", "email": "jan2@gent.example"}
    settled = Review(store, (EVENT,), desk(), frozenset({ORGANISER}), clock).correct(taken.digest, [given])

    assert "corrected" == settled.settled_how
    with store.read() as reading:
        assert [understand(SLOW, (EVENT,)).message.senders[0].addr_spec] == [one.rcpt_to for one in reading.outbox()]


def _give_parts(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        one.ask(BATCHES[0])
        line.send([len(one.answer(pace=0)) for _ in BATCHES[0]])


def test_what_was_read_is_not_kept_waiting_for_what_takes_long(context: ForkServerContext) -> None:
    assert [1, 1, 1] == [min(count, 1) for count in done(context, _give_parts)]


def _recalled(arrival: Arrival) -> Recalled:
    read = understand(arrival, (EVENT,))
    known = Known(1, EVENT.id, Stands.INCOMPLETE, {"name": "Jan Maes"}, "jan1@gent.example", NOW, in_thread=True)
    return Recalled(read.message, read.document, History(in_thread=True, known=(known,)), read.events, NOW)


def _recall_amid(line: Connection) -> None:
    short, slow = line.recv()
    with reading_apart((EVENT,), LITTLE) as one:
        one.ask(BATCHES[0])
        understood = one.recall(short), one.recall(slow)
        line.send((understood, _all(one, 3)))


def test_an_answer_is_understood_with_its_history_within_the_same_limits_and_before_what_is_read_ahead(
    context: ForkServerContext,
) -> None:
    short, slow = _recalled(BATCHES[1][0]), _recalled(SLOW)
    understood, read = done(context, _recall_amid, (short, slow))

    assert (short.done((EVENT,)), None) == understood
    assert [understand(one, (EVENT,)) for one in BATCHES[0]] == read


def _read_at_once(line: Connection) -> None:
    with reading_apart((EVENT,), LITTLE) as one:
        line.send((one.read(BATCHES[0][0].octets, (EVENT,)), one.read(LARGE.octets, (EVENT,))))


def test_a_mail_from_a_file_is_read_within_the_same_limits(context: ForkServerContext) -> None:
    sound, (message, _, _) = done(context, _read_at_once)

    assert reading.read(BATCHES[0][0].octets, (EVENT,)) == sound
    assert (TOO_MUCH, "Inschrijving") == (message.unreadable, message.subject)


def _have_no_room(line: Connection) -> None:
    if not os.getuid():
        os.setuid(65534)  # whose processes are counted
    resource.setrlimit(resource.RLIMIT_NPROC, (0, resource.getrlimit(resource.RLIMIT_NPROC)[1]))
    with reading_apart((EVENT,)) as one:
        with pytest.raises(ReaderError) as refused:
            one.ask(BATCHES[0])
        with pytest.raises(ReaderError) as thread, room_wanted():
            Thread().start()
        line.send((str(refused.value), str(thread.value)))


def test_nothing_is_read_where_there_is_no_room_for_another_process_or_thread(context: ForkServerContext) -> None:
    process, thread = done(context, _have_no_room)

    assert "no process can be begun in which mails are read: Resource temporarily unavailable" == process
    assert "there is no room for another thread; see how many this account may have" == thread


class Breaking(Mail):
    """What ends a copy by no fault of a mail's."""

    def done(self, _: Sequence[Event]) -> Understood:
        raise SystemExit


def _break_each_copy(line: Connection) -> None:
    apart = Apart((EVENT,), Limits())
    apart.copy()
    apart.ask([Breaking(BATCHES[0][0])])
    with pytest.raises(ReaderError) as broken:
        apart.answer(0)
    line.send((str(broken.value), _children()))


def test_no_mail_is_blamed_where_no_copy_works(context: ForkServerContext) -> None:
    said, left = done(context, _break_each_copy)

    assert ("the process in which mails are read ends each time, or does not answer", []) == (said, left)


def _be_read_for_ever(line: Connection) -> None:
    os.setsid()
    with reading_apart((EVENT,)) as one:
        one.ask([SLOW] * 50)
        nursery, _ = _children()
        wait_until(lambda: bool(_children(nursery)))
        line.send(os.getpid())
        one.answer(pace=PATIENCE)


def test_nothing_that_reads_outlives_a_service_that_is_killed(context: ForkServerContext) -> None:
    ours, theirs = context.Pipe()
    process = context.Process(target=_be_read_for_ever, args=(theirs,))
    process.start()
    session = ours.recv()
    assert 4 == members(session)

    process.kill()
    process.join()
    wait_until(lambda: not members(session), 1)


def _kill_the_nursery(line: Connection) -> None:
    os.setsid()
    with reading_apart((EVENT,)) as one:
        one.ask([SLOW] * 50)
        nursery, _ = _children()
        wait_until(lambda: bool(_children(nursery)))
        os.kill(nursery, signal.SIGKILL)
        wait_until(lambda: members(os.getpid()) == 2, 1)
        line.send(members(os.getpid()))


def test_no_copy_outlives_the_process_that_was_copied(context: ForkServerContext) -> None:
    assert 2 == done(context, _kill_the_nursery)  # itself, and who reads single mails
