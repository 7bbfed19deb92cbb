"""Who of a mail gets a place, and who waits for one."""

from collections.abc import Mapping

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.states import Happens, Status, after
from inbox_bot.core.extraction.model import Participant


def free(capacity: int, placed: int, waiting: int) -> int:
    """Return how many newcomers there is place for: who waits comes before them."""
    return max(0, capacity - placed - waiting)


def statuses(
    case: Case, changes: Mapping[int, Known] | None = None, *, late: bool = False, admitted: bool = False
) -> tuple[Status, ...]:
    """Return what becomes of each participant of *case*, or of the one who only says that they come.

    *changes* are the entries that are there, by position; without any the plan's. *late*: the mail came after the
    deadline. *admitted*: the organiser lets in whoever was late. Who come together get their places together, or
    wait together.
    """
    there = case.plan.changes if changes is None else changes
    people = case.extraction.participants or ({},)
    happens = [
        _happens(case, one, there.get(at), late=late or at in case.plan.late, admitted=admitted)
        for at, one in enumerate(people)
    ]
    wanted = sum(one is Happens.WHOLE and not (at in there and there[at].placed) for at, one in enumerate(happens))
    if case.free is not None and wanted > case.free:
        happens = [
            Happens.FULL if one is Happens.WHOLE and not (at in there and there[at].placed) else one
            for at, one in enumerate(happens)
        ]
    known = [Status(there[at].status) if at in there else None for at in range(len(people))]
    return tuple(after(was, one) or Status.CANCELLED for was, one in zip(known, happens, strict=True))


def _happens(case: Case, given: Participant, known: Known | None, *, late: bool, admitted: bool) -> Happens:
    """Return what happens to one of the people, as long as there is place."""
    was_late = known is not None and known.status == Status.LATE and case.event.closed(known.received_at)
    if late or (was_late and not admitted):
        return Happens.LATE
    if any(field.key not in given for field in case.event.required):
        return Happens.LACKS
    in_line = known is not None and known.status == Status.WAITING and not (known.placed or known.passed)
    if case.free is not None and in_line:
        return Happens.FULL  # while there is a place for who waits, it is theirs already
    return Happens.WHOLE
