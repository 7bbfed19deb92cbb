"""The clock of a process that runs: put on or back from outside, by what a file says at each moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
from pathlib import Path

_ASKED_BY = ("inbox_bot.clock", "inbox_bot.service", *(f"apscheduler.{name}" for name in ("schedulers.base", "executors.base", "triggers.date", "triggers.interval")))  # fmt: skip
"""Who asks the system what time it is; all others ask the clock that they are given."""


def shift(ahead: Path) -> Callable[[], datetime]:
    """Let this process think that it is later by the seconds that the file *ahead* says; return its clock.

    Waiting takes its time as ever: the system measures that by another clock, which nobody sets.
    """

    class Alike(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, datetime)

    class Shifted(datetime, metaclass=Alike):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # any datetime will do
            return datetime.now(tz) + timedelta(seconds=float(ahead.read_text()))

    for name in _ASKED_BY:
        import_module(name).datetime = Shifted  # type: ignore[attr-defined]
    return lambda: Shifted.now(UTC)
