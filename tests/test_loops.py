"""Whoever answers whatever we send: on real servers every exchange ends by itself, within the limits."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from calendars import outlook
from inbox_bot.assembly import House, house_of
from inbox_bot.config import Config
from inbox_bot.demo.place import placed
from inbox_bot.demo.servers import Accepted, SmtpServer
from inbox_bot.store import Inbound, State, Status
from reports import exchange, exim, qmail, report
from seminar import ANSWERS, EVENT, NOW, ORGANISER, Clock, mail, registration

ROUNDS = 30
"""So long nothing that is sound goes on."""
OTHER = "piet@andere.example"
JAN = "Jan Janssens <jan1@gent.example>"
Answer = Callable[[bytes, int], bytes]
"""What somebody sends back for a message of ours; the number makes it one of its own."""


@dataclass
class Bot:
    """A whole program with its mail servers, and what it has sent."""

    house: House
    smtp: SmtpServer
    clock: Clock
    _seen: int = field(default=0)

    def receive(self, *mails: bytes) -> None:
        mailbox = self.house.config.mailbox
        assert mailbox.password is not None
        with IMAPClient(mailbox.host, mailbox.port, ssl=False, timeout=30) as client:
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.normalise_times = False
            client.login(mailbox.username, mailbox.password.read(self.house.config.folder))
            client.multiappend(mailbox.folder, [{"msg": one, "date": self.clock.now} for one in mails])

    def look(self) -> list[Accepted]:
        """Look at the mailbox; return what was sent since the last time."""
        self.clock.advance(timedelta(minutes=1))
        self.house.service.pass_once()
        fresh = self.smtp.accepted[self._seen :]
        self._seen += len(fresh)
        return fresh

    def sent(self, *to: str) -> int:
        """Count what was sent to *to*, or in all."""
        return sum(not to or set(one.rcpt_tos) <= set(to) for one in self.smtp.accepted)

    def flagged(self) -> list[Inbound]:
        with self.house.store.read() as reading:
            return reading.flagged()

    @property
    def on_the_list(self) -> list[str]:
        with self.house.store.read() as reading:
            return [entry.status.value for entry in reading.entries()]


@contextmanager
def running(address: str = ORGANISER, capacity: int | None = None) -> Iterator[Bot]:
    config = Config.model_validate(
        {
            "mailbox": {"host": "localhost"},
            "submission": {"host": "localhost", "from": f"Linda <{address}>"},
            "organiser": {"addresses": [address]},
            "event": [EVENT.model_copy(update={"capacity": capacity})],
        }
    )
    clock = Clock(NOW)
    with (
        TemporaryDirectory() as folder,
        placed(config, Path(folder), NOW) as (here, smtp),
        house_of(here, clock) as house,
    ):
        yield Bot(house, smtp, clock)


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        yield bot


def play(bot: Bot, first: Sequence[bytes], answer: Answer) -> int:
    """Let *first* come, and *answer* to whatever is sent until nothing is; return after how many rounds it ended."""
    bot.receive(*first)
    for number in range(1, ROUNDS + 1):
        answers = [answer(one.octets, 100 * number + which) for which, one in enumerate(bot.look())]
        if not answers:
            return number
        bot.receive(*answers)
    raise AssertionError("they never stop")


def replying(text: str, *, subject: str = "Re: Inschrijving", header: str = "") -> Answer:
    """Return who answers *text* ({} is a number) in our conversation, with our words below."""

    def answer(ours: bytes, number: int) -> bytes:
        sent = message_from_bytes(ours)
        quoted = "".join(f"> {line}\n" for line in _words(ours).split("\n"))
        octets = mail(
            f"{text.format(number)}\n\nOp 20 november 2018 schreef Linda:\n{quoted}",
            sender=JAN,
            subject=subject,
            number=number,
            answers=sent["Message-ID"],
        )
        return f"{header}\n".encode() + octets if header else octets

    return answer


def _words(ours: bytes) -> str:
    part = next(one for one in message_from_bytes(ours).walk() if one.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


ABSENT = "Beste,\n\nIk ben afwezig tot 3 december. Dringend? Bel mijn collega op 09 123 45 67."
RECEIVED = "Bedankt voor uw bericht. Wij hebben het goed ontvangen en nemen spoedig contact met u op."


@pytest.mark.parametrize("lacks", ["", "function"])
@pytest.mark.parametrize("text", [ABSENT, RECEIVED, "Functie: schepen"])
def test_a_responder_with_headers_gets_one_mail(bot: Bot, text: str, lacks: str) -> None:
    rounds = play(bot, [registration(1, without=lacks)], replying(text, header="Auto-Submitted: auto-replied"))

    assert (2, 1) == (rounds, bot.sent())
    assert [Status.INCOMPLETE if lacks else Status.CONFIRMED] == bot.on_the_list


@pytest.mark.parametrize("lacks", ["", "function"])
@pytest.mark.parametrize("text", [ABSENT, RECEIVED])
def test_a_responder_without_headers_gets_one_mail(bot: Bot, text: str, lacks: str) -> None:
    rounds = play(bot, [registration(1, without=lacks)], replying(text))

    assert (2, 1) == (rounds, bot.sent())
    assert [Status.INCOMPLETE if lacks else Status.CONFIRMED] == bot.on_the_list


@pytest.mark.parametrize(
    ("text", "header", "first", "second"),
    [(ABSENT, "", 3, 2), (ABSENT, "Auto-Submitted: auto-replied", 3, 2), (RECEIVED, "", 2, 1)],
)
def test_a_responder_takes_no_place_that_came_free_and_hears_of_each_once(
    text: str, header: str, first: int, second: int
) -> None:
    """Where it only thanks, as people do, a human looks, and the place is kept for the *first* meanwhile."""
    answer = replying(text, header=header)
    leaves = mail("Gelieve mijn inschrijving te annuleren.\n", sender="Jan Maes <jan2@gent.example>", number=9)
    with running(capacity=1) as bot:
        bot.receive(registration(2), registration(1), registration(3))
        bot.look()
        play(bot, [leaves], answer)
        bot.clock.advance(timedelta(days=3))
        rounds = play(bot, [registration(4)], answer)

        assert [Status.CANCELLED, *[Status.WAITING] * 3] == bot.on_the_list
        assert (2, first, second) == (rounds, bot.sent("jan1@gent.example"), bot.sent("jan3@gent.example"))


def test_a_responder_that_sends_the_same_registration_over_and_over_gets_one_mail(bot: Bot) -> None:
    text = registration(1).decode().partition("\n\n")[2]
    rounds = play(bot, [registration(1)], lambda _, number: mail(text, sender=JAN, number=number))

    assert (2, 1, ["repeated"]) == (rounds, bot.sent(), [one.rule for one in bot.flagged()])


def test_a_responder_that_always_says_something_new_is_left_at_the_limit_and_the_organiser_told_once(bot: Bot) -> None:
    names = ("An Claes", "Piet Maes", "Els Jacobs", "Tom Mertens", "Eva Willems", "Jo Goossens", "Ria Wouters")

    def somebody_else(_: bytes, number: int) -> bytes:
        text = "Graag schrijf ik iemand in voor het seminarie.\n\n" + "".join(
            f"{one.label}: {value}\n"
            for one in EVENT.fields
            for value in [
                {**ANSWERS, "name": names[number // 100 % 7], "email": f"p{number}@gent.example"}[one.key],
            ]
        )
        return mail(text, sender=JAN, number=number)

    play(bot, [registration(1)], somebody_else)

    assert (5, 1) == (bot.sent("jan1@gent.example"), bot.sent(ORGANISER))


@pytest.mark.parametrize("written", [report, qmail, exim, exchange])
def test_a_bounce_of_ours_is_sent_to_the_other_address_once(bot: Bot, written: Callable[..., bytes]) -> None:
    first = registration(1).replace(b"mailadres: jan1@gent.example", f"mailadres: {OTHER}".encode())
    rounds = play(bot, [first], lambda ours, number: written(ours, number=number))

    assert (3, 1, 1, 2) == (rounds, bot.sent("jan1@gent.example"), bot.sent(OTHER), bot.sent())
    [flagged] = bot.flagged()
    assert f"our confirmation to {OTHER} did not arrive" == flagged.reasons[0]
    with bot.house.store.read() as reading:
        assert {State.RETURNED} == {one.state for one in reading.outbox()}


def test_our_own_reply_coming_back_is_not_answered(bot: Bot) -> None:
    rounds = play(bot, [registration(1, without="function")], lambda ours, _: ours)

    assert (2, 1, []) == (rounds, bot.sent(), bot.flagged())


def test_our_own_reply_sent_on_by_somebody_without_its_headers_is_not_answered(bot: Bot) -> None:
    def sent_on(ours: bytes, number: int) -> bytes:
        return mail(_words(ours), sender=JAN, subject="Fwd: Uw inschrijving", number=number)

    rounds = play(bot, [registration(1, without="function")], sent_on)

    assert (2, 1) == (rounds, bot.sent())


@pytest.mark.parametrize(
    "header", ["List-Id: <leden.gent.example>", "Precedence: bulk", "X-BeenThere: leden@gent.example"]
)
def test_a_list_that_we_are_answered_through_gets_one_mail(bot: Bot, header: str) -> None:
    rounds = play(bot, [registration(1, without="function")], replying("Functie: schepen", header=header))

    assert (2, 1) == (rounds, bot.sent())


def test_of_five_hundred_mails_of_one_sender_five_are_answered_and_all_are_recorded(bot: Bot) -> None:
    def one_more(number: int) -> bytes:
        octets = registration(number).replace(b"From: Jan", b"From: Secretariaat <info@gent.example>\nX-Was: Jan")
        return octets.replace(f"<{number}@".encode(), f"<flood-{number}@".encode())

    rounds = play(bot, [one_more(number) for number in range(500)], lambda _, number: one_more(1000 + number))

    assert (2, 5, 1, 6) == (rounds, bot.sent("info@gent.example"), bot.sent(ORGANISER), bot.sent())
    with bot.house.store.read() as reading:
        ledger = reading.ledger()
    assert (506, True) == (ledger.seen, ledger.balanced)
    assert (5, 501, 0) == (ledger.registered, ledger.flagged, ledger.not_for_us)


@pytest.mark.parametrize("status", ["ACCEPTED", "TENTATIVE", "DECLINED"])
def test_what_a_calendar_answers_is_not_answered(bot: Bot, status: str) -> None:
    rounds = play(bot, [registration(1)], lambda _, __: outlook(status, attendee="jan1@gent.example"))

    assert (2, 1, [Status.CONFIRMED]) == (rounds, bot.sent(), bot.on_the_list)
    assert ["calendar_answer"] * (status == "DECLINED") == [one.rule for one in bot.flagged()]


@pytest.mark.parametrize("lacks", ["", "function"])
@pytest.mark.parametrize("stripped", [False, True], ids=["as sent", "headers lost"])
def test_two_of_these_bots_end_after_one_mail(lacks: str, stripped: bool) -> None:  # noqa: FBT001  a parameter
    mine, theirs = ORGANISER, "info@gent.example"
    with ExitStack() as stack:
        bots = {address: stack.enter_context(running(address)) for address in (mine, theirs)}
        first = registration(1, without=lacks).replace(b"<jan1@gent.example>", f"<{theirs}>".encode())
        bots[mine].receive(first)
        for _ in range(ROUNDS):
            under_way = [one for bot in bots.values() for one in bot.look()]
            if not under_way:
                break
            for one in under_way:
                for address in one.rcpt_tos:
                    bots[address].receive(_stripped(one.octets) if stripped else one.octets)
        else:
            raise AssertionError("they never stop")

        assert (1, 0) == (bots[mine].sent(), bots[theirs].sent())
        assert [] == bots[theirs].on_the_list


def _stripped(octets: bytes) -> bytes:
    """Return *octets* without what says that a machine wrote it, as a careless gateway leaves it."""
    message = message_from_bytes(octets)
    del message["Auto-Submitted"], message["X-Auto-Response-Suppress"]
    return message.as_bytes()
