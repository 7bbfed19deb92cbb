"""The only place where things are put together."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr

from inbox_bot import templating
from inbox_bot.alarm import Alarm
from inbox_bot.away import away_of
from inbox_bot.config import Config
from inbox_bot.core.case import Limits
from inbox_bot.core.message import Address
from inbox_bot.core.reminding import Moments
from inbox_bot.core.reply import Desk, Templates
from inbox_bot.digest import Digests
from inbox_bot.elsewhere import Elsewhere
from inbox_bot.health import examine
from inbox_bot.intake import Intake
from inbox_bot.login import Login
from inbox_bot.mailbox import Mailbox
from inbox_bot.outage import Outage, patience
from inbox_bot.outbox import Outbox
from inbox_bot.polling import Polling
from inbox_bot.probe import Probe
from inbox_bot.promotion import Promotion
from inbox_bot.purge import Purge
from inbox_bot.reader import Reader
from inbox_bot.reminders import Reminders
from inbox_bot.review import Review
from inbox_bot.sent import SentCopies
from inbox_bot.service import Service
from inbox_bot.store import Store, StoreError
from inbox_bot.submission import Submission
from inbox_bot.tending import Tending
from inbox_bot.unnoted import Unnoted


class TemplatesError(Exception):
    """What is wrong with the templates: one line an error."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def now() -> datetime:
    """Return the moment, aware."""
    return datetime.now(UTC)


def templates_of(config: Config) -> Templates:
    """Return the templates, each rendered once for every event; TemplatesError if one fails."""
    templates = templating.load(*config.templates)
    if faults := templating.check(templates, config.events):
        raise TemplatesError(faults)
    return templates


def desk_of(config: Config, templates: Templates, key: bytes) -> Desk:
    """Return who answers."""
    return Desk(Address(*parseaddr(config.submission.sender)), templates, key, config.reply.form)


def limits_of(config: Config) -> Limits:
    """Return how much may be said."""
    return Limits(config.reply.per_sender, config.reply.per_hour)


def moments_of(config: Config) -> Moments:
    """Return when people are reminded."""
    return Moments(config.reply.remind_after, config.reply.remind_before_closing)


def alarm_of(config: Config, desk: Desk) -> Alarm:
    """Return who writes to the organiser."""
    return Alarm(config.organiser.addresses, config.organiser.language, desk, config.events[0].timezone)


def unnoted_of(config: Config, submission: Submission, alarm: Alarm, clock: Callable[[], datetime]) -> Unnoted:
    """Return what is told where the store is away."""
    return Unnoted(submission, alarm, patience(config), clock, away_of(config))


def login_of(config: Config, clock: Callable[[], datetime] = now) -> Login | None:
    """Return the log-in in place of passwords; None where there is none."""
    return Login(config.login, config.folder, clock=clock) if config.login else None


