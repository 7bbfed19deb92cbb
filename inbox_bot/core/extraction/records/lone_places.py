"""The one town that running text names, where nothing else says where anybody works."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import places
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import key
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.municipalities import LIVES, NOT_THERE, announced_place
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_IN = re.compile(r"(?<!\w)(?:in|te|uit|van|vanuit|voor|bij|à|de|of|from|in|aus|von)\s+(?=[A-ZÀ-Þ])")
_WORD = re.compile(r"(?<![\w@.-])(?=[^\W\d_])")
"""Where a word begins: who writes all in small letters writes towns so."""
_SHORT, _REACH = 3, 60
_JOURNEY = re.compile(
    r"(?<!\w)(?:trein\w*|bus|auto\w*|fiets\w*|rij\w*|reis\w*|vertrek\w*|station\w*|file|parke\w*|route|train\w*|voiture|gare|"
    r"travel\w*|driv\w*|leav\w*|zug|bahn\w*|fahr\w*|station|afspraak|vergadering|congres|cursus|opleiding|krant|hoorde|las|gelezen)(?!\w)"
)


def attach_lone_place(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give all the one Belgian municipality in running text, if nobody has one and there is no other."""
    for field in reading.event.fields:
        if field.type is not FieldType.MUNICIPALITY or any(_has(draft, field.key) for draft in drafts):
            continue
        found = [one for row in reading.own if not row.greets for one in _named(reading, row, field.key)]
        if len({key(one.value) for one in found}) == 1:
            for draft in drafts:
                draft.add(found[0])


def _has(draft: Draft, field: str) -> bool:
    return any(one.confidence >= THRESHOLD for one in draft.found.get(field, ()))


def _named(reading: Reading, row: Row, field: str) -> Iterator[Candidate]:
    if _JOURNEY.search(row.folded):
        return
    lowered = not any(letter.isupper() for letter in row.text)
    for match in (_WORD if lowered else _IN).finditer(reading.clean, row.span.start, row.span.end):
        place = places.longest(reading.clean[match.end() : min(row.span.end, match.end() + 60)], bare=lowered)
        clause = max(row.span.start, match.start() - _REACH, reading.clean.rfind(",", 0, match.start()))
        denied = NOT_THERE.search(reading.folded, clause, match.start())
        if (
            len(place) > _SHORT
            and not denied
            and not LIVES.search(reading.folded, clause, match.start())
            and places.is_belgian(place)
            and key(place) not in announced_place(reading.event)
        ):
            span = Span(match.end(), match.end() + len(place))
            yield candidate(
                field, place, reading.document.slice(span), span, reading.source(row), ("known", "position")
            )
