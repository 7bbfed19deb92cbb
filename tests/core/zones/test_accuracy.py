"""Every line of the marked mails, beside what quotequail makes of them."""

from collections.abc import Iterator

import pytest
import quotequail

from inbox_bot.core.document import Zone
from inbox_bot.core.zones import zone
from zone_mails import MarkedMail, marked_mails

MAILS = list(marked_mails())
OTHERS = (Zone.QUOTED, Zone.FORWARDED)


def _found(mail: MarkedMail) -> list[Zone]:
    return [line.zone for line in zone(mail.message).lines if line.text]


def _agreed_by_quotequail(mail: MarkedMail) -> Iterator[bool]:
    body = [(expanded, text) for expanded, text in quotequail.quote(mail.message.text, limit=100_000)]
    rows = [(expanded, row) for expanded, text in body for row in text.split("\n") if row.strip("> ")]
    for (expanded, _), marked in zip(rows, mail.zones, strict=False):
        yield expanded == (marked not in OTHERS)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_every_line_of_a_marked_mail_stands_in_its_zone(mail: MarkedMail) -> None:
    assert list(mail.zones) == _found(mail)


def test_own_and_quoted_lines_are_told_apart_at_least_as_well_as_a_library_does() -> None:
    ours = [(a in OTHERS) == (b in OTHERS) for mail in MAILS for a, b in zip(mail.zones, _found(mail), strict=True)]
    theirs = [agreed for mail in MAILS for agreed in _agreed_by_quotequail(mail)]
    assert len(MAILS) >= 30
    assert sum(ours) / len(ours) >= 0.995
    assert sum(ours) / len(ours) > sum(theirs) / len(theirs)
