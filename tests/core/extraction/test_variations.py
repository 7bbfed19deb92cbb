"""The same words are understood in the same way, however they are sent."""

import pytest
from hypothesis import given, settings

from core.extraction.asking import SEMINAR, values
from core.extraction.composed import MAILERS, REGISTRATIONS, Registration, sent
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone


def understood(octets: bytes) -> Extraction:
    message = parse(octets)
    return extract(message, zone(message), SEMINAR)


def people(extraction: Extraction) -> list[dict[str, str]]:
    return [{key: fold(value) for key, value in one.items()} for one in values(extraction)]


@pytest.mark.parametrize("mailer", MAILERS)
@given(one=REGISTRATIONS)
@settings(max_examples=25, deadline=None)
def test_how_a_mail_is_sent_changes_nothing_of_what_is_understood(mailer: str, one: Registration) -> None:
    plain, other = understood(sent(one, one.text)), understood(MAILERS[mailer](one))
    assert (plain.intent, people(plain), plain.missing, plain.doubts) == (
        other.intent,
        people(other),
        other.missing,
        other.doubts,
    )


@given(one=REGISTRATIONS)
@settings(max_examples=100, deadline=None)
def test_a_composed_registration_is_understood_whole(one: Registration) -> None:
    extraction = understood(sent(one, one.text))
    assert ([one.address], (), ()) == (
        [given_["email"] for given_ in values(extraction)],
        extraction.missing,
        extraction.doubts,
    )
