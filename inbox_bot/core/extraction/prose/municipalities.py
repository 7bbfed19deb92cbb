"""Municipalities in running text, known by their names."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, names, places
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.prose import homes
from inbox_bot.core.extraction.text.courtesies import is_valediction
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_SHORT = 3
_IN = re.compile(r"(?<!\w)(?:in|namens|vertegenwoordig(?:en|t)?|voor|bij|te|uit|à|from|aus|of|van|de|von)\s+(?=\S)")
_WORKS_IN = re.compile(
    r"(?:werk(?:zaam)?|werken|slag|gevestigd|woon|wonende|travaille|habite|work|working|based|live|"
    r"living|arbeite|wohne|wohnen|kommen?|stammen?|kom|komen|viens|venons|come|zijn|ben|sommes|suis|are|am|sind|bin)\s+(?:\w+\s+){0,3}$"
    r"|(?<!\w)(?:woon|wonende|woonachtig|habite|domicilie|live|living|wohne|wohnen|wohnhaft|lebe|ansassig|beheimatet|gemeldet|zuhause|daheim)"
    r",?\s+(?:[\w,]+\s+){0,8}$"
)
NOT_THERE = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('former')}|niet|geen|nooit|not|never|pas|jamais|nicht|nie|kein\w*|werkte|woonde|was|stond|zat|diende|(?:tot|until|jusqu'en|bis)\s+(?:\w+\s+)?(?:19|20)\d\d)(?!\w)"
    r"(?![^.;!?)]*(?<!\w)(?:nu|maar|sinds|now|but|since|mais|depuis|jetzt|aber|sondern|seit)(?!\w))[^.;!?)]*$"
)
LIVES = re.compile(
    r"(?<!\w)(?:kom|komen|wonen|wohnen|wohnhaft|kommen|stammen?|lebe|leben|woon|wonende|afkomstig|habite|viens|live|wohne|komme)\s+(?:\w+\s+){0,3}$"
)
_WORKS = re.compile(
    r"(?<!\w)(?:werk|werken|werkzaam|travaille|work|working|arbeite)\s+(?:\w+\s+){0,6}?(?:voor|bij|in|chez|a|pour|for|at|bei|fur)\s"
)
"""Who lives in one town and works for another is of the other."""
_HOMELY = frozenset({"in", "te", "uit", "van", "a", "de", "d'", "from", "aus", "von"})
"""Before a town in which somebody may live; before one that they come for stand others."""
_ACTIVE = re.compile(
    r"(?<!\w)(?:namens|vertegenwoordig\w*|werk(?:en|zaam|t)?|actief|dienst|tewerkgesteld|aangesteld|slag|au\s+nom|represent\w*|travaille\w*|"
    r"behalf|work(?:s|ing)?|employed|namen|vertrete\w*|arbeite\w*|tatig|angestellt|beschaftigt)\s+(?:[^\W\d_]+\s+){0,5}$"
)
"""What leads to where somebody works: `ik kom namens de stad …`, `ik werk als jurist in …`."""
_TOWARDS = re.compile(
    r"(?<!\w)(?:(?:in|namens|voor|bij|te|from|for|of|van|de|d'|von|fur|pour|a|at|vertegenwoordig\w*|representing|represente|vertrete)\s*)(?<=[\s'])(?=\S)"
)
_EMPLOYED = re.compile(r"(?<!\w)(?:with|at|for|bij|voor|chez|bei)\s+(?:de\s+|het\s+|the\s+)?[A-ZÀ-Þ]\w")
_SERVES = re.compile(
    r"(?<!\w)(?:aan|vanuit|namens|à|au|an|beim)\s+(?:de\s+|het\s+|la\s+|l['’]|der\s+|dem\s+)?[A-ZÀ-Þ]\w"
)
"""The same, where no organisation is asked beside the town: `onderzoeker aan de KU Leuven, ik woon in Tienen`."""
_ALL_OF = re.compile(
    rf"(?:{lexicon.any_of('everybody')}|ook|eveneens|likewise|also|aussi|également|auch|ebenfalls)\s+"
    r"(?:(?:uit|van|in|from|de|aus|stad|gemeente)\s+)?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?P<given>[A-ZÀ-Þ][\w'’-]+)\s+(?:(?:van|von|de|der|den)\s+)*[A-ZÀ-Þ][\w'’-]+\s+$")
_ONESELF = re.compile(r"(?<!\w)(?:ich|wir|ik|wij|je|nous|i|we|i'm)(?!\w)")
_COUNTED = re.compile(r"(?<!\w)(?:personen|leute|mitglieder|teilnehmer|teilnehmerinnen|people|personnes|personen)\s+$")
_REACH = 60
_COMES_FROM = frozenset({"aus", "uit", "from"})
_EVENT = re.compile(
    r"(?:seminar\w*|seminaire|studie\w+|workshop|event|evenement|bijeenkomst|congres\w*|symposium|journee|conferen\w+|tagung|colloqu\w+|"
    r"er\s*bij|bij\s+(?:te\s+)?zijn|aanwezig\w*|deelneme\w*|deel\s+te\s+nemen|komen|kom|afkomen|inschrij\w+|"
    r"namiddag|opleiding|vorming|lezing|treffen|netwerk\w+|\d{1,2}[ /.-](?:\d{1,2}|[a-z]{3,}))(?!\w)"
)
_TAKES_PLACE = re.compile(r"(?<!\w)(?:in|te|at|a|op|bij|im|auf)\s")
_PART_OF = re.compile(r"\s?\(")
_POSTAL_CODE = re.compile(r"\d{4,5}\s+")


@lru_cache(maxsize=64)
def announced_place(event: Event) -> str:
    """Return the key of the event's place and title, which are nobody's municipality."""
    return key(event.place + event.title)


def municipalities(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the municipalities in *row* that the lexicon knows, with their evidence, the surest first."""
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
        if apart and _is_town(text[start : span.end]) and not _is_senders(reading, text[start : span.end]):
            known_to = _end_of_part(text, span.end)
            yield Span(start, known_to), ("known", "segment")
    for match in _IN.finditer(text, row.span.start, row.span.end):
        place = places.longest(text[match.end() : min(row.span.end, match.end() + 60)])
        before = fold(text[max(row.span.start, match.start() - 60) : match.start()])
        clause = before.rpartition(",")[2]
        clause = clause if LIVES.search(before) or _ONESELF.search(clause) else before
        if (
            place
            and (place[0].isupper() or places.is_belgian(place))
            and not NOT_THERE.search(clause)
            and not (
                fold(match.group()).strip() in _HOMELY
                and LIVES.search(before)
                and _works_elsewhere(reading, row, Span(match.end(), match.end() + len(place)))
            )
            and not _is_venue(reading, row, Span(match.end(), match.end() + len(place)))
            and not homes.is_reached(before)
            and not (key(place) in announced_place(reading.event) and not LIVES.search(before))
            and (
                match.group().startswith(("namens", "vertegenwoordig"))
                or _WORKS_IN.search(before)
                or _is_from(text, row, match)
                or _after_job(text, row, match.start())
            )
        ):
            yield Span(match.end(), _end_of_part(text, match.end() + len(place))), ("known", "frame")
    yield from ((span, ("known", "frame")) for span in _behind_jobs(text, row))
    yield from ((span, ("frame", "segment")) for span in homes.find(reading, row) if _is_home(reading, row, span))
    if row.zone.value == "signature" or reading.source(row) == "signature":
        for span in places.postal(text, row.span.start, row.span.end):
            yield span, ("postal address",)


