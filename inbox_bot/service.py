"""The service: look, deliver and report on time, without overlap; stop cleanly."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor as Pool
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from inbox_bot.clock import wait
from inbox_bot.mailbox import Mailbox, MailboxError
from inbox_bot.notify import notify, watchdog_interval
from inbox_bot.outage import Outage
from inbox_bot.outbox import Delivered, Outbox
from inbox_bot.polling import Polling
from inbox_bot.promotion import Promotion
from inbox_bot.reading import ReaderError
from inbox_bot.reminders import Reminders
from inbox_bot.room import room_wanted
from inbox_bot.store import StoreError
from inbox_bot.unnoted import Unnoted
from inbox_bot.warming import warm

log = logging.getLogger(__name__)

DELIVERY = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
PATIENCE = timedelta(minutes=10)
"""How long nothing may be looked at or answered, beyond the poll interval, before the watchdog is left to act."""
GRACE = 3.0
"""Seconds in which what is under way may end by itself once the service is to stop."""
AFTER_CUT = 2.0
"""Seconds in which it has to end once the servers are cut off."""
_CALL = "call"
"""The desk's job out of turn; where it is called a third time, who waits will see to that, too."""


@dataclass(slots=True)
class Service:
    """Runs until it is told to stop. The mailbox has one thread, the desk (replies, digest) another."""

    mailbox: Mailbox
    polling: Polling
    outbox: Outbox
    reminders: Reminders
    promotion: Promotion
    digest: Callable[[], None]
    """Sends the digest if it is due, and nothing otherwise."""
    tend: Callable[[], None]
    """Renews the log-in if it is time, and tells what is wrong with it."""
    chores: Callable[[], None]
    """Does what is done once a day if that is due, and nothing otherwise."""
    status: Callable[[], str]
    """Tells in one line how the service is."""
    outage: Outage
    unnoted: Unnoted
    copy_sent: Callable[[], None]
    """Copies what was sent into the mailbox's Sent folder."""
    tidy: Callable[[], None]
    """Takes messages to ourselves out of the mailbox."""
    cut: Callable[[], None]
    """Breaks off whatever waits for a server."""
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    patience: timedelta = PATIENCE
    _stopping: threading.Event = field(default_factory=threading.Event)
    _desk: threading.Lock = field(default_factory=threading.Lock)
    _failures: int = 0
    _store_trouble: str = ""
    """Why the last look could not be noted: what only reads may go well all the same, as on a full disk."""
    _pause_until: float = 0
    _closed_until: float = 0
    _scheduler: BackgroundScheduler | None = None
    _last_sign: float = field(default_factory=time.monotonic)

    def pass_once(self) -> None:
        """Do one whole pass, delivery included. Raises MailboxError, ReaderError and StoreError."""
        obstacles: list[str] = []

        def deliver() -> None:
            if not obstacles:  # one look does not knock at a closed door for every batch
                obstacles.extend(filter(None, [self._deliver()]))

        # The replies to one batch leave while the next is read; what goes wrong there is met again below.
        self.tend()
        with Pool(1, "desk") as desk:
            self._look(lambda: desk.submit(_logging, deliver), self._stopping.is_set)
        deliver()
        self._copy()
        self._tidy()

    def run(self) -> bool:
        """Work until SIGTERM or SIGINT. The mail in hand is finished, and nothing new begun.

        A server that keeps us waiting is cut off. False if something hangs even so, and ends with the process alone;
        what was under way then is met again at the next start, as after a crash.
        """
        with self._signals():
            self._warm()
            scheduler = self._started()
            notify("READY=1")
            log.info("running")
            wait(self._stopping, scheduler)
            notify("STOPPING=1")
            ended = self._ended(scheduler)
        if ended:
            self.mailbox.close()
        log.info("stopped")
        return ended

    def _warm(self) -> None:
        """Load what reading takes, there where mails are read."""
        try:
            if self.polling.reader:
                self.polling.reader.warm()
            else:
                warm(self.polling.intake.events)
        except ReaderError as error:
            log.warning("not warm: %s", error)  # the first look is told again, and retreats

    def stop(self) -> None:
        """Make `run` end."""
        self._stopping.set()

    def _look(self, after_batch: Callable[[], object], stop: Callable[[], bool]) -> None:
        """Take in what is new until *stop*, and see to what follows; *after_batch* is told that replies may be due."""

        def taken() -> None:
            self._sign()
            after_batch()

        self.polling.look(stop, taken)
        with self.polling.store.begin() as tx:
            self.outage.over(tx)
        self._store_trouble = ""
        self.reminders.enqueue()
        self.promotion.fill()

    def _started(self) -> BackgroundScheduler:
        self._scheduler = scheduler = BackgroundScheduler(
            executors={name: ThreadPoolExecutor(1) for name in ("mailbox", "desk", "pulse")},
            # A run that comes late is still wanted: the default drops it after one second.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        poll = self.polling.settings.poll
        jobs = [("mailbox", self._watch, poll), ("desk", self._attend, DELIVERY)]
        if beat := watchdog_interval():
            jobs.append(("pulse", self._pulse, beat))
        for executor, job, interval in jobs:
            seconds = interval.total_seconds()
            scheduler.add_job(
                job, "interval", id=executor, seconds=seconds, executor=executor, next_run_time=datetime.now(UTC)
            )
        scheduler.add_listener(_trouble, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        scheduler.start()
        return scheduler

    def _ended(self, scheduler: BackgroundScheduler) -> bool:
        """Wait for what is under way; tell whether it has ended."""
        ending = threading.Thread(target=scheduler.shutdown, name="ending", daemon=True)
        ending.start()
        ending.join(GRACE)
        if ending.is_alive():
            log.warning("a server keeps us waiting, and is cut off")
            self.cut()
            ending.join(AFTER_CUT)
        return not ending.is_alive()

    def _watch(self) -> None:
        """Look, then listen until shortly before the next look is due."""
        until = time.monotonic() + self.polling.settings.poll.total_seconds() - 1
        if time.monotonic() < self._pause_until or self._stopping.is_set():
            return
        try:
            self._sign()
            with room_wanted():
                going = True
                while going:
                    broken_off = self._pass_on()
                    self._failures = 0
                    going = broken_off or self._listen(until)
        except (MailboxError, ReaderError, StoreError) as error:
            self._retreat(error)
        finally:
            self._sign()

    def _pass_on(self) -> bool:
        """Look, and leave the replies to the desk: a submission server may take ten minutes, the mailbox may not.

        What takes longer than an interval is broken off (True), and gone on with at the next look.
        """
        until = time.monotonic() + self.polling.settings.poll.total_seconds()
        self._look(self._call_desk, lambda: self._stopping.is_set() or time.monotonic() >= until)
        self._call_desk()
        self._copy()
        return time.monotonic() >= until and not self._stopping.is_set()

    def _listen(self, until: float) -> bool:
        """Wait for new mail; False when it is time to end."""
        while self.polling.settings.idle and not self._stopping.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return False
            self._sign()
            self.mailbox.open()  # a copy that failed may have closed it
            if self.mailbox.idle(left, self._stopping.is_set):
                return not self._stopping.is_set()
            if not self.mailbox.can_idle:
                return False
        return False

    def _retreat(self, error: Exception) -> None:
        """Say what is wrong and knock less and less often, so that no server shuts us out; all else is our own."""
        self.mailbox.close()
        if self._stopping.is_set():
            log.info("look cut off")
            return
        self._failures += 1
        doublings = min(self._failures - 1, 10) if isinstance(error, MailboxError) else 0
        pause = min(self.polling.settings.poll * 2**doublings, LONGEST_PAUSE)
        self._pause_until = time.monotonic() + pause.total_seconds() * (0.75 + self.jitter() / 4)
        log.warning("no look: %s", error, extra={"failures": self._failures, "pause": round(pause.total_seconds())})
        self._tell_of(error)

    def _tell_of(self, error: Exception) -> None:
        """Let the organiser know once it has lasted too long."""
        try:
            if self.outage.failed(str(error)):
                self._call_desk()
            self._store_trouble = ""
        except StoreError as another:
            self._store_trouble = str(another)
            log.warning("no alarm: %s", another)

    def _call_desk(self) -> None:
        """Let the desk attend as soon as it is free, unless it found the door closed just now."""
        if self._stopping.is_set():  # the scheduler waits for us by then, and would not let us in
            return
        if self._scheduler is not None and time.monotonic() >= self._closed_until:
            # One at work, and one that sees to what came too late for it.
            self._scheduler.add_job(self._attend, id=_CALL, executor="desk", max_instances=2, replace_existing=True)

    def _attend(self) -> None:
        if self._stopping.is_set():
            return
        try:
            self.tend()
            if self._silence() >= self._longest_silence:
                self.outage.failed("the mail server keeps us waiting")
            self._deliver()
            with self._desk:
                self.digest()
            self.chores()
            notify(f"STATUS={self.status()}")
            if self._store_trouble:
                self.unnoted.failed(self._store_trouble)
            elif self.unnoted.over(self.polling.store):
                self._deliver()
        except StoreError as error:
            log.warning("no delivery: %s", error)
            self.unnoted.failed(str(error))
            notify(f"STATUS=Not well: {error}")

    def _deliver(self) -> str:
        """Deliver what is due; return why the server could not be talked to, or nothing."""
        with self._desk:
            self.reminders.withdraw()
            self.promotion.withdraw()
            delivered = self.outbox.deliver(self._stopping.is_set, self._sign)
        if delivered.obstacle:
            self._closed_until = time.monotonic() + DELIVERY.total_seconds()
            log.warning("no delivery: %s", delivered.obstacle)
        if delivered != Delivered():
            log.info("replies delivered", extra=delivered.counts)
        return delivered.obstacle

    def _copy(self) -> None:
        try:
            self.copy_sent()
        except MailboxError as error:
            log.warning("no copy of what was sent: %s", error)

    def _tidy(self) -> None:
        try:
            self.tidy()
        except MailboxError as error:
            log.warning("probe not removed: %s", error)

    def _sign(self) -> None:
        """Note that something went on."""
        self._last_sign = time.monotonic()

    def _pulse(self) -> None:
        """Tell the watchdog that all is well, but only if it is."""
        silence = self._silence()
        if silence < self._longest_silence:
            notify("WATCHDOG=1")
        else:
            log.error("nothing goes on", extra={"seconds": round(silence.total_seconds())})

    def _silence(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._last_sign)

    @property
    def _longest_silence(self) -> timedelta:
        return self.polling.settings.poll + self.patience

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def on_signal(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _logging(work: Callable[[], None]) -> None:
    """Do *work*; what goes wrong there is one line in the log, for nobody waits for the result."""
    try:
        work()
    except StoreError as error:
        log.warning("no delivery: %s", error)
    except Exception:
        log.exception("delivery failed")


def _trouble(event: Any) -> None:  # noqa: ANN401 - APScheduler ships no types
    """Let no run fail or fall out unseen."""
    if event.code == EVENT_JOB_ERROR:
        log.error("job failed", exc_info=event.exception)
    elif event.job_id != _CALL:
        late = "job is still at work" if event.code == EVENT_JOB_MAX_INSTANCES else "job missed"
        log.warning(late, extra={"job": event.job_id})
