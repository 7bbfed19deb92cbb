"""The same text is not answered twice, and past its limits the bot is silent and tells the organiser at once."""

from datetime import datetime, timedelta

from inbox_bot.alarm import Alarm
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import parse
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.store import Inbound, OutboxItem, State, Store
from seminar import EVENT, NOW, ORGANISER, Clock, desk, mail, registration

DAY = timedelta(hours=24)
TEAM = ("Linda <linda@kcvs.example>", "els@kcvs.example")
WORDS = "Beste,\n\nGraag schrijf ik mij in voor het seminarie.\n\nNaam: {}\nStad: Gent\nFunctie: schepen\n"


class Desk:
    """Takes mails in as the service does."""

    def __init__(self, store: Store, limits: Limits = Limits()) -> None:  # noqa: B008  frozen
        self.clock = Clock()
        self._store, self._uid = store, 0
        alarm = Alarm(TEAM, "nl", desk(), EVENT.timezone)
        self._intake = Intake(store, (EVENT,), desk(), frozenset({ORGANISER}), limits, self.clock, alarm)

    def take(self, octets: bytes, at: datetime = NOW) -> Inbound:
        self.clock.now, self._uid = at, self._uid + 1
        [taken] = self._intake.take([Arrival(octets, at, "INBOX", 1, self._uid)])
        with self._store.read() as reading:
            decided = reading.inbound(taken.digest)
        assert decided is not None
        return decided

    def sent(self, *to: str) -> list[OutboxItem]:
        with self._store.read() as reading:
            return [one for one in reading.outbox() if one.rcpt_to in to]


def again(number: int, text: str = registration(1).decode().partition("\n\n")[2], answers: str = "") -> bytes:
    """Return the text of the first registration once more, in a mail of its own."""
    return mail(text, sender="Jan Janssens <jan1@gent.example>", number=number, answers=answers)


def different(number: int) -> bytes:
    """Return a registration of somebody else by the one secretary."""
    names = ("An Claes", "Piet Maes", "Els Jacobs", "Tom Mertens", "Eva Willems", "Jo Goossens", "Ria Wouters")
    text = WORDS.format(names[number % 7]) + f"E-mailadres: p{number}@gent.example\n"
    return mail(text, sender="Secretariaat <info@gent.example>", number=number)


def test_the_same_text_within_a_day_is_recorded_listed_and_not_answered(store: Store) -> None:
    at = Desk(store)
    first, second = at.take(again(1)), at.take(again(2), NOW + DAY / 2)

    assert (Outcome.CONFIRMED, Outcome.REVIEW, "repeated") == (first.outcome, second.outcome, second.rule)
    assert 1 == len(at.sent("jan1@gent.example"))


def test_the_same_text_a_day_later_is_told_what_is_noted(store: Store) -> None:
    at = Desk(store)
    at.take(again(1))

    assert (Outcome.CONFIRMED, "repeat") == ((late := at.take(again(2), NOW + DAY)).outcome, late.rule)


def test_the_same_text_in_a_conversation_is_never_answered_again(store: Store) -> None:
    at = Desk(store)
    at.take(again(1))
    [ours] = at.sent("jan1@gent.example")

    assert "repeated" == at.take(again(2, answers=ours.message_id), NOW + 3 * DAY).rule


def test_who_got_no_answer_may_say_the_same_again(store: Store) -> None:
    at = Desk(store)
    at.take(again(1))
    [ours] = at.sent("jan1@gent.example")
    with store.begin() as tx:
        tx.came_back(ours.id, NOW, "")

    assert "repeat" == at.take(again(2)).rule


def test_the_same_text_of_somebody_else_is_theirs(store: Store) -> None:
    at = Desk(store)
    at.take(again(1))
    other = mail(WORDS.format("An Claes"), sender="An Claes <an@gent.example>", number=2)

    assert Outcome.CONFIRMED == at.take(other).outcome


def test_past_the_limit_of_a_sender_the_organisers_are_told_once(store: Store) -> None:
    at = Desk(store, Limits(per_sender=2))
    decided = [at.take(different(number), NOW + number * timedelta(minutes=1)) for number in range(6)]
    letters = at.sent("linda@kcvs.example", "els@kcvs.example")

    assert [Outcome.CONFIRMED] * 2 + [Outcome.REVIEW] * 4 == [one.outcome for one in decided]
    assert 2 == len(at.sent("info@gent.example"))
    assert ["linda@kcvs.example", "els@kcvs.example"] == [one.rcpt_to for one in letters]
    assert {State.PENDING} == {one.state for one in letters}
    told = parse(letters[0].octets)
    assert "Let op: er gaan ongewoon veel antwoorden uit" == told.subject
    assert "info@gent.example kreeg in 24 uur al 2 antwoorden." in told.text
    assert told.automatic


def test_the_next_time_is_told_again(store: Store) -> None:
    at = Desk(store, Limits(per_sender=1))
    for number, moment in enumerate((NOW, NOW, NOW + DAY / 2, NOW + 3 * DAY, NOW + 3 * DAY)):
        at.take(different(number), moment)

    assert 2 == len(at.sent("els@kcvs.example"))


def test_past_the_limit_of_all_the_organisers_are_told_too(store: Store) -> None:
    at = Desk(store, Limits(per_hour=2))
    for number in range(5):
        at.take(registration(number), NOW)
    [letter] = at.sent("els@kcvs.example")

    assert "In één uur gingen al 2 antwoorden uit." in parse(letter.octets).text
    with store.read() as reading:
        assert (5, True, 3) == ((ledger := reading.ledger()).seen, ledger.balanced, ledger.flagged)
