import re

from hypothesis import given, settings
from hypothesis import strategies as st

from core.extraction.asking import COLLOQUE, CONGRESS, SEMINAR, TREFFEN, read
from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import parse

PIECES = [
    "Naam:", "Naam", "Stad / gemeente", "Functie -", "E-mailadres:", "Jan Peeters", "An Claes", "Van den Broeck", "Gent", "Stad Gent", "jurist",
    "jan@gent.be", "jan [at] gent [dot] be", ",", ";", " - ", "/", "(", ")", "\t", "\n", "\n\n", "ik ben", "mijn collega", "Graag inschrijven", "idem",
    "0475/12.34.56", "2. Mai", "ja", "neen", "x2", "1.", "3 personen", "é", "ß", "\u200b", "…", "İ", "ﬁ", "\U0001f600", "e\u0301", "*", "_", "|", ":", "=",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map(" ".join)
EVENTS = st.sampled_from([SEMINAR, COLLOQUE, CONGRESS, TREFFEN])
SIGNS = re.compile(r"[:=–-]")
ASKS = parse(b"From: Jan <jan@gent.be>\nSubject: Inschrijving\n\nGraag inschrijven")


def document(lines: list[tuple[str, Zone]]) -> Document:
    placed, start = [], 0
    for text, zone in lines:
        placed.append(Line(text, Span(start, start + len(text)), zone, int(zone is Zone.QUOTED)))
        start += len(text) + 1
    return Document("\n".join(text for text, _ in lines), tuple(placed))


@given(TEXTS, EVENTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_somehow_and_every_value_points_at_its_words(text: str, asked: Event) -> None:
    lines = [("Graag inschrijven", Zone.NEW), *((line, Zone.NEW) for line in text.split("\n"))]
    written = document(lines)
    extraction = extract(ASKS, written, asked)
    found = [one for participant in extraction.participants for one in participant.values()]
    assert all(one.text == written.slice(one.span) for one in found if one.span is not None)


@given(st.lists(st.tuples(TEXTS.map(lambda text: text.replace("\n", " ")), st.sampled_from(Zone)), max_size=8), EVENTS)
@settings(max_examples=150, deadline=None)
def test_nothing_is_taken_from_quoted_text(lines: list[tuple[str, Zone]], asked: Event) -> None:
    written = document([("Graag inschrijven", Zone.NEW), *lines])
    closed = [line.span for line in written.of(Zone.QUOTED, Zone.DISCLAIMER)]
    assert not within(closed, extract(ASKS, written, asked))
    # Whoever answers may type behind the labels of the question that is quoted, and nowhere else.
    closed = [line.span for line in written.of(Zone.QUOTED, Zone.DISCLAIMER) if not SIGNS.search(line.text)]
    assert not within(closed, extract(ASKS, written, asked, Context(tuple(field.key for field in asked.fields))))


def within(closed: list[Span], extraction: Extraction) -> list[Span]:
    spans = [one.span for given_ in extraction.participants for one in given_.values() if one.span is not None]
    return [span for span in spans for other in closed if span.start < other.end and other.start < span.end]


def test_a_long_mail_is_read_in_bounds() -> None:
    text = (
        "Graag inschrijven\n"
        + "Naam: " * 2000
        + "\n"
        + "a@" * 5000
        + "\n"
        + "Jan Peeters, " * 500
        + "\n"
        + "Van de " * 2000
        + "\n"
        + " " * 20000
        + "x"
    )
    assert read(SEMINAR, text).event == SEMINAR
