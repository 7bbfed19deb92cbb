"""Who leaves something open is reminded twice, and only who does."""

from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest

from inbox_bot.core.case import Limits
from inbox_bot.core.message import parse
from inbox_bot.core.reminding import Moments
from inbox_bot.core.reply import Kind
from inbox_bot.outbox import Outbox, Unreachable
from inbox_bot.reading import Arrival
from inbox_bot.reminders import Reminders
from inbox_bot.store import OutboxItem, Store
from machines import intake
from seminar import EVENT, ORGANISER, Clock, desk, mail, registration

ASKED = registration(4, without="function")
JAN = "Jan Mertens <jan4@gent.example>"
HOUR = timedelta(hours=1)


@dataclass
class Post:
    """Takes everything, or is not there."""

    taken: list[OutboxItem] = field(default_factory=list)
    away: bool = False

    def hand_over(self, item: OutboxItem, before_dot: object) -> None:
        if self.away:
            raise Unreachable("away")
        before_dot()  # type: ignore[operator]  # as the protocol says
        self.taken.append(item)


@dataclass
class Bot:
    """A store with its clock, its post, and somebody who looks at the mailbox every hour."""

    store: Store
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)
    post: Post = field(default_factory=Post)
    uid: int = 0

    @property
    def reminders(self) -> Reminders:
        own = frozenset({ORGANISER})
        return Reminders(self.store, (EVENT,), desk(), own, self.limits, Moments(), self.clock)

    def receive(self, octets: bytes) -> None:
        self.uid += 1
        intake(self.store, self.clock).take([Arrival(octets, self.clock(), "INBOX", 7, self.uid)])
        self.deliver()

    def deliver(self) -> None:
        self.reminders.withdraw()
        Outbox(self.store, self.post, self.clock, lambda: 0.0).deliver()

    def wait(self, hours: int) -> list[Kind]:
        """Look every hour; return what was sent meanwhile."""
        before = len(self.post.taken)
        for _ in range(hours):
            self.clock.advance(HOUR)
            self.reminders.enqueue()
            self.deliver()
        return [item.outcome for item in self.post.taken[before:]]

    @property
    def last(self) -> Message:
        return message_from_bytes(self.post.taken[-1].octets)

    def answer(self, text: str, number: int = 41, sender: str = JAN, subject: str = "Re: Inschrijving") -> bytes:
        return mail(text, sender=sender, subject=subject, number=number, answers=self.last["Message-ID"])


@pytest.fixture
def bot(store: Store) -> Bot:
    return Bot(store)


def test_two_reminders_leave_and_then_it_is_left_to_the_report(bot: Bot) -> None:
    bot.receive(ASKED)
    question = bot.last
    assert [] == bot.wait(47)
    assert [Kind.REMINDER] == bot.wait(1)
    assert question["Message-ID"] == bot.last["In-Reply-To"]
    assert ["<4@gent.example>", question["Message-ID"]] == bot.last["References"].split()
    text = parse(bot.post.taken[-1].octets).text
    assert "  - Functie\n" in text
    assert "Gent" not in text
    assert "tot en met zondag 2 december 2018" in text
    closing = int((EVENT.deadline - 36 * HOUR - bot.clock()) / HOUR)
    assert [] == bot.wait(closing)
    assert [Kind.CLOSING] == bot.wait(1)
    assert [] == bot.wait(100)


