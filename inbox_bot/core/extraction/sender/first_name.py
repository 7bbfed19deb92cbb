"""One name of who gives no other: `moi c'est An`, a first name below the farewell, `Mme Claes`."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import trim

_CALLED = re.compile(
    rf"(?<!\w){lexicon.any_of('self')}\s*[:,]?\s*(?P<name>[^\W\d_]+(?:-[^\W\d_]+)?)(?=\s*[,.;!(–]|\s*$|\s+(?:du|de|des|van|from|of|at|von|vom|aus|bij|uit|chez)\s)"
)
_TITLED = re.compile(
    r"(?i:m|mr|mme|mlle|madame|monsieur|mevr|mevrouw|mw|dhr|herr|frau|mrs|ms)\.?\s+(?P<name>[A-ZÀ-Þ][\w'’-]+)"
)


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield the first names by which the sender goes."""
    for row in reading.own:
        for match in _CALLED.finditer(row.folded):
            span = Span(row.span.start + match.start("name"), row.span.start + match.end("name"))
            yield from _given(reading, span, reading.source(row), "frame")
    if reading.sender:
        yield from _family(reading.sender.display_name)
        yield from _shown(reading.sender.display_name.strip())
    for row in reading.signature:
        yield from _given(reading, trim(row.text, Span(0, len(row.text)), row.span.start), "signature", "closing")


def _family(shown: str) -> Iterator[Candidate]:
    """Yield the surname that stands behind a title in a display name."""
    called = _TITLED.fullmatch(shown.strip())
    if called:
        yield candidate(FAMILY, called["name"], shown, None, "from", ("display name", "closing"))


def _shown(shown: str) -> Iterator[Candidate]:
    """Yield a display name that is nothing but a given name."""
    if names.is_given(shown) and shown[0].isupper():
        yield candidate(GIVEN, shown, shown, None, "from", ("display name", "given name"))


def _given(reading: Reading, span: Span, source: str, evidence: str) -> Iterator[Candidate]:
    text = reading.clean[span.start : span.end].strip(" ,.!")
    if names.is_given(text) and text[0].isupper():
        span = Span(span.start, span.start + len(text))
        yield candidate(GIVEN, text, reading.document.slice(span), span, source, (evidence, "given name", "segment"))
