"""The municipalities whose office somebody has: `échevine à Aubel` works for Aubel."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_OFFICE = re.compile(rf"(?:[a-z]+\s+)?{alternation(lexicon.jobs('municipal'))}(?!\w)")
_OF = re.compile(
    r"(?:\s+(?:empech\w+|sortant\w*|honoraire))?\s*,?\s+(?:(?:a|de|te|in|van|of|von|zu|for|voor|pour)\s+|d['’])"
    r"(?:(?:la\s+)?(?:commune|ville|gemeente|stad|stadt|gemeinde|town|city)\s+(?:d[e'’]|van|of)?\s*)?"
)
_REACH = 60


def find(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield the towns of *row* whose offices people have."""
    for title, evidence in jobs.find(reading.clean, row.span.start, row.span.end):
        office = _OFFICE.match(fold(reading.clean[title.start : title.end]))
        lead = _OF.match(reading.folded, title.end, row.span.end) if office else None
        town = places.longest(reading.clean[lead.end() : min(row.span.end, lead.end() + _REACH)]) if lead else ""
        if lead and town[:1].isupper() and "somebody else's" not in evidence:
            yield Span(lead.end(), lead.end() + len(town))
