"""Who writes no capitals, or nothing else, is understood like everybody."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extraction.asking import SEMINAR, SENDER, read, values
from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.extraction.text.casing import recased
from inbox_bot.core.message import Address

TEXT = (
    "Graag schrijf ik mij in voor het congres. Mijn collega komt ook mee.\n\n"
    "Els van den Broeck, schepen, Sint-Niklaas, els.vandenbroeck@sint-niklaas.be\n"
    "Jan Peeters, jurist, Gent, jan.peeters@gent.be\n"
)


def document(text: str) -> Document:
    return Document(text, (Line(text, Span(0, len(text)), Zone.NEW),))


@pytest.mark.parametrize("written", [str.lower, str.upper], ids=["no capitals", "capitals only"])
def test_capitals_change_nothing_but_capitals(written: Callable[[str], str]) -> None:
    plain, other = read(SEMINAR, TEXT), read(SEMINAR, written(TEXT))
    assert _lower(values(plain)) == _lower(values(other))
    assert plain.doubts == other.doubts


def _lower(people: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: value.casefold() for key, value in one.items()} for one in people]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ik ben jan peeters, schepen in gent", "ik ben Jan Peeters, schepen in Gent"),
        ("NAAM: PEETERS JAN\nSTAD: LIER", "naam: Peeters Jan\nstad: Lier"),
        ("niamh o'sullivan, trinity college dublin", "Niamh O'Sullivan, Trinity College Dublin"),
        ("ik werk bij de dienst cultuur van de stad lier", "ik werk bij de dienst cultuur van de stad Lier"),
        ("Ik ben Jan peeters, schepen in gent", "Ik ben Jan peeters, schepen in gent"),
    ],
)
def test_names_of_people_places_and_employers_get_their_capitals(written: str, meant: str) -> None:
    assert meant == recased(document(written), Address("Jan Peeters", "jan@gent.be")).text


@given(st.text(max_size=200))
def test_no_offset_moves(text: str) -> None:
    assert len(text) == len(recased(document(text), Address(*SENDER.rstrip(">").split(" <"))).text)
