"""A mail that could not be handled stands in the report with the command that tries it once more, and that works."""

from dataclasses import replace

import pytest

from inbox_bot import report
from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
from inbox_bot.intake import Intake
from inbox_bot.rerun import Rerun
from inbox_bot.review import AlreadySettledError, ReviewError
from inbox_bot.store import State, Status, Store
from machines import arrivals, intake
from seminar import EVENT, NOW, registration
from test_intake import broken_desk


def broken(store: Store) -> Intake:
    """Return an intake whose replies cannot be written."""
    return replace(intake(store), desk=broken_desk())


def shunted(store: Store, number: int = 1) -> str:
    [taken] = broken(store).take(arrivals([registration(number)]))
    return taken.digest


def rerun(store: Store, which: str, at: Intake | None = None) -> Outcome:
    return Rerun(store, at or intake(store)).rerun(which)[1]


def test_it_is_tried_again_on_the_organisers_word_and_answered_once(store: Store) -> None:
    digest = shunted(store)
    [flagged] = report.build(store, (EVENT,), NOW).flagged
    command = f"inbox-bot review rerun {flagged.id}"
    assert command in flagged.commands

    assert Outcome.CONFIRMED is rerun(store, flagged.id)
    with store.read() as reading:
        assert [(digest, Status.CONFIRMED)] == [(one.digest, one.status) for one in reading.entries()]
        assert [State.PENDING] == [item.state for item in reading.outbox()]
        assert (1, 0, True) == ((ledger := reading.ledger()).registered, ledger.flagged, ledger.balanced)
    with pytest.raises(ReviewError, match="its outcome is confirmed"):
        rerun(store, flagged.id)


def test_what_still_breaks_is_as_it_was(store: Store) -> None:
    digest = shunted(store)
    with pytest.raises(ReviewError, match="still cannot be handled"):
        rerun(store, digest, broken(store))
    with store.read() as reading:
        assert ([], []) == (reading.entries(), reading.outbox())
        assert 1 == reading.ledger().open


def test_what_is_settled_or_not_whole_is_not_tried_again(store: Store) -> None:
    digest = shunted(store)
    with store.begin() as tx:
        tx.settle(digest, "dismissed", NOW)
    with pytest.raises(AlreadySettledError):
        rerun(store, digest)
    [large] = arrivals([registration(2)])
    broken(store).take([replace(large, truncated=True)])
    with pytest.raises(ReviewError, match="the whole mail is not kept"):
        rerun(store, parse(large.octets).digest)
