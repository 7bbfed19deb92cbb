"""Folder and clock."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

from benchmarks.faults.crossed import crossed
from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, TRY_LATER
from inbox_bot.demo.servers import smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.people import (
    FOLDER,
    Desk,
    append,
    copy_within,
    expunge,
    flag,
    flag_and_unflag,
    move_one_out_and_in,
    move_out,
    move_out_and_in,
    put_back_older,
    recreate,
    recreate_alike,
    recreate_and_append,
    recreate_and_append_turned,
    rename_and_copy,
)
from outside.place import Place, Setting
from outside.post import KINDS, machine
from outside.program import Run, ended
from servers.submitting import Submitting, submitting

_HANDLED: dict[str, Setting] = {"sqlite": {"keyword": "Ingeschreven"}, "postgresql": "leave"}
"""What stays in the folder, where it can be recreated."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_BRUSSELS = ZoneInfo("Europe/Brussels")
_DEADLINE = datetime(2018, 12, 2, 23, 59, 59, tzinfo=_BRUSSELS)
"""The last second of the day that the example names."""
_ZONES = {"UTC": UTC, "Brussels": _BRUSSELS, "Kolkata": timezone(timedelta(hours=5, minutes=30))}
_KINDS = {name: KINDS[name] for name in ("confirmed", "incomplete")}


def nothing(_desk: Desk) -> None:
    """Leave the folder alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """What people do between the looks, and the clock at each look, as far from the right one."""

    does: Callable[[Desk], None] = nothing
    clocks: tuple[timedelta, timedelta] = (timedelta(), timedelta())
    stays: bool = True
    """Whether each mail lies in the end as if nobody had touched it."""
    first: bool = False
    """Whether it is done before the first look, too."""
    afterwards: Callable[[Desk], None] = nothing
    """What they do once the new mail has come."""


FOLDERS = {
    "recreated, empty": Case(recreate, stays=False),
    "recreated, the mails appended again": Case(recreate_and_append),
    "recreated, the mails in another order": Case(recreate_and_append_turned),
    "same UIDVALIDITY, empty": Case(recreate_alike, stays=False),
    "same UIDVALIDITY, an older copy": Case(put_back_older, stays=False),
    "same UIDVALIDITY, the mails appended after new ones": Case(recreate_alike, afterwards=append),
    "renamed, another one in its place": Case(rename_and_copy),
    "moved out and in": Case(move_out_and_in),
    "moved out and in, before the first look too": Case(move_out_and_in, first=True),
    "one mail moved out and in": Case(move_one_out_and_in),
    "moved out": Case(move_out, stays=False),
    "expunged": Case(expunge, stays=False),
    "copied within the folder": Case(copy_within, stays=False),
    "read": Case(flag(rb"\Seen"), stays=False),
    "read before the first look": Case(flag(rb"\Seen"), stays=False, first=True),
    "read and marked unread": Case(flag_and_unflag(rb"\Seen")),
    "flagged": Case(flag(rb"\Flagged"), stays=False),
    "flagged before the first look": Case(flag(rb"\Flagged"), stays=False, first=True),
    "flagged and unflagged": Case(flag_and_unflag(rb"\Flagged")),
    "answered by a person": Case(flag(rb"\Answered"), stays=False),
    "marked as deleted, not expunged": Case(flag(rb"\Deleted"), stays=False),
}


def change(month: int, day: int) -> timedelta:
    """Return how far the next such day, 01:00 UTC, is: when Europe changes its clocks (last Sundays)."""
    now = datetime.now(UTC)
    last = max(
        moment
        for number in range(day, day + 7)
        if (moment := datetime(now.year + 1, month, number, 1, tzinfo=UTC)).weekday() == 6
    )
    return last - now


def across(moment: timedelta) -> Case:
    """Look a minute before *moment* and a minute after."""
    minute = timedelta(minutes=1)
    return Case(clocks=(moment - minute, moment + minute))


CLOCKS = {
    "an hour ahead": Case(clocks=(timedelta(), _HOUR)),
    "an hour back": Case(clocks=(_HOUR, timedelta())),
    "an hour slow": Case(clocks=(-_HOUR, timedelta())),
    "a day ahead": Case(clocks=(timedelta(), _DAY)),
    "a day back": Case(clocks=(_DAY, timedelta())),
    "a day slow": Case(clocks=(-_DAY, timedelta())),
    "summer time begins": across(change(3, 25)),
    "summer time ends": across(change(10, 25)),
}
CASES = {**FOLDERS, **CLOCKS}
SECONDS = (-1, 0, 1)


def survive(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Look at mail of *kind*, let happen what *name* says, let another such mail come, and look twice more."""
    case = CASES[name]
    with _folder(ground, store) as place, smtp_server() as smtp, ground.imap.client(place.user) as client:
        place.configure(smtp.port)
        posted = [KINDS[kind](1), machine(2), KINDS[kind](3), KINDS[kind](4), machine(5)]
        run = partial(Run, place.config, place.log)
        place.post(posted[:3])
        desk = Desk(place, client, posted[:3])
        if case.first:
            case.does(desk)
        assert ended(ground.context, run(later=case.clocks[0])) == DONE, place.log.read_text()
        assert len(smtp.accepted) == 2, f"{len(smtp.accepted)} replies after the first look"
        case.does(desk)
        place.post(posted[3:])
        case.afterwards(desk)
        assert ended(ground.context, run(later=case.clocks[1])) == DONE, place.log.read_text()
        assert len(smtp.accepted) == 3, f"{len(smtp.accepted)} replies after the second look"
        assert ended(ground.context, run(later=max(case.clocks) + LAPSED)) == DONE, place.log.read_text()
        books = place.books(posted, smtp.accepted)
        assert (books if case.stays else replace(books, lying=None)).check() == 0, f"{books.unknown} replies unknown"
    return Toll()


