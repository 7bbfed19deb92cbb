"""What the organiser is told, and that nothing a participant writes becomes more than text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Parsed
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox_bot import report
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.extraction.model import Finding, Intent, Participant
from inbox_bot.core.message import Address, parse
from inbox_bot.core.rules import RULES
from inbox_bot.report import Flagged, Report
from inbox_bot.store import Ledger, State, Store
from inbox_bot.words import words
from seminar import ANSWERS, EVENT, NOW, case, doubtful, found, mail, reply, without

LANGUAGES = ("nl", "fr", "en", "de")
WHOLE = found(**ANSWERS)
DESK = Address("Linda Boudry", "linda@kcvs.example")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    yield store
    store.close()


def keep(
    store: Store,
    octets: bytes,
    outcome: Outcome,
    *people: Participant,
    rule: str = "",
    intent: Intent = Intent.REGISTER,
) -> str:
    """Put a mail, decided as *outcome*, in the store; return its digest."""
    message = parse(octets)
    with store.begin() as tx:
        assert tx.receive(message.digest, NOW, NOW)
        decided = doubtful(case(message, *people, intent=intent), "two names")
        tx.record(decided, Decision(outcome, ("the reason",), rule or outcome), octets, NOW)
        if outcome not in {Outcome.REVIEW, Outcome.IGNORED}:
            tx.enqueue(reply(int(message.digest[:6], 16)), message.digest, outcome, NOW)
    return message.digest


def built(store: Store) -> Report:
    return report.build(store, [EVENT], NOW + timedelta(days=1), since=NOW)


def empty(**changes: Any) -> Report:
    """Return the report of a day on which nothing ever happened, with *changes*."""
    nothing = Report(
        at=NOW,
        since=None,
        timezone=EVENT.timezone,
        turnouts=(report.Turnout(EVENT.id, EVENT.title, EVENT.starts, EVENT.timezone, (("confirmed", 0),)),),
        flagged=(),
        undelivered=(),
        open=(),
        waiting=(),
        late=(),
        ledger=Ledger(*[0] * 10),
        recent=None,
    )
    return replace(nothing, **changes)


def flagged(**changes: Any) -> Flagged:
    plain = Flagged(
        id="a1b2c3d4",
        received_at=NOW,
        sender="jan@gent.example",
        subject="Inschrijving",
        event="",
        intent="register",
        rule="doubtful",
        reasons=(),
        doubts=(),
        participants=(),
        missing=(),
        original=(),
        cut=False,
        commands=(),
    )
    return replace(plain, **changes)


class Elements(HTMLParser):
    """Collects every start tag with its attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    return parser


def part(octets: bytes, subtype: str) -> str:
    for one in message_from_bytes(octets).walk():
        if one.get_content_type() == f"text/{subtype}":
            payload = one.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return payload.decode().replace("\r\n", "\n")
    raise AssertionError(subtype)


def subject(message: Parsed) -> str:
    return str(make_header(decode_header(message["Subject"])))


def test_a_flagged_mail_shows_what_was_understood_and_from_which_words(store: Store) -> None:
    jan = {**WHOLE, "function": Finding("directeur", "Directeur", None, "signature", 0.834)}
    keep(store, mail("Dag, met twee?"), Outcome.REVIEW, jan, rule="doubtful")
    text = report.render(built(store), "text")
    assert "Naam: Jan Peeters ← “Jan Peeters” (tekst, 90 %)" in text
    assert "Functie: directeur ← “Directeur” (handtekening, 83 %)" in text
    assert "Waarom: niet alles is met zekerheid begrepen (regel doubtful)" in text
    assert "- the reason\n     - two names\n" in text
    assert "| Dag, met twee?" in text


def test_a_complete_flagged_mail_can_be_approved_corrected_or_dismissed(store: Store) -> None:
    digest = keep(store, mail("Dag"), Outcome.REVIEW, WHOLE)
    expected = (
        f"inbox-bot review show {digest[:8]}",
        f"inbox-bot review approve {digest[:8]}",
        f"inbox-bot review correct {digest[:8]} name=…",
        f"inbox-bot review dismiss {digest[:8]}",
    )
    assert expected == built(store).flagged[0].commands


