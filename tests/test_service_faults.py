"""A part of the rows of `python -m benchmarks.faults` in which the service runs on: what goes wrong then, and who hears."""

from collections.abc import Iterator

import pytest

from benchmarks.faults.rows import alarms, imap, machines, reading
from databases import Cluster
from outside.ground import Ground
from outside.program import processes
from servers.dovecot import dovecot


@pytest.fixture(scope="module")
def ground(postgresql: Cluster) -> Iterator[Ground]:
    with dovecot() as imap, processes() as context:
        yield Ground(imap, postgresql, context)


def test_a_server_that_tells_of_no_new_mail_is_asked_all_the_same(ground: Ground) -> None:
    imap.listen(ground, "IDLE tells of no mail", "confirmed", "sqlite")


def test_a_lock_that_is_held_for_ever_holds_no_reply_up(ground: Ground) -> None:
    machines.locked_up(ground, "held by one who hangs", "confirmed", "poll")


@pytest.mark.parametrize("name", ["store, postgresql", "store, sqlite"])
def test_the_organiser_hears_where_every_look_by_cron_fails(ground: Ground, name: str) -> None:
    alarms.by_cron(ground, name)


def test_the_organiser_hears_where_the_service_finds_no_store_at_its_start(ground: Ground) -> None:
    alarms.serve(ground, "store, postgresql", at_the_start=True)


def test_mails_without_end_keep_nobody_from_looking_and_are_decided_once(ground: Ground) -> None:
    reading.endure(ground, 4, "confirmed", "sqlite")


def test_whoever_reads_may_be_killed_at_any_moment(ground: Ground) -> None:
    reading.kill(ground, 1, "postgresql", most=4)
