"""Reading ahead gives what reading gives, and nothing is lost with the other process."""

import os
import signal
from pathlib import Path

import pytest

from inbox_bot.ahead import ahead
from inbox_bot.reading import Arrival, understand
from seminar import EVENT, NOW, registration

BATCHES = [
    [Arrival(registration(number), NOW, "INBOX", 1, number) for number in range(start, start + 3)]
    for start in (1, 4, 7)
]


def children() -> set[int]:
    return {int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text("ascii").split()}


def test_what_is_read_ahead_is_what_is_read_here() -> None:
    found = list(ahead(BATCHES, (EVENT,)))

    assert BATCHES == [arrivals for arrivals, _ in found]
    assert () == found[0][1]
    for arrivals, understood in found[1:]:
        assert [understand(arrival, (EVENT,)) for arrival in arrivals] == list(understood)


def test_a_process_that_is_killed_costs_no_mail() -> None:
    before = children()
    found: list[tuple[object, int]] = []
    for arrivals, understood in ahead(BATCHES, (EVENT,)):
        found.append((arrivals, len(understood)))
        for pid in children() - before:
            os.kill(pid, signal.SIGKILL)

    assert BATCHES == [arrivals for arrivals, _ in found]
    assert [0, 0, 0] == [count for _, count in found]


def test_no_process_is_left_behind() -> None:
    before = children()
    for _ in ahead(BATCHES, (EVENT,)):
        assert children() - before
        break

    assert before == children()


@pytest.mark.parametrize("batches", [[], BATCHES[:1]])
def test_little_is_read_at_once(batches: list[list[Arrival]]) -> None:
    assert [(batch, ()) for batch in batches] == list(ahead(batches, (EVENT,)))
