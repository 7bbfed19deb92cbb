"""A place that came free is kept for who waits until they say that they take it, and passes on if they do not."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from benchmarks.playing import Sent, playing
from inbox_bot import report
from inbox_bot.core.case import Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.message import parse
from inbox_bot.core.offering import kept_until, lapsed
from inbox_bot.outbox import Outbox, Refused, Unclear
from inbox_bot.store import OutboxItem, Store
from reports import report as bounced
from seminar import EVENT, NOW, mail, registration
from test_places import TWO, Door, address, leaves
from test_threads import config

HOUR = timedelta(hours=1)
SECOND, THIRD = "Jan Maes", "Jan Jacobs"
NUMBERS = {SECOND: 2, THIRD: 3}


class Post:
    """Takes everything."""

    def hand_over(self, _item: OutboxItem, before_dot: object) -> None:
        before_dot()  # type: ignore[operator]  # as the protocol says


class Waiting(Door):
    """A door with one place, and the post that brings what is told."""

    def deliver(self) -> None:
        Outbox(self.store, Post(), self.clock, lambda: 0.0).deliver()

    def wait(self, hours: int) -> list[tuple[str, str]]:
        """Look now and then; return what was told meanwhile."""
        before, step = len(self.told()), max(1, hours // 4)
        for passed in range(0, hours, step):
            self.clock.advance(min(step, hours - passed) * HOUR)
            self.fill()
            self.deliver()
        return self.told()[before:]

    def answer(
        self, text: str, name: str = SECOND, *, subject: str = "Re: plaats", thread: bool = True
    ) -> Outcome | None:
        """Let *name* answer what we wrote to them last."""
        sender = address(NUMBERS[name])
        last = [item for item in self.replies() if item.rcpt_to == sender][-1]
        octets = mail(
            text,
            sender=f"{name} <{sender}>",
            number=200 + self.uid,
            subject=subject,
            answers=last.message_id if thread else "",
        )
        outcome = self.take(octets)
        self.deliver()
        return outcome


def offering(store: Store) -> Waiting:
    """Return a door at which the second is offered the place of the first, while the third waits."""
    door = Waiting(store, hold=48 * HOUR)
    for number in (1, 2, 3):
        door.take(registration(number))
    door.take(leaves(1, "Jan Janssens"))
    door.deliver()
    return door


@pytest.fixture
def door() -> Iterator[Waiting]:
    store = Store("sqlite://")
    store.create()
    yield offering(store)
    store.close()


@pytest.fixture
def either(store: Store) -> Waiting:
    """Return the same in either database."""
    return offering(store)


def test_the_next_in_line_is_told_until_when_the_place_is_kept_and_what_to_do(door: Waiting) -> None:
    assert (address(2), "offer") == door.told()[-1]
    assert {"Jan Janssens": "cancelled", SECOND: "waiting", THIRD: "waiting"} == door.standing()
    text = parse(door.replies()[-1].octets).text
    assert "Wij houden ze vrij tot donderdag 22 november 2018 om 11 uur." in text
    assert "“ja” volstaat" in text


def test_nobody_else_gets_the_place_meanwhile(door: Waiting) -> None:
    assert Outcome.WAITING is door.take(registration(5))
    assert [] == door.wait(24)


@pytest.mark.parametrize(
    "text",
    [
        "Ja, graag!",
        "Ja.",
        "Dag Linda,\n\nJa, ik kom zeker.\n\nGroeten,\nJan",
        "Graag!\n\nJan Maes",
        "Ik neem de plaats graag aan.",
        "Hierbij bevestig ik mijn komst.",
        "Super, ik ben erbij!",
        "Oui, avec plaisir.",
        "Yes please, I will be there.",
        "Ja, ich komme gerne.",
        "Ik kom graag. Is er parking?",
    ],
)
def test_who_says_yes_is_registered_and_told(door: Waiting, text: str) -> None:
    assert Outcome.CONFIRMED is door.answer(text)
    assert {"Jan Janssens": "cancelled", SECOND: "confirmed", THIRD: "waiting"} == door.standing()
    assert (address(2), "confirmed") == door.told()[-1]
    assert [] == door.wait(60)


def test_our_own_words_below_their_answer_are_not_theirs(door: Waiting) -> None:
    quoted = "".join(f"> {line}\n" for line in parse(door.replies()[-1].octets).text.splitlines())
    said = "Ik zie het, dank u.\n\nOp di 20 nov. 2018 om 10:05 schreef Linda <linda@kcvs.example>:\n"
    assert Outcome.REVIEW is door.answer(said + quoted)
    assert "waiting" == door.standing()[SECOND]


def test_who_registers_once_more_takes_the_place_too(door: Waiting) -> None:
    again = registration(2).replace(b"Graag schrijf ik mij in", b"Ja! Graag schrijf ik mij in")
    assert Outcome.CONFIRMED is door.take(again.replace(b"<2@gent", b"<22@gent"))
    assert "confirmed" == door.standing()[SECOND]


def test_who_gives_other_data_with_their_yes_is_registered_with_these(door: Waiting) -> None:
    assert Outcome.CONFIRMED is door.answer("Ja, ik kom.\n\nGelieve te wijzigen:\nFunctie: burgemeester\n")
    assert ["burgemeester"] == [one.fields["function"] for one in door.entries() if one.status == "confirmed"]


@pytest.mark.parametrize(
    "text", ["Nee, dank u.", "Nee", "Helaas kan ik niet meer komen.", "Non merci", "No, thank you."]
)
def test_who_says_no_passes_it_on_at_once(door: Waiting, text: str) -> None:
    assert Outcome.CANCELLED is door.answer(text)
    assert {"Jan Janssens": "cancelled", SECOND: "cancelled", THIRD: "waiting"} == door.standing()
    assert [(address(2), "cancelled"), (address(3), "offer")] == door.told()[-2:]


def test_who_does_not_answer_is_told_that_it_passed_on_and_so_is_the_next(either: Waiting) -> None:
    assert [] == either.wait(47)
    assert [(address(2), "lapsed"), (address(3), "offer")] == either.wait(3)
    assert "Wij kregen geen antwoord" in parse(either.replies()[-2].octets).text
    assert Outcome.CONFIRMED is either.answer("Ja, graag!", THIRD)
    assert [] == either.wait(100)
    assert {"Jan Janssens": "cancelled", SECOND: "waiting", THIRD: "confirmed"} == either.standing()


def test_who_answers_too_late_gets_what_is_free_or_is_in_line_again(either: Waiting) -> None:
    either.wait(50)
    assert Outcome.WAITING is either.answer("Ja, ik kom toch graag.")
    assert (address(2), "waiting") == either.told()[-1]
    assert Outcome.CANCELLED is either.answer("Nee, dank u.", THIRD)
    assert (address(2), "offer") == either.told()[-1]
    assert Outcome.CONFIRMED is either.answer("Ja, graag!")


def test_who_let_a_place_pass_and_wrote_from_elsewhere_is_offered_the_next_one(either: Waiting) -> None:
    either.wait(50)
    last = [item for item in either.replies() if item.rcpt_to == address(2)][-1]
    again = mail(
        "Ja, ik kom toch graag.", sender=f"{SECOND} <jan.maes@thuis.example>", number=777, answers=last.message_id
    )
    assert Outcome.WAITING == either.take(again)
    either.deliver()
    either.answer("Nee, dank u.", THIRD)
    assert [(address(2), "offer")] * 2 == [one for one in either.told() if one == (address(2), "offer")]


def test_who_answers_too_late_when_a_place_is_free_is_registered(door: Waiting) -> None:
    door.wait(50)
    door.answer("Nee, dank u.", THIRD)
    assert Outcome.CONFIRMED is door.answer("Ja, ik kom toch graag.")
    assert "confirmed" == door.standing()[SECOND]


def test_who_let_it_pass_keeps_no_newcomer_waiting(door: Waiting) -> None:
    door.wait(50)
    door.answer("Nee, dank u.", THIRD)
    assert Outcome.CONFIRMED is door.take(registration(5))


def test_an_answer_that_was_not_read_yet_when_the_time_was_up_counts(door: Waiting) -> None:
    door.clock.advance(60 * HOUR)
    assert Outcome.CONFIRMED is door.answer("Ja, graag!")
    assert [] == door.wait(1)


@pytest.mark.parametrize("text", ["Dank u wel!", "Mag mijn collega ook komen?", "Ik weet het nog niet zeker."])
def test_while_an_answer_waits_for_a_human_the_place_is_kept(either: Waiting, text: str) -> None:
    assert Outcome.REVIEW is either.answer(text)
    assert [] == either.wait(60)
    with either.store.read() as reading:
        [flagged] = reading.flagged()
    either.review.dismiss(flagged.digest, "")
    assert [(address(2), "lapsed"), (address(3), "offer")] == either.wait(1)


def test_an_absence_is_no_answer(door: Waiting) -> None:
    assert Outcome.IGNORED is door.answer("Ik ben afwezig tot 26 november.\n", subject="Automatisch antwoord: plaats")
    assert (address(2), "lapsed") in door.wait(50)


def test_while_a_colleague_speaks_with_them_the_place_is_kept(either: Waiting) -> None:
    either.clock.advance(HOUR)
    with either.store.begin() as tx:
        tx.note_answered({either.replies()[-1].message_id}, either.clock())
    assert [] == either.wait(100)


def test_a_place_does_not_pass_on_before_its_word_was_sent(store: Store) -> None:
    door = Waiting(store, hold=48 * HOUR)
    for number in (1, 2, 3):
        door.take(registration(number))
    door.take(leaves(1, "Jan Janssens"))
    door.clock.advance(60 * HOUR)
    door.fill()
    assert (address(2), "offer") == door.told()[-1]
    door.deliver()
    assert [] == door.wait(46)
    assert (address(2), "lapsed") in door.wait(3)


def test_an_offer_that_waits_for_its_sending_does_not_leave_once_they_cancelled(store: Store) -> None:
    door = Waiting(store, hold=48 * HOUR)
    for number in (1, 2, 3):
        door.take(registration(number))
    door.take(leaves(1, "Jan Janssens"))
    door.take(leaves(2, SECOND))
    door.promotion.withdraw()

    assert [(address(3), "offer")] == [one for one in door.told() if one[1] == "offer"]


def two_together(store: Store) -> Waiting:
    """Return a door at which two who came with one mail are offered the two places."""
    door = Waiting(store, capacity=2, hold=48 * HOUR)
    door.take(registration(1))
    door.take(mail(TWO, sender=f"Els Maes <{address(2)}>", number=7))
    door.take(leaves(1, "Jan Janssens"))
    door.deliver()
    return door


def test_who_came_together_take_their_places_together(store: Store) -> None:
    door = two_together(store)
    assert Outcome.CONFIRMED is door.answer("Ja, wij komen graag!")
    assert {"Jan Janssens": "cancelled", "Els Maes": "confirmed", "An Claes": "confirmed"} == door.standing()


def test_where_some_of_them_do_not_come_a_human_looks(store: Store) -> None:
    assert Outcome.REVIEW is two_together(store).answer("An Claes kan niet meer komen.")


def test_the_organiser_may_give_the_place_at_once(door: Waiting) -> None:
    [second] = [one for one in door.entries() if one.fields["name"] == SECOND]
    door.review.approve(second.digest)
    assert "confirmed" == door.standing()[SECOND]
    assert [] == door.wait(60)


def test_the_report_says_for_whom_a_place_is_kept_and_who_let_one_pass(door: Waiting) -> None:
    def text() -> str:
        return report.render(report.build(door.store, door.events, door.clock()), "text", "nl")

    assert "een plaats wordt vrijgehouden tot" in text()
    door.wait(50)
    assert "antwoordde niet toen een plaats vrijkwam" in text()


def test_two_places_are_never_kept_where_one_is_free(either: Waiting) -> None:
    either.fill()
    either.fill()
    with either.store.read() as reading:
        assert (1, 1) == reading.places(EVENT.id)


def test_no_place_passes_on_once_the_event_has_begun(door: Waiting) -> None:
    door.clock.now = EVENT.starts
    assert [] == door.wait(2)


@pytest.mark.parametrize(
    ("before", "hold", "expected"),
    [
        (400, "48h", 48),
        (60, "48h", 30),
        (25, "48h", 12),
        (24, "48h", None),
        (400, "never", None),
        (400, "2h", 2),
    ],
)
def test_a_place_is_kept_as_long_as_is_said_and_no_longer_than_half_of_what_is_left(
    before: int, hold: str, expected: int | None
) -> None:
    event = Event.model_validate({**EVENT.model_dump(exclude_none=True), "hold": hold})
    at = event.starts - before * HOUR
    until = kept_until(event, at)
    assert expected == (None if until is None else int((until - at) / HOUR))


def test_who_heard_of_it_late_has_as_long_to_answer() -> None:
    until = NOW + 48 * HOUR
    assert lapsed(until, NOW, NOW, until)
    assert not lapsed(until, NOW, NOW + 40 * HOUR, until)
    assert lapsed(until, NOW, NOW + 40 * HOUR, NOW + 88 * HOUR)


def test_on_real_servers_the_place_goes_from_one_to_the_next() -> None:
    event = EVENT.model_copy(update={"capacity": 1})
    with playing(config().model_copy(update={"events": (event,)}), NOW) as player:
        for number in (1, 2, 3):
            player.play(str(number), registration(number), NOW + number * HOUR)
        off = player.play("off", leaves(1, "Jan Janssens"), NOW + 4 * HOUR)
        late = player.play("late", registration(5), NOW + 100 * HOUR)
        [passed, offered] = late.meanwhile
        answer = mail("Ja, graag!", sender=f"{THIRD} <{address(3)}>", number=90, answers=offered.message_id)
        yes = player.play("yes", answer, NOW + 101 * HOUR)

    assert [("cancelled", address(1)), ("offer", address(2))] == told(off.sent)
    assert [("lapsed", address(2)), ("offer", address(3))] == told([passed, offered])
    assert [("waiting", address(5))] == told(late.sent)
    assert [("confirmed", address(3))] == told(yes.sent)
    assert ["cancelled", "waiting", "confirmed", "waiting"] == [one.status for one in yes.entries]


def told(sent: Sequence[Sent]) -> list[tuple[str, str]]:
    return [(str(one.kind), one.accepted.rcpt_tos[0]) for one in sent]


class Closed:
    """Takes nothing, and says why."""

    def __init__(self, why: Exception) -> None:
        self.why = why

    def hand_over(self, _item: OutboxItem, before_dot: object) -> None:
        before_dot()  # type: ignore[operator]  # as the protocol says
        raise self.why


def unheard(store: Store, why: Exception) -> Waiting:
    """Return a door at which the second is offered the place, but the mail that says so does not leave well."""
    door = Waiting(store, hold=48 * HOUR)
    for number in (1, 2, 3):
        door.take(registration(number))
    door.deliver()
    door.take(leaves(1, "Jan Janssens"))
    Outbox(store, Closed(why), door.clock, lambda: 0.0).deliver()
    return door


def test_a_place_passes_on_in_silence_where_the_word_of_it_was_refused(store: Store) -> None:
    door = unheard(store, Refused("550 no such user"))
    assert [] == door.wait(47)
    assert [(address(3), "offer")] == door.wait(3)
    assert {"Jan Janssens": "cancelled", SECOND: "waiting", THIRD: "waiting"} == door.standing()
    drawn = report.build(store, door.events, door.clock())
    assert address(2) in [one.to for one in drawn.undelivered]


def test_a_place_passes_on_where_nobody_knows_whether_they_heard_of_it(store: Store) -> None:
    door = unheard(store, Unclear("the line broke"))
    assert [] == door.wait(47)
    assert [(address(2), "lapsed"), (address(3), "offer")] == door.wait(3)


def test_a_place_passes_on_where_the_word_of_it_came_back(either: Waiting) -> None:
    assert Outcome.REVIEW is either.take(bounced(either.replies()[-1].octets))
    assert [] == either.wait(47)
    assert [(address(3), "offer")] == either.wait(3)


def test_a_place_is_kept_until_somebody_else_may_have_it(door: Waiting) -> None:
    door.take(leaves(3, THIRD))
    assert [] == door.wait(60)
    assert Outcome.WAITING is door.take(registration(5))
    assert [(address(2), "lapsed"), (address(5), "offer")] == door.wait(1)


def test_no_more_places_pass_on_than_there_are_people_in_line(store: Store) -> None:
    door = Waiting(store, capacity=2, hold=48 * HOUR)
    for number in (1, 4, 2, 3, 5):
        door.take(registration(number))
    door.take(leaves(1, "Jan Janssens"))
    door.take(leaves(4, "Jan Mertens"))
    door.deliver()
    assert [(address(2), "lapsed"), (address(5), "offer")] == door.wait(50)


def test_where_places_are_added_nobody_who_was_asked_loses_theirs(door: Waiting) -> None:
    door.capacity = 3
    assert [(address(3), "offer")] == door.wait(60)
    assert Outcome.CONFIRMED is door.answer("Ja, graag!")
    assert Outcome.CONFIRMED is door.answer("Ja, graag!", THIRD)


def test_where_the_limit_is_taken_away_who_was_asked_is_registered_and_told(either: Waiting) -> None:
    either.capacity = None
    assert [(address(2), "place"), (address(3), "place")] == either.wait(1)
    assert {"Jan Janssens": "cancelled", SECOND: "confirmed", THIRD: "confirmed"} == either.standing()


def test_an_offer_that_was_sent_on_does_not_leave_once_they_cancelled(store: Store) -> None:
    door = Waiting(store, hold=48 * HOUR)
    door.take(registration(1))
    private = registration(2).replace(b"E-mailadres: jan2@gent.example", b"E-mailadres: jan@thuis.example")
    door.take(private)
    door.take(leaves(1, "Jan Janssens"))
    door.deliver()
    assert Outcome.IGNORED is door.take(bounced(door.replies()[-1].octets))
    assert ("jan@thuis.example", "offer") == door.told()[-1]
    door.take(leaves(2, SECOND))
    door.promotion.withdraw()
    assert ("jan@thuis.example", "offer") not in door.told()
