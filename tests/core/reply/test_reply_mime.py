"""Octets that read back as anything but what was written do not leave."""

import pytest

from inbox_bot.core.reply.mime import Part, UnsafeReply, text_part, to_octets, unstructured, verify

HEADERS = (("To", "jan@gent.example"), ("Subject", "Dag"))
PLAIN = text_part("Dag Jan,\n\n. van Zoë =\n" + "lang " * 30, "plain", "nl")
ENTITY = Part((*HEADERS, *PLAIN.headers), PLAIN.body)


def test_octets_as_written_are_let_through() -> None:
    verify(to_octets(ENTITY), ENTITY, "jan@gent.example")


@pytest.mark.parametrize(
    ("octets", "why"),
    [
        (b"Bcc: v@x.example\r\n" + to_octets(ENTITY), "headers read back differ"),
        (to_octets(ENTITY).replace(b"Subject: Dag", b"Subject: Dag\r\nX-More: 1"), "headers read back differ"),
        (to_octets(ENTITY).replace(b"jan@gent.example", b"an@gent.example"), "headers read back differ"),
    ],
)
def test_another_header_is_noticed(octets: bytes, why: str) -> None:
    with pytest.raises(UnsafeReply, match=why):
        verify(octets, ENTITY, "jan@gent.example")


@pytest.mark.parametrize("more", [("Cc", "v@x.example"), ("To", "v@x.example")])
def test_a_second_recipient_is_noticed(more: tuple[str, str]) -> None:
    entity = Part((more, *ENTITY.headers), ENTITY.body)

    with pytest.raises(UnsafeReply, match="exactly one recipient"):
        verify(to_octets(entity), entity, "jan@gent.example")


def test_a_part_that_was_not_meant_is_noticed() -> None:
    entity = Part((*HEADERS, ("Content-Type", 'multipart/mixed; boundary="b"')), b"--b\r\n\r\nDag\r\n")

    with pytest.raises(UnsafeReply, match="parts read back differ"):
        verify(to_octets(entity), entity, "jan@gent.example")


@pytest.mark.parametrize("value", ["", "a\r\nb", "a\nBcc: v@x.example", "é", "a\x00", "a\r\n "])
def test_a_header_holds_printable_ascii_alone(value: str) -> None:
    with pytest.raises(UnsafeReply, match="printable ASCII"):
        to_octets(Part((("Subject", value),), b""))


def test_what_looks_like_an_encoded_word_is_encoded_once_more() -> None:
    assert "=?utf-8?Q?a=0D=0ABcc:_v?=" not in unstructured("Subject", "=?utf-8?Q?a=0D=0ABcc:_v?=")


def test_no_line_of_a_text_is_long() -> None:
    assert max(len(line) for line in PLAIN.body.split(b"\r\n")) <= 76
