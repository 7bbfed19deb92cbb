"""What `inbox-bot explain` says about a mail, and that it decides as the service does."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_bot import explain
from inbox_bot.core.case import Case, Decision, History, Limits, Outcome
from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.extraction.model import Candidate, Extraction, Finding, Intent
from inbox_bot.core.message import Message
from inbox_bot.core.reply import Reply
from inbox_bot.explain import Explanation
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.store import Store
from seminar import EVENT, NOW, ORGANISER, Clock, desk, mail, message, registration

OWN = frozenset({ORGANISER})
NAME = Finding("Jan Peeters", "Jan Peeters", Span(13, 24), "text", 0.98765, ("label", "known given name"))
OTHER = Candidate("name", "Jan P.", "Jan P.", None, "from", (), 0.4)
CITY = Finding("Gent", "Gent", None, "domain", 0.8)


def explained(octets: bytes, *, received: datetime | None = None, event: str | None = None) -> Explanation:
    return explain.explain(octets, [EVENT], event, received, desk(), OWN, Limits())


def by_hand(intent: Intent = Intent.REGISTER, outcome: Outcome = Outcome.INCOMPLETE) -> Explanation:
    """Return an explanation of which every figure is known."""
    words = "Beste,\nNaam: Jan Peeters"
    lines = (Line("Beste,", Span(0, 6), Zone.NEW), Line("Naam: Jan Peeters", Span(7, 24), Zone.NEW))
    extraction = Extraction(
        EVENT,
        intent,
        ("asks to register",),
        ({"name": NAME, "city": CITY},),
        ("function",),
        ("two names",),
        alternatives={"name": (OTHER, replace(OTHER, value="Jan Peeters", confidence=0.9))},
    )
    case = Case(message(), Document(words, lines), extraction, History(), NOW, OWN)
    reply = Reply("jan@gent.example", "<1@kcvs.example>", "Uw inschrijving", "Dag Jan,\n\nNog één vraag.\n", b"")
    return Explanation(case, Decision(outcome, ("function is missing",), "incomplete"), reply)


def test_a_line_holds_what_was_understood_decided_and_answered() -> None:
    expected = {
        "file": "mails/1.eml",
        "message_id": "<1@gent.example>",
        "event": "seminar",
        "intent": "register",
        "outcome": "incomplete",
        "rule": "incomplete",
        "reasons": ["function is missing"],
        "participants": [
            {
                "name": {"value": "Jan Peeters", "source": "text", "text": "Jan Peeters", "confidence": 0.988},
                "city": {"value": "Gent", "source": "domain", "text": "Gent", "confidence": 0.8},
            }
        ],
        "missing": ["function"],
        "reply": {"to": "jan@gent.example", "subject": "Uw inschrijving", "text": "Dag Jan,\n\nNog één vraag.\n"},
    }
    assert expected == json.loads(json.dumps(explain.line("mails/1.eml", by_hand())))


@pytest.mark.parametrize("intent", [Intent.REGISTER, Intent.UPDATE])
def test_participants_are_given_whatever_the_outcome(intent: Intent) -> None:
    assert 1 == len(explain.line("f", by_hand(intent, Outcome.REVIEW))["participants"])


@pytest.mark.parametrize("intent", [Intent.QUESTION, Intent.SPAM, Intent.AUTOMATIC, Intent.UNRELATED])
def test_who_wants_something_else_is_no_participant(intent: Intent) -> None:
    line = explain.line("f", by_hand(intent))
    assert ([], []) == (line["participants"], line["missing"])


def test_the_text_shows_each_value_with_its_words_place_evidence_and_runner_up() -> None:
    expected = """
  name       Jan Peeters  (0.99)
             “Jan Peeters”, text, line 2, characters 13-24
             evidence: label, known given name
             runner-up: Jan P. (0.40), from
  city       Gent  (0.80)
             “Gent”, domain
"""
    assert expected in explain.text("1.eml", by_hand())


def test_the_text_shows_the_decision_with_its_rule_and_the_whole_reply() -> None:
    text = explain.text("1.eml", by_hand())
    assert "INCOMPLETE by the rule incomplete: Who left something out is asked for exactly that." in text
    assert "  because    function is missing\n" in text
    assert "  doubt      two names\n" in text
    assert text.endswith("Reply to jan@gent.example\n  Uw inschrijving\n\n  Dag Jan,\n\n  Nog één vraag.\n\n")


def test_a_mail_without_a_reply_says_so() -> None:
    assert explain.text("1.eml", replace(by_hand(), reply=None)).endswith("No reply.\n")


def test_a_registration_is_explained_as_it_would_be_handled() -> None:
    line = explain.line("1.eml", explained(registration()))
    assert ("confirmed", "confirm", "register") == (line["outcome"], line["rule"], line["intent"])
    assert "Jan Janssens" == line["participants"][0]["name"]["value"]
    assert "jan1@gent.example" == line["reply"]["to"]


def test_the_service_decides_just_as_was_explained(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    mails = [
        registration(1),
        registration(2, without="city"),
        mail("Waar kan ik parkeren?", number=3),
        mail("Tot morgen!", number=4),
        registration(5).replace(b"jan5@gent.example", "jané@gent.example".encode()),
    ]
    intake = Intake(store, [EVENT], desk(), OWN, Limits(), Clock())
    taken = intake.take([Arrival(octets, NOW, "INBOX", 1, uid) for uid, octets in enumerate(mails, 1)])
    store.close()
    assert [one.outcome for one in taken] == [explained(octets, received=NOW).decision.outcome for octets in mails]


def test_late_is_what_was_received_late_whatever_its_date_says() -> None:
    late = explained(registration(), received=EVENT.deadline + timedelta(seconds=1))
    assert (Outcome.LATE, Outcome.CONFIRMED) == (late.decision.outcome, explained(registration()).decision.outcome)


def test_a_moment_without_a_zone_is_meant_in_the_events_zone() -> None:
    case = explained(registration(), received=datetime(2018, 12, 2, 23, 59)).case  # noqa: DTZ001  that is the test
    assert datetime(2018, 12, 2, 22, 59, tzinfo=UTC) == case.received_at


def test_an_event_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="congress"):
        explained(registration(), event="congress")


RECEIVED = datetime(2018, 11, 21, 9, tzinfo=timezone(timedelta(hours=1)))
DATED = replace(message(), received=None)


@pytest.mark.parametrize(
    ("of", "override", "expected"),
    [
        (replace(DATED, received=RECEIVED), NOW, NOW),
        (replace(DATED, received=RECEIVED), None, RECEIVED),
        (DATED, None, DATED.date),
    ],
    ids=["what was given", "the topmost Received header", "Date"],
)
def test_a_mail_was_received_when(of: Message, override: datetime | None, expected: datetime) -> None:
    assert expected == explain.received_time(of, override)


def test_a_mail_that_does_not_say_when_it_came_came_now() -> None:
    moment = explain.received_time(replace(DATED, date=None), None)
    assert moment.tzinfo is UTC


@settings(deadline=None, max_examples=50)
@given(st.binary())
def test_whatever_the_octets_they_can_be_explained(octets: bytes) -> None:
    hostile = registration().replace(b"Inschrijving", octets).replace(b"directeur", octets).replace(b"Jan", octets)
    explanation = explained(hostile)
    assert json.dumps(explain.line("f", explanation), ensure_ascii=False).encode()
    assert explain.text("f", explanation).encode()