def test_what_lacks_something_is_to_be_corrected_and_the_command_names_what(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.REVIEW, without(WHOLE, "city"), without(WHOLE, "email"))
    (one,) = built(store).flagged
    assert ("Stad", "E-mailadres") == one.missing
    assert f"inbox-bot review correct {one.id} city=… 2.email=…" == one.commands[1]


def test_a_mail_of_which_nothing_was_read_can_still_be_settled(store: Store) -> None:
    octets = mail("Dag")
    nameless = replace(parse(octets), senders=(), subject="")
    with store.begin() as tx:
        tx.receive(nameless.digest, NOW, NOW)
        tx.shunt(nameless, octets, "could not be handled: ValueError")
    (one,) = built(store).flagged
    assert ("", "", "shunt", ("could not be handled: ValueError",)) == (one.sender, one.subject, one.rule, one.reasons)
    text = report.render(built(store), "text")
    assert "1. (geen onderwerp)\n   Van onbekende afzender" in text
    assert "Geen gegevens herkend." in text


def test_a_settled_mail_is_no_longer_shown_but_still_counted(store: Store) -> None:
    digest = keep(store, mail("Dag"), Outcome.REVIEW, WHOLE)
    with store.begin() as tx:
        tx.settle(digest, "dismissed", NOW)
    after = built(store)
    assert ((), 1, 0) == (after.flagged, after.ledger.flagged, after.ledger.open)
    assert "Mails gezien: 1 = 1 aan u voorgelegd\n" in report.render(after, "text")


def test_of_a_long_mail_the_first_forty_lines_are_shown(store: Store) -> None:
    keep(store, mail("\n".join(f"line {number}" for number in range(99))), Outcome.REVIEW)
    (one,) = built(store).flagged
    assert (40, "line 39", True) == (len(one.original), one.original[-1], one.cut)
    assert f"de mail gaat verder: inbox-bot review show {one.id}" in report.render(built(store), "html")


def test_a_mail_of_one_endless_line_is_cut(store: Store) -> None:
    keep(store, mail("x" * 900), Outcome.REVIEW)
    (one,) = built(store).flagged
    assert all(len(line) <= 500 for line in one.original)


def test_replies_that_may_not_have_arrived_are_shown_with_the_command_that_sends_them_again(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE)
    with store.begin() as tx:
        (item,) = tx.claim(NOW, NOW + timedelta(minutes=1), 10)
        tx.fail(item, NOW, "550 no such user")
    (one,) = built(store).undelivered
    assert (State.FAILED, "550 no such user") == (one.state, one.error)
    assert ("inbox-bot review resend 1", "inbox-bot review dismiss-reply 1") == one.commands
    assert "niet verstuurd – 550 no such user (pogingen: 1)" in report.render(built(store), "text")


def test_a_reply_that_does_not_leave_for_an_hour_is_shown_with_its_last_error(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE)
    with store.begin() as tx:
        (item,) = tx.claim(NOW, NOW + timedelta(minutes=1), 10)
        tx.postpone(item, NOW + timedelta(days=2), "the server is away")
    assert () == report.build(store, [EVENT], NOW + timedelta(minutes=59)).unsent
    waits = report.build(store, [EVENT], NOW + timedelta(hours=1))
    assert [("jan@gent.example", "the server is away")] == [(one.to, one.error) for one in waits.unsent]
    text = report.render(waits, "text")
    assert "WACHTEN OP VERZENDING\n\n  Aan jan@gent.example" in text
    assert "the server is away (pogingen: 1)" in text


