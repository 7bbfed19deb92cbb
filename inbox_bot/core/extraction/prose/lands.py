"""Where somebody works or lives, as a country: behind a town, at the end of an address, or after `based in`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.candidates import countries, jobs, places
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_IN = re.compile(
    r"(?<!\w)(?i:in|from|uit|en|au|aux|de|du|aus|of|(?:country|land|pays)\s+(?:is|est|ist|=)|"
    r"put|write|note|enter|list|state|noteer|schrijf|zet|mettez|mets|notez|[ée]crivez|schreib\w*|notier\w*|setz\w*)\s+"
    r"(?:down\s+)?(?:the\s+|de\s+|der\s+|die\s+|la\s+|le\s+|l')?(?=[A-ZÀ-Þ])"
)
_SAYS = re.compile(
    r"(?<!\w)(?:(?:country|land|pays)\s+(?:is|est|ist|=)|put|write|note|enter|list|state|noteer|schrijf|zet|mettez|mets|notez|ecrivez|"
    r"schreib\w*|notier\w*|setz\w*)\s+(?:down\s+)?(?:(?:the|de|der|die|la|le)\s+|l')?$|"
    r"(?<!\w)(?:i|we|both|all|ik|wij|je|nous|ich|wir)\s+(?:both\s+|all\s+|also\s+)?(?:comes?|kom|komen|viens|venons|komme|kommen)\s+"
    r"(?:allebei\s+|beide\s+|tous\s+)?(?:from|uit|de|du|des|aus)\s+(?:(?:the|de|der|la)\s+|l')?$"
)
"""What says by itself which country to note: `the country is`, `please put`, `I come from`."""
_LIVES = re.compile(
    r"(?<!\w)(?:based|live|living|arrive|arriving|greetings|hello|writing|write|gevestigd|habite|bas[ée]e?|wohne|am|i'm|im|are|is|"
    r"both|all|here|ben|suis|sommes|bin|sind|colleagues?|participants?|delegation|"
    r"lebe[nt]?|wohn(?:en|t|haft)|komme?n?|kommt|stamm\w*|anreis\w*|reise[nt]?|alle|beide|allebei|allemaal|tous|toutes|viens|venons|viennent|vis|vit|vivons|"
    r"habit\w*|leef|leven|leeft|kom|komt|gruss|grusse|groeten|groetjes|salutations|bonjour)\s+(?:\w+\s+){0,2}$|"
    r"(?<!\w)(?:work|works|working|employed|werk|werkt|werkzaam|woon\w*|travaille|arbeite)\s+(?:[\w'’-]+\s+){0,6}$"
)
_FROM = re.compile(r"(?:^|,|(?<!\w)(?:und|and|en)(?!\w))\s*(?:aus|from|uit)\s+(?:the\s+|de\s+|der\s+)?$")
"""What says by itself where somebody is from: `and from Germany`, `, aus der Schweiz`."""
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:flight|fly\w*|travel\w*|trip|via|holiday\w*|until|return\w*|born|originally|back|conference|visit\w*|"
    r"vlucht|reis|vakantie|vol|voyage|vacances|conges|flug|reise|urlaub|interested|case|study|"
    r"studies|project|comparison|data|research on)(?!\w)"
)
_JOINED = re.compile(r"\s(?:and|but|en|maar|et|mais|und|aber)\s")
"""Behind it begins what else is said: `born in Ghana and living in`."""
_LEAD = re.compile(
    r"(?i:(?:it|that|this|which)(?:\s+is|['’]s)(?:\s+in)?|i\.e\.|also|namely|all\s+of|based\s+in|located\s+in|here\s+in|in|from|country|this\s+is\s+in)\s+"
    r"(?:the\s+)?(?=[A-ZÀ-Þ])"
)
"""What may stand before a country between two commas, or in brackets."""
_NAMED = re.compile(
    r"(?<!\w)(?:at|from|with|of|for|represent\w*|run|runs|lead|leads|manage|manages|head|direct|own|founded|coordinate)\s+(?:the\s+)?[A-ZÀ-ÞŽŠČ][\w&'’-]*(?:\s+(?:(?:of|for|and|&)\s+)?[A-ZÀ-ÞŽŠČ][\w&'’-]*)*\s+(?:in|from)\s+(?:the\s+)?$"
)
"""A name behind what leads to where people work: `two of us from Lagos Greens in`."""
_POSTAL = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z][A-Z\d]\s*$")
"""A postal code of letters and digits, in Canada and the United Kingdom."""
_CODE = re.compile(r"\s+[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4}\s*$|\s+\d{3,6}\s*$")
_SHORT = frozenset({"UK", "US", "NL", "BE", "FR", "DE", "CH", "ES", "PT", "PL", "SE", "DK", "CZ", "NZ", "ZA"})
"""Other codes of countries are words or something else: `IT`, `HR`, `ID`."""
_FOR_ALL = re.compile(
    r"\s+(?:for|pour|voor|für)\s+(?:all|both|every\w+|the\s+(?:two|three|four)|us|tous|toutes|allen|iedereen|alle|beide)"
)
_JOURNEY = re.compile(r"travel|come\s+from|coming\s+from|journey|reis|anreise|voyage|venez|vient|kommst|kommen|komt")
_TRAVELS = re.compile(
    r"(?<!\w)(?:travel\w*|driv\w+|fly\w*|com\w+|make\s+it|cycl\w+|sail\w*|over|up|down|reis\w*|fahr\w+|komm\w*|kom\w*|viens|venons|arriv\w+)"
    r"\s+(?:(?:all|both|over|up|down|across|back|here)\s+)*$"
)
"""Said of a journey: what stands behind it, after `from`, is where it begins."""
_REACH = 50


def find(reading: Reading, row: Row) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
    """Yield the countries that *row* gives: the span, the English short name, and the evidence."""
    text = reading.clean
    seen: list[Span] = []
    for span in row.segments:
        found = (
            _whole(text, span) or _short(text, span, row) or _first(text, span, row) or _last(text, span, row, reading)
        )
        if found and not _at_venue(reading, row, found[0]) and not _is_signed(reading, row, found[0]):
            seen.append(found[0])
            yield *found, ("segment", "known")
    for span, value in countries.find(text, row.span.start, row.span.end, _IN):
        if not any(span.start < other.end and other.start < span.end for other in seen) and _lives(reading, row, span):
            seen.append(span)
            yield span, value, ("known", "employer")


def _whole(text: str, span: Span) -> tuple[Span, str] | None:
    part = text[span.start : span.end]
    if len(part) <= 2 or (part.islower() and len(part) < 5):  # noqa: PLR2004 (short words mean something else)
        return None
    lead = _LEAD.match(part)
    span = Span(span.start + (lead.end() if lead else 0), span.end)
    part = text[span.start : span.end]
    code = _CODE.search(part)
    value = countries.read(part)
    if value is None and code:
        value = countries.read(part[: code.start()])
    return (span, value) if value else None


def _short(text: str, span: Span, row: Row) -> tuple[Span, str] | None:
    """Return the country of two capitals behind something else: `University of Leeds, UK`."""
    part = text[span.start : span.end]
    value = countries.read(part) if part in _SHORT and row.segments[0] != span else None
    return (span, value) if value else None


def _first(text: str, span: Span, row: Row) -> tuple[Span, str] | None:
    """Return the country behind a town with which a sentence goes on: `from Lagos, Nigeria would like`."""
    at = row.segments.index(span)
    before = row.segments[at - 1] if at else span
    town = before.end + 2 >= span.start and places.is_place(text[before.start : before.end].rsplit(" ", 1)[-1])
    found = (
        countries.at(text, span.start, span.end)
        if town or (at and places.institution(text[before.start : before.end]))
        else None
    )
    everybody = countries.at(text, span.start, span.end)
    if everybody and _FOR_ALL.match(text, everybody[0].end):
        return everybody
    return found if found and re.match(r"\s+[a-z]", text[found[0].end : span.end]) else None


def _last(text: str, span: Span, row: Row, reading: Reading) -> tuple[Span, str] | None:
    """Return the country that ends a line of an address: `Canberra ACT 2601 Australia`."""
    if reading.source(row) != "signature" and row.segments[0] != span:
        return None
    words = [match.start() for match in re.finditer(r"\S+", text[span.start : span.end])]
    for start in words[1:][-3:]:
        before = text[span.start : span.start + start]
        known = re.search(r"\d\s*$|[a-z]\s*$", before) and (
            re.search(r"\d{3,}", before) or places.is_place(before.split()[-1])
        )
        if known or _POSTAL.search(before):
            found = countries.at(text, span.start + start, span.end)
            if found and found[0].end == span.end:
                return found
    return None


def _lives(reading: Reading, row: Row, span: Span) -> bool:
    before = reading.clean[max(row.span.start, span.start - _REACH - 40) : span.start]
    clause = re.split(r"[.!?;:(]\s?|\n", before)[-1]
    folded = re.sub(r"(?:in|from|uit|en|au|aux|de|du|aus|of)\s+(?:the\s+|de\s+|der\s+)?$", "", fold(clause))
    if _at_venue(reading, row, span):
        return False
    if _NAMED.search(clause):
        return True
    if _TRAVELS.search(folded) and _asks_whence(reading.event):
        return True
    if _SAYS.search(fold(clause)):
        return True
    if _ELSEWHERE.search(_JOINED.split(folded)[-1]):
        return False
    lives = _LIVES.search(folded) or _FROM.search(fold(clause))
    return bool(lives) or places.institution(clause) or jobs.has_head(clause)


@lru_cache(maxsize=64)
def _asks_whence(event: Event) -> bool:
    """Tell whether *event* asks from which country people travel."""
    labels = (fold(field.label) for field in event.fields if field.type is FieldType.COUNTRY)
    return any(_JOURNEY.search(label) for label in labels)


def _at_venue(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether the country only says where the event is, and not where the sender's own address is."""
    if reading.source(row) == "signature" or "@" in row.text:
        return False
    before = re.findall(r"[^\W\d_]{3,}", fold(reading.clean[max(row.span.start, span.start - 30) : span.start]))
    return bool(before) and any(word in _venue(reading.event) for word in before[-2:])


@lru_cache(maxsize=64)
def _venue(event: Event) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]{3,}", fold(event.place)) if places.is_place(word))


def _is_signed(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether the sender, who is called like a country, signs so: `Best, Chad`."""
    name, sender = key(reading.clean[span.start : span.end]), reading.sender
    called = f"{sender.display_name} {sender.addr_spec.partition('@')[0]}" if sender else ""
    return key(row.text) == name and name in key(called)
