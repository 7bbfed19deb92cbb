"""Log-ins that fail, against a mail server that asks whether a token is good: the books balance, and it is told."""

from collections.abc import Iterator

import pytest

from benchmarks.faults.rows import login
from databases import Cluster
from outside.ground import Ground
from outside.program import processes
from servers.dovecot import dovecot


@pytest.fixture(scope="module")
def ground(postgresql: Cluster) -> Iterator[Ground]:
    with dovecot() as imap, processes() as context:
        yield Ground(imap, postgresql, context)


@pytest.mark.parametrize(
    ("fault", "kind", "store"),
    [("withdrawn at the mail servers", "confirmed", "sqlite"), ("renewal refused early", "incomplete", "postgresql")],
)
def test_a_log_in_that_fails_costs_no_mail_and_no_reply(ground: Ground, fault: str, kind: str, store: str) -> None:
    login.survive(ground, fault, kind, store)
