"""Values in running text, by field type: function, municipality, organisation, address, number, choice."""

import re
from collections.abc import Callable, Iterator, Mapping

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import (
    choices,
    dayforms,
    days,
    jobs,
    lines,
    names,
    phones,
    places,
    retractions,
    spoken,
)
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import answers, clubs, employers, lands
from inbox_bot.core.extraction.prose.addresses import in_row
from inbox_bot.core.extraction.prose.employers.domain import is_like_domain
from inbox_bot.core.extraction.prose.municipalities import NOT_THERE, announced_place, municipalities, without_cue
from inbox_bot.core.extraction.prose.organisations import organisations
from inbox_bot.core.extraction.prose.people.part import is_absent
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

Finder = Callable[[Reading, Row, Field], Iterator[Candidate]]
_STUDENTS = {"nl": "student", "fr": "étudiant", "en": "student", "de": "Student"}
_STUDIES = re.compile(
    r"(?<!\w)(?:ik\s+(?P<nl>studeer|(?:volg|doe)\s+(?:een|mijn)\s+(?:master|bachelor)\w*)|"
    r"(?:je\s+(?:fais|poursuis|termine|commence)\s+(?:des|mes)|j')\s*(?P<fr>etud(?:es|ie))|"
    r"je\s+(?:fais|suis|poursuis|termine|acheve|commence)\s+(?:un|mon|le)\s+(?P<fr_degree>master|bachelier|baccalaureat|graduat|bac)|"
    r"i(?:\s+am|'m)?\s+(?P<en>study(?:ing)?|(?:doing|finishing|taking)\s+(?:a|my)\s+(?:master|bachelor|degree)\w*)|"
    r"ich\s+(?P<de>studiere|mache\s+(?:einen|meinen)\s+(?:master|bachelor)\w*))(?!\w)"
)
"""Whoever studies is a student, though nobody says so."""
_COUNCIL = re.compile(r"(?:ocmw|gemeente|stads|provincie|district\w*)[- ]?raad")
_HEARD = re.compile(
    r"(?<!\w)(?:las|lees|gelezen|hoorde|gehoord|zag|gezien|vernam|vernomen|gekregen|kreeg|doorgestuurd|getipt|lu|appris|vu|read|heard|saw|"
    r"gelesen|gehort)(?!\w)[^.,;:!?]*$"
)
"""Where somebody only heard of the event."""
_ONCE = re.compile(rf"(?<!\w){lexicon.any_of('once')}(?!\w)[^.,;:!?]*$")
"""Where somebody was, and no longer is."""
_AFTER_YEARS = re.compile(
    r"(?<!\w)(?:apres|after|na|nach)\s+(?:(?!(?:le|la|les|de|het|the|die|der|das)\s)[\w'-]+\s+){0,4}?"
    r"(?:ans|annees|mois|jaar|jaren|maanden|years|months|jahren|monaten|travaille|oeuvre|exerce|enseigne|worked|working|taught|served|gewerkt|carriere|career|loopbaan)(?!\w)"
    r"(?:(?!(?<!\w)(?:nu|now|jetzt|maintenant|desormais|ben|bin|am|suis|werk|work|arbeite|travaille)(?!\w))[^.,;:!?])*$"
)
"""Before where somebody was, and then went on: `after ten years at the River Board`."""
_ONCE_OF = re.compile(
    r"(?<!\w)(?:(?:retraitee?|pensionnee?|gepensioneerde?|retired|rentner(?:in)?|pensionar(?:in)?|pensionierte[rn]?)|(?:ancien(?:ne)?|ex|former|voormalige?|gewezen|ehemalige[rn]?|oud)[\s-]\s?[\w-]+)\s+(?:[\w-]+\s+){0,2}?(?:(?:de|du|van|of|bij|chez|a|au|der|des|von|at)\s+|d')"
    r"(?:(?:la|het|de|the|der)\s+|l')?$"
)
"""Before the house of which somebody was something."""
_REACH = 60
_CLAUSE = 120
_LEGAL_NOTE = re.compile(rf"{lexicon.any_of('legal_notes')}(?!\w)")
"""How a line begins that says where a company is entered, and by whom it is led."""
_A_PART = re.compile(r"(?<!\w)(?:een|a|an|un|une|ein|eine)\s+$")


_ADDRESS_BEHIND = re.compile(r"\s+[-–|•·]\s+\D{3,40}\s\d{1,4}\w?(?!\w).*$")
"""In one line behind the name: `Stad Gent - Botermarkt 1 - 9000 Gent`."""


def find(reading: Reading, row: Row) -> Iterator[Candidate]:
    """Yield what *row* gives without a label for each field of the event."""
    if not row.text.strip():
        return
    for field in reading.event.fields:
        finder = _FINDERS.get(field.type)
        if finder:
            yield from finder(reading, row, field)


