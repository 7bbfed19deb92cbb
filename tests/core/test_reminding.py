"""When a reminder is due."""

from datetime import timedelta

import pytest

from inbox_bot.core.reminding import Moments, Question, due
from inbox_bot.core.reply import Kind
from inbox_bot.core.turns import Done, Turn, played
from seminar import EVENT

CLOSES = EVENT.deadline
WHEN = Moments()
HOURS = timedelta(hours=1)
_DONE = {Kind.REMINDER: Done.REMINDS, Kind.CLOSING: Done.CLOSES}


@pytest.mark.parametrize(
    ("asked", "reminded", "at", "expected"),
    [
        (240, {}, 193, None),
        (240, {}, 192, Kind.REMINDER),
        (240, {Kind.REMINDER: 192}, 191, None),
        (240, {Kind.REMINDER: 192}, 37, None),
        (240, {Kind.REMINDER: 192}, 36, Kind.CLOSING),
        (240, {Kind.REMINDER: 192, Kind.CLOSING: 36}, 12, None),
        (240, {}, 20, Kind.CLOSING),  # we were away
        (240, {Kind.CLOSING: 20}, 1, None),
        (100, {}, 52, None),  # the one before closing comes within a day
        (100, {}, 36, Kind.CLOSING),
        (40, {}, 36, None),  # nobody hears from us twice in a day
        (40, {}, 16, Kind.CLOSING),
        (30, {}, 6, Kind.CLOSING),
        (20, {}, 0, None),
        (240, {}, -1, None),
    ],
)
def test_nobody_is_reminded_too_soon_twice_or_too_late(
    asked: int, reminded: dict[Kind, int], at: int, expected: Kind | None
) -> None:
    """All in hours before closing."""
    turn = played([Done.ASKS, *(_DONE[kind] for kind in reminded)])
    said = CLOSES - min((asked, *reminded.values())) * HOURS
    assert expected is due(EVENT, Question(turn, CLOSES - asked * HOURS, said), CLOSES - at * HOURS, WHEN)


def test_each_reminder_can_be_left_out() -> None:
    question = Question(Turn.ASKED, CLOSES - 240 * HOURS, CLOSES - 240 * HOURS)
    only_closing, only_after = Moments(after=None), Moments(before_closing=None)
    assert due(EVENT, question, CLOSES - 100 * HOURS, only_closing) is None
    assert Kind.CLOSING is due(EVENT, question, CLOSES - 30 * HOURS, only_closing)
    assert Kind.REMINDER is due(EVENT, question, CLOSES - 1 * HOURS, only_after)