@dataclass(frozen=True, slots=True)
class House:
    """Everything that a running program needs, around one store."""

    config: Config
    store: Store
    desk: Desk
    mailbox: Mailbox
    submission: Submission
    login: Login | None
    clock: Callable[[], datetime]
    reader: Reader | None = None

    @property
    def review(self) -> Review:
        """The organiser's hand."""
        return Review(self.store, self.config.events, self.desk, self.config.own_addresses, self.clock)

    @property
    def digests(self) -> Digests:
        """The daily word to the organiser."""
        return Digests(self.store, self.config, self.desk, self.submission, self.clock)

    @property
    def reminders(self) -> Reminders:
        """The word to who left something open."""
        config = self.config
        limits, when = limits_of(config), moments_of(config)
        return Reminders(self.store, config.events, self.desk, config.own_addresses, limits, when, self.clock)

    @property
    def elsewhere(self) -> Elsewhere:
        """Where a reply goes that the server refused."""
        return Elsewhere(self.desk, self.config.own_addresses)

    @property
    def intake(self) -> Intake:
        """Who takes mails in."""
        config, limits = self.config, limits_of(self.config)
        return Intake(
            self.store,
            config.events,
            self.desk,
            config.own_addresses,
            limits,
            self.clock,
            self.alarm,
            config.mailbox.authserv_id.lower(),
            self.reader,
        )

    @property
    def alarm(self) -> Alarm:
        """The word to the organiser that does not wait."""
        return alarm_of(self.config, self.desk)

    @property
    def outage(self) -> Outage:
        """What is told where the mailbox is not looked at."""
        return Outage(self.store, self.alarm, patience(self.config), self.clock)

    @property
    def purge(self) -> Purge:
        """What is kept no longer goes."""
        return Purge(self.store, self.config.events, self.clock)

    def tend(self) -> None:
        """Renew the log-in if it is time, and tell what is wrong with it. StoreError passes."""
        if self.login:
            Tending(self.login, self.store, self.alarm, self.clock).tend()

    @property
    def probe(self) -> Probe:
        """The message to ourselves."""
        return Probe(self.store, self.config.probe, self.alarm, self.desk, self.clock)

    def chores(self) -> None:
        """Do what is done once a day, if it is due; StoreError passes."""
        self.purge.run_if_due()
        self.probe.send_if_due()

    def status(self) -> str:
        """Tell in one line how the service is."""
        return examine(self.store, self.config, self.clock()).sentence

    def cut(self) -> None:
        """Break off whatever waits for a server, from any thread and for good."""
        self.mailbox.cut()
        self.submission.cut()

    @property
    def service(self) -> Service:
        """The service, ready to run."""
        config = self.config
        chance = random.SystemRandom().random
        return Service(
            mailbox=self.mailbox,
            polling=Polling(self.mailbox, self.store, self.intake, config.mailbox, self.clock, self.probe, self.reader),
            outbox=Outbox(self.store, self.submission, self.clock, chance, self.elsewhere.send),
            reminders=self.reminders,
            promotion=Promotion(self.store, config.events, self.desk, config.own_addresses, self.clock),
            digest=self.digests.send_if_due,
            tend=self.tend,
            chores=self.chores,
            status=self.status,
            outage=self.outage,
            unnoted=unnoted_of(config, self.submission, self.alarm, self.clock),
            copy_sent=SentCopies(self.store, self.mailbox, config.mailbox.sent, self.clock).copy,
            tidy=lambda: self.probe.remove(self.mailbox),
            cut=self.cut,
            clock=self.clock,
            jitter=chance,
        )


@contextmanager
def store_of(config: Config) -> Iterator[Store]:
    """Open the store; StoreError if that fails."""
    store = Store(config.store_url)
    try:
        store.create()
        yield store
    finally:
        store.close()


@contextmanager
def telling(config: Config, clock: Callable[[], datetime] = now) -> Iterator[Unnoted]:
    """Let a StoreError of the block pass, and the organiser know where that has been so for too long."""
    submission = Submission(config.submission, config.folder, login=login_of(config, clock))
    # Of a store that is away no key is known; these letters answer nothing.
    desk = desk_of(config, templating.load(*config.templates), b"no store")
    unnoted = unnoted_of(config, submission, alarm_of(config, desk), clock)
    try:
        yield unnoted
    except StoreError as error:
        unnoted.failed(str(error))
        raise
    finally:
        submission.close()


@contextmanager
def house_of(config: Config, clock: Callable[[], datetime] = now, reader: Reader | None = None) -> Iterator[House]:
    """Put everything together; TemplatesError and StoreError if it does not hold. *reader* as in `Polling`."""
    templates = templates_of(config)
    with store_of(config) as store:
        login = login_of(config, clock)
        mailbox = Mailbox(config.mailbox, config.folder, login=login)
        submission = Submission(config.submission, config.folder, login=login)
        try:
            yield House(config, store, desk_of(config, templates, store.key), mailbox, submission, login, clock, reader)
        finally:
            mailbox.close()
            submission.close()
