"""Where people say to live, told by their words alone: of most villages no list knows."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_THEN = re.compile(
    r"(?<!\w)(?:am|um|ab|gegen|heute|morgen|dann|abends|mittags|on|at|tonight|then|op|om|vers|le)\s+(?:\w+\s+){1,3}(?:in|te|a)\s+$"
    r"|(?<!\w)(?:lande|landen|steige|umsteige\w*|ubernachte\w*|zwischenstopp)(?!\w)[^.!?]*$"
)
"""Where somebody is at an hour or on a day, and does not live."""
_HOME = re.compile(
    r"(?<!\w)(?:wohne|wohnen|wohnt|lebe|leben|lebt|wohnhaft|ansassig|beheimatet|zuhause|daheim|woon|wonen|woont|habite|habitons|"
    r"domicilie\w*|live|lives|living)"
    r"(?:\s+(?:jetzt|nun|seit\s+[\w.]+(?:\s+\w+)?|selbst|aber|auch|heute|hier|noch|schon|derzeit|nu|now)){0,2}\s+(?:in|im|te|a|at)\s+"
    r"|(?<!\w)(?:komme|kommen|kommt|stamme|stammen|stammt|personen|leute|mitglieder|teilnehmer)\s+(?:alle\s+|beide\s+|ebenfalls\s+)?aus\s+"
)
_NAMED = re.compile(
    r"(?!\w+(?:ung|heit|keit|schaft|grund|gründen|esse|gier|freude|liebe)(?!\w))"
    r"[A-ZÀ-Þ][\w'’-]{2,}(?:\s+(?:an\s+der|am|im|bei|ob\s+der|unter|in\s+der)\s+[A-ZÀ-Þ][\w-]+|\s+[A-ZÀ-Þ][\w-]+)?"
    r"(?=\s*(?:[,.;:!?()\n]|$|(?:und|et|en|and|bei|seit)\s))"
)
"""A place is written with a capital, and its name ends where the clause does."""


_LIVES_THERE = re.compile(
    r"\s*[,(–-]\s*(?:(?:wo|waar)\s+(?:ich|wir|ik|wij|we)\s+(?:wohnen?|leben?|wonen|woon)|where\s+(?:i|we)\s+live|ou\s+(?:j'habite|nous\s+habitons)|"
    r"(?:mein\w*|unser\w*|mijn|onze|mon|ma|notre|my|our)\s+(?:wohn(?:ort|sitz)|heimat\w*|woonplaats|lieu\s+de\s+residence|domicile|home(?:\s?town)?))(?!\w)"
)
"""Behind a place they say that it is one's home: `aus Bonn, meinem Wohnort`."""
_FROM = re.compile(r"(?<!\w)(?:aus|von|in|uit|van|te|from|de|a|depuis)\s+")
_ROW_FROM = re.compile(r"\s*(?:aus|uit|from)\s+")
"""So a row of a list begins that holds nothing but a place."""


def is_reached(before: str) -> bool:
    """Tell whether folded words before a place say that somebody is only there then: `bin am Abend in Aue`."""
    return _THEN.search(before) is not None


def find(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield the places behind words of living there: `ich wohne in Oberammersbach`."""
    for match in _HOME.finditer(reading.folded, row.span.start, row.span.end):
        place = _NAMED.match(reading.clean, match.end(), row.span.end)
        if place:
            yield Span(*place.span())
    for match in _FROM.finditer(reading.folded, row.span.start, row.span.end):
        place = _NAMED.match(reading.clean, match.end(), row.span.end)
        opens = _ROW_FROM.fullmatch(reading.folded, row.span.start, match.end())
        alone = opens and place and place.end() == row.span.end
        if place and (alone or _LIVES_THERE.match(reading.folded, place.end())):
            yield Span(*place.span())
