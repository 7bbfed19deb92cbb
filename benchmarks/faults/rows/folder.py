"""Folder and clock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE
from inbox_bot.demo.servers import smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Place, Setting
from outside.post import KINDS, Posted, machine
from outside.program import Run, ended

_FOLDER, _ELSEWHERE = "Seminarie", "Elders"
_HANDLED: dict[str, Setting] = {"sqlite": {"keyword": "Ingeschreven"}, "postgresql": "leave"}
"""What stays in the folder, where it can be recreated."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_BRUSSELS = ZoneInfo("Europe/Brussels")
_DEADLINE = datetime(2018, 12, 2, 23, 59, 59, tzinfo=_BRUSSELS)
"""The last second of the day that the example names."""
_ZONES = {"UTC": UTC, "Brussels": _BRUSSELS, "Kolkata": timezone(timedelta(hours=5, minutes=30))}
_KINDS = {name: KINDS[name] for name in ("confirmed", "incomplete")}


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody at the same mailbox, between two looks."""

    place: Place
    client: IMAPClient
    posted: Sequence[Posted]
    """What the program saw already."""

    def all(self) -> list[int]:
        """Return the UIDs of the folder, which is open afterwards."""
        self.client.select_folder(_FOLDER)
        return list(self.client.search())

    def folder(self, name: str) -> None:
        """Make the folder *name* unless it is there."""
        if not self.client.folder_exists(name):
            self.client.create_folder(name)


def recreate(desk: Desk) -> None:
    desk.client.unselect_folder()
    desk.client.delete_folder(_FOLDER)
    desk.client.create_folder(_FOLDER)


def recreate_and_append(desk: Desk) -> None:
    recreate(desk)
    desk.place.post(desk.posted)


def recreate_and_append_turned(desk: Desk) -> None:
    recreate(desk)
    desk.place.post(desk.posted[::-1])


def rename_and_copy(desk: Desk) -> None:
    """Let the folder be another one of the same name: its UIDs begin anew, its mails keep their flags."""
    desk.client.unselect_folder()
    desk.client.rename_folder(_FOLDER, _ELSEWHERE)
    desk.client.create_folder(_FOLDER)
    desk.client.select_folder(_ELSEWHERE)
    desk.client.move(desk.client.search(), _FOLDER)


def move_out_and_in(desk: Desk) -> None:
    desk.folder(_ELSEWHERE)
    desk.client.move(desk.all(), _ELSEWHERE)
    desk.client.select_folder(_ELSEWHERE)
    desk.client.move(desk.client.search(), _FOLDER)


def move_one_out_and_in(desk: Desk) -> None:
    desk.folder(_ELSEWHERE)
    desk.client.move(desk.all()[:1], _ELSEWHERE)
    desk.client.select_folder(_ELSEWHERE)
    desk.client.move(desk.client.search(), _FOLDER)


def flag_and_unflag(flag: bytes) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        uids = desk.all()
        desk.client.add_flags(uids, [flag])
        desk.client.remove_flags(uids, [flag])

    return change


def flag(flag: bytes) -> Callable[[Desk], None]:
    return lambda desk: desk.client.add_flags(desk.all(), [flag])


def move_out(desk: Desk) -> None:
    desk.folder(_ELSEWHERE)
    desk.client.move(desk.all(), _ELSEWHERE)


def expunge(desk: Desk) -> None:
    desk.client.delete_messages(desk.all())
    desk.client.expunge()


def copy_within(desk: Desk) -> None:
    desk.client.copy(desk.all(), _FOLDER)


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


FOLDERS = {
    "recreated, empty": Case(recreate, stays=False),
    "recreated, the mails appended again": Case(recreate_and_append),
    "recreated, the mails in another order": Case(recreate_and_append_turned),
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
        assert ended(ground.context, run(later=case.clocks[1])) == DONE, place.log.read_text()
        assert len(smtp.accepted) == 3, f"{len(smtp.accepted)} replies after the second look"
        assert ended(ground.context, run(later=max(case.clocks) + LAPSED)) == DONE, place.log.read_text()
        books = place.books(posted, smtp.accepted)
        assert (books if case.stays else replace(books, lying=None)).check() == 0, f"{books.unknown} replies unknown"
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
        place = replace(whole, inbox=_FOLDER, handled=_HANDLED[store])
        with ground.imap.client(place.user) as client:
            client.create_folder(_FOLDER)
        yield place


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield what people do and what clocks do with each kind of reply, and each second about the deadline."""
    with grounds() as ground:
        stores = len(STORES)
        yield [
            *(
                Fault(f"{name}, {kind}", partial(survive, ground, name, kind, STORES[number % stores]))
                for number, (name, kind) in enumerate(product(CASES, KINDS))
            ),
            *(
                Fault(
                    f"deadline {seconds:+} s, {zone}, {kind}",
                    partial(arrive, ground, seconds, zone, kind, STORES[number % stores]),
                )
                for number, (seconds, zone, kind) in enumerate(product(SECONDS, _ZONES, _KINDS))
            ),
        ]
