"""A part of each row of `python -m benchmarks.faults`: the whole program, and whether the books balance after each fault."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from benchmarks.faults.rows import (
    commands,
    folder,
    hostile,
    imap,
    injection,
    kills,
    machines,
    random_kills,
    real_mails,
    smtp,
    spoofing,
    store,
)
from databases import Cluster
from inbox_bot.demo.servers import smtp_server
from outside.ground import STORES, Ground
from outside.points import POINTS, UNCLEAR
from outside.post import KINDS, confirmed, mixed
from outside.program import Run, ended, processes
from outside.torture import mails
from servers.dovecot import dovecot
from servers.submitting import Submitting, submitting

_KINDS = tuple(KINDS)
_MAILS = 40
_SHARE = 6
"""How many times shorter than a whole look the program lives on average."""


_HOSTILE = dict(islice(mails(), 0, 60, 9))


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
    for seed, where in enumerate(cycle(STORES)):
        most = min(25, 50 - kills_so_far)
        kills_so_far += random_kills.survive(ground, posted, where, life, seed, most=most).tried
        if kills_so_far >= 50:
            break


@pytest.fixture(scope="module")
def line() -> Iterator[Connection]:
    with hostile.reader() as line:
        yield line


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_mail_costs_little_time_and_memory(line: Connection, name: str) -> None:
    hostile.survive(line, _HOSTILE[name])


@pytest.mark.parametrize(("place", "value"), list(zip(injection.PLACES, injection.VALUES, strict=False)))
def test_what_a_sender_writes_is_obeyed_nowhere(place: str, value: str) -> None:
    injection.PLACES[place](value)


def test_no_command_to_a_server_holds_what_a_sender_wrote(ground: Ground) -> None:
    commands.survive(ground, injection.VALUES[0], "sqlite")


@pytest.mark.parametrize("name", spoofing.CASES)
def test_whoever_claims_to_be_another_leads_no_reply_astray(name: str) -> None:
    spoofing.survive(name)


def test_a_mail_whose_author_our_server_doubts_is_for_a_human(ground: Ground) -> None:
    doubted = replace(confirmed(1), outcomes=("review",), listed=(), kind="")
    doubted = replace(doubted, octets=b"Authentication-Results: mx.kcvs.be; dmarc=fail\r\n" + doubted.octets)
    server, posted = Submitting({}), [doubted, confirmed(2)]
    with ground.place("sqlite") as place, submitting(server) as port:
        place.configure(port, mailbox={"authserv_id": "MX.kcvs.be"})
        place.post(posted)
        assert 0 == ended(ground.context, Run(place.config, place.log))
        assert 0 == place.books(posted, server.accepted).check()


def test_damaged_mails_from_the_wild_get_no_reply_and_no_entry(shared: Path) -> None:
    files = sorted((shared / "real-mails").rglob("*.eml"))[::100]
    assert [5] * len(files) == [real_mails.survive(path).tried for path in files]


_IMAP = (
    *("gone at connect", "log-in [UNAVAILABLE]", "SELECT without UIDVALIDITY", "SEARCH nonsense", "bad INTERNALDATE"),
    *("hangs inside a literal", "expunged meanwhile", "FETCH NO [SERVERBUG]", "body NIL"),
    "mail left as it should, gone before the OK",
)


@pytest.mark.parametrize("fault", _IMAP)
def test_an_imap_server_that_errs_costs_no_mail_and_repeats_no_reply(ground: Ground, fault: str) -> None:
    imap.survive(ground, fault, *turn(list(imap.CASES).index(fault)))


@pytest.mark.parametrize(
    "fault",
    ["recreated, the mails in another order", "same UIDVALIDITY, an older copy", "moved out and in", "a day back"],
)
def test_what_people_and_clocks_do_costs_no_mail_and_repeats_no_reply(ground: Ground, fault: str) -> None:
    folder.survive(ground, fault, *turn(list(folder.CASES).index(fault)))


@pytest.mark.parametrize("kind", ["confirmed", "incomplete"])
def test_the_second_after_the_deadline_is_late(ground: Ground, kind: str) -> None:
    folder.arrive(ground, 1, "Kolkata", kind, STORES[0])


def test_replies_that_wait_leave_once_the_clock_is_put_back(ground: Ground) -> None:
    folder.put_back(ground, 40, "incomplete", "postgresql")


@pytest.mark.parametrize(
    ("trouble", "point"),
    [
        ("no file may grow", "before marking"),
        ("every connection ended", "after the claim"),
        ("restarted", "before the dot"),
        ("read only from now on", "after what is left"),
    ],
)
def test_a_store_in_trouble_costs_no_mail_and_repeats_no_reply(ground: Ground, trouble: str, point: str) -> None:
    store.survive(ground, trouble, point, "incomplete")


@pytest.mark.parametrize("trouble", ["away", "no room for inbound", "no room for sent"])
def test_a_store_in_trouble_for_a_whole_look_costs_no_mail_and_repeats_no_reply(ground: Ground, trouble: str) -> None:
    store.outlast(ground, trouble, "confirmed")


def test_tables_that_are_damaged_answer_nobody_until_they_are_mended(ground: Ground) -> None:
    store.mended(ground, "inbound", "late")


def test_a_damaged_store_answers_nobody_and_is_restored(ground: Ground) -> None:
    store.restored(ground, "root of outbox", "confirmed")


def test_a_log_that_cannot_be_written_costs_nothing(ground: Ground) -> None:
    store.unsaid(ground, "full", "late", "sqlite")


def test_a_machine_that_oversleeps_its_claim_answers_nobody_twice(ground: Ground) -> None:
    machines.falls_asleep(ground, "after the claim", "confirmed", "postgresql", wakes=True)


def test_a_clock_put_back_keeps_nobody_from_looking(ground: Ground) -> None:
    machines.is_set(ground, -8 * 3600, "confirmed", "sqlite")


@pytest.mark.parametrize("where", STORES)
def test_two_machines_that_look_at_once_answer_nobody_twice(ground: Ground, where: str) -> None:
    machines.at_once(ground, ("poll", "poll"), where)


def test_a_machine_that_dies_beside_another_costs_nothing(ground: Ground) -> None:
    machines.dies(ground, "before commit", "incomplete", "postgresql")


def test_a_log_that_tells_more_names_nobody_either(ground: Ground) -> None:
    posted = mixed(_MAILS)
    with ground.place("sqlite") as place, smtp_server() as smtp:
        place.configure(smtp.port)
        place.post(posted)
        assert 0 == ended(ground.context, Run(place.config, place.log, "--verbose poll"))
        assert 0 == place.books(posted, smtp.accepted).check()
