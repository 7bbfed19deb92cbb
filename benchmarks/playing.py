"""Plays a conversation mail by mail: real IMAP and SMTP servers, the program's own pass, a clock that is set."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inbox_bot.assembly import House, house_of
from inbox_bot.config import Config
from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
from inbox_bot.core.reply.kinds import REMINDERS, Kind
from inbox_bot.demo.place import placed
from inbox_bot.demo.postman import put
from inbox_bot.demo.servers import Accepted, SmtpServer
from inbox_bot.store import Entry, Inbound, OutboxItem
from seminar import Clock

_REPLY_TO = re.compile(rb"@@REPLY-TO:([^@\s]+)@@")
_SOON = timedelta(seconds=30)
"""How long after a mail came it is looked at."""
_BETWEEN = timedelta(days=1)
"""How often the mailbox is looked at while no mail comes, so that what is due without one leaves in its time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the SMTP server took."""

    message_id: str
    """With its angle brackets."""
    kind: Kind | None
    """What it tells; None for what is no reply, such as a word to the organiser."""
    answers: str
    """Digest of the mail that it answers; empty where it is no reply."""
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class Step:
    """What one mail led to."""

    name: str
    octets: bytes
    """As it was put into the mailbox."""
    decided: Inbound
    again: bool
    """Whether the same mail was decided before, so that nothing was to be done."""
    meanwhile: tuple[Sent, ...]
    """What was sent between the mail before and this one."""
    sent: tuple[Sent, ...]
    entries: tuple[Entry, ...]
    """The list afterwards, whatever the status."""
    made_up: tuple[str, ...]
    """The mails whose reply it names though none was sent: it names one that nobody sent."""

    @property
    def outcome(self) -> Outcome:
        """What was done about it."""
        return Outcome.IGNORED if self.again else self.decided.outcome

    @property
    def replies(self) -> tuple[Sent, ...]:
        """What was sent to people because of it, and not because time passed."""
        return tuple(one for one in self.sent if one.kind is not None and one.kind not in REMINDERS)

    @property
    def others(self) -> tuple[Sent, ...]:
        """What others were told because of it."""
        return tuple(one for one in self.replies if one.answers != self.decided.digest)

    @property
    def reply(self) -> Sent | None:
        """The answer to this very mail."""
        return next((one for one in self.sent if one.answers == self.decided.digest), None)


class Player:
    """A house whose mail comes one by one. *house* and *clock* are free to be used between two mails."""

    def __init__(self, house: House, smtp: SmtpServer, clock: Clock) -> None:
        self.house = house
        self.clock = clock
        self.steps: dict[str, Step] = {}
        self._service = house.service
        self._smtp = smtp

    def play(self, name: str, octets: bytes, received_at: datetime) -> Step:
        """Let *octets* come at *received_at* (aware), look, deliver, and tell what became of it.

        Each `@@REPLY-TO:NAME@@` becomes the Message-ID of the reply sent to the mail played as NAME, and
        `@@REPLY-TO:NAME:KIND@@` that of the last word of that kind to its sender; all else is left.
        LookupError if the mail was not taken in.
        """
        meanwhile = self._until(received_at)
        filled, made_up = self._filled(octets)
        digest = parse(filled).digest
        again = self._decided(digest) is not None
        put(self.house.config, filled, received_at)
        self.clock.now = max(self.clock.now, received_at) + _SOON
        sent, decided = self._look(), self._decided(digest)
        if decided is None:
            raise LookupError(f"{name} was not taken in")
        step = Step(name, filled, decided, again, meanwhile, sent, self._entries(), made_up)
        self.steps[name] = step
        return step

    def _until(self, moment: datetime) -> tuple[Sent, ...]:
        """Let time pass until shortly before *moment*."""
        sent: list[Sent] = []
        while self.clock.now + _BETWEEN < moment:
            self.clock.advance(_BETWEEN)
            sent += self._look()
        return tuple(sent)

    def _look(self) -> tuple[Sent, ...]:
        known = len(self._smtp.accepted)
        self._service.pass_once()
        with self.house.store.read() as reading:
            outbox = {one.message_id: one for one in reading.outbox()}
        return tuple(_sent(one, outbox) for one in self._smtp.accepted[known:])

    def _decided(self, digest: str) -> Inbound | None:
        with self.house.store.read() as reading:
            return reading.inbound(digest)

    def _entries(self) -> tuple[Entry, ...]:
        with self.house.store.read() as reading:
            return tuple(reading.entries())

    def _filled(self, octets: bytes) -> tuple[bytes, tuple[str, ...]]:
        """Return *octets* with each reply's Message-ID in its place, and the mails to which there was none."""
        made_up: dict[str, None] = {}

        def message_id(found: re.Match[bytes]) -> bytes:
            name, _, kind = found[1].decode().partition(":")
            if (step := self.steps.get(name)) and (reply := self._told(step, kind) if kind else step.reply):
                return reply.message_id.encode()
            made_up[name] = None
            return f"<no-reply-to.{name}@nobody.invalid>".encode()

        return _REPLY_TO.sub(message_id, octets), tuple(made_up)

    def _told(self, step: Step, kind: str) -> Sent | None:
        with self.house.store.read() as reading:
            outbox = {one.message_id: one for one in reading.outbox()}
        told = (_sent(one, outbox) for one in reversed(self._smtp.accepted) if step.decided.sender in one.rcpt_tos)
        return next((one for one in told if one.kind == kind), None)


@contextmanager
def playing(config: Config, start: datetime) -> Iterator[Player]:
    """Give a player for the events of *config*, with servers and a store of its own; the clock begins at *start*."""
    clock = Clock(start)
    with (
        tempfile.TemporaryDirectory() as folder,
        placed(config, Path(folder), start) as (here, smtp),
        house_of(here, clock) as house,
    ):
        yield Player(house, smtp, clock)


def _sent(accepted: Accepted, outbox: dict[str, OutboxItem]) -> Sent:
    message_id = parse(accepted.octets).message_id
    item = outbox.get(message_id)
    return Sent(message_id, item.outcome if item else None, item.digest if item else "", accepted)