def _phones(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    last = row.span.end
    found = list(phones.find(reading.clean, row.span.start, row.span.end, reading.regions))
    told = lines.called(reading.folded, row.span, [span for span, _ in found]) if len(found) > 1 else [""] * len(found)
    for (span, value), said in zip(found, told, strict=True):
        if said == "no longer" and set(told) != {said}:
            continue
        corrects = said == "rather" or retractions.retracts(reading.folded[last : span.start])
        evidence = ("valid", "segment", *(("corrects",) if corrects else ()))
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)
        last = span.end


def _jobs(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, evidence in jobs.find(reading.clean, row.span.start, row.span.end):
        if _of_absent(reading, span) or _is_option(reading, span):
            continue
        title = _as_told(reading, _before_house(reading, _before_choice(reading, span)))
        value = re.sub(r"\s+", " ", reading.clean[title.start : title.end])
        yield candidate(field.key, value, reading.document.slice(title), title, reading.source(row), evidence)
    unknown = list(jobs.stated(reading.clean, row.span.start, row.span.end))
    if unknown and not any(jobs.has_head(one.text) for one in reading.own):
        for span in unknown:
            value = re.sub(r"\s+", " ", reading.clean[span.start : span.end])
            yield candidate(
                field.key, value, reading.document.slice(span), span, reading.source(row), ("frame", "segment")
            )
    studies = None if jobs.has_head(row.text) else _STUDIES.search(reading.folded, row.span.start, row.span.end)
    if studies:
        verb = studies.lastgroup or "fr"
        span = Span(*studies.span(verb))
        text = reading.document.slice(span)
        yield candidate(field.key, _STUDENTS[verb[:2]], text, span, reading.source(row), ("frame", "segment"))


def _as_told(reading: Reading, span: Span) -> Span:
    """Return *span* without what says instead of which title, or asks to note it: `jurist ipv directeur`."""
    return Span(span.start, span.start + spoken.end(reading.clean[span.start : span.end]))


def _before_choice(reading: Reading, span: Span) -> Span:
    """Return *span* without a part behind a comma that names an option: `cleaner, workshop care and safety`."""
    folded = reading.folded[span.start : span.end]
    chosen = (one for field in reading.event.fields for one, _ in choices.spelled_out(folded, field.options))
    ends = [comma for one in chosen if (comma := folded.rfind(",", 0, one.start)) > 0]
    return Span(span.start, span.start + min(ends)) if ends else span


_LEADS = re.compile(
    r"\s+(?:van|bij|voor|aan|of|at|for|de|du|chez|von|bei|für)\s+(?:(?:de|het|the|la|le|der|die|dem)\s+)?(?!(?:de|het|the|la|le|der|die|dem)$)[a-zà-ÿ-]{3,}$|"
    r"(?:\s+(?:van|bij|voor|aan|de|het|of|at|for|du|des|chez|von|vom|bei|für|the|la|le|der|dem))+$"
)
"""What leads to the house, perhaps with what that is: ` van studiebureau`, ` bij de`."""


def _before_house(reading: Reading, span: Span) -> Span:
    """Return *span* without a last word that the sender's domain spells: `docent Aquabel`."""
    title, _, last = reading.clean[span.start : span.end].rpartition(" ")
    house = bool(title) and last[:1].isupper() and is_like_domain(reading, last)
    return Span(span.start, span.start + len(_LEADS.sub("", title))) if house else span


def _is_option(reading: Reading, span: Span) -> bool:
    """Tell whether the words at *span* are what another field lets people choose: `an expert` answers it."""
    said = reading.folded[span.start : span.end]
    return any(said == fold(option) for field in reading.event.fields for option in field.options)


def _of_absent(reading: Reading, span: Span) -> bool:
    """Tell whether a title stands right before the name of somebody who does not come: `Schepen An Claes is ziek`."""
    name = names.SHAPE.match(reading.clean, span.end + 1) if reading.clean.startswith(" ", span.end) else None
    behind = reading.folded[name.end() : name.end() + _CLAUSE] if name else ""
    return bool(behind) and is_absent(re.split(r"[.!?]\s|\n", behind, maxsplit=1)[0])


def _places(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    found: dict[Span, tuple[str, ...]] = {}
    for span, evidence in _place_spans(reading, row, field):
        clause = reading.folded[max(row.span.start, span.start - _REACH) : span.start]
        if (
            _COUNCIL.fullmatch(reading.folded, span.start, span.end)
            or _is_day(reading.folded[span.start : span.end].rstrip(" ."))
            or _HEARD.search(clause)
            or ("place word" in evidence and NOT_THERE.search(clause))
            or _ONCE.search(clause)
            or _AFTER_YEARS.search(clause)
            or _ONCE_OF.search(clause)
            or _is_option(reading, span)
            or _is_label(reading, span)
        ):
            continue
        called = reading.clean[span.start : span.end]
        kind = employers.is_generic(called) or clubs.is_invited(reading.event, fold(called))
        generic = field.type is FieldType.ORGANISATION and kind
        if not generic and not any(span.start < other.end and other.start < span.end for other in found):
            found[span] = evidence
    if field.type is FieldType.ORGANISATION:
        if reading.source(row) == "signature" and _LEGAL_NOTE.match(row.folded.strip()):
            return
        found = {employers.extended(reading.clean, span): evidence for span, evidence in found.items()}
        edged = ((employers.edged(reading.clean, row, span), evidence) for span, evidence in found.items())
        found = {span: told for span, told in edged if not employers.is_generic(reading.clean[span.start : span.end])}
        found = employers.joined(reading.clean, found)
        found = {span: employers.weighed(reading.clean, span, evidence) for span, evidence in found.items()}
        found = {span: (*evidence, *_of_sender(reading, row, span, evidence)) for span, evidence in found.items()}
    for span, evidence in found.items():
        end = employers.without_land(reading.clean, span) if field.type is FieldType.ORGANISATION else span.end
        value = clubs.nominative(re.sub(r"\s+", " ", reading.clean[span.start : end]))
        value = _ADDRESS_BEHIND.sub("", re.sub(r"(?<=[a-z]{3})\.$", "", value))
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


def _of_sender(reading: Reading, row: Row, span: Span, evidence: tuple[str, ...]) -> tuple[str, ...]:
    """Return that the sender's address spells what the signature names at *span*, where nothing said so yet."""
    told = "agrees with address" in evidence or reading.source(row) != "signature"
    return () if told or not is_like_domain(reading, reading.clean[span.start : span.end]) else ("agrees with address",)


_REACHED_BY = re.compile(rf"{alternation((*lexicon.labels('phone'), *lexicon.labels('email')))}(?!\w)")


def _is_label(reading: Reading, span: Span) -> bool:
    """Tell whether what is named is whose number or address follows: `Téléphone de la crèche : 02 …`."""
    return _REACHED_BY.match(reading.folded, span.start, span.end) is not None and bool(
        _VALUE_FOLLOWS.match(reading.folded, span.end)
    )


_VALUE_FOLLOWS = re.compile(
    r"[^\S\n]*[:=]?[^\S\n]*(?:(?:is|est|ist|lautet)\s+)?(?:(?:het|le|la|the)\s+)?[(+]{0,2}(?:\d|[\w.+-]+@)"
)


def _is_day(folded: str) -> bool:
    """Tell whether what looks like a company is a day: `Komme SA`, `Sa 15.6.`."""
    return dayforms.BEHIND.fullmatch(folded) is not None or days.is_only(folded)


def _place_spans(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the surest spans first."""
    text, start, end = reading.clean, row.span.start, row.span.end
    both = {other.type for other in reading.event.fields} >= {FieldType.MUNICIPALITY, FieldType.ORGANISATION}
    if not both or field.type is FieldType.ORGANISATION:
        yield from _clubs(reading, row)
        yield from organisations(text, row, announced_place(reading.event))
    if field.type is FieldType.ORGANISATION:
        yield from employers.find(reading, row)
        yield from _homes(reading, row, field)
    for cued, known in places.cued(text, start, end):
        generic = _A_PART.search(reading.folded[start : cued.start]) if known else None
        span = without_cue(text, cued) if generic else cued
        yield span, ("place word", "known") if known else ("place word",)
    if field.type is FieldType.MUNICIPALITY:
        if not both:
            yield from ((span, ("organisation word", "segment")) for span in employers.of_address(reading, row))
        yield from municipalities(reading, row)


def _homes(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield where people say to live, where the field takes that instead of an organisation."""
    if concepts.takes_town(field):
        found = sorted(municipalities(reading, row), key=lambda one: one[0].start - one[0].end)  # the longest first
        for span, evidence in found:
            bare = "segment" in evidence and reading.source(row) != "signature"
            if "frame" in evidence or (
                bare and key(reading.clean[span.start : span.end]) not in key(reading.event.place)
            ):
                yield span, ("home",)


def _clubs(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the clubs of *row*, but for what the event itself is called."""
    for span, evidence in clubs.find(reading, row):
        if key(reading.clean[span.start : span.end]) not in announced_place(reading.event):
            yield span, evidence


def _countries(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    for span, value, evidence in lands.find(reading, row):
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


_FINDERS: Mapping[FieldType, Finder] = {
    FieldType.EMAIL: in_row,
    FieldType.PHONE: _phones,
    FieldType.JOB_TITLE: _jobs,
    FieldType.MUNICIPALITY: _places,
    FieldType.ORGANISATION: _places,
    FieldType.COUNTRY: _countries,
} | dict.fromkeys(answers.KINDS, answers.find)