def test_a_question_in_a_confirmed_mail_is_shown_until_it_is_dismissed(store: Store) -> None:
    message = parse(mail("Dag"))
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        decided = case(message, WHOLE)
        evidence = ("graag", "asks a question: kan ik daar ook parkeren")
        decided = replace(decided, extraction=replace(decided.extraction, evidence=evidence))
        tx.record(decided, Decision(Outcome.CONFIRMED, evidence, "confirm"), mail("Dag"), NOW)
    asks = built(store)
    command = f"inbox-bot review dismiss {message.digest[:8]}"
    assert [(("kan ik daar ook parkeren",), command)] == [(one.questions, one.command) for one in asks.asked]
    text = report.render(asks, "text")
    assert "TE BEANTWOORDEN" in text
    assert "Vraagt: “kan ik daar ook parkeren”" in text
    assert "Er is niets dat op u wacht." not in text + report.render(asks, "html")
    assert ", 1 te beantwoorden" in report.headline(asks, "nl")
    with store.begin() as tx:
        tx.settle(message.digest, "dismissed", NOW)
    assert () == built(store).asked


@pytest.mark.parametrize("intent", [Intent.CANCEL, Intent.DECLINE])
def test_for_a_cancellation_the_entries_are_offered_and_no_correction(store: Store, intent: Intent) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE, {**WHOLE, **found(name="Els Maes")})
    keep(store, mail("Ik moet annuleren", number=2), Outcome.REVIEW, intent=intent)
    (one,) = built(store).flagged
    assert [
        f"inbox-bot review show {one.id}",
        f"inbox-bot review cancel {one.id} --entry 1 --entry 2",
        f"inbox-bot review dismiss {one.id}",
    ] == list(one.commands)
    text = report.render(built(store), "text")
    assert "Al op de lijst: [1] Jan Peeters, Gent" in text
    assert "Al op de lijst: [2] Els Maes, Gent" in text


def test_a_cancellation_of_somebody_unknown_asks_for_the_entry(store: Store) -> None:
    keep(store, mail("Ik moet annuleren"), Outcome.REVIEW, intent=Intent.CANCEL)
    (one,) = built(store).flagged
    assert f"inbox-bot review cancel {one.id} --entry NUMBER" == one.commands[1]


def test_a_change_is_approved_with_what_is_noted_already(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE)
    keep(store, mail("Nu schepen", number=2), Outcome.REVIEW, found(function="schepen"), intent=Intent.UPDATE)
    (one,) = built(store).flagged
    assert f"inbox-bot review approve {one.id}" == one.commands[1]


def test_a_change_of_one_of_several_asks_which(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE, {**WHOLE, **found(name="Els Maes")})
    whole = {**WHOLE, **found(name="An Claes")}
    keep(store, mail("An komt", number=2), Outcome.REVIEW, whole, intent=Intent.UPDATE)
    (one,) = built(store).flagged
    assert f"inbox-bot review approve {one.id} --entry NUMBER" == one.commands[1]


def test_a_report_ends_with_its_line() -> None:
    assert ["\n", "\n"] == [report.render(empty(), one)[-1] for one in ("text", "html")]


def test_who_has_not_answered_a_question_is_shown_with_what_is_missing_and_since_when(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.INCOMPLETE, without(WHOLE, "city"))
    (one,) = built(store).open
    assert (("Stad",), NOW) == (one.missing, one.received_at)
    assert "Ontbreekt: Stad – gevraagd sinds 20 november 2018, 10:00" in report.render(built(store), "text")


def test_who_came_too_late_is_shown_with_what_admits_them(store: Store) -> None:
    digest = keep(store, mail("Dag"), Outcome.LATE, WHOLE)
    assert [f"inbox-bot review approve {digest[:8]}"] == [one.command for one in built(store).late]
    assert [tuple(ANSWERS.values())] == [one.values for one in built(store).late]
    assert "TE LAAT BINNENGEKOMEN\n\n  Jan Peeters, Gent" in report.render(built(store), "text")


