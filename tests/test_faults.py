"""A part of each row of `python -m benchmarks.faults`: the whole program, and whether the books balance after each fault."""

from collections.abc import Iterator
from itertools import cycle

import pytest

from benchmarks.faults.rows import folder, imap, kills, random_kills, smtp
from databases import Cluster
from outside.ground import STORES, Ground
from outside.points import POINTS, UNCLEAR
from outside.post import KINDS, mixed
from outside.program import processes
from servers.dovecot import dovecot

_KINDS = tuple(KINDS)
_MAILS = 40
_SHARE = 6
"""How many times shorter than a whole look the program lives on average."""


@pytest.fixture(scope="module")
def ground(postgresql: Cluster) -> Iterator[Ground]:
    with dovecot() as imap, processes() as context:
        yield Ground(imap, postgresql, context)


def turn(number: int) -> tuple[str, str]:
    """Return a kind of mail and a store, so that each meets the other."""
    return _KINDS[number % 3], STORES[number % 2]


@pytest.mark.parametrize("point", sorted({*POINTS[::4], *UNCLEAR}))
def test_a_kill_at_a_named_point_costs_nothing_and_repeats_nothing(ground: Ground, point: str) -> None:
    kills.survive(ground, point, *turn(POINTS.index(point)))


@pytest.mark.parametrize("fault", smtp.CASES)
def test_an_smtp_server_that_errs_costs_no_reply_and_repeats_none(ground: Ground, fault: str) -> None:
    smtp.survive(ground, fault, *turn(list(smtp.CASES).index(fault)))


def test_fifty_kills_at_random_cost_nothing_and_repeat_nothing(ground: Ground) -> None:
    posted = mixed(_MAILS)
    life, kills_so_far = random_kills.pace(ground, posted) / _SHARE, 0
    for seed, store in enumerate(cycle(STORES)):
        most = min(25, 50 - kills_so_far)
        kills_so_far += random_kills.survive(ground, posted, store, life, seed, most=most).tried
        if kills_so_far >= 50:
            break


@pytest.mark.parametrize("fault", ["hangs inside a literal", "expunged meanwhile", "FETCH NO [SERVERBUG]"])
def test_an_imap_server_that_errs_costs_no_mail_and_repeats_no_reply(ground: Ground, fault: str) -> None:
    imap.survive(ground, fault, *turn(list(imap.CASES).index(fault)))


@pytest.mark.parametrize("fault", ["recreated, the mails in another order", "moved out and in", "a day back"])
def test_what_people_and_clocks_do_costs_no_mail_and_repeats_no_reply(ground: Ground, fault: str) -> None:
    folder.survive(ground, fault, *turn(list(folder.CASES).index(fault)))


@pytest.mark.parametrize("kind", ["confirmed", "incomplete"])
def test_the_second_after_the_deadline_is_late(ground: Ground, kind: str) -> None:
    folder.arrive(ground, 1, "Kolkata", kind, STORES[0])


def test_replies_that_wait_leave_once_the_clock_is_put_back(ground: Ground) -> None:
    folder.put_back(ground, 40, "incomplete", "postgresql")
