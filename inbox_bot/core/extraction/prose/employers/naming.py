"""Organisations that only their place in the text, or the sender's address, gives away."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span, Zone
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, jobs, names, places
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.prose.employers import located, offices, stated, working
from inbox_bot.core.extraction.prose.employers.domain import is_like_domain
from inbox_bot.core.extraction.prose.employers.legal import is_company
from inbox_bot.core.extraction.prose.employers.patterns import BRACKET, KIND, LONG_NAME, NAME, long_name
from inbox_bot.core.extraction.prose.employers.words import is_announced, is_prose, until_called, weighed
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import frame_words

_AT = re.compile(
    r"(?<![\w'’-])(?P<prep>(?i:bij|chez|at|bei|beim|aan|voor|binnen|vanuit|namens|auprès\s+d(?:e|u|es)|au\s+sein\s+d(?:e|u|es)|with|for|from|by|"
    r"von|vom|an\s+der|am|für|aux?|à|du|des?|van|of|pour|na|na\s+|en\s+la|in|d(?=['’][A-ZÀ-Þ])))(?:\s+|['’])"
    r"(?P<article>(?:[Dd]e|[Hh]et|[Ll]['’]|l[ae]s?|[Tt]he|our|der|dem|den|die|das|een|une?|mon|ons|notre|nos|onze|mijn|my|unser(?:e[rmns]?)?)(?:(?<=['’])|\s+))?"
    rf"(?P<name>{KIND}{NAME}{BRACKET})"
)
_TAIL = re.compile(r"(?:\s+(?:de|du|des|et|la|le|les|à|au|aux|d|l))+$")
_INSTITUTION = re.compile(
    r"(?<![\w'’-])(?P<prep>(?i:chez|auprès\s+d(?:e|u|es)|au\s+sein\s+d(?:e|u|es)|au\s+nom\s+d(?:e|u|es)|pour\s+le\s+compte\s+d(?:e|u|es)|de\s+la\s+part\s+d(?:e|u|es)|pour|avec|de|à|au|du))\s*(?<=\s)(?P<article>(?:la|le|les)\s+|l['’])?"
    rf"{LONG_NAME}"
)
_BEHIND_TITLE = re.compile(
    r"(?<![\w'’-])(?P<prep>(?i:chez|auprès\s+d[eu]|au\s+sein\s+d[eu]|pour|de|à|a|au|du|des|bij|voor|van))\s*(?<=\s)"
    r"(?P<article>(?:la|le|les|de|het|l)\s+|l['’])?" + long_name("houses", "")
)
"""The same in small letters alone, right behind a title: `puéricultrice à la crèche les lutins`."""
"""An institution with what follows its kind in small letters: `la Fédération de l'aide à domicile`."""
_GOES_ON = re.compile(r"\s+(?:de|des|du|d['’]|sans|van)\s*(?<=[\s'’])(?P<of>[a-zà-ÿ][\w’'-]+)(?=\s*(?:[,.;:()\n]|$))")
"""A name of which but the first word has a capital: `chez Infirmiers de rue.`"""
_UNTIL = re.compile(r"\s+(?:le|on|op|am|du|vom)\s+\d|\s+[+(]?\d[\d ./()-]{6,}")
"""No name goes on with a day or a telephone number."""
_SENDS = re.compile(
    rf"(?:^|(?<=[.!?,:]\s)|(?<=\n))(?i:l['’]|(?:toute\s+)?(?:le|la|les|notre)\s)\s*"
    rf"(?:(?i:équipe|délégation|team)\s+(?:d['’]|(?:de\s+la|de\s+l['’]|du|des|de)\s*)(?:{LONG_NAME}|(?P<short>{NAME}))|"
    rf"{LONG_NAME.replace('<name>', '<whole>')}|(?P<called>{NAME}))(?=\s+"
    r"(?:se\s+déplac\w+|se\s+joi\w+|m['’](?:envoi|emploi|engage|autoris|a\s|ont\s)\w*|me\s(?:délègu|mandat|permet|détach|charge)\w*|nous\s+(?:envoi|emploi|délègu|mandat|a\s|ont\s)\w*|vien\w+|particip\w+|arriv\w+|assist\w+|ser(?:a|ont)|souhait\w+|désir\w+|participer\w+|"
    r"enverra|envoie|délègue|inscrit|aimerai\w+|voudrai\w+|viendr\w+)(?!\w))",
    re.MULTILINE,
)
"""An institution that does something at the beginning of a sentence: `Le Comité de Mons sera représenté par`."""
_RUNS = re.compile(
    r"(?<!\w)(?:(?i:je|j['’]|nous|qui|ik|i|we|wij|ich|wir)\s*(?i:y\s+)?(?i:tiens|tenons|dirige|dirigeons|gère|gérons|préside|présidons|représent\w+|exploit\w+|possèd\w+|possédons|"
    r"coordonne|coordonnons|anime|animons|run|manage|represent|own|leid|leiden|vertegenwoordig|leite|vertrete|führe|betreibe|besitze)|"
    r"(?i:représenter|representing|to\s+represent|en\s+représentation\s+d[eu]|ter\s+vertegenwoordiging\s+van|in\s+vertretung))\s+"
    r"(?:(?i:aujourd['’]hui|désormais|maintenant|actuellement|ici|y|now|currently|here|nu|hier|jetzt|heute)\s+)?"
    rf"(?:(?i:l['’]|la\s|le\s|les\s|the\s|de\s|het\s|die\s|das\s|den\s)\s*)?(?:{LONG_NAME}|(?:(?!(?:of|for|in|at|with|to|from)\s)[a-z-]+\s+){{0,2}}?(?P<short>{KIND}{NAME}{BRACKET}))"
)
_SPEAKS = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:(?i:the|our)\s+)?(?P<name>{NAME}),?\s+(?:will|would|wishes|is|are|has|have|hereby|nominates?|sends?|"
    r"delegates?|confirms?|registers?|participates?|appoints?)\s",
    re.MULTILINE,
)
"""An organisation that does something at the beginning of a sentence: `The Leeds Water Board will send`."""
_OF_KIND = re.compile(
    rf"(?<!\w)(?:(?i:at|with|from|for|of|in|by|the|our|my|an?|represent\w*|bei|bij|chez(?:\s+le)?|au|voor|für)\s+)(?:[a-z-]+\s+){{0,2}}?"
    r"(?:association|charity|magazine|newspaper|company|firm|foundation|initiative|network|collective|cooperative|"
    r"organi[sz]ation|institute|agency|school|club|society|trust|start-?up|consultancy|studio|theatre|museum|bailleur|bailleur\s+social|opérateur|prestataire|NGO|ONG|CSO)\s+"
    rf"[\"“„«]?(?P<name>{NAME})[\"”“»]?"
)
"""A name behind the common noun for what it is: `for the magazine Nightlight`."""
_IS_ONE = re.compile(
    rf"(?P<name>{NAME})(?:\s*\([^()]*\))?,?\s+(?:is|are|,)\s+(?:an?|the|my|our)\s+(?:[\w-]+\s+){{0,4}}(?i:ngo|organi[sz]ation|association|charity|"
    r"company|firm|network|institute|institution|foundation|initiative|cooperative|collective|think\s+tank|agency|consultancy|start-?up|non-?profit)(?!\w)"
)
_ONE = frozenset({"a", "an", "the", "my", "our"})
_OWN_MASTER = re.compile(
    r"(?:self[- ]employed|independent|freelance|freelancer|zelfstandige?|independante?|selbststandig|freiberuflich)"
    r"(?:\s+\w+){0,3}?(?=\s+(?:from|in|based|uit|aus|de|du|van)\s|$)|\w+\s+(?:independante?|zelfstandige)"
)
_FROM_THERE = re.compile(r"$|\s+(?:from|in|based|uit|aus|de|du|van)(?!\w)")
_OURS = re.compile(r"(?:mon|ma|notre|nos|mijn|onze|ons|my|our|mein\w*|unser\w*|une?|een|an?|eine?)\s")
"""What is called by its kind alone has no name: `onze vzw`."""
_BEGINS = re.compile(rf"{lexicon.any_of('employer_kinds')}(?!\w)")


def find(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield where *row* names an organisation that only its place in the text or the address gives away."""
    text = reading.clean
    called = (_trimmed(text, said) for said in stated.find(text, row))
    yield from ((span, ("workplace",)) for span in called if _is_name(reading, text[span.start : span.end]))
    yield from _run_by(reading, row)
    yield from _senders(reading, row)
    yield from _institutions(reading, row)
    yield from _behind_titles(reading, row)
    yield from _sentences_of(reading, row)
    yield from _behind_prepositions(reading, row)
    parts = tuple(_parts(text, row))
    for span in parts:
        part = text[span.start : span.end]
        own = None if _asks_job(reading.event) else _OWN_MASTER.match(fold(part))
        if own and _FROM_THERE.match(fold(part), own.end()):
            yield Span(span.start, span.start + own.end()), ("organisation word", "segment")
        if is_company(part) and not _OURS.match(fold(part)):
            yield span, ("organisation word", "segment")
        elif is_prose(part) or is_announced(reading.event, part):
            continue
        if is_like_domain(reading, part):
            yield span, ("segment", "agrees with address")
        elif _is_institution(part, len(parts), row):
            yield span, ("organisation word", "segment")
    for span in (*located.find(reading, row), *_offices(reading, row)):
        yield span, ("workplace",)


