"""A reply of ours that comes back is known as ours, tried once at the other address, and else told of."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from inbox_bot import report as reporting
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import parse
from inbox_bot.core.reminding import Moments
from inbox_bot.core.reply import Kind
from inbox_bot.elsewhere import Elsewhere
from inbox_bot.outbox import Outbox, Refused
from inbox_bot.reading import Arrival
from inbox_bot.reminders import Reminders
from inbox_bot.report.render import render
from inbox_bot.store import Inbound, OutboxItem, State, Store
from machines import intake
from reports import exchange, exim, qmail, report, warning
from seminar import ANSWERS, EVENT, NOW, ORGANISER, Clock, desk, mail, registration

PRIVATE = "jan.peeters@thuis.example"
OTHER = mail(
    "Beste,\n\nGraag schrijf ik mij in.\n\n"
    + "\n".join(f"{field.label}: {({**ANSWERS, 'email': PRIVATE})[field.key]}" for field in EVENT.fields)
)
"""From jan@gent.example, with another address to be noted."""
REPORTS = {
    "whole": report,
    "headers": lambda sent: report(sent, headers_only=True),
    "qmail": qmail,
    "exim": exim,
    "exchange": exchange,
}
every_report = pytest.mark.parametrize("written", REPORTS.values(), ids=REPORTS.keys())


def take(store: Store, octets: bytes, uid: int) -> Inbound:
    [taken] = intake(store).take([Arrival(octets, NOW + timedelta(minutes=uid), "INBOX", 1, uid)])
    with store.read() as reading:
        decided = reading.inbound(taken.digest)
    assert decided is not None
    return decided


def outbox(store: Store) -> list[OutboxItem]:
    with store.read() as reading:
        return reading.outbox()


def sent(store: Store) -> bytes:
    """Return the last of our replies."""
    return outbox(store)[-1].octets


@every_report
def test_our_reply_that_came_back_goes_to_the_other_address_once(
    store: Store, written: Callable[[bytes], bytes]
) -> None:
    take(store, OTHER, 1)
    decided = take(store, written(sent(store)), 2)
    first, second = outbox(store)

    assert (Outcome.IGNORED, "bounce") == (decided.outcome, decided.rule)
    assert "our confirmation to jan@gent.example did not arrive" == decided.reasons[0]
    assert (State.RETURNED, State.PENDING) == (first.state, second.state)
    assert (PRIVATE, Kind.CONFIRMED) == (second.rcpt_to, second.outcome)
    assert second.message_id != first.message_id
    was, now = parse(first.octets), parse(second.octets)
    assert (PRIVATE, was.text, was.references) == (now.to[0].addr_spec, now.text, now.references)


def test_where_that_comes_back_too_a_human_is_told(store: Store) -> None:
    take(store, OTHER, 1)
    take(store, report(sent(store)), 2)
    decided = take(store, report(sent(store), number=6), 3)

    assert Outcome.REVIEW == decided.outcome
    assert (f"our confirmation to {PRIVATE} did not arrive", "no other address is left to try") == decided.reasons
    assert [State.RETURNED, State.RETURNED] == [one.state for one in outbox(store)]


@every_report
def test_without_another_address_a_human_is_told_which_reply_did_not_arrive(
    store: Store, written: Callable[[bytes], bytes]
) -> None:
    take(store, registration(1, without="function"), 1)
    decided = take(store, written(sent(store)), 2)

    assert (Outcome.REVIEW, "our question to jan1@gent.example did not arrive") == (
        decided.outcome,
        decided.reasons[0],
    )
    assert 1 == len(outbox(store))


def test_a_second_report_about_the_same_reply_changes_nothing(store: Store) -> None:
    take(store, OTHER, 1)
    back = sent(store)
    take(store, report(back), 2)
    decided = take(store, qmail(back), 3)

    assert (Outcome.IGNORED, 2) == (decided.outcome, len(outbox(store)))


@pytest.mark.parametrize("written", [lambda sent: report(sent, action="delayed"), warning], ids=["fields", "words"])
def test_while_delivery_is_still_tried_nothing_is_done(store: Store, written: Callable[[bytes], bytes]) -> None:
    take(store, OTHER, 1)
    decided = take(store, written(sent(store)), 2)

    assert (Outcome.IGNORED, [State.PENDING]) == (decided.outcome, [one.state for one in outbox(store)])


def test_a_report_about_somebody_elses_message_is_none_of_our_business(store: Store) -> None:
    take(store, OTHER, 1)
    forged = sent(store).replace(outbox(store)[0].message_id.encode(), b"<0123.confirmed.4567@kcvs.example>")
    decided = take(store, report(forged), 2)

    assert (Outcome.IGNORED, 1) == (decided.outcome, len(outbox(store)))


def test_an_answer_from_the_other_address_is_in_the_conversation(store: Store) -> None:
    take(store, OTHER.replace(b"Functie: directeur\n", b""), 1)
    take(store, report(sent(store)), 2)
    answer = mail(
        "Functie: schepen\n", sender=f"Jan Peeters <{PRIVATE}>", number=3, answers=outbox(store)[-1].message_id
    )
    decided = take(store, answer, 3)
    with store.read() as reading:
        [entry] = reading.entries()

    assert (Outcome.CONFIRMED, "schepen") == (decided.outcome, entry.fields["function"])


def test_the_report_tells_what_came_back_and_what_follows(store: Store) -> None:
    take(store, OTHER, 1)
    take(store, report(sent(store)), 2)
    told = render(reporting.build(store, (EVENT,), NOW), "text", "nl")

    assert "teruggekomen – het is naar het andere opgegeven adres gestuurd" in told


class Refusing:
    """A server that knows only some addresses."""

    def __init__(self, *known: str) -> None:
        self.known = known

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        if item.rcpt_to not in self.known:
            raise Refused("550 5.1.1 no such user")
        before_dot()


def deliver(store: Store, *known: str) -> None:
    elsewhere = Elsewhere(desk(), frozenset({ORGANISER}))
    Outbox(store, Refusing(*known), Clock(NOW), lambda: 0.0, elsewhere.send).deliver()


def test_what_the_server_refuses_goes_to_the_other_address_at_once(store: Store) -> None:
    take(store, OTHER, 1)
    deliver(store, PRIVATE)
    first, second = outbox(store)

    assert [(State.RETURNED, "jan@gent.example"), (State.SENT, PRIVATE)] == [
        (one.state, one.rcpt_to) for one in (first, second)
    ]
    assert (Kind.CONFIRMED, first.digest) == (second.outcome, second.digest)
    assert parse(first.octets).text == parse(second.octets).text
    told = render(reporting.build(store, (EVENT,), NOW), "text", "nl")
    assert "teruggekomen – het is naar het andere opgegeven adres gestuurd" in told


def test_where_that_is_refused_too_the_report_says_so(store: Store) -> None:
    take(store, OTHER, 1)
    deliver(store)
    assert [State.RETURNED, State.FAILED] == [one.state for one in outbox(store)]
    told = render(reporting.build(store, (EVENT,), NOW), "text", "nl")
    assert "niet verstuurd – 550 5.1.1 no such user" in told
    assert "Er is niets dat op u wacht" not in told


def test_without_another_address_what_is_refused_stays_refused(store: Store) -> None:
    take(store, registration(1), 1)
    deliver(store)
    assert [State.FAILED] == [one.state for one in outbox(store)]


@pytest.mark.parametrize("came_back", [True, False])
def test_whoever_is_asked_at_the_other_address_is_reminded_there(store: Store, came_back: bool) -> None:  # noqa: FBT001  a parameter of the test
    take(store, OTHER.replace(b"Functie: directeur\n", b""), 1)
    if came_back:
        take(store, report(sent(store)), 2)
    deliver(store, PRIVATE)
    clock = Clock(NOW + timedelta(hours=60))
    reminders = Reminders(store, (EVENT,), desk(), frozenset({ORGANISER}), Limits(), Moments(), clock)
    assert 1 == reminders.enqueue()
    reminders.withdraw()
    assert (PRIVATE, Kind.REMINDER) == (outbox(store)[-1].rcpt_to, outbox(store)[-1].outcome)


def test_a_reminder_that_came_back_goes_to_the_other_address(store: Store) -> None:
    take(store, OTHER.replace(b"Functie: directeur\n", b""), 1)
    deliver(store, "jan@gent.example")
    clock = Clock(NOW + timedelta(hours=60))
    reminders = Reminders(store, (EVENT,), desk(), frozenset({ORGANISER}), Limits(), Moments(), clock)
    reminders.enqueue()
    take(store, report(sent(store)), 3)
    reminders.withdraw()
    assert (PRIVATE, Kind.REMINDER) == (outbox(store)[-1].rcpt_to, outbox(store)[-1].outcome)
