"""What becomes of an entry and of a conversation, whatever happens to it."""

from itertools import product

import pytest

from inbox_bot.core import states, turns
from inbox_bot.core.conversation.places import free
from inbox_bot.core.states import Happens, Stands, Status, changed, standing
from inbox_bot.core.turns import Done, Turn, played

PAIRS = [*product((None, *Stands), Happens)]
TURNS = [*product(Turn, Done)]
HOLDING = [one for one in Stands if one.placed]


@pytest.mark.parametrize(("stands", "happens"), PAIRS)
def test_whatever_happens_to_whatever_entry_is_told_by_the_table(stands: Stands | None, happens: Happens) -> None:
    becomes = states.after(stands, happens)
    assert becomes is (states.NEXT[stands][happens] or stands)
    assert becomes is None or becomes is states.after(becomes, happens), "what happens twice changes nothing more"


@pytest.mark.parametrize(("turn", "done"), TURNS)
def test_whatever_is_done_in_whatever_conversation_is_told_by_the_table(turn: Turn, done: Done) -> None:
    becomes = turns.after(turn, done)
    assert becomes is (turns.NEXT[turn][done] or turn)
    assert becomes is turns.after(becomes, done)


def test_the_tables_know_nothing_else() -> None:
    assert set(PAIRS) == {(stands, happens) for stands, row in states.NEXT.items() for happens in row}
    assert set(TURNS) == {(turn, done) for turn, row in turns.NEXT.items() for done in row}


def test_whatever_is_in_the_tables_can_come_about() -> None:
    assert set(Stands) == {becomes for row in states.NEXT.values() for becomes in row.values() if becomes}
    assert set(Turn) == {becomes for row in turns.NEXT.values() for becomes in row.values() if becomes}


@pytest.mark.parametrize("stands", Stands)
def test_how_an_entry_stands_is_told_by_its_status_and_its_place(stands: Stands) -> None:
    asked = stands in {Stands.OFFERED, Stands.PASSED}
    assert stands is standing(stands.status, placed=stands.placed, asked=asked)


@pytest.mark.parametrize("stands", Stands)
def test_whoever_is_on_the_list_may_leave_it(stands: Stands) -> None:
    assert Stands.CANCELLED is states.after(stands, Happens.CANCELS)


@pytest.mark.parametrize("stands", Stands)
def test_nobody_who_was_there_becomes_late(stands: Stands) -> None:
    assert stands is states.after(stands, Happens.LATE)


@pytest.mark.parametrize("stands", HOLDING)
def test_whoever_holds_a_place_gets_it_when_none_is_free_for_others(stands: Stands) -> None:
    assert Stands.CONFIRMED is states.after(stands, Happens.FULL)


@pytest.mark.parametrize("stands", HOLDING)
def test_whoever_holds_a_place_holds_it_while_they_are_asked(stands: Stands) -> None:
    assert Stands.REPLACING is states.after(stands, Happens.LACKS)


@pytest.mark.parametrize("happens", [Happens.OFFERED, Happens.PLACED])
def test_a_place_that_comes_free_is_for_who_waits_alone(happens: Happens) -> None:
    waiting = {one for was in changed(happens).values() for one in was}
    assert {Status.WAITING} == {one.status for one in waiting if one}
    assert Stands.PASSED not in waiting


def test_only_what_is_not_cancelled_can_be_cancelled() -> None:
    assert {Stands.CANCELLED: {*Stands} - {Stands.CANCELLED}} == changed(Happens.CANCELS)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ((), Turn.RESTS),
        ((Done.ASKS,), Turn.ASKED),
        ((Done.ASKS, Done.REMINDS, Done.CLOSES), Turn.LEFT),
        ((Done.ASKS, Done.REMINDS, Done.ASKS), Turn.REMINDED),
        ((Done.ASKS, Done.ENDS, Done.ASKS), Turn.ASKED),
        ((Done.ASKS, Done.WRITES), Turn.COLLEAGUE),
        ((Done.WRITES, Done.ASKS), Turn.ASKED),
        ((Done.ASKS, Done.FLAGS, Done.ENDS), Turn.FLAGGED),
    ],
)
def test_whose_turn_it_is_follows_from_what_was_done(done: tuple[Done, ...], expected: Turn) -> None:
    assert expected is played(done)


@pytest.mark.parametrize(
    ("capacity", "placed", "waiting", "expected"),
    [(3, 0, 0, 3), (3, 2, 0, 1), (3, 2, 2, 0), (3, 3, 0, 0), (3, 5, 0, 0)],
)
def test_who_waits_comes_before_newcomers(capacity: int, placed: int, waiting: int, expected: int) -> None:
    assert expected == free(capacity, placed, waiting)
