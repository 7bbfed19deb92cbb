"""Values in running text, by field type: function, municipality, organisation, address, number, choice."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import answers, employers, lands, lexicon
from inbox_bot.core.extraction.candidates import emails, jobs, names, phones, places
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.reading import Reading, Row, is_valediction

Finder = Callable[[Reading, Row, Field], Iterator[Candidate]]

_LONGEST, _MOST_WORDS, _SHORT = 80, 8, 3
_KINDS = (
    r"waterschap|hoogheemraadschap|natuurpunt|stichting|vereniging|ziekenhuis|federatie|koepel|polder|"
    r"regionaal landschap|[a-z]+(?:bureau|bond|front|stichting)|(?:wijk|dorps|advies|cultuur|jeugd|milieu|ouderen)raad"
)
"""What may stand in small letters before the name of an organisation."""
_KIND = re.compile(rf"(?:{_KINDS})\s")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ0-9][\w&'’.-]*"
_EMPLOYED = re.compile(
    rf"(?<!\w)(?P<prep>(?i:bij|aan|voor|vanuit|binnen|van|chez|auprès de|auprès du|au sein de|à|au|du|"
    rf"de la|de(?=\s+l['’])|at|with|from|for|of|bei|beim|an|am|von|vom|für))\s+"
    rf"(?P<article>(?i:de|het|d'|l'|la|le|les|the|der|dem|den|die|das|"
    rf"een)(?=[\s'’]))?\s*(?P<name>(?:(?:{_KINDS}|provincie|universiteit|hogeschool|province|université|university|universität|intercommunale|vzw|asbl|ministerie|ministère|ministry)\s+(?:van\s+|de\s+|of\s+)?)?{_CAPITALISED}(?:\s+(?:(?:voor|van|de|der|het|of|for|and|en|et|du|"
    rf"des|la|und|für|d')\s+)*(?:de\s+|het\s+|the\s+|la\s+)?{_CAPITALISED})*(?:\s+e\.\s?V\.)?)"
)
_IN = re.compile(r"(?<!\w)(?:in|te|uit|à|from|aus|of|van|de|von)\s+(?=\S)")
_WORKS_IN = re.compile(
    r"(?:werk(?:zaam)?|werken|slag|gevestigd|woon|wonende|travaille|habite|work|working|based|live|"
    r"living|arbeite|wohne|komme|kom|viens|come|zijn|ben|sommes|suis|are|am|sind|bin)\s+(?:\w+\s+){0,3}$"
)
_NOT_THERE = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('former')}|niet|geen|nooit|not|never|pas|jamais|nicht|nie|kein\w*|werkte|woonde|was)(?!\w)"
    r"(?![^.;!?)]*(?<!\w)(?:nu|maar|sinds|now|but|since|mais|depuis|jetzt|aber|sondern|seit)(?!\w))[^.;!?)]*$"
)
_ALL_OF = re.compile(
    rf"{lexicon.any_of('everybody')}\s+(?:(?:uit|van|in|from|de|aus|stad|gemeente)\s+)?", re.IGNORECASE
)
_EVENT = re.compile(
    r"(?:seminar\w*|seminaire|studie\w+|workshop|event|evenement|bijeenkomst|congres\w*|symposium|journee|conferen\w+|tagung|colloqu\w+|"
    r"namiddag|opleiding|vorming|lezing|treffen|netwerk\w+|\d{1,2}[ /.-](?:\d{1,2}|[a-z]{3,}))(?!\w)"
)
_TAKES_PLACE = re.compile(r"(?<!\w)(?:in|te|at|a|op|bij|im|auf)\s")
_A_PART = re.compile(r"(?<!\w)(?:een|a|an|un|une|ein|eine)\s+$")
_PART_OF = re.compile(r"\s?\(")
_POSTAL_CODE = re.compile(r"\d{4,5}\s+")
_FORMER = re.compile(rf"(?<!\w){lexicon.any_of('former')}(?!\w)")
_OPENER = re.compile(
    r"(?i:met|vanuit|bij|namens|voor|van|from|at|with|for|chez|de|von|bei|für)\s+(?:(?:de|het|la|le|"
    r"the|der|dem)\s+)?(?=\S)"
)
_WRITE_TO = re.compile(
    r"(?<!\w)(?:mail\w*|e-mail\w*|stuur|sturen|antwoord\w*|bereik\w*|communicatie|bevestiging|bericht\w*|write|reply|send|reach|"
    r"ecri\w+|envoy\w+|repond\w+|schreib\w+|send\w*|antwort\w*)(?!\w)[^.!?]*(?<!\w)(?:naar|op|via|aan|to|at|on|a|sur|an|unter)\s+$"
)
_NO_MORE = re.compile(
    r"(?<!\w)(?:niet|geen|not|pas|plus|nicht|no longer|oude|oud|former|ancienne)(?!\w)[^.!?]*"
    r"(?:naar|op|via|aan|to|a|sur|an|unter|adres\w*|is)\s+$"
)
_REACH = 90
_ACRONYM = re.compile(
    rf"(?<!\w)(?:bij|aan|van|à|at|an)\s+(?:de\s+|het\s+|l['’]|the\s+|"
    rf"der\s+)?(?P<name>{lexicon.any_of('acronyms')})(?!\w)",
    re.IGNORECASE,
)


def find(reading: Reading, row: Row) -> Iterator[Candidate]:
    """Yield what *row* gives without a label for each field of the event."""
    if not row.text.strip():
        return
    for field in reading.event.fields:
        finder = _FINDERS.get(field.type)
        if finder:
            yield from finder(reading, row, field)


def _emails(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, value in emails.find(reading.clean, row.span.start, row.span.end, obfuscated=True):
        wanted = ("address written out", *_wish(reading.folded[row.span.start : span.start]))
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), wanted)


def _wish(before: str) -> Iterator[str]:
    """Yield what the words before an address say of it: that mail is to go there, or not there."""
    clause = re.split(r"[.!?;](?=\s)|(?<!\w)(?:maar|but|mais|sondern|aber)(?!\w)", before[-_REACH:])[-1]
    if _NO_MORE.search(clause):
        yield "somebody else's"
    elif _WRITE_TO.search(clause):
        yield "frame"


def _phones(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, value in phones.find(reading.clean, row.span.start, row.span.end, reading.language):
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), ("valid", "segment"))


def _jobs(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, evidence in jobs.find(reading.clean, row.span.start, row.span.end):
        value = re.sub(r"\s+", " ", reading.clean[span.start : span.end])
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


def _places(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    found: dict[Span, tuple[str, ...]] = {}
    for span, evidence in _place_spans(reading, row, field):
        if not any(span.start < other.end and other.start < span.end for other in found):
            found[span] = evidence
    if field.type is FieldType.ORGANISATION:
        found = {
            span: why for span, why in found.items() if not employers.is_generic(reading.clean[span.start : span.end])
        }
        found = employers.joined(reading.clean, found)
        found = {span: employers.weighed(reading.clean, span, evidence) for span, evidence in found.items()}
    for span, evidence in found.items():
        value = re.sub(r"\s+", " ", reading.clean[span.start : span.end])
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


def _place_spans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the surest spans first."""
    text, start, end = reading.clean, row.span.start, row.span.end
    both = {other.type for other in reading.event.fields} >= {FieldType.MUNICIPALITY, FieldType.ORGANISATION}
    if not both or field.type is FieldType.ORGANISATION:
        yield from _organisations(text, row, _venue(reading.event))
    if field.type is FieldType.ORGANISATION:
        yield from employers.find(reading, row)
    for cued, known in places.cued(text, start, end):
        generic = _A_PART.search(reading.folded[start : cued.start]) if known else None
        span = _without_cue(text, cued) if generic else cued
        yield span, ("place word", "known") if known else ("place word",)
    if field.type is FieldType.MUNICIPALITY:
        if not both:
            yield from ((span, ("organisation word", "segment")) for span in employers.of_address(reading, row))
        yield from _known(reading, row)