def _is_home(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether the clause before a place does not deny it, and does not speak of where the event is."""
    clause = reading.folded[row.span.start : span.start].rpartition(",")[2]
    elsewhere = _is_venue(reading, row, span) or _works_elsewhere(reading, row, span)
    return not NOT_THERE.search(clause) and not elsewhere


def _works_elsewhere(reading: Reading, row: Row, home: Span) -> bool:
    """Tell whether who lives in a town says to work for somebody else."""
    behind = _WORKS.search(reading.folded, home.end, row.span.end)
    asked = {field.type for field in reading.event.fields}
    both = FieldType.ORGANISATION in asked
    signs = (_EMPLOYED,) if both else (_EMPLOYED, _SERVES)
    if behind or any(sign.search(reading.clean, row.span.start, home.start) for sign in signs):
        return True
    return FieldType.JOB_TITLE in asked and not both and any(_serves(reading, one, home) for one in reading.own)


def _serves(reading: Reading, row: Row, home: Span) -> bool:
    """Tell whether *row* says that somebody works in a town that is not their *home*."""
    text = reading.clean
    for lead in _TOWARDS.finditer(reading.folded, row.span.start, row.span.end):
        end = min(row.span.end, lead.end() + _REACH)
        cued = next(
            (one for one, known in places.cued(text, lead.end(), end) if known and one.start == lead.end()), None
        )
        place = text[cued.start : cued.end] if cued else places.longest(text[lead.end() : end])
        if not place[:1].isupper() and cued is None:
            continue
        before = reading.folded[max(row.span.start, lead.start() - _REACH) : lead.end()]
        clause = re.split(r"[,;.!?]", before)[-1]
        if (
            places.bare(place) != places.bare(text[home.start : home.end])
            and not (lead.group().strip() in _HOMELY and LIVES.search(before[: lead.start() - lead.end()]))
            and not NOT_THERE.search(clause)
            and key(place) not in announced_place(reading.event)
            and (cued or _ACTIVE.search(clause) or _after_job(text, row, lead.start()))
        ):
            return True
    return False


def _is_from(text: str, row: Row, match: re.Match[str]) -> bool:
    """Tell whether a town stands right behind a person's name: `An Claes aus Bonn`."""
    named = _PERSON.search(text[max(row.span.start, match.start() - _REACH) : match.start()])
    given = named is not None and any(map(names.is_given, named.group().split()))
    counted = _COUNTED.search(fold(text[max(row.span.start, match.start() - _REACH) : match.start()]))
    return match.group().strip() in _COMES_FROM and (given or counted is not None)


def without_cue(text: str, span: Span) -> Span:
    """Return the place alone of `a district of Antwerp`."""
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text[span.start : span.end])]
    at = next((at for at in starts if at and places.is_place(text[span.start + at : span.end])), 0)
    return Span(span.start + at, span.end)


