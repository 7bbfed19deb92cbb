"""What a human settles is settled once, and whoever is registered is told."""

from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes

import pytest

from inbox_bot import report
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.extraction.model import Intent, Participant
from inbox_bot.core.message import Address, parse
from inbox_bot.core.reply import Desk, Kind, Templates
from inbox_bot.review import AlreadySettledError, Review, ReviewError
from inbox_bot.store import State, Status, Store
from seminar import ANSWERS, EVENT, NOW, ORGANISER, Clock, case, desk, found, mail, reply, without

WHOLE = found(**ANSWERS)
OCTETS = mail("Beste,\n\nkan dat: Jan Peeters, directeur, Gent, jan@gent.example?\n")


def review(store: Store, answering: Desk | None = None) -> Review:
    return Review(store, (EVENT,), answering or desk(), frozenset({ORGANISER}), Clock())


def flag(
    store: Store,
    *participants: Participant,
    octets: bytes = OCTETS,
    outcome: Outcome = Outcome.REVIEW,
    intent: Intent = Intent.QUESTION,
    evidence: tuple[str, ...] = (),
) -> str:
    """Put a decided mail in the store; return the beginning of its digest."""
    message = parse(octets)
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        history = tx.history(message, NOW)
        decided = case(message, *participants, intent=intent, history=history)
        decided = replace(decided, extraction=replace(decided.extraction, evidence=evidence))
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
    assert [(Kind.CONFIRMED, State.PENDING, "jan@gent.example")] == [
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


def test_a_mail_of_which_nothing_could_be_read_can_be_corrected(store: Store) -> None:
    message = replace(parse(b""), digest="0" * 64, unreadable="it takes too much time or memory to read")
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        tx.record(case(message), Decision(Outcome.REVIEW, ("not understood",), "unreadable"), b"", NOW)
    review(store).correct(message.digest[:10], [ANSWERS])
    assert [ANSWERS] == [one.fields for one in review(store).show(message.digest[:10]).entries]


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
    with pytest.raises(ReviewError, match="the reply cannot be written"):
        review(store, replace(desk(), templates=Templates({}))).approve(which)
    assert [which] == [mail.digest[:10] for mail in review(store).flagged()]


@pytest.mark.parametrize(
    "sender", ["Jan <jané@gent.example>", "a@gent.example, b@gent.example", "Web <no-reply@gent.example>"]
)
def test_a_sender_who_cannot_be_answered_is_registered_and_that_is_said(store: Store, sender: str) -> None:
    octets = OCTETS.replace(b"Jan Peeters <jan@gent.example>", sender.encode())
    which = flag(store, WHOLE, octets=octets)
    settled = review(store).approve(which)
    assert "approved; no reply was sent, for the sender cannot be answered" == settled.settled_how
    dossier = review(store).show(which)
    assert ([ANSWERS], ()) == ([one.fields for one in dossier.entries], dossier.replies)


def test_nobody_answers_ourselves(store: Store) -> None:
    which = flag(store, WHOLE)
    ourselves = replace(desk(), address=Address("", "jan@gent.example"))
    review(store, ourselves).approve(which)
    assert () == review(store).show(which).replies


def test_who_was_late_is_admitted_and_told(store: Store) -> None:
    which = flag(store, WHOLE, found(name="Els Maes"), outcome=Outcome.LATE)
    review(store).correct(which, [{}, {**ANSWERS, "name": "Els Maes", "city": "Brugge"}])
    dossier = review(store).show(which)
    assert [(Status.CONFIRMED, "Gent"), (Status.CONFIRMED, "Brugge")] == [
        (one.status, one.fields["city"]) for one in dossier.entries
    ]
    assert [Kind.CONFIRMED] == [one.outcome for one in dossier.replies]
    with pytest.raises(AlreadySettledError):
        review(store).approve(which)


def listed(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        return [(entry.fields["name"], entry.status) for entry in reading.entries()]


CANCELS = mail("Ik kan helaas niet komen en moet annuleren.", number=2)


def test_a_cancellation_takes_its_sender_off_the_list_and_says_so_once(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    which = flag(store, octets=CANCELS, intent=Intent.CANCEL)
    assert "cancelled entry 1" == review(store).cancel(which).settled_how
    assert [("Jan Peeters", "cancelled")] == listed(store)
    (item,) = review(store).show(which).replies
    assert (Kind.CANCELLED, "jan@gent.example") == (item.outcome, item.rcpt_to)
    assert "Inschrijving geannuleerd: Seminarie Steden in transitie" == message_from_bytes(item.octets)["Subject"]
    with pytest.raises(AlreadySettledError):
        review(store).cancel(which)
    with store.read() as reading:
        assert (True, 0) == (reading.ledger().balanced, reading.ledger().open)


def test_of_several_the_organiser_names_who_cancels(store: Store) -> None:
    flag(store, WHOLE, {**WHOLE, **found(name="Els Maes")}, outcome=Outcome.CONFIRMED)
    which = flag(store, octets=CANCELS, intent=Intent.CANCEL)
    assert [1, 2] == [known.id for known in review(store).show(which).concerned]
    review(store).cancel(which, [2])
    assert [("Jan Peeters", "confirmed"), ("Els Maes", "cancelled")] == listed(store)


def test_without_names_everybody_of_the_sender_is_cancelled(store: Store) -> None:
    flag(store, WHOLE, {**WHOLE, **found(name="Els Maes")}, outcome=Outcome.CONFIRMED)
    review(store).cancel(flag(store, octets=CANCELS, intent=Intent.CANCEL))
    assert [("Jan Peeters", "cancelled"), ("Els Maes", "cancelled")] == listed(store)


def test_who_cancels_from_another_address_is_named(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    private = mail("Ik moet annuleren.", sender="jan@home.example", number=2)
    which = flag(store, octets=private, intent=Intent.CANCEL)
    with pytest.raises(ReviewError, match="nobody, or more than one event, is meant"):
        review(store).cancel(which)
    with pytest.raises(ReviewError, match="there is no entry 9"):
        review(store).cancel(which, [9])
    assert [("Jan Peeters", "confirmed")] == listed(store)
    review(store).cancel(which, [1])
    assert [("Jan Peeters", "cancelled")] == listed(store)


def test_what_is_cancelled_is_not_cancelled_again(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    review(store).cancel(flag(store, octets=CANCELS, intent=Intent.CANCEL))
    which = flag(store, octets=mail("Nogmaals: annuleer.", number=3), intent=Intent.CANCEL)
    with pytest.raises(ReviewError, match="entry 1 is cancelled already"):
        review(store).cancel(which, [1])
    assert [which] == [mail.digest[:10] for mail in review(store).flagged()]


def test_who_cancelled_and_comes_after_all_is_a_new_entry(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    review(store).cancel(flag(store, octets=CANCELS, intent=Intent.CANCEL))
    review(store).approve(flag(store, WHOLE, octets=mail("Toch wel", number=3)))
    assert [("Jan Peeters", "cancelled"), ("Jan Peeters", "confirmed")] == listed(store)


def test_a_change_changes_the_entry_and_says_that_it_did(store: Store) -> None:
    flag(store, {**WHOLE, **found(city="Brugge")}, outcome=Outcome.CONFIRMED)
    which = flag(store, found(name="Els Maes", city="Gent"), octets=mail("Els komt", number=2), intent=Intent.UPDATE)
    review(store).correct(which, [{"function": "schepen"}])
    with store.read() as reading:
        assert [{**ANSWERS, "name": "Els Maes", "function": "schepen"}] == [one.fields for one in reading.entries()]
    (reply,) = review(store).show(which).replies
    assert Kind.UPDATED is reply.outcome
    assert b"Naam: Els Maes (was: Jan Peeters)\r\n  Stad: Gent (was: Brugge)\r\n  Functie: schepen" in reply.octets


def test_a_change_of_one_of_several_is_told_which(store: Store) -> None:
    flag(store, WHOLE, {**WHOLE, **found(name="Els Maes")}, outcome=Outcome.CONFIRMED)
    which = flag(store, found(name="An Claes"), octets=mail("An komt", number=2), intent=Intent.UPDATE)
    with pytest.raises(ReviewError, match="name one with --entry: 1, 2"):
        review(store).approve(which)
    review(store).approve(which, 2)
    assert [("Jan Peeters", "confirmed"), ("An Claes", "confirmed")] == listed(store)


def test_what_the_organiser_takes_out_of_an_entry_is_gone(store: Store) -> None:
    flag(store, WHOLE, outcome=Outcome.CONFIRMED)
    which = flag(store, found(name="Jan Peeters"), octets=mail("Niet uit Gent", number=2), intent=Intent.UPDATE)
    with pytest.raises(ReviewError, match="required and not there: city"):
        review(store).correct(which, [{"city": ""}])


def test_who_is_on_the_list_and_is_approved_again_beside_a_new_colleague_is_changed(store: Store) -> None:
    flag(store, {**WHOLE, **found(city="Brugge")}, outcome=Outcome.CONFIRMED)
    which = flag(store, {**WHOLE, **found(name="Els Maes")}, WHOLE, octets=mail("Ook Els", number=2))
    review(store).approve(which)
    with store.read() as reading:
        assert [("Jan Peeters", "Gent"), ("Els Maes", "Gent")] == [
            (one.fields["name"], one.fields["city"]) for one in reading.entries()
        ]


def test_a_question_in_a_mail_that_was_confirmed_waits_until_it_is_dismissed(store: Store) -> None:
    which = flag(store, WHOLE, outcome=Outcome.CONFIRMED, evidence=("graag", "asks a question: Kan ik er parkeren?"))
    flag(store, WHOLE, octets=mail("Zonder vraag", number=2), outcome=Outcome.CONFIRMED)
    with store.read() as reading:
        assert [("Kan ik er parkeren?",)] == [one.questions for one in reading.asking()]
    review(store).dismiss(which, "gebeld")
    with store.read() as reading:
        assert [] == reading.asking()
    with pytest.raises(AlreadySettledError):
        review(store).dismiss(which, "")


def test_what_asks_nothing_is_not_dismissed(store: Store) -> None:
    with pytest.raises(ReviewError, match="not flagged: its outcome is confirmed"):
        review(store).dismiss(flag(store, WHOLE, outcome=Outcome.CONFIRMED), "")


def test_a_stuck_reply_is_sent_again(store: Store) -> None:
    number = failed(store)
    review(store).resend(number)
    with store.read() as reading:
        assert [number] == [one.id for one in reading.outbox(State.PENDING)]


def failed(store: Store) -> int:
    """Return the number of a reply that the server will never take."""
    flag(store, WHOLE)
    with store.begin() as tx:
        tx.enqueue(reply(1), parse(OCTETS).digest, Outcome.CONFIRMED, NOW)
        (item,) = tx.claim(NOW, NOW, 1)
        tx.fail(item, NOW, "550 no such user")
    return item.id


def test_a_stuck_reply_that_is_dismissed_is_on_the_report_no_more(store: Store) -> None:
    number = failed(store)
    review(store).dismiss_reply(number, "gebeld")
    assert () == report.build(store, [EVENT], NOW, since=NOW).undelivered
    with store.read() as reading:
        assert [(number, "gebeld")] == [(one.id, one.last_error) for one in reading.outbox(State.DISMISSED)]


def test_it_can_be_sent_all_the_same(store: Store) -> None:
    number = failed(store)
    review(store).dismiss_reply(number)
    review(store).resend(number)
    with store.read() as reading:
        assert [number] == [one.id for one in reading.outbox(State.PENDING)]


def test_only_a_stuck_reply_is_dismissed(store: Store) -> None:
    with pytest.raises(ReviewError, match="only such a reply is dismissed"):
        review(store).dismiss_reply(12)


def test_a_reply_that_is_on_its_way_is_not_sent_again(store: Store) -> None:
    with pytest.raises(ReviewError, match="reply 12 is not unknown, failed or returned"):
        review(store).resend(12)