@lru_cache(maxsize=64)
def _venue(event: Event) -> str:
    return key(event.place + event.title)


def _organisations(text: str, row: Row, venue: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    for match in _EMPLOYED.finditer(text, row.span.start, row.span.end):
        if (
            (places.organisation_word(match["name"]) or _KIND.match(match["name"]))
            and key(match["name"]) not in venue
            and not _FORMER.search(fold(text[max(row.span.start, match.start() - 30) : match.start()]))
        ):
            yield (
                Span(
                    match.start("name"),
                    match.start("name") + len(employers.bare(match["name"])),
                ),
                ("organisation word", "employer"),
            )
    for match in _ACRONYM.finditer(text, row.span.start, row.span.end):
        if not _FORMER.search(fold(text[max(row.span.start, match.start() - 30) : match.start()])):
            yield Span(*match.span("name")), ("organisation word", "employer")
    last: Span | None = None
    for span in row.segments:
        part = text[span.start : span.end]
        if (
            text[span.start - 1 : span.start] == "("
            and last
            and last.end + 2 == span.start
            and not employers.is_prose(text[last.start : last.end])
            and places.organisation_word(part)
        ):
            yield Span(last.start, span.end + 1), ("organisation word", "segment")
        last = span
        opener = _OPENER.match(part)
        name = Span(span.start + (opener.end() if opener else 0), span.end)
        part = text[name.start : name.end]
        if (
            len(part) <= _LONGEST
            and "@" not in part
            and places.organisation_word(part)
            and not jobs.has_head(part)
            and not _is_sentence(part)
            and not employers.is_prose(part)
            and key(part) not in venue
        ):
            yield name, ("organisation word", "segment")


def _is_sentence(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return len(text.split()) > _MOST_WORDS or (
        not first[0].isupper()
        and (len(re.findall(r"\w+", text)) == 1 or fold(first) not in lexicon.words("organisations"))
    )


def _known(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    text, known_to = reading.clean, 0
    for span in row.segments:
        code = _POSTAL_CODE.match(text, span.start, span.end)
        start = code.end() if code else span.start
        every = _ALL_OF.match(reading.folded, start, span.end)
        start = every.end() if every else start
        apart = (
            span.start >= known_to
            and not _is_part(text, start)
            and not _is_venue(reading, row, Span(start, span.end))
            and not is_valediction(text[span.start : span.end])
        )
        if apart and _is_town(text[start : span.end]):
            known_to = _end_of_part(text, span.end)
            yield Span(start, known_to), ("known", "segment")
    for match in _IN.finditer(text, row.span.start, row.span.end):
        place = places.longest(text[match.end() : min(row.span.end, match.end() + 60)])
        before = fold(text[max(row.span.start, match.start() - 60) : match.start()])
        if (
            place
            and (place[0].isupper() or places.is_belgian(place))
            and not _NOT_THERE.search(before)
            and (_WORKS_IN.search(before) or _after_job(text, row, match.start()))
        ):
            yield Span(match.end(), _end_of_part(text, match.end() + len(place))), ("known", "frame")
    yield from ((span, ("known", "frame")) for span in _behind_jobs(text, row))
    if row.zone.value == "signature" or reading.source(row) == "signature":
        for span in places.postal(text, row.span.start, row.span.end):
            yield span, ("postal address",)


def _without_cue(text: str, span: Span) -> Span:
    """Return the place alone of `a district of Antwerp`."""
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text[span.start : span.end])]
    at = next((at for at in starts if at and places.is_place(text[span.start + at : span.end])), 0)
    return Span(span.start + at, span.end)


def _is_venue(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether a sentence that names the event goes on to say where it takes place."""
    if key(reading.clean[span.start : span.end]) not in _venue(reading.event):
        return False
    sentence = re.split(r"[.!?](?=\s)", reading.folded[row.span.start : span.start])[-1]
    event = _EVENT.search(sentence)
    return event is not None and bool(_TAKES_PLACE.search(sentence[event.end() :]))


def _is_town(text: str) -> bool:
    """Tell whether *text* is a place; what has two letters is one only if Belgian and no first name: `As`."""
    if len(text) > 2:  # noqa: PLR2004 (two letters are mostly a word)
        return places.is_place(text)
    return text[:1].isupper() and not names.is_given(text) and places.is_belgian(text)


def _behind_jobs(text: str, row: Row) -> Iterator[Span]:
    """Yield the Belgian municipalities right behind a title: `alderman for sport Ghent`."""
    for job, evidence in jobs.find(text, row.span.start, row.span.end):
        at = job.end + 1
        place = places.longest(text[at : min(row.span.end, at + 60)]) if text[job.end : at] == " " else ""
        whole = place[:1].isalpha() and not re.match(r"[\w@-]|\.\w", text[at + len(place) : row.span.end])
        if whole and len(place) > _SHORT and places.is_belgian(place) and "somebody else's" not in evidence:
            yield Span(at, at + len(place))


def _is_part(text: str, start: int) -> bool:
    """Tell whether what begins at *start* stands in brackets behind a municipality whose part it is."""
    before = text[max(0, start - 61) : start - 1].rstrip() if text[start - 1 : start] == "(" else ""
    words = [match.start() for match in re.finditer(r"(?<![\w-])[\w-]", before)][-_SHORT:]
    return any(places.is_place(before[at:]) for at in words)


def _end_of_part(text: str, end: int) -> int:
    """Return where a municipality ends behind which one of its parts stands in brackets: `Beersel (Dworp)`."""
    bracket = _PART_OF.match(text, end)
    closed = text.find(")", end) if bracket else -1
    inside = text[bracket.end() : closed].strip() if bracket and closed > 0 else ""
    return closed + 1 if inside and places.is_belgian(inside) else end


def _after_job(text: str, row: Row, at: int) -> bool:
    return any(span.end <= at and not text[span.end : at].strip() for span, _ in jobs.find(text, row.span.start, at))


def _countries(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, value, evidence in lands.find(reading, row):
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


_FINDERS: Mapping[FieldType, Finder] = {
    FieldType.EMAIL: _emails,
    FieldType.PHONE: _phones,
    FieldType.JOB_TITLE: _jobs,
    FieldType.MUNICIPALITY: _places,
    FieldType.ORGANISATION: _places,
    FieldType.COUNTRY: _countries,
} | dict.fromkeys(answers.KINDS, answers.find)
