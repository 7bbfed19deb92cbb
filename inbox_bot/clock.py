"""A clock that is put back while the service runs: the scheduler would wait for the same hours once more."""

import logging
import time
from datetime import UTC, datetime, timedelta
from threading import Event

from apscheduler.schedulers.base import BaseScheduler

log = logging.getLogger(__name__)

OFTEN = timedelta(seconds=2)
"""How often it is looked at."""
LEAST = timedelta(seconds=2)
"""Of how much it is taken notice."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def wait(stopping: Event, scheduler: BaseScheduler) -> None:
    """Wait for *stopping*; whenever the clock was put back, let every job that comes again be due at once."""
    ahead = _ahead()
    while not stopping.wait(OFTEN.total_seconds()):
        before, ahead = ahead, _ahead()
        if before - ahead > LEAST:
            log.warning("the clock was put back", extra={"seconds": round((before - ahead).total_seconds())})
            _make_due(scheduler)


def _make_due(scheduler: BaseScheduler) -> None:
    now = datetime.now(UTC)
    for job in scheduler.get_jobs():
        if hasattr(job.trigger, "interval"):  # any other is gone once it ran
            scheduler.modify_job(job.id, next_run_time=now)


def _ahead() -> timedelta:
    """Return how far the clock that people set is ahead of the one that nobody sets."""
    return datetime.now(UTC) - _BEGINNING - timedelta(seconds=time.monotonic())
