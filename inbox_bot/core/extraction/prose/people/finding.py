"""Every name in the sender's own words, with what speaks for a participant."""

import re

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names, places
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.people.explained import explained
from inbox_bot.core.extraction.prose.people.part import part_played
from inbox_bot.core.extraction.prose.people.shaped import shaped
from inbox_bot.core.extraction.prose.people.spelled import spelled
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_GREETING = re.compile(
    rf"^\s*{lexicon.any_of('salutations')}(?:\s+(?:mevrouw|meneer|mijnheer|mevr\.?|dhr\.?|ms\.?|"
    rf"mrs?\.?|mme|madame|monsieur|frau|herr))?\s+[^,!\n]{{1,40}}[,!]"
)


def find(reading: Reading, taken: list[Span]) -> list[Candidate]:
    """Return every name in the sender's own words outside the *taken* spans, with what speaks for a participant."""
    found: list[Candidate] = []
    for row in reading.beside(taken):
        if row.greets or row.takes_leave:
            continue
        greeting = _GREETING.match(reading.folded[row.span.start : row.span.end])
        begin = row.span.start + (greeting.end() if greeting else 0)
        written = (_own_part(reading, span) for span in shaped(reading.clean, begin, row.span.end))
        for span in [*written, *spelled(reading, begin, row.span.end)]:
            if not any(_overlap(span, other) for other in taken) and not any(
                one.span and _overlap(span, one.span) for one in found
            ):
                found += _judged(reading, row, span)
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _own_part(reading: Reading, span: Span) -> Span:
    """Return the part that is the sender's name, where a place follows it without a sign: `An Claes Gent`."""
    shown = headers.sender_name(reading)
    text = reading.clean[span.start : span.end]
    rest = text[len(shown) :].strip()
    follows = bool(shown) and fold(text).startswith(f"{fold(shown)} ") and places.is_place(rest)
    return Span(span.start, span.start + len(shown)) if follows else span


def _judged(reading: Reading, row: Row, span: Span) -> list[Candidate]:
    text = reading.clean[span.start : span.end]
    name = names.read(text)
    if name is None or explained(reading, text):
        return []
    return [
        candidate(
            NAME, name, reading.document.slice(span), span, reading.source(row), part_played(reading, row, span, name)
        )
    ]