def test_who_came_too_late_and_left_something_out_is_admitted_by_a_correction(store: Store) -> None:
    digest = keep(store, mail("Dag"), Outcome.LATE, without(WHOLE, "city"))
    assert [f"inbox-bot review correct {digest[:8]} city=…"] == [one.command for one in built(store).late]


def test_the_ledger_is_a_sum_that_says_that_it_balances(store: Store) -> None:
    outcomes = [Outcome.CONFIRMED, Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.LATE, Outcome.REVIEW, Outcome.IGNORED]
    for number, outcome in enumerate(outcomes):
        keep(store, mail(f"Dag {number}", number=number), outcome, WHOLE)
    expected = (
        "Mails gezien: 6 = 2 ingeschreven + 1 om gegevens gevraagd + 1 te laat + 1 aan u voorgelegd (1 nog open)"
        " + 1 niet voor ons\n  Elke mail is verantwoord.\n"
    )
    assert expected in report.render(built(store), "text")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["text", "html"])
def test_a_ledger_that_does_not_balance_cannot_be_overlooked(language: str, format_: report.Format) -> None:
    wrong = empty(ledger=Ledger(9, 5, 0, 0, 0, 0, 0, 0, 3, 0))
    said = words(language)["report"]["unbalanced"].format(9, 8)
    assert said in elements(report.render(wrong, format_, language)).text


def test_what_is_new_is_counted_apart(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.CONFIRMED, WHOLE)
    later = report.build(store, [EVENT], NOW, since=NOW + timedelta(seconds=1))
    assert (1, 0) == (later.ledger.seen, later.recent and later.recent.seen)
    assert "Er is sindsdien geen mail gekomen." in report.render(later, "text")


def test_json_holds_the_same_for_a_program(store: Store) -> None:
    keep(store, mail("Dag"), Outcome.REVIEW, WHOLE, rule="doubtful")
    data = json.loads(report.render(built(store), "json"))
    assert ("doubtful", "Jan Peeters") == (
        data["flagged"][0]["rule"],
        data["flagged"][0]["participants"][0][0]["value"],
    )
    assert (True, 1) == (data["ledger"]["balanced"], data["ledger"]["seen"])


def test_every_language_has_the_same_words() -> None:
    shapes = [{section: set(names) for section, names in words(language).items()} for language in LANGUAGES]
    assert [shapes[0]] * len(LANGUAGES) == shapes


def test_every_rule_is_described_in_words() -> None:
    assert {rule.__name__ for rule in RULES} | {"shunt"} == set(words("nl")["rules"])


def test_every_intent_is_described_in_words() -> None:
    assert set(Intent) == set(words("nl")["intent"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["text", "html", "json"])
def test_everything_renders_in_every_language(language: str, format_: report.Format, store: Store) -> None:
    for number, outcome in enumerate(Outcome):
        if outcome not in {Outcome.UPDATED, Outcome.CANCELLED}:
            keep(store, mail(f"Dag {number}", number=number), outcome, without(WHOLE, "city"))
    assert "jan@gent.example" in report.render(built(store), format_, language)


def test_the_page_asks_nothing_of_anybody() -> None:
    page = report.render(empty(flagged=(flagged(),)), "html")
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert set() == {"script", "img", "link", "iframe", "form", "a"} & set(elements(page).tags)
    assert set() == {"src", "href", "style", "onclick"} & elements(page).names


HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=[])),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</pre></details><a href='javascript:alert(1)'>",
            "{{ 7 * 7 }}{% raw %}",
            '"><svg onload=alert(1)>',
            "</title><style>@import 'https://example.org'",
            "&lt;b&gt;",
        ]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(HOSTILE)
def test_no_text_of_a_mail_becomes_markup(hostile: str) -> None:
    said = report.Understood("name", "Naam", hostile, hostile, "text", 0.9)

    def page(word: str) -> str:
        one = replace(said, value=word, text=word)
        mails = (flagged(sender=word, subject=word, reasons=(word,), participants=((one,),), original=(word,)),)
        person = report.Person(1, "", (word,), word, NOW, (word,))
        stuck = report.Undelivered(1, word, State.FAILED, 1, word, NOW)
        return report.render(empty(flagged=mails, late=(person,), open=(person,), undelivered=(stuck,)), "html")

    assert elements(page("calm")).tags == elements(page(f"x{hostile}")).tags
    assert elements(page("calm")).names == elements(page(f"x{hostile}")).names