def test_who_answers_a_reminder_is_registered_and_hears_no_other(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.wait(48)
    bot.receive(bot.answer("Schepen van mobiliteit.\n"))
    with bot.store.read() as reading:
        assert ["confirmed"] == [entry.status for entry in reading.entries()]
    assert [] == bot.wait(300)


def test_who_cancels_is_not_reminded(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.receive(bot.answer("Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n"))
    assert [] == bot.wait(300)


def test_an_absence_changes_nothing(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.clock.advance(20 * HOUR)
    bot.receive(bot.answer("Ik ben afwezig tot 26 november.\n", subject="Automatisch antwoord: Inschrijving"))
    assert [] == bot.wait(27)
    assert [Kind.REMINDER] == bot.wait(1)


def test_while_a_mail_of_theirs_waits_for_a_human_nobody_is_reminded(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.receive(bot.answer("Kan ik met de auto tot aan de deur rijden?\n"))
    with bot.store.read() as reading:
        assert 1 == len(reading.flagged())
    assert [] == bot.wait(100)


@pytest.mark.parametrize("answered", ["their mail", "our question"])
def test_who_was_answered_by_hand_meanwhile_is_not_reminded(bot: Bot, answered: str) -> None:
    bot.receive(ASKED)
    bot.wait(5)
    by_hand = "<4@gent.example>" if answered == "their mail" else bot.last["Message-ID"]
    with bot.store.begin() as tx:
        tx.note_answered({by_hand, "<private@gent.example>"}, bot.clock())

    assert [] == bot.wait(300)


def test_a_reminder_that_waits_for_its_sending_is_taken_back_once_somebody_answered_by_hand(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.post.away = True
    bot.wait(48)
    with bot.store.begin() as tx:
        tx.note_answered({"<4@gent.example>"}, bot.clock())
    bot.post.away = False

    assert [] == bot.wait(3)


def test_what_was_answered_by_hand_before_we_asked_is_no_answer_to_our_question(bot: Bot) -> None:
    with bot.store.begin() as tx:
        tx.note_answered({"<3@gent.example>"}, bot.clock())
    bot.receive(ASKED.replace(b"Message-ID: ", b"References: <3@gent.example>\nMessage-ID: "))

    assert [Kind.REMINDER] == bot.wait(48)


def test_what_was_answered_while_the_post_was_away_does_not_leave(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.post.away = True
    bot.wait(48)
    bot.receive(bot.answer("Schepen van mobiliteit.\n"))
    bot.post.away = False
    assert [Kind.CONFIRMED] == bot.wait(3)


def test_nothing_leaves_after_the_deadline_though_it_was_due_before(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.post.away = True
    bot.wait(48)
    bot.clock.now = EVENT.deadline + HOUR
    bot.post.away = False
    assert [] == bot.wait(3)
    assert [Kind.INCOMPLETE] == [item.outcome for item in bot.post.taken]


def test_a_question_that_was_never_sent_is_not_repeated(bot: Bot) -> None:
    bot.post.away = True
    bot.receive(ASKED)
    with bot.store.begin() as tx:
        [item] = tx.claim(bot.clock() + HOUR, bot.clock() + 2 * HOUR, 1)
        tx.fail(item, bot.clock(), "no such user")
    bot.post.away = False
    assert [] == bot.wait(100)


def test_reminders_count_within_the_limits(store: Store) -> None:
    bot = Bot(store, Limits(per_hour=1))
    bot.receive(ASKED)
    bot.receive(registration(5, without="city"))
    bot.clock.advance(47 * HOUR)
    assert [Kind.REMINDER] == bot.wait(1)
    assert [Kind.REMINDER] == bot.wait(1)


def test_two_machines_send_one_reminder(bot: Bot) -> None:
    bot.receive(ASKED)
    bot.clock.advance(48 * HOUR)
    one, other = bot.reminders, bot.reminders
    assert (1, 0) == (one.enqueue(), other.enqueue())


def test_of_two_people_only_who_lacks_something_is_named(bot: Bot) -> None:
    bot.receive(
        mail(
            "Graag schrijf ik twee collega's in voor het seminarie:\n\n"
            "Naam: Els Maes\nStad: Gent\nFunctie: schepen\nE-mailadres: els@gent.example\n\n"
            "Naam: An Claes\nStad: Gent\nE-mailadres: an@gent.example\n",
            sender=JAN,
        )
    )
    assert [Kind.REMINDER] == bot.wait(48)
    text = parse(bot.post.taken[-1].octets).text
    assert "  - Functie van An Claes\n" in text
    assert "Els Maes" not in text