def _senders(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the organisations that do something at the beginning of a sentence."""
    for match in _SENDS.finditer(reading.clean, row.span.start, row.span.end):
        name = next(name for name in ("name", "whole", "short", "called") if match[name])
        if name != "called" or _is_named(reading, match["called"]):
            yield _trimmed(reading.clean, Span(*match.span(name))), ("workplace",)


def _is_named(reading: Reading, name: str) -> bool:
    """Tell whether a name holds a word that only organisations have, and is not what the event is called."""
    return places.institution(name) and not jobs.has_head(name) and not is_announced(reading.event, name)


def _offices(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield the towns that stand for whom somebody works, where no field asks for a town."""
    asks_town = any(field.type is FieldType.MUNICIPALITY for field in reading.event.fields)
    yield from () if asks_town else offices.find(reading, row)


def _sentences_of(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the organisations of which a sentence says what they are or do."""
    text = reading.clean
    one = not _ONE.isdisjoint(row.folded.split())
    kinds = _IS_ONE.finditer(text, row.span.start, row.span.end) if one else ()
    for match in (*_SPEAKS.finditer(text, row.span.start, row.span.end), *kinds):
        if _is_name(reading, match["name"]) and (match.re is _IS_ONE or places.institution(match["name"])):
            yield Span(*match.span("name")), ("workplace",)
    for match in _OF_KIND.finditer(text, row.span.start, row.span.end):
        if _is_name(reading, match["name"]) and not working.NOT_THERE.search(
            fold(text[row.span.start : match.start()])
        ):
            yield Span(*match.span("name")), ("workplace",)


def _institutions(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the institutions where somebody works whose names go on in small letters."""
    for match in _INSTITUTION.finditer(reading.clean, row.span.start, row.span.end):
        name = _TAIL.sub("", match["name"])
        span = _trimmed(reading.clean, Span(match.start("name"), match.start("name") + len(name)))
        if _is_name(reading, reading.clean[span.start : span.end]) and working.works(reading.clean, row, match):
            yield span, ("workplace",)


def _behind_titles(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the institutions right behind a title that are written in small letters alone."""
    text = reading.clean
    titles = {span.end for span, _ in jobs.find(text, row.span.start, row.span.end)}
    for match in _BEHIND_TITLE.finditer(text, row.span.start, row.span.end) if titles else ():
        name = _TAIL.sub("", match["name"])
        span = _trimmed(text, Span(match.start("name"), match.start("name") + len(name)))
        before = len(text[: match.start()].rstrip())
        part = "department" in weighed(text, span, ())
        if before in titles and " " in name and not part and not is_announced(reading.event, name):
            yield span, ("workplace",)


def _run_by(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the organisations that the sender runs: `je tiens l'Atelier Claes`."""
    for match in _RUNS.finditer(reading.clean, row.span.start, row.span.end):
        start, end = match.span("name" if match["name"] else "short")
        span = _trimmed(reading.clean, Span(start, start + len(_TAIL.sub("", reading.clean[start:end]))))
        if _is_name(reading, reading.clean[span.start : span.end]):
            yield span, ("workplace",)


def _behind_prepositions(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    text = reading.clean
    for match in _AT.finditer(text, row.span.start, row.span.end):
        if match["prep"][0].isupper() and fold(match["prep"]) in working.OF:
            continue  # it begins the name: `De Lijn`
        span = _trimmed(text, Span(*match.span("name")))
        name = text[span.start : span.end]
        goes_on = _GOES_ON.match(text, span.end) if fold(match["prep"]) in working.SURE else None
        if goes_on and not places.is_place(name) and not frame_words().issuperset(goes_on["of"].split()):
            span, name = Span(span.start, goes_on.end()), text[span.start : goes_on.end()]
        short = match["article"] is not None and name.isupper()  # no town has an article: `à l'ONE`
        if not short and not _is_name(reading, name, plainly=working.works_there(text, row, match)):
            continue
        if is_like_domain(reading, name) and not working.NOT_THERE.search(fold(text[row.span.start : match.start()])):
            yield span, ("segment", "agrees with address")
        elif working.is_told(reading, row, match, span):
            yield span, ("workplace",)


def _parts(text: str, row: Row) -> Iterator[Span]:
    """Yield the parts of *row*, each as far as its name goes."""
    for span in _joined(text, row):
        yield until_called(text, span)


def _joined(text: str, row: Row) -> Iterator[Span]:
    """Yield the segments of *row*; what an ampersand joins is one, unless it is two people."""
    last: Span | None = None
    for span in row.segments:
        if last and text[last.end : span.start].strip() in {"&", "+"} and not names.looks(text[last.start : last.end]):
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _is_institution(text: str, parts: int, row: Row) -> bool:
    """Tell whether a segment is the name of an institution, written as one or in a list all in small letters."""
    words = text.split()
    if not 2 <= len(words) <= 10 or not places.institution(text) or "@" in text or any(map(str.isdigit, text)):  # noqa: PLR2004 (a name has two words to ten)
        return False
    if names.is_given(words[0]) and not places.organisation_word(text):
        return False
    capitals = sum(word[0].isupper() for word in words)
    signs = row.zone is Zone.SIGNATURE and parts == 1
    if not signs and capitals < 2 and not places.organisation_word(text) and not row.text.islower():  # noqa: PLR2004 (`Great initiative`)
        return False
    kind = _BEGINS.match(fold(text)) is not None
    return text[0].isupper() or ((kind or row.text.islower()) and parts > 2)  # noqa: PLR2004 (a list)


@lru_cache(maxsize=64)
def _asks_job(event: Event) -> bool:
    return any(field.type is FieldType.JOB_TITLE for field in event.fields)


def _trimmed(text: str, span: Span) -> Span:
    """Cut what stands around the name: ` in Gent`, a town before it in brackets, a sentence's point."""
    town, bracket, _ = text[span.start : span.end].partition(" (")
    if bracket and places.is_place(town):
        return Span(span.start + len(town) + len(bracket), span.end - 1)
    name = text[span.start : span.end]
    name = _UNTIL.split(name)[0]
    cut = re.search(r"\s+(?:in|à|te|en)\s+|\s*\((?=[^()]+\)$)", name)
    rest = name[cut.end() :].rstrip(")") if cut else ""
    end = cut.start() if cut and (places.longest(rest) or countries.read(rest)) else len(name)
    return Span(span.start, span.start + len(name[:end].rstrip(" ,.-–")))


def _is_name(reading: Reading, name: str, *, plainly: bool = False) -> bool:
    """Tell whether capitalised words may name an organisation: no place, person, day, or the event itself."""
    words = name.split()
    if not words or is_announced(reading.event, name) or places.is_place(name) or countries.read(name):
        return False
    if not plainly and names.is_given(words[0]) and len(words) > 1 and not places.institution(name):
        return False
    return (
        len(key(name)) > 1
        and not is_prose(words[0])
        and not any(c.isdigit() for c in words[0])
        and not jobs.is_head(words[-1])
    )
