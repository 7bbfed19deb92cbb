"""Who of a mail gets a place, and who waits for one."""

from collections.abc import Mapping

from inbox_bot.core.case import Case, Known
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.states import Happens, Stands, after


def free(capacity: int, placed: int, waiting: int) -> int:
    """Return how many newcomers there is place for: who waits comes before them."""
    return max(0, capacity - placed - waiting)


def standings(
    case: Case, changes: Mapping[int, Known] | None = None, *, late: bool = False, admitted: bool = False
) -> tuple[Stands, ...]:
    """Return what becomes of each participant of *case*, or of the one who only says that they come.

    *changes* are the entries that are there, by position; without any the plan's. *late*: the mail came after the
    deadline. *admitted*: the organiser lets in whoever was late. Who come together get their places together, or
    wait together.
    """
    there = case.plan.changes if changes is None else changes
    people = case.extraction.participants or ({},)
    was = [there[at].stands if at in there else None for at in range(len(people))]
    happens = [
        _happens(case, one, there.get(at), late=late or at in case.plan.late, admitted=admitted)
        for at, one in enumerate(people)
    ]
    wanted = sum(one is Happens.WHOLE and not (way and way.placed) for way, one in zip(was, happens, strict=True))
    if case.free is not None and wanted > case.free:
        happens = [Happens.FULL if one is Happens.WHOLE else one for one in happens]
    return tuple(after(way, one) or Stands.CANCELLED for way, one in zip(was, happens, strict=True))


def _happens(case: Case, given: Participant, known: Known | None, *, late: bool, admitted: bool) -> Happens:
    """Return what happens to one of the people, as long as there is place."""
    stands = known and known.stands
    was_late = known is not None and stands is Stands.LATE and case.event.closed(known.received_at)
    if late or (was_late and not admitted):
        return Happens.LATE
    if any(field.key not in given for field in case.event.required):
        return Happens.LACKS
    if case.free is not None and stands is Stands.WAITING:
        return Happens.FULL  # while there is a place for who waits, it is theirs already
    return Happens.WHOLE
