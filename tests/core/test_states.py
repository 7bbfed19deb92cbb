"""What becomes of an entry, whatever happens to it."""

from itertools import product

import pytest

from inbox_bot.core.conversation.places import free
from inbox_bot.core.conversation.states import NEXT, Happens, Status, after, before

PAIRS = [*product((None, *Status), Happens)]


@pytest.mark.parametrize(("status", "happens"), PAIRS)
def test_whatever_happens_to_whatever_entry_is_told_by_the_table(status: Status | None, happens: Happens) -> None:
    becomes = after(status, happens)
    assert isinstance(becomes, Status) or (status is None and becomes is None)


def test_the_table_knows_nothing_else() -> None:
    assert set(PAIRS) == {(status, happens) for status, row in NEXT.items() for happens in row}


@pytest.mark.parametrize("status", Status)
def test_whoever_is_on_the_list_may_leave_it(status: Status) -> None:
    assert Status.CANCELLED is after(status, Happens.CANCELS)


@pytest.mark.parametrize("status", Status)
def test_nobody_who_was_there_becomes_late(status: Status) -> None:
    assert status is after(status, Happens.LATE)


def test_whoever_has_a_place_keeps_it_when_none_is_free() -> None:
    assert Status.CONFIRMED is after(Status.CONFIRMED, Happens.FULL)


def test_only_what_is_not_cancelled_can_be_cancelled() -> None:
    assert {*Status} - {Status.CANCELLED} == before(Happens.CANCELS)


@pytest.mark.parametrize(
    ("capacity", "placed", "waiting", "expected"),
    [(3, 0, 0, 3), (3, 2, 0, 1), (3, 2, 2, 0), (3, 3, 0, 0), (3, 5, 0, 0)],
)
def test_who_waits_comes_before_newcomers(capacity: int, placed: int, waiting: int, expected: int) -> None:
    assert expected == free(capacity, placed, waiting)
