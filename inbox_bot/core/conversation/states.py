"""What becomes of an entry: the whole policy is NEXT.

An entry begins with the mail that first names somebody. If that mail gives all that is asked, in time, and a place is
free, the entry is `confirmed` at once. If something lacks it is `incomplete` until an answer gives it; who is asked
holds no place meanwhile. If all is there but no place is free it is `waiting`, in the order in which people first
wrote, until a place comes free. That place is kept for them for a while: who says that they take it is `confirmed`, who
says that they do not come is `cancelled`, and who says nothing lets it pass: they are `waiting` still, in line no more
until they write, and whoever comes next is asked. What first came after the deadline is `late`, and stays so until the
organiser admits it. Whoever is on the list may leave it at any time: the entry is `cancelled`, is kept to be seen, and
takes part in nothing more; the same person who comes back begins a new one. Only the organiser can take a cancelled
entry up again.

Five things happen to an entry, whoever brings them about: the sender, the organiser, or a place that comes free.

- *is whole*: all that is asked is there, and a place is theirs: there is no limit, one is free, or they hold it
  already. What only changes the data of a confirmed entry is whole again.
- *is full*: all that is asked is there, and no place is free.
- *lacks*: something that is asked is not there. A newcomer who takes a confirmed person's place and leaves something
  out is asked, and holds that place.
- *comes late*: the mail came after the deadline and is about nobody who wrote in time. Who was on the list stays as
  they were.
- *cancels*: somebody says that they do not come.

The table is total: every status, and nobody yet, with everything that can happen. What leads back to where it came from
changes nothing.
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


class Happens(StrEnum):
    """What can happen to an entry."""

    WHOLE = "is whole"
    FULL = "is full"
    LACKS = "lacks"
    LATE = "comes late"
    CANCELS = "cancels"


_CONFIRMED, _INCOMPLETE, _WAITING, _LATE, _CANCELLED = Status


def _row(*following: Status | None) -> Mapping[Happens, Status | None]:
    return dict(zip(Happens, following, strict=True))


# fmt: off
NEXT: Mapping[Status | None, Mapping[Happens, Status | None]] = {
    # is               is whole    is full     lacks        comes late   cancels
    None:         _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _LATE,       None),
    _INCOMPLETE:  _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _INCOMPLETE, _CANCELLED),
    _CONFIRMED:   _row(_CONFIRMED, _CONFIRMED, _INCOMPLETE, _CONFIRMED,  _CANCELLED),
    _WAITING:     _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _WAITING,    _CANCELLED),
    _LATE:        _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _LATE,       _CANCELLED),
    _CANCELLED:   _row(_CONFIRMED, _WAITING,   _INCOMPLETE, _CANCELLED,  _CANCELLED),
}
# fmt: on


def after(status: Status | None, happens: Happens) -> Status | None:
    """Return the status of an entry that is in *status* (None: not there yet) once *happens* happened."""
    return NEXT[status][happens]


def before(happens: Happens) -> frozenset[Status]:
    """Return the statuses of entries that *happens* changes."""
    return frozenset(status for status in Status if after(status, happens) is not status)
