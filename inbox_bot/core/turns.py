"""Whose turn it is in a conversation, so that nobody is pressed who answered or with whom a human speaks.

A conversation is `at rest` until we ask something: what lacks, or whether somebody takes the place that is kept for
them. Then it is their turn: they are `asked`, may be `reminded` once and once more shortly before closing, and then the
question is `left to the report`. As soon as nothing is open any more the conversation rests. A human takes it out of
our hands: where a colleague writes, we say nothing of our own accord until somebody's mail makes us ask anew; and while
a mail of it is flagged, or another of who is asked, we neither remind nor take back a place. What the organiser settled
counts as if it had never been flagged.

The table is total: every turn, with everything that can be done; where nothing stands, nothing changes. It is played
from the first mail on whenever it matters whose turn it is, and kept nowhere.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Turn(StrEnum):
    """How far a conversation is."""

    RESTS = "at rest"
    ASKED = "asked"
    REMINDED = "reminded"
    LEFT = "left to the report"
    COLLEAGUE = "a colleague's"
    FLAGGED = "the organiser's"

    @property
    def theirs(self) -> bool:
        """Whether an answer is waited for, and nobody else speaks with them."""
        return self in {Turn.ASKED, Turn.REMINDED, Turn.LEFT}


class Done(StrEnum):
    """What can be done in a conversation."""

    ASKS = "we ask"
    REMINDS = "we remind"
    CLOSES = "we remind before closing"
    WRITES = "a colleague writes"
    FLAGS = "a mail is flagged"
    ENDS = "nothing is open any more"


_RESTS, _ASKED, _REMINDED, _LEFT, _COLLEAGUE, _FLAGGED = Turn


def _row(*following: Turn | None) -> Mapping[Done, Turn | None]:
    return dict(zip(Done, following, strict=True))


__ = None
"""Nothing changes."""

# fmt: off
NEXT: Mapping[Turn, Mapping[Done, Turn | None]] = {
    # is              we ask  remind     last   a colleague  flagged   nothing open
    _RESTS:      _row(_ASKED, __,        __,    _COLLEAGUE,  _FLAGGED, __),
    _ASKED:      _row(__,     _REMINDED, _LEFT, _COLLEAGUE,  _FLAGGED, _RESTS),
    _REMINDED:   _row(__,     __,        _LEFT, _COLLEAGUE,  _FLAGGED, _RESTS),
    _LEFT:       _row(__,     __,        __,    _COLLEAGUE,  _FLAGGED, _RESTS),
    _COLLEAGUE:  _row(_ASKED, __,        __,    __,          _FLAGGED, _RESTS),
    _FLAGGED:    _row(__,     __,        __,    __,          __,       __),
}
# fmt: on


def after(turn: Turn, done: Done) -> Turn:
    """Return whose turn it is once *done* was done."""
    return NEXT[turn][done] or turn


def played(done: Iterable[Done]) -> Turn:
    """Return whose turn it is in a conversation in which all of *done* was done, in this order."""
    turn = Turn.RESTS
    for one in done:
        turn = after(turn, one)
    return turn
