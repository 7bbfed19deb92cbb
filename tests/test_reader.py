"""Mails are read in a process of their own: as they are read here, and within limits that hold whatever they do."""

import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from inbox_bot.ahead import ahead
from inbox_bot.reader import Limits, reading_apart
from inbox_bot.reading import TOO_MUCH, Arrival, Understood, understand
from outside.program import PATIENCE, processes, wait_until
from seminar import EVENT, NOW, registration

BATCHES = [
    [Arrival(registration(number), NOW, "INBOX", 1, number) for number in range(start, start + 3)]
    for start in (1, 4, 7)
]
Found = list[tuple[list[Arrival], list[Understood]]]


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
        assert one
        line.send([(list(arrivals), list(understood)) for arrivals, understood in ahead(BATCHES, one)])


def test_what_is_read_apart_is_what_is_read_here(context: ForkServerContext) -> None:
    found: Found = done(context, _read_all)

    assert BATCHES == [arrivals for arrivals, _ in found]
    assert [[understand(one, (EVENT,)) for one in batch] for batch in BATCHES] == [read for _, read in found]


def _children(of: int | None = None) -> list[int]:
    pid = of or os.getpid()
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(pid) for pid in text.split()]


def _lose_it(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        assert one
        found = []
        for arrivals, understood in ahead(BATCHES, one):
            found.append((arrivals, len(understood)))
            for pid in _children():
                os.kill(pid, signal.SIGKILL)
    line.send((found, _children()))


def test_a_process_that_is_killed_costs_no_mail_and_leaves_nothing_behind(context: ForkServerContext) -> None:
    found, left = done(context, _lose_it)

    assert BATCHES == [arrivals for arrivals, _ in found]
    assert [3, 0, 0] == [count for _, count in found]
    assert [] == left


def _leave_off(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        assert one
        for _ in ahead(BATCHES, one):
            break
        line.send([(list(arrivals), list(understood)) for arrivals, understood in ahead(BATCHES[2:], one)])


def test_what_nobody_waits_for_any_more_is_not_taken_for_another_mail(context: ForkServerContext) -> None:
    [(arrivals, read)] = done(context, _leave_off)

    assert arrivals == [one.arrival for one in read]


def _kill_a_copy(line: Connection) -> None:
    with reading_apart((EVENT,)) as one:
        assert one
        one.ask(BATCHES[0])
        [nursery] = _children()
        wait_until(lambda: bool(_children(nursery)))
        os.kill(_children(nursery)[0], signal.SIGKILL)
        first = list(one.answer())
        one.ask(BATCHES[1])
        line.send((first, list(one.answer())))


def test_a_mail_over_which_something_else_ended_a_copy_is_read_by_another(context: ForkServerContext) -> None:
    found = done(context, _kill_a_copy)

    assert tuple([understand(one, (EVENT,)) for one in batch] for batch in BATCHES[:2]) == found


def _read_hostile(line: Connection) -> None:
    sound, large, endless = line.recv()
    with reading_apart((EVENT,), Limits(seconds=0, megabytes=20)) as one:
        assert one
        one.ask([sound, large, endless, sound])
        line.send(list(one.answer()))


def test_a_mail_that_takes_too_much_memory_or_time_is_for_a_human_and_the_others_are_read(
    context: ForkServerContext,
) -> None:
    sound = BATCHES[0][0]
    html = b"Content-Type: text/html\n" + sound.octets + b"<br>" * 1_800_000
    large = replace(sound, octets=html)
    slow = replace(sound, octets=sound.octets + b"Jan Peeters, directeur, " * 30_000)
    first, memory, time, last = done(context, _read_hostile, (sound, large, slow))

    assert [understand(sound, (EVENT,))] * 2 == [first, last]
    for read, arrival in ((memory, large), (time, slow)):
        assert (TOO_MUCH, b"") == (read.message.unreadable, read.arrival.octets)
        assert hashlib.sha256(arrival.octets).hexdigest() == read.message.digest
    assert understand(sound, (EVENT,)).message.sender == memory.message.sender