def test_what_a_mail_says_cannot_move_the_cursor_or_turn_the_line(store: Store) -> None:
    sender = "=?utf-8?q?Jan_=1B=5B2J=E2=80=AE?= <jan@gent.example>"
    octets = mail("a\x1b[2Jb\x07\u202ec", sender="x <x@y.example>", subject="s").replace(
        b"x <x@y.example>", sender.encode()
    )
    keep(store, octets, Outcome.REVIEW, found(name="\x1b]0;pwned\x07Jan\r\nEvil: 1"))
    text = report.render(built(store), "text")
    assert set() == {"\x1b", "\x07", "\u202e", "\r"} & set(text)
    assert "Naam: ]0;pwnedJan Evil: 1 ←" in text


def test_the_digest_is_an_automatic_mail_with_text_and_html() -> None:
    octets = report.digest(empty(), ["Linda Boudry <linda@kcvs.example>"], DESK, NOW, "<1@kcvs.example>")
    message = message_from_bytes(octets)
    headers = {name: message[name] for name in ("From", "To", "Message-ID", "Auto-Submitted", "Date")}
    expected = {
        "From": '"Linda Boudry" <linda@kcvs.example>',
        "To": '"Linda Boudry" <linda@kcvs.example>',
        "Message-ID": "<1@kcvs.example>",
        "Auto-Submitted": "auto-generated",
        "Date": "Tue, 20 Nov 2018 10:00:00 +0100",
    }
    assert expected == headers
    assert ["text/plain", "text/html"] == [one.get_content_type() for one in message.walk()][1:]


def test_the_digests_subject_says_how_it_stands() -> None:
    turnout = replace(empty().turnouts[0], people=(("confirmed", 96),))
    octets = report.digest(empty(turnouts=(turnout,), flagged=(flagged(),) * 7), ["a@b.example"], DESK, NOW)
    expected = "Inschrijvingen: 96 ingeschreven, 7 na te kijken – 20 november 2018"
    assert expected == subject(message_from_bytes(octets))


def test_the_digest_comes_also_when_nothing_happened() -> None:
    octets = report.digest(empty(), ["a@b.example"], DESK, NOW)
    assert "Inschrijvingen: 0 ingeschreven – 20 november 2018" == subject(message_from_bytes(octets))
    assert "Er is niets dat op u wacht." in part(octets, "plain")
    assert "Mails gezien: 0\n  Elke mail is verantwoord." in part(octets, "plain")


def test_the_digest_leaves_the_mails_themselves_out(store: Store) -> None:
    keep(store, mail("a private matter"), Outcome.REVIEW, WHOLE)
    octets = report.digest(built(store), ["a@b.example"], DESK, NOW)
    assert "a private matter" not in part(octets, "plain") + part(octets, "html")
    assert "inbox-bot review show" in part(octets, "plain")


@given(HOSTILE)
def test_no_text_of_a_mail_reaches_a_header_of_the_digest(hostile: str) -> None:
    evil = f"{hostile}\r\nBcc: evil@example.org"
    octets = report.digest(
        empty(flagged=(flagged(subject=evil, sender=evil, original=(evil,)),)), ["a@b.example"], DESK, NOW
    )
    calm = report.digest(empty(flagged=(flagged(),)), ["a@b.example"], DESK, NOW)
    assert message_from_bytes(calm).items() == message_from_bytes(octets).items()


@pytest.mark.parametrize("wrong", ["x", "<a b@c>", "<1@kcvs.example>\r\nBcc: evil@example.org"])
def test_a_message_id_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        report.digest(empty(), ["a@b.example"], DESK, NOW, wrong)
