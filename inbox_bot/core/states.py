"""What becomes of an entry: the whole policy is NEXT.

An entry begins with the mail that first names somebody. If that mail gives all that is asked, in time, and a place is
free, the entry is `confirmed` at once. If something lacks it is `incomplete` until an answer gives it; who is asked
holds no place meanwhile, but for a newcomer in the place of somebody who had one. If all is there but no place is free
it is `waiting`, in the order in which people first wrote. A place that comes free is kept for the first of them for a
while: who says that they take it is `confirmed`, who says that they do not come is `cancelled`, and who says nothing
lets it pass: they are `waiting` still, in line no more until they write, and whoever comes next is asked. What first
came after the deadline is `late`, and stays so until the organiser admits it. Whoever is on the list may leave it at
any time: the entry is `cancelled`, is kept to be seen, and takes part in nothing more; the same person who comes back
begins a new one, with what they said before where they do not say it anew. Only the organiser can take a cancelled
entry up again.

Eight things happen to an entry, whoever brings them about: the sender, the organiser, a place that comes free, or time.

- *is whole*: all that is asked is there, and a place is free for them, or there is no limit. What only changes the data
  of a confirmed entry is whole again.
- *is full*: all that is asked is there, and no place is free. Who holds one already has that.
- *lacks*: something that is asked is not there. Who holds a place holds it while they are asked.
- *comes late*: the mail came after the deadline and is about nobody who wrote in time.
- *is offered a place*: one came free and is kept for who is first in line, until they say that they take it.
- *lets it pass*: they did not say so in time.
- *gets a place*: one came free and is given to who is first in line, because there is no time to ask them, or no limit.
- *cancels*: somebody says that they do not come.

The table is total: every state, and nobody yet, with everything that can happen; where nothing stands, nothing changes.
The word before the comma is the status that the list shows.
"""

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """How far a registration is."""

    CONFIRMED = "confirmed"
    INCOMPLETE = "incomplete"
    WAITING = "waiting"
    LATE = "late"
    CANCELLED = "cancelled"


class Stands(StrEnum):
    """How an entry stands: its status, and whose the place is."""

    INCOMPLETE = "incomplete"
    REPLACING = "incomplete, holds a place"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "waiting, a place is kept"
    PASSED = "waiting, let a place pass"
    LATE = "late"
    CANCELLED = "cancelled"

    @property
    def status(self) -> Status:
        """What the list shows."""
        return Status(self.partition(",")[0])

    @property
    def placed(self) -> bool:
        """Whether a place is theirs, or kept for them."""
        return self in {Stands.REPLACING, Stands.CONFIRMED, Stands.OFFERED}

    @property
    def asked(self) -> bool:
        """Whether something is theirs to say: what lacks, or that they take a place."""
        return self in {Stands.INCOMPLETE, Stands.REPLACING, Stands.OFFERED}


class Happens(StrEnum):
    """What can happen to an entry."""

    WHOLE = "is whole"
    FULL = "is full"
    LACKS = "lacks"
    LATE = "comes late"
    OFFERED = "is offered a place"
    PASSES = "lets it pass"
    PLACED = "gets a place"
    CANCELS = "cancels"


_INCOMPLETE, _REPLACING, _CONFIRMED, _WAITING, _OFFERED, _PASSED, _LATE, _CANCELLED = Stands


def _row(*following: Stands | None) -> Mapping[Happens, Stands | None]:
    return dict(zip(Happens, following, strict=True))


__ = None
"""Nothing changes."""

# fmt: off
NEXT: Mapping[Stands | None, Mapping[Happens, Stands | None]] = {
    # is               is whole    is full     lacks        late   offered   passes   placed      cancels
    None:         _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _LATE, __,       __,      __,         __),
    _INCOMPLETE:  _row(_CONFIRMED, _WAITING,   __,          __,    __,       __,      __,         _CANCELLED),
    _REPLACING:   _row(_CONFIRMED, _CONFIRMED, __,          __,    __,       __,      __,         _CANCELLED),
    _CONFIRMED:   _row(__,         __,         _REPLACING,  __,    __,       __,      __,         _CANCELLED),
    _WAITING:     _row(_CONFIRMED, __,         _INCOMPLETE, __,    _OFFERED, __,      _CONFIRMED, _CANCELLED),
    _OFFERED:     _row(_CONFIRMED, _CONFIRMED, _REPLACING,  __,    __,       _PASSED, _CONFIRMED, _CANCELLED),
    _PASSED:      _row(_CONFIRMED, _WAITING,   _INCOMPLETE, __,    __,       __,      __,         _CANCELLED),
    _LATE:        _row(_CONFIRMED, _WAITING,   _INCOMPLETE, __,    __,       __,      __,         _CANCELLED),
    _CANCELLED:   _row(_CONFIRMED, _WAITING,   _INCOMPLETE, __,    __,       __,      __,         __),
}
# fmt: on


def after(stands: Stands | None, happens: Happens) -> Stands | None:
    """Return how an entry stands that stood as *stands* (None: not there yet) once *happens* happened."""
    return NEXT[stands][happens] or stands


def changed(happens: Happens) -> Mapping[Stands, frozenset[Stands]]:
    """Return what *happens* makes of entries, with those that it makes that of."""
    there = {was: row[happens] for was, row in NEXT.items()}
    becomes = {one for one in there.values() if one}
    return {one: frozenset(was for was in there if was and there[was] is one) for one in becomes}


def standing(status: str, *, placed: bool, asked: bool) -> Stands:
    """Return how an entry of *status* stands. *placed*: a place is theirs or kept; *asked*: one is kept, or was."""
    if status == Status.WAITING and (placed or asked):
        return Stands.OFFERED if placed else Stands.PASSED
    return Stands.REPLACING if status == Status.INCOMPLETE and placed else Stands(status)
