"""Where people say to live, told by their words alone: of most villages no list knows."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_LONGEST = 60
_THEN = re.compile(
    r"(?<!\w)(?:am|um|ab|gegen|heute|morgen|dann|abends|mittags|on|at|tonight|then|op|om|vers|le)\s+(?:\w+\s+){1,3}(?:in|te|a)\s+$"
    r"|(?<!\w)(?:lande|landen|steige|umsteige\w*|ubernachte\w*|zwischenstopp)(?!\w)[^.!?]*$"
)
"""Where somebody is at an hour or on a day, and does not live."""
_HOME = re.compile(
    rf"(?<!\w){lexicon.any_of('lives')}"
    rf"(?:,?\s+(?:{lexicon.any_of('lives_adverbs')}|seit\s+[\w.]+(?:\s+\w+)?|depuis\s+\w+\s+ans?),?){{0,2}}\s+"
    r"(?:(?:in|im|te|a|at|aux?|en|sur|dans|de|la ville de|la commune de|le village de|the village of|het dorp)\s+|"
    r"(?<=habite\s)|(?<=habitons\s)|(?<=habitant\s)|(?<=habitent\s)|(?<=habitante\s))"
    r"|(?<!\w)(?:komme|kommen|kommt|stamme|stammen|stammt|personen|leute|mitglieder|teilnehmer)\s+(?:alle\s+|beide\s+|ebenfalls\s+)?aus\s+"
    r"|(?<!\w)(?:bei\s+(?:uns|mir)|bij\s+(?:ons|mij)|chez\s+(?:nous|moi)|(?<=here)|back\s+home)\s+(?:in|a)\s+"
    r"|(?<!\w)(?:aus|uit|from)\s+(?:[a-z]{1,2}-)?\d{4,5}\s+"
    r"|(?<!\w)(?:domicile|residence|wohnort|woonplaats|wohnsitz)\s+(?:\w+\s+){0,2}\("
    r"|(?<!\w)(?:viens|venons|vient|viennent|originaires?)\s+(?:tous\s+|toutes\s+)?(?:de|d')\s*"
)
"""In French one lives a place: `j'habite Aubel`."""
_NAMED = re.compile(
    r"(?!\w+(?:ung|heit|keit|schaft|grund|gründen|esse|gier|freude|liebe)(?!\w))"
    r"(?:L[ae]s?\s|Le\s)?[A-ZÀ-Þ][\w'’-]{2,}(?:\s+(?:an\s+der|am|im|bei|ob\s+der|unter|in\s+der)\s+[A-ZÀ-Þ][\w-]+|\s+[A-ZÀ-Þ][\w-]+)?"
    r"(?=\s*(?:[,.;:!?()\n]|$|(?:und|et|en|and|bei|seit|depuis|dans|pres|près|mais|avec|où|sinds|maar|since|but|near|tous|toutes|ensemble|allebei|beide[n]?|both|moi|aussi|ook|auch)(?!\w)))"
)
"""A place is written with a capital, and its name ends where the clause does."""
_DATA = re.compile(r"(?<!\S)(?:[^\s@]+@[^\s@]+\w|\+?\d[\d./ -]{6,}\d|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4})(?=[\s,;]|$)")
_ASIDE = re.compile(r"(?:de|du|d'|von|aus|uit|van|from|of)\s*(?=[^\W\d_])")
"""What leads, in a list, to where somebody lives: `An Claes, from Aubel, 2 May 1980`."""


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
        known = places.longest(reading.clean[match.end() : min(row.span.end, match.end() + _LONGEST)])
        if place or known[:1].isupper():
            yield Span(match.end(), max(place.end() if place else 0, match.end() + len(known)))
    yield from _told_behind(reading, row)
    yield from _beside_names(reading, row)


def told(text: str) -> str:
    """Return the place of which *text* says that somebody lives there; empty if it says so of none."""
    folded = fold(text)
    for match in _HOME.finditer(folded):
        place = _NAMED.match(text, match.end())
        known = places.longest(text[match.end() : match.end() + _LONGEST])
        if place or known[:1].isupper():
            return text[match.end() : max(place.end() if place else 0, match.end() + len(known))]
    return ""


def _told_behind(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield the places of which the words behind say that one lives there, and those that a row holds alone."""
    for match in _FROM.finditer(reading.folded, row.span.start, row.span.end):
        place = _NAMED.match(reading.clean, match.end(), row.span.end)
        opens = _ROW_FROM.fullmatch(reading.folded, row.span.start, match.end())
        alone = opens and place and place.end() == row.span.end
        if place and (alone or _LIVES_THERE.match(reading.folded, place.end())):
            yield Span(*place.span())


def _beside_names(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield the places of a list that stand behind `from`, or right behind the sender's own name."""
    shown = headers.sender_name(reading)
    for at, span in enumerate(row.segments):
        yield from _between_data(reading, span)
        lead = _ASIDE.match(reading.folded, span.start, span.end)
        text = reading.clean[lead.end() : span.end] if lead else ""
        named = at > 0 and _is_name(reading, row.segments[at - 1])
        if lead and (places.is_place(text) or (named and _NAMED.fullmatch(text))):
            yield Span(lead.end(), span.end)
        at_name = reading.folded.find(fold(shown), span.start, span.end) if len(shown.split()) > 1 else -1
        if at_name >= 0:
            begin = at_name + len(shown)
            lead = re.compile(rf"\s+{_ASIDE.pattern}").match(reading.folded, begin, span.end)
            place = places.longest(reading.clean[lead.end() : span.end]) if lead else ""
            if lead and place:
                yield Span(lead.end(), lead.end() + len(place))
            # A village that no list knows; `von` and `de` may be a part of the name.
            village = _NAMED.match(reading.clean, lead.end(), span.end) if lead and _ROW_FROM.match(lead[0]) else None
            if village and len(village.group()) > len(place):
                yield Span(*village.span())


def _between_data(reading: Reading, span: Span) -> Iterator[Span]:
    """Yield the known places that nothing but data part: `An Claes 2.5.1980 Aubel an@claes.example`."""
    data = list(_DATA.finditer(reading.clean, span.start, span.end))
    ends = [*(one.start() for one in data[1:]), span.end]
    for one, end in zip(data, ends, strict=False):
        part = trim(reading.clean, Span(one.end(), end))
        if places.is_place(reading.clean[part.start : part.end]):
            yield part


def _is_name(reading: Reading, span: Span) -> bool:
    text = reading.clean[span.start : span.end]
    return names.read(text) is not None and any(map(names.is_given, text.split()))
