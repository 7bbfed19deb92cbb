"""Which servers say that a message's author is forged."""

import pytest

from inbox_bot.core.message import parse


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", set()),
        ("mx.a; dmarc=fail", {"mx.a"}),
        ("MX.a 1; spf=pass; DMARC = Fail (p=none) header.from=gent.be", {"mx.a"}),
        ("mx.a; dmarc=pass", set()),
        ("mx.a; dmarc=failure", set()),
        ("mx.a; spf=fail; dkim=fail", set()),
        ("mx.a; none", set()),
        ("mx.a; dmarc=pass\nmx.a; dmarc=fail", set()),
        ("mx.a; dmarc=fail\nmx.a; dmarc=pass", {"mx.a"}),
        ("mx.b; dmarc=fail\nmx.a; dmarc=fail", {"mx.a", "mx.b"}),
        ('mx.a; spf=pass reason="; dmarc=fail"; dkim=pass (; dmarc=fail)', set()),
        ("; dmarc=fail", set()),
    ],
)
def test_the_topmost_word_of_each_server_counts(lines: str, expected: set[str]) -> None:
    fields = "".join(f"Authentication-Results: {line}\n" for line in lines.split("\n") if line)

    assert expected == parse(f"{fields}From: Jan <jan@gent.be>\n\nIk kom graag.".encode()).dmarc_failed


def test_what_stands_far_below_is_not_read() -> None:
    fields = b"".join(b"Authentication-Results: mx%d; dmarc=fail\n" % number for number in range(3_000))

    assert {f"mx{number}" for number in range(10)} == parse(fields + b"From: Jan <jan@gent.be>\n\nx").dmarc_failed
