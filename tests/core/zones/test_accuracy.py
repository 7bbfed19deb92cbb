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


def _kept_by_quotequail(text: str) -> set[str]:
    """Return the lines that quotequail takes for the sender's, with `unwrap` where it finds something and else `quote`."""
    unwrapped = quotequail.unwrap(text)
    parts = (
        [unwrapped.get("text_top", ""), unwrapped.get("text_bottom", "")]
        if unwrapped
        else [part for own, part in quotequail.quote(text) if own]
    )
    return {line.strip("> ") for part in parts for line in part.splitlines()}


def _agreed_by_quotequail(mail: MarkedMail) -> Iterator[bool]:
    kept = _kept_by_quotequail(mail.message.text)
    rows = [row.strip("> ") for row in mail.message.text.splitlines() if row.strip("> ")]
    for row, marked in zip(rows, mail.zones, strict=True):
        yield (row in kept) == (marked not in OTHERS)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_every_line_of_a_marked_mail_stands_in_its_zone(mail: MarkedMail) -> None:
    assert list(mail.zones) == _found(mail)


def test_own_and_quoted_lines_are_told_apart_at_least_as_well_as_a_library_does() -> None:
    ours = [(a in OTHERS) == (b in OTHERS) for mail in MAILS for a, b in zip(mail.zones, _found(mail), strict=True)]
    theirs = [agreed for mail in MAILS for agreed in _agreed_by_quotequail(mail)]
    assert len(MAILS) >= 30
    assert sum(ours) / len(ours) >= 0.995
    assert sum(ours) / len(ours) > sum(theirs) / len(theirs)
