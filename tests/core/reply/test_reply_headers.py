"""The header fields of a reply."""

from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest

from core.reply.replies import (
    ANSWERED,
    DESK,
    EVENT,
    HEADERS,
    JAN,
    LANGUAGES,
    MESSAGE,
    NOW,
    answer,
    case,
    parsed,
    sample,
)
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.message import Address
from inbox_bot.core.reply import UnsafeReply, compose, is_ours, reply_message_id


@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_has_the_headers_of_an_automatic_response_and_no_others(outcome: Outcome, language: str) -> None:
    reply = answer(sample(outcome, language=language), outcome)
    read = parsed(reply)

    assert HEADERS == [name for name, _ in read.items() if not name.startswith("Content-") or name == "Content-Type"]
    assert ("auto-replied", "All", "1.0") == tuple(
        read[name] for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version")
    )
    assert "Mon, 26 Nov 2018 10:00:00 +0100" == read["Date"]
    assert '"Kenniscentrum Vlaamse Steden" <seminarie@kcvs.example>' == read["From"]
    assert reply.subject == str(make_header(decode_header(read["Subject"]))).replace("\r\n", "")
    assert {language} == {part["Content-Language"] for part in read.walk() if part.get_content_maintype() == "text"} - {
        None
    }


def test_the_octets_are_ascii_lines_of_mail() -> None:
    octets = answer(case(JAN), Outcome.CONFIRMED).octets

    assert octets.isascii()
    assert octets.count(b"\n") == octets.count(b"\r\n") == octets.count(b"\r")
    assert max(len(line) for line in octets.split(b"\r\n")) <= 100


def test_a_reply_is_threaded_under_the_mail_it_answers() -> None:
    chain = tuple(f"<{number}@x.example>" for number in range(30))
    read = parsed(answer(case(JAN, message=replace(MESSAGE, references=chain)), Outcome.CONFIRMED))

    assert "<m1@gent.example>" == read["In-Reply-To"]
    assert [chain[0], *chain[-8:], "<m1@gent.example>"] == read["References"].split()


def test_a_mail_without_references_is_threaded_by_what_it_answers() -> None:
    read = parsed(answer(case(JAN, message=replace(MESSAGE, in_reply_to=("<q@kcvs.example>",))), Outcome.CONFIRMED))

    assert ["<q@kcvs.example>", "<m1@gent.example>"] == read["References"].split()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "no brackets@x.example",
        "<a@x.example>\r\nBcc: v@x.example",
        "<=?utf-8?Q?a=0D=0ABcc:_v?=@x.example>",
        "<é@x.example>",
        f"<{'a' * 300}@x.example>",
        "<a b@x.example>",
    ],
)
def test_an_ill_formed_message_id_is_not_repeated(bad: str) -> None:
    read = parsed(answer(case(JAN, message=replace(MESSAGE, message_id=bad, references=(bad,))), Outcome.CONFIRMED))

    assert (None, None) == (read["In-Reply-To"], read["References"])


def test_a_mail_and_outcome_always_have_one_message_id() -> None:
    later = NOW + timedelta(days=3)

    assert answer(case(JAN), Outcome.LATE).message_id == answer(case(JAN), Outcome.LATE, at=later).message_id
    assert answer(case(JAN), Outcome.LATE).message_id != answer(case(JAN), Outcome.CONFIRMED).message_id
    assert (
        answer(case(JAN), Outcome.LATE).message_id
        != answer(case(JAN, message=replace(MESSAGE, digest="d2")), Outcome.LATE).message_id
    )
    assert parsed(answer(case(JAN), Outcome.LATE))["Message-ID"] == answer(case(JAN), Outcome.LATE).message_id


def test_our_message_ids_are_known_again_and_forged_ones_are_not() -> None:
    ours = reply_message_id("d1", "confirmed", DESK.key, DESK.domain)

    assert is_ours(ours, DESK.key, "KCVS.example")
    assert not is_ours(ours, b"another secret", DESK.domain)
    assert not is_ours(ours, DESK.key, "elsewhere.example")
    assert not is_ours(ours.replace("confirmed", "late"), DESK.key, DESK.domain)
    assert not is_ours(ours.replace("<", "<a"), DESK.key, DESK.domain)
    assert not is_ours("", DESK.key, DESK.domain)


def test_an_organisers_name_and_title_in_any_script_reach_the_reader() -> None:
    desk = replace(DESK, address=Address('Stad "Ängström", 東京', "seminarie@kcvs.example"))
    event = EVENT.model_copy(update={"title": "=?utf-8?Q?a=0D=0ABcc:_v@x.example?= Ü " + "lang " * 40})
    reply = answer(case(JAN, event=event), Outcome.CONFIRMED, desk)
    read = parsed(reply)

    assert HEADERS == read.keys()
    assert reply.subject == str(make_header(decode_header(read["Subject"])))
    ((name, address),) = getaddresses([read["From"]])
    assert ('Stad "Ängström", 東京', "seminarie@kcvs.example") == (str(make_header(decode_header(name))), address)


def test_a_desk_that_cannot_stand_in_a_header_raises() -> None:
    desk = replace(DESK, address=Address("", "desk@kcvs.example\r\nBcc: v@x.example"))

    with pytest.raises(UnsafeReply, match="printable ASCII"):
        compose(case(JAN), Decision(Outcome.LATE), desk, at=NOW)
