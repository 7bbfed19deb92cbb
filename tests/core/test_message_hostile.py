"""No octets break the parser, and none make it build more than a message can need."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_bot.core import bounds
from inbox_bot.core.message import Message, parse

SEEDS = (
    b"Return-Path: <>\nFrom: =?utf-8?B?SmFu?= <jan@gent.be>\nSubject: =?iso-8859-1?Q?=E9?=\nDate: Tue, 6 Nov 2018 08:00:00 +0100\n\nx",
    b"From: a@b\nContent-Type: multipart/alternative; boundary=l\n\n--l\nContent-Type: text/plain; charset=utf-8; format=flowed\n\na \nb\n--l\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+\n--l--\n",
    b"From: a@b\nContent-Type: multipart/report; boundary=l\n\n--l\n\nx\n--l\nContent-Type: message/rfc822\n\nFrom: c@d\n\ny\n--l--\n",
    b"From: a@b\nContent-Type: application/x; name*0*=utf-8''a; name*1=b\nContent-Disposition: attachment\n\nx",
)
TOKENS = (b"=?utf-8?Q?", b"?=", b"=?a\0?b?a?=", b"\r\n", b"\n\n", b"\0", b"\xff", b"--l", b"--l--", b"Content-Type: multipart/mixed\n",
          b"Content-Type: message/rfc822\n", b"charset=idna", b"charset=utf-7", b'"', b"<", b"(", b";", b"\r", b"From: ", b"*0*=")  # fmt: skip


def is_sound(message: Message) -> bool:
    """Whether what is promised of every string holds."""
    names = [name for attachment in message.attachments for name in (attachment.filename, attachment.content_type)]
    people = [part for sender in message.senders for part in (sender.display_name, sender.addr_spec)]
    lines = [message.subject, message.message_id, message.return_path or "", *names, *people, *message.references]
    strings = [*lines, message.text, message.html]
    return not any("\n" in line or "\r" in line for line in lines) and all(
        "\0" not in string and string.encode("utf-8") is not None for string in strings
    )


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    octets = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(octets)))
        end = min(len(octets), start + draw(st.integers(0, 8)))
        octets = octets[:start] + draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6))) + octets[end:]
    return octets


@given(st.binary(max_size=2000))
@settings(max_examples=150, deadline=None)
def test_no_octets_break_the_parser(octets: bytes) -> None:
    assert is_sound(parse(octets))


@given(mutated())
@settings(max_examples=400, deadline=None)
def test_no_damage_breaks_the_parser(octets: bytes) -> None:
    message = parse(octets)

    assert is_sound(message)
    assert message == parse(octets)


HEAD = b"From: Jan <jan@gent.be>\nSubject: Inschrijving\n"


def nested(depth: int) -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth))
    return HEAD + b"".join(levels) + b"\nx"


def attached(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + b"\nx"


def parts(count: int) -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * count + b"--b--\n"


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        pytest.param(nested(30), "nested deeper", id="30 containers"),
        pytest.param(nested(3000), "more than 200 parts", id="3,000 containers"),
        pytest.param(attached(30), "nested deeper", id="30 attached messages"),
        pytest.param(attached(3000), "more than 200 parts", id="3,000 attached messages"),
        pytest.param(parts(100_000), "more than 200 parts", id="100,000 parts"),
        pytest.param(HEAD + b"X: y\n" * 50_000 + b"\nx", "more than 1000 headers", id="50,000 headers"),
        pytest.param(HEAD + b"X: " + b"y" * 1_000_000 + b"\n\nx", "more than 256 KB", id="a header of 1 MB"),
        pytest.param(HEAD + b"X: " + b"y" * 120_000 + b"\n\nx", "a header of 120000", id="a header of 120 KB"),
        pytest.param(HEAD + b"X: " + b"=?a?q?b?= " * 50_000 + b"\n\n", "more than 256 KB", id="50,000 encoded words"),
        pytest.param(HEAD + b"To: " + b"a@b.be,\n " * 20_000 + b"c@d.be\n\n", "a header of", id="20,000 addresses"),
        pytest.param(
            HEAD + b"Content-Type: text/plain" + b';"' * 40_000 + b"\n\n", "a header of", id="40,000 parameters"
        ),
        pytest.param(
            parts(1)[:-8] + b"--b\nX: " + b"y" * 300_000 + b"\n\n", "a header of", id="a large header of a part"
        ),
        pytest.param(HEAD + b"\n" + b"x" * (bounds.BODY + 1), "a text of more than 2 MB", id="a large text"),
        pytest.param(HEAD + b"\n" + b"\n" * bounds.LINES, "more than 1,000,000 line ends", id="a million lines"),
        pytest.param(HEAD + b"\n" + b"x" * bounds.MESSAGE, "larger than 25 MB", id="a large message"),
    ],
)
def test_what_exceeds_a_bound_is_unreadable_and_yet_shows_its_sender(octets: bytes, reason: str) -> None:
    message = parse(octets)

    assert message.unreadable is not None
    assert reason in message.unreadable
    assert ("", "", ()) == (message.text, message.html, message.attachments)
    assert ["jan@gent.be"] == [sender.addr_spec for sender in message.senders]
    assert "Inschrijving" == message.subject


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(parts(150), id="150 parts"),
        pytest.param(nested(15), id="15 containers"),
        pytest.param(HEAD + b"To: " + b"a@b.be, " * 9_000 + b"c@d.be\n\nx", id="9,000 addresses"),
        pytest.param(HEAD + b"X: " + b"=?a?q?" * 16_000 + b"\n\nx", id="16,000 openings of encoded words"),
        pytest.param(HEAD.replace(b"Ins", b"=?a?q?" * 16_000) + b"\nx", id="16,000 openings in the subject"),
        pytest.param(HEAD + b"Received: x\n" * 3_000 + b"\nx", id="3,000 trace headers"),
        pytest.param(HEAD + b"Content-Type: text/plain" + b';"' * 1_900 + b"\n\nx", id="1,900 parameters"),
        pytest.param(HEAD + b"References: " + b"a" * 99_000 + b"\n\nx", id="one long identifier"),
        pytest.param(
            HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 400_000, id="one long paragraph"
        ),
        pytest.param(HEAD + b"X-A: " + b"(" * 90_000 + b"\n\nx", id="90,000 comments"),
        pytest.param(HEAD.replace(b"Jan", b"(" * 90_000) + b"\nx", id="90,000 comments in From"),
        pytest.param(HEAD + b"Date: " + b"(" * 90_000 + b"\n\nx", id="90,000 comments in Date"),
        pytest.param(
            HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"\xe9" * 500_000, id="a quadratic codec"
        ),
    ],
)
def test_what_stays_within_the_bounds_is_read(octets: bytes) -> None:
    message = parse(octets)

    assert message.unreadable is None
    assert message.text or message.attachments


def test_messages_that_cannot_be_read_are_told_apart() -> None:
    assert parse(parts(300)).digest != parse(parts(301)).digest
    assert parse(parts(300)).digest == parse(parts(300)).digest


def test_what_people_wrote_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    parse(b"From: Jan <jan@gent.be>\nSubject: =?utf-8?B?a?=\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR")

    assert [] == caplog.records