def put_back(ground: Ground, days: int, kind: str, store: str) -> Toll:
    """Let replies wait for a server that is busy while the clock is *days* ahead; once it is right, they leave."""
    server = Submitting({"CONNECT": lambda line, _: line.say("421 too busy")})
    with _folder(ground, store) as place, submitting(server) as port:
        place.configure(port)
        posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
        place.post(posted)
        run = partial(Run, place.config, place.log)
        assert ended(ground.context, run(later=days * _DAY)) == TRY_LATER, place.log.read_text()
        assert ended(ground.context, run()) == DONE, place.log.read_text()
        assert place.books(posted, server.accepted).check() == 0
    return Toll()


def arrive(ground: Ground, seconds: int, zone: str, kind: str, store: str) -> Toll:
    """Let a mail of *kind* arrive so many *seconds* after the deadline, by a server that writes its hours in *zone*."""
    arrived = (_DEADLINE.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(_ZONES[zone])
    one = replace(KINDS[kind](1), received_at=arrived)
    if seconds > 0:
        late = tuple({**entry, "status": "late"} for entry in one.listed)
        one = replace(one, outcomes=("late",), kind="late", listed=late)
    with _folder(ground, store) as place, smtp_server() as smtp:
        place.configure(smtp.port)
        place.post([one])
        for looks in (0, 1):
            assert ended(ground.context, Run(place.config, place.log, later=looks * LAPSED)) == DONE
        assert place.books([one], smtp.accepted).check() == 0
    return Toll()


@contextmanager
def _folder(ground: Ground, store: str) -> Iterator[Place]:
    with ground.place(store) as whole:
        place = replace(whole, inbox=FOLDER, handled=_HANDLED[store])
        with ground.imap.client(place.user) as client:
            client.create_folder(FOLDER)
        yield place


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield what people do and what clocks do with each kind of reply, and each second about the deadline."""
    with grounds() as ground:
        stores = len(STORES)
        yield [
            *crossed(survive, ground, CASES),
            *(
                Fault(
                    f"replies wait, {days} days back, {kind}",
                    partial(put_back, ground, days, kind, STORES[number % stores]),
                )
                for number, (days, kind) in enumerate(product((1, 40), KINDS))
            ),
            *(
                Fault(
                    f"deadline {seconds:+} s, {zone}, {kind}",
                    partial(arrive, ground, seconds, zone, kind, STORES[number % stores]),
                )
                for number, (seconds, zone, kind) in enumerate(product(SECONDS, _ZONES, _KINDS))
            ),
        ]
