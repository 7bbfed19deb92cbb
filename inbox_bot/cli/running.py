"""`inbox-bot run`, `poll`, `check` and `health`."""

import logging
import os
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.text import Text

from inbox_bot import metrics
from inbox_bot.assembly import TemplatesError, house_of, login_of, now, store_of, telling, templates_of
from inbox_bot.cli.complaints import complain
from inbox_bot.config import Config, SecretError
from inbox_bot.health import examine
from inbox_bot.login import Login
from inbox_bot.mailbox import Mailbox, MailboxError
from inbox_bot.notify import notify
from inbox_bot.reader import reading_apart
from inbox_bot.reading import ReaderError
from inbox_bot.room import room_wanted
from inbox_bot.store import OutboxItem, State, Store, StoreError, StoreUnavailableError
from inbox_bot.submission import Submission, SubmissionError
from inbox_bot.unnoted import Unnoted

log = logging.getLogger(__name__)

_TRY_LATER = 75
"""EX_TEMPFAIL of sysexits.h."""
_AGAIN = timedelta(seconds=30)
"""How long it takes at most until what was not there at the start is tried again."""
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before the program was written is wrong."""


def run(config: Config, _options: Namespace) -> int:
    """Be the service until told to stop."""
    with telling(config) as unnoted:
        _wait_for_store(config, unnoted)
    while True:
        try:
            return _serve(config)
        except ReaderError as error:
            _wait(config, error)


def _serve(config: Config) -> int:
    with (
        room_wanted(),
        reading_apart(config.events) as reader,
        house_of(config, reader=reader) as house,
        metrics.serving(house.store, config, house.clock),
    ):
        if not house.service.run():
            # What hangs holds the locks that a farewell needs. All that counts is committed, or as it was.
            logging.shutdown()
            os._exit(0)
    return 0


def _wait_for_store(config: Config, unnoted: Unnoted) -> None:
    """Wait until the store can be used, however long; StoreError where waiting is of no use."""
    while True:
        try:
            with store_of(config):
                return
        except StoreUnavailableError as error:
            unnoted.failed(str(error))
            _wait(config, error)


def _wait(config: Config, error: Exception) -> None:
    """Say why nothing begins, and wait until it is tried again."""
    log.warning("no start: %s", error)
    # The service is there, and waits: who started it need not.
    for state in ("READY=1", "WATCHDOG=1", f"STATUS=Not well: {error}"):
        notify(state)
    # Nothing runs yet that could wake us; a signal ends the process.
    time.sleep(min(config.mailbox.poll, _AGAIN).total_seconds())


def poll(config: Config, _options: Namespace) -> int:
    """Look once, answer, and end."""
    with reading_apart(config.events) as reader, telling(config) as unnoted, house_of(config, reader=reader) as house:
        house.chores()
        try:
            with room_wanted():
                house.service.pass_once()
        except (MailboxError, ReaderError) as error:
            house.outage.failed(str(error))
            house.service.outbox.deliver()
            raise
        if unnoted.over(house.store):
            house.service.outbox.deliver()
        with house.store.read() as reading:
            waiting = reading.outbox(State.PENDING)
    if waiting:
        complain(f"{_replies(waiting)} to be sent: {waiting[0].last_error}")
        return _TRY_LATER
    return 0


def health(config: Config, _options: Namespace) -> int:
    """Tell whether the mailbox was looked at lately, and whether replies leave."""
    with store_of(config) as store:
        found = examine(store, config, now())
    Console(stderr=bool(found.ailments)).print(Text(found.sentence), soft_wrap=True)
    return 1 if found.ailments else 0


def check(config: Config, _options: Namespace) -> int:
    """Try everything the service needs; say of each what is wrong and how to mend it."""
    return 0 if tried(_attempts(config)) else 1


def tried(attempts: Iterable[tuple[str, Callable[[], str]]]) -> bool:
    """Make each attempt, by its name, and print what was found or what is wrong; tell whether all went well."""
    say, good = Console(highlight=False), True
    for name, attempt in attempts:
        try:
            found = attempt()
        except (TemplatesError, StoreError, MailboxError, SubmissionError, SecretError, ClockError) as error:
            good = False
            for line in str(error).splitlines():
                say.print(Text.assemble(("✗ ", "red"), f"{name}: {line}"))
        else:
            say.print(Text.assemble(("✓ ", "green"), f"{name}: {found}"))
    return good


class ClockError(Exception):
    """The machine's clock is wrong."""


def _attempts(config: Config) -> Iterator[tuple[str, Callable[[], str]]]:
    events = ", ".join(event.id for event in config.events)
    yield "configuration", lambda: f"valid, for {events}"
    yield "templates", lambda: f"{len(templates_of(config).sources)} render for every event"
    yield "clock", _clock
    yield "store", lambda: _store(config)
    yield from doors(config)


def doors(config: Config) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the attempts to log in."""
    login = login_of(config)
    if login:
        yield "log-in", lambda: _login(login)
    yield "mailbox", lambda: _mailbox(config, login)
    yield "submission", lambda: _submission(config, login)


def _clock() -> str:
    moment = now()
    if moment < _EARLIEST:
        raise ClockError(f"this machine thinks it is {moment:%Y-%m-%d %H:%M}; set its clock, best by NTP")
    return f"it is {moment.astimezone():%Y-%m-%d %H:%M %Z}"


def _store(config: Config) -> str:
    def counted(store: Store) -> int:
        with store.begin() as tx:
            return tx.ledger().seen

    with store_of(config) as store:
        return f"can be written; {counted(store)} mails seen so far"


def _login(login: Login) -> str:
    login.token()
    whose = f" to {login.account}" if login.account else ""
    lapsing = "".join(f"; but {notice.text}" for notice in login.notices(now()))
    return f"{login.provider} opens{whose}{lapsing}"


def _mailbox(config: Config, login: Login | None) -> str:
    with closing(Mailbox(config.mailbox, config.folder, login=login)) as mailbox:
        mailbox.check()
    folders = " and ".join(filter(None, (config.mailbox.folder, config.mailbox.sent)))
    return f"logged in at {config.mailbox.host}, {folders} found"


def _submission(config: Config, login: Login | None) -> str:
    Submission(config.submission, config.folder, login=login).check()
    return f"logged in at {config.submission.host}"


def _replies(waiting: Sequence[OutboxItem]) -> str:
    return "1 reply waits" if len(waiting) == 1 else f"{len(waiting)} replies wait"
