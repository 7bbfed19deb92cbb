"""The policy: one row a rule, and the order between rules where it matters."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from inbox_bot.core.case import Case, Decision, History, Known, Limits, Outcome, Returned
from inbox_bot.core.conversation import join
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.message import Address
from inbox_bot.core.people import concerned
from inbox_bot.core.rules import RULES, decide
from inbox_bot.core.states import Stands
from seminar import ANSWERS, EVENT, NOW, ORGANISER, case, found, message

LATE = EVENT.deadline + timedelta(seconds=1)
WHOLE = found(**ANSWERS)
PART = found(name="Jan Peeters", email="jan@gent.example")


def register(**changes: Any) -> Case:
    return replace(case(message(), WHOLE), **changes)


def says(**changes: Any) -> Case:
    one = case(message(), WHOLE)
    return replace(one, extraction=replace(one.extraction, **changes))


def headers(**changes: Any) -> Case:
    return register(message=replace(message(), **changes))


def known(status: str = "confirmed", name: str = "Peeters JAN", *, in_thread: bool = False, **fields: str) -> Known:
    return Known(1, EVENT.id, Stands(status), {**ANSWERS, "name": name, **fields}, "jan@gent.example", NOW, in_thread)


def back(email: str = "jan@gent.example") -> Case:
    returned = Returned(1, "<1@kcvs.example>", "jan@gent.example", "confirmed", b"", about=(known(email=email),))
    returned = replace(returned, tried=frozenset({"jan@gent.example"}))
    return replace(headers(bounce="multipart/report"), history=History(returned=returned))


def following(there: Known, at: datetime = NOW, free: int | None = None, **changes: Any) -> Case:
    history = History(in_thread=there.in_thread, known=(there,))
    return join(replace(says(**changes), history=history, received_at=at, free=free))


def together(free: int) -> Case:
    return replace(case(message(), WHOLE, found(**{**ANSWERS, "name": "An Claes"})), free=free)


def asked_about_changes(case: Case) -> Case:
    event = case.event.model_copy(update={"changes": "ask"})
    return replace(case, extraction=replace(case.extraction, event=event))


TABLE = [
    ("whoever gives everything is confirmed", register(), Outcome.CONFIRMED, "confirm"),
    ("who leaves something out is asked", case(message(), PART), Outcome.INCOMPLETE, "incomplete"),
    ("who writes after the deadline is late", register(received_at=LATE), Outcome.LATE, "late"),
    ("the deadline itself is on time", register(received_at=EVENT.deadline), Outcome.CONFIRMED, "confirm"),
    ("who is late is not asked for more", case(message(), PART, at=LATE), Outcome.LATE, "late"),
    ("own mail", headers(senders=(Address("", ORGANISER.upper()),)), Outcome.IGNORED, "own_mail"),
    (
        "own mail with a tag",
        headers(senders=(Address("", ORGANISER.replace("@", "+event@")),)),
        Outcome.IGNORED,
        "own_mail",
    ),
    ("a bounce by header", headers(bounce="multipart/report"), Outcome.IGNORED, "bounce"),
    ("our reply that came back", back(), Outcome.REVIEW, "bounce"),
    ("our reply that came back, with another address", back(email="jan@thuis.example"), Outcome.IGNORED, "bounce"),
    ("a bounce by its words", says(intent=Intent.BOUNCE), Outcome.IGNORED, "bounce"),
    ("a calendar that accepts", headers(calendar="REPLY"), Outcome.IGNORED, "calendar_answer"),
    ("an automatic mail by header", headers(automatic="Auto-Submitted: auto-replied"), Outcome.IGNORED, "automatic"),
    ("an automatic mail by its words", says(intent=Intent.AUTOMATIC), Outcome.IGNORED, "automatic"),
    ("mail by a list", headers(mailing_list="List-Id: <x.example>"), Outcome.IGNORED, "mailing_list"),
    ("a web form that registers", headers(no_reply="From: no-reply@x.example"), Outcome.REVIEW, "no_reply"),
    (
        "an address nobody reads that registers nobody",
        replace(says(participants=()), message=replace(message(), no_reply="From: no-reply@x.example")),
        Outcome.IGNORED,
        "no_reply",
    ),
    (
        "a forged author, says our own server",
        replace(headers(dmarc_failed=frozenset({"mx.kcvs.example"})), authserv_id="mx.kcvs.example"),
        Outcome.REVIEW,
        "forged",
    ),
    (
        "a forged author, says another",
        replace(headers(dmarc_failed=frozenset({"mx.evil.example"})), authserv_id="mx.kcvs.example"),
        Outcome.CONFIRMED,
        "confirm",
    ),
    (
        "a forged author, where nobody is believed",
        headers(dmarc_failed=frozenset({"mx.kcvs.example"})),
        Outcome.CONFIRMED,
        "confirm",
    ),
    ("what cannot be read", headers(unreadable="3000 parts"), Outcome.REVIEW, "unreadable"),
    ("mail about something else", says(intent=Intent.UNRELATED), Outcome.IGNORED, "not_for_us"),
    ("spam", says(intent=Intent.SPAM), Outcome.IGNORED, "not_for_us"),
    ("who cannot come and never registered", says(intent=Intent.DECLINE), Outcome.IGNORED, "not_for_us"),
    (
        "who is on the list and cannot come",
        join(replace(says(intent=Intent.DECLINE), history=History(known=(known(),)))),
        Outcome.CANCELLED,
        "cancel",
    ),
    (
        "who cancelled and says so again",
        replace(says(intent=Intent.DECLINE), history=History(known=(known("cancelled"),))),
        Outcome.IGNORED,
        "not_for_us",
    ),
    ("no author", headers(senders=()), Outcome.REVIEW, "no_author"),
    (
        "two authors",
        headers(senders=(Address("", "a@b.example"), Address("", "c@d.example"))),
        Outcome.REVIEW,
        "no_author",
    ),
    ("what a colleague answered", register(history=History(by_hand=True)), Outcome.REVIEW, "colleague"),
    ("what came before the list was restored", register(history=History(restored=NOW)), Outcome.REVIEW, "restored"),
    ("the same text again", register(history=History(repeated=True)), Outcome.REVIEW, "repeated"),
    ("the fifth reply was the last", register(history=History(replies_to_sender=5)), Outcome.REVIEW, "flood"),
    ("so many replies in an hour", register(history=History(replies_in_all=200)), Outcome.REVIEW, "flood"),
    (
        "others who are told to register, with us in copy",
        headers(to=(Address("", "all@gent.example"),), cc=(Address("", ORGANISER),)),
        Outcome.REVIEW,
        "copied",
    ),
    (
        "us, registered elsewhere",
        case(message(), found(**{**ANSWERS, "email": ORGANISER})),
        Outcome.REVIEW,
        "ourselves",
    ),
    ("a doubt", says(doubts=("two different names",)), Outcome.REVIEW, "doubtful"),
    ("a question", says(intent=Intent.QUESTION), Outcome.REVIEW, "question"),
    ("a cancellation of what is not there", says(intent=Intent.CANCEL), Outcome.REVIEW, "cancel"),
    ("a change of what is not there", says(intent=Intent.UPDATE), Outcome.REVIEW, "no_entry"),
    ("a cancellation", following(known(), intent=Intent.CANCEL), Outcome.CANCELLED, "cancel"),
    ("a cancellation after the deadline", following(known(), LATE, intent=Intent.CANCEL), Outcome.CANCELLED, "cancel"),
    ("a change", following(known(function="schepen"), intent=Intent.UPDATE), Outcome.UPDATED, "update"),
    ("a change of one's own that is late", following(known(function="schepen"), LATE), Outcome.UPDATED, "update"),
    ("what was missing", following(known("incomplete", function="")), Outcome.CONFIRMED, "confirm"),
    (
        "an answer that gives nothing",
        following(known("incomplete", email="", in_thread=True), participants=(found(name="Jan Peeters"),)),
        Outcome.REVIEW,
        "nothing_new",
    ),
    ("who gives everything when no place is free", register(free=0), Outcome.WAITING, "full"),
    ("two people and one place", together(free=1), Outcome.WAITING, "full"),
    ("two people and two places", together(free=2), Outcome.CONFIRMED, "confirm"),
    (
        "who leaves something out when no place is free",
        replace(case(message(), PART), free=0),
        Outcome.INCOMPLETE,
        "incomplete",
    ),
    (
        "what was missing, when no place is free any more",
        following(known("incomplete", function=""), free=0),
        Outcome.WAITING,
        "full",
    ),
    (
        "what was missing of somebody who took over a place",
        following(known(Stands.REPLACING, function=""), free=0),
        Outcome.CONFIRMED,
        "confirm",
    ),
    ("who waits and asks again", following(known("waiting"), free=0), Outcome.WAITING, "full"),
    ("who waits and changes something", following(known("waiting", city="Aalst"), free=0), Outcome.UPDATED, "update"),
    ("who has a place and asks again", following(known(), free=0), Outcome.CONFIRMED, "repeat"),
    ("who is late when no place is free", register(free=0, received_at=LATE), Outcome.LATE, "late"),
    (
        "a change after the deadline",
        following(known(function="schepen"), LATE, intent=Intent.UPDATE),
        Outcome.UPDATED,
        "update",
    ),
    (
        "a change after the deadline where the organiser wants to be asked",
        asked_about_changes(following(known(function="schepen"), LATE, intent=Intent.UPDATE)),
        Outcome.REVIEW,
        "closed_change",
    ),
    (
        "a change in time where the organiser wants to be asked",
        asked_about_changes(following(known(function="schepen"), intent=Intent.UPDATE)),
        Outcome.UPDATED,
        "update",
    ),
    (
        "what was missing, after the deadline, where the organiser wants to be asked about changes",
        asked_about_changes(following(known("incomplete", function=""), LATE)),
        Outcome.CONFIRMED,
        "confirm",
    ),
    (
        "a cancellation after the deadline where the organiser wants to be asked about changes",
        asked_about_changes(following(known(), LATE, intent=Intent.CANCEL)),
        Outcome.CANCELLED,
        "cancel",
    ),
    ("the same person again", following(known()), Outcome.CONFIRMED, "repeat"),
    ("a colleague", following(known(name="An Claes")), Outcome.CONFIRMED, "confirm"),
    ("a colleague who is late", following(known(name="An Claes"), LATE), Outcome.LATE, "late"),
    ("who was late writes again", following(replace(known("late"), received_at=LATE), LATE), Outcome.LATE, "late"),
    (
        "an answer to us that makes no sense",
        replace(says(intent=Intent.UNRELATED), history=History(in_thread=True)),
        Outcome.REVIEW,
        "odd_answer",
    ),
    (
        "thanks for our answer",
        replace(says(intent=Intent.UNRELATED, evidence=("thanks",)), history=History(in_thread=True)),
        Outcome.IGNORED,
        "not_for_us",
    ),
    ("who registers nobody", says(participants=()), Outcome.REVIEW, "not_understood"),
]


@pytest.mark.parametrize(("sentence", "case", "outcome", "rule"), TABLE, ids=[row[0] for row in TABLE])
def test_a_mail_is_decided_by_the_first_rule_that_speaks(
    sentence: str, case: Case, outcome: Outcome, rule: str
) -> None:
    decision = decide(case)

    assert sentence
    assert (outcome, rule) == (decision.outcome, decision.rule)


def test_every_rule_decides_something_in_this_table() -> None:
    assert {rule.__name__ for rule in RULES} == {row[3] for row in TABLE}


def test_what_completes_a_registration_counts_from_the_first_mail() -> None:
    assert Outcome.CONFIRMED == decide(following(known("incomplete", function=""), LATE)).outcome


def test_no_machine_is_answered_whatever_it_says() -> None:
    loud = says(participants=(WHOLE,), doubts=("something",))

    for machine in (
        replace(message(), automatic="a header"),
        replace(message(), bounce="a header"),
        replace(message(), mailing_list="a header"),
    ):
        assert Outcome.IGNORED == decide(replace(loud, message=machine)).outcome


def test_every_decision_gives_a_reason_or_is_plain() -> None:
    silent = [row[0] for row in TABLE if not decide(row[1]).reasons]

    assert [] == silent


def test_the_limits_are_the_organisers() -> None:
    assert decide(register(history=History(replies_to_sender=1), limits=Limits(per_sender=1))) == Decision(
        Outcome.REVIEW, ("1 replies to this sender in 24 hours",), "flood"
    )


def test_an_extraction_of_nothing_is_decided_too() -> None:
    empty = Extraction(EVENT, Intent.UNRELATED, ())

    assert Outcome.IGNORED == decide(register(extraction=empty)).outcome


def test_the_deadline_is_written_in_the_zone_of_the_event() -> None:
    assert ("received after 2018-12-02 23:59 (Europe/Brussels)",) == decide(register(received_at=LATE)).reasons


def test_an_empty_mail_is_called_empty() -> None:
    empty = replace(says(intent=Intent.UNRELATED, evidence=("thanks",)), message=replace(message(), text=" \n"))

    assert Decision(Outcome.IGNORED, ("the mail is empty",), "not_for_us") == decide(empty)


def test_a_mail_is_about_the_entries_of_its_conversation_before_others_of_its_sender() -> None:
    there, elsewhere = known(in_thread=True), replace(known(name="An Claes"), id=2)
    gone = replace(known("cancelled", in_thread=True), id=3)
    camp = replace(known(), id=4, event="camp")

    assert (there,) == concerned(History(known=(there, elsewhere, gone)), EVENT.id)
    assert (elsewhere,) == concerned(History(known=(elsewhere, gone, camp)), EVENT.id)
    assert (camp,) == concerned(History(known=(gone, camp)), EVENT.id)
