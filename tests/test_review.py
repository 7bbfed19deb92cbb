"""What a human settles is settled once, and whoever is registered is told."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.extraction.model import Intent, Participant
from inbox_bot.core.message import Address, parse
from inbox_bot.core.reply import Desk, Templates
from inbox_bot.review import AlreadySettledError, Review, ReviewError
from inbox_bot.store import State, Status, Store
from seminar import ANSWERS, EVENT, NOW, ORGANISER, Clock, case, desk, found, mail, reply, without

WHOLE = found(**ANSWERS)
OCTETS = mail("Beste,\n\nkan dat: Jan Peeters, directeur, Gent, jan@gent.example?\n")


def review(store: Store, answering: Desk | None = None) -> Review:
    return Review(store, (EVENT,), answering or desk(), frozenset({ORGANISER}), Clock())


def flag(store: Store, *participants: Participant, octets: bytes = OCTETS, outcome: Outcome = Outcome.REVIEW) -> str:
    """Put a decided mail in the store; return the beginning of its digest."""
    message = parse(octets)
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        history = tx.history(message, NOW)
        decided = case(message, *participants, intent=Intent.QUESTION, history=history)
        tx.record(decided, Decision(outcome, ("asks a question",), "question"), octets, NOW)
    return message.digest[:10]


def test_a_flagged_mail_is_listed_until_it_is_settled(store: Store) -> None:
    which = flag(store, WHOLE)
    assert [which] == [mail.digest[:10] for mail in review(store).flagged()]
    review(store).dismiss(which, "answered by telephone")
    assert [] == review(store).flagged()
    assert ["dismissed: answered by telephone"] == [one.settled_how for one in review(store).flagged(open_only=False)]


def test_a_flagged_mail_shows_its_own_words(store: Store) -> None:
    dossier = review(store).show(flag(store, WHOLE))
    assert dossier.document is not None
    assert "Beste," in dossier.document.text
    assert (OCTETS, (), ()) == (dossier.mail.octets, dossier.entries, dossier.replies)


def test_a_mail_that_is_not_ours_has_nothing_to_show(store: Store) -> None:
    assert review(store).show(flag(store, outcome=Outcome.IGNORED)).document is None


def test_what_is_approved_is_registered_and_confirmed(store: Store) -> None:
    which = flag(store, WHOLE)
    settled = review(store).approve(which)
    assert ("approved", NOW) == (settled.settled_how, settled.settled_at)
    dossier = review(store).show(which)
    assert [(Status.CONFIRMED, ANSWERS, NOW)] == [(one.status, one.fields, one.received_at) for one in dossier.entries]
    assert [(Outcome.CONFIRMED, State.PENDING, "jan@gent.example")] == [
        (one.outcome, one.state, one.rcpt_to) for one in dossier.replies
    ]


def test_a_second_approval_is_told_that_it_is_settled(store: Store) -> None:
    which = flag(store, WHOLE)
    review(store).approve(which)
    before = review(store).show(which)
    with pytest.raises(AlreadySettledError, match="settled already: approved"):
        review(store).approve(which)
    with pytest.raises(AlreadySettledError):
        review(store).dismiss(which, "")
    assert before == review(store).show(which)


def test_nobody_is_approved_without_what_is_required(store: Store) -> None:
    which = flag(store, without(WHOLE, "city"))
    with pytest.raises(ReviewError, match="required and not there: city; give it with `review correct`"):
        review(store).approve(which)
    assert [which] == [mail.digest[:10] for mail in review(store).flagged()]


def test_a_mail_that_names_nobody_is_not_approved(store: Store) -> None:
    with pytest.raises(ReviewError, match="nobody is named"):
        review(store).approve(flag(store))


def test_a_correction_completes_what_was_understood(store: Store) -> None:
    which = flag(store, without(WHOLE, "city"))
    review(store).correct(which, [{"city": "Brugge", "function": "schepen"}])
    (entry,) = review(store).show(which).entries
    assert {**ANSWERS, "city": "Brugge", "function": "schepen"} == entry.fields


def test_a_correction_says_who_registers(store: Store) -> None:
    which = flag(store, WHOLE, found(name="Een Vergissing"))
    review(store).correct(which, [{}])
    assert ["Jan Peeters"] == [entry.fields["name"] for entry in review(store).show(which).entries]


def test_a_correction_may_add_a_person(store: Store) -> None:
    which = flag(store, WHOLE)
    review(store).correct(which, [{}, {**ANSWERS, "name": "Els Maes"}])
    assert ["Jan Peeters", "Els Maes"] == [entry.fields["name"] for entry in review(store).show(which).entries]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"shoe": "43"}, "the event does not ask shoe; it asks city, email, function, name"),
        ({"city": ""}, "required and not there: city"),
    ],
)
def test_a_wrong_correction_is_refused(store: Store, given: Mapping[str, str], message: str) -> None:
    which = flag(store, WHOLE)
    with pytest.raises(ReviewError, match=message):
        review(store).correct(which, [given])
    assert [] == list(review(store).show(which).entries)


def test_a_correction_names_an_event_that_there_is(store: Store) -> None:
    which = flag(store, WHOLE)
    with pytest.raises(ReviewError, match='there is no event "camp"; name one of: seminar'):
        review(store).correct(which, [{}], event="camp")


def test_a_shunted_mail_can_be_corrected(store: Store) -> None:
    message = parse(OCTETS)
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        tx.shunt(message, OCTETS, "could not be handled: ValueError")
    review(store).correct(message.digest, [ANSWERS])
    with store.read() as reading:
        assert [ANSWERS] == [entry.fields for entry in reading.entries()]


def test_who_is_on_the_list_is_not_put_on_it_twice(store: Store) -> None:
    flag(store, without(WHOLE, "city"), outcome=Outcome.INCOMPLETE)
    again = flag(store, {**WHOLE, **found(name="PEETERS Jan")}, octets=mail("Nog eens", number=2))
    review(store).approve(again)
    with store.read() as reading:
        assert [(Status.CONFIRMED, "Gent")] == [(entry.status, entry.fields["city"]) for entry in reading.entries()]


def test_a_colleague_registered_by_the_same_sender_is_a_second_entry(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    other = flag(store, {**WHOLE, **found(name="Els Maes")}, octets=mail("Ook Els", number=2))
    review(store).approve(other)
    with store.read() as reading:
        assert ["Jan Peeters", "Els Maes"] == [entry.fields["name"] for entry in reading.entries()]


@pytest.mark.parametrize("which", ["", "none-such"])
def test_a_mail_that_is_not_there_is_named(store: Store, which: str) -> None:
    with pytest.raises(ReviewError, match="means no mail, or more than one"):
        review(store).show(which)


def test_only_a_flagged_mail_is_settled(store: Store) -> None:
    which = flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    with pytest.raises(ReviewError, match="not flagged: its outcome is confirmed"):
        review(store).approve(which)


def test_a_mail_of_which_no_octets_are_kept_is_not_approved(store: Store) -> None:
    with store.begin() as tx:
        tx.receive("digest", NOW, NOW)
    with pytest.raises(ReviewError, match="no longer kept; dismiss it"):
        review(store).approve("digest")


def test_a_confirmation_that_cannot_be_written_registers_nobody(store: Store) -> None:
    which = flag(store, WHOLE)
    with pytest.raises(ReviewError, match="the confirmation cannot be written"):
        review(store, replace(desk(), templates=Templates({}))).approve(which)
    assert [which] == [mail.digest[:10] for mail in review(store).flagged()]


def test_a_sender_who_cannot_be_answered_is_left_to_the_organiser(store: Store) -> None:
    which = flag(store, WHOLE)
    ourselves = replace(desk(), address=Address("", "jan@gent.example"))
    with pytest.raises(ReviewError, match="write to them yourself"):
        review(store, ourselves).approve(which)
    with store.read() as reading:
        assert [] == reading.entries()


def test_a_stuck_reply_is_sent_again(store: Store) -> None:
    flag(store, WHOLE)
    with store.begin() as tx:
        tx.enqueue(reply(1), parse(OCTETS).digest, Outcome.CONFIRMED, NOW)
        (item,) = tx.claim(NOW, NOW, 1)
        tx.fail(item, NOW, "550 no such user")
    review(store).resend(item.id)
    with store.read() as reading:
        assert [item.id] == [one.id for one in reading.outbox(State.PENDING)]


def test_a_reply_that_is_on_its_way_is_not_sent_again(store: Store) -> None:
    with pytest.raises(ReviewError, match="reply 12 is neither unknown nor failed"):
        review(store).resend(12)