def _is_venue(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether a sentence that names the event goes on to say where it takes place."""
    if key(reading.clean[span.start : span.end]) not in announced_place(reading.event):
        return False
    sentence = re.split(r"[.!?](?=\s)", reading.folded[row.span.start : span.start])[-1]
    event = _EVENT.search(sentence)
    return event is not None and bool(_TAKES_PLACE.search(sentence[event.end() :]))


def _is_town(text: str) -> bool:
    """Tell whether *text* is a place; what has two letters is one only if Belgian and no first name: `As`."""
    if len(text) > 2:  # noqa: PLR2004 (two letters are mostly a word)
        return places.is_place(text)
    return text[:1].isupper() and not names.is_given(text) and places.is_belgian(text)


def _is_senders(reading: Reading, text: str) -> bool:
    """Tell whether *text* is the first name of who writes, with which mails are signed, and which a town has, too."""
    sender = reading.sender
    shown = fold(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}") if sender else ""
    return names.is_given(text) and fold(text) in re.findall(r"[^\W\d_]+", shown)


def _behind_jobs(text: str, row: Row) -> Iterator[Span]:
    """Yield the Belgian municipalities right behind a title: `alderman for sport Ghent`."""
    for job, evidence in jobs.find(text, row.span.start, row.span.end):
        at = job.end + 1
        place = places.longest(text[at : min(row.span.end, at + 60)], bare=True) if text[job.end : at] == " " else ""
        whole = place[:1].isalpha() and not re.match(r"[\w@-]|\.\w", text[at + len(place) : row.span.end])
        if whole and len(place) > _SHORT and places.is_belgian(place) and "somebody else's" not in evidence:
            yield Span(at, at + len(place))


def _is_part(text: str, start: int) -> bool:
    """Tell whether what begins at *start* stands in brackets behind a municipality whose part it is."""
    if text[start - 1 : start] != "(":
        return False
    before = text[max(0, start - 61) : start - 1].rstrip()
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
