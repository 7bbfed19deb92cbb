"""Every name in the sender's own words, with what speaks for a participant."""

import re
from collections.abc import Iterator
from functools import cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, jobs, names, places
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.people.copied import copied
from inbox_bot.core.extraction.prose.people.explained import explained, is_announced, is_sender
from inbox_bot.core.extraction.prose.people.part import comes, part_played
from inbox_bot.core.extraction.prose.people.shaped import shaped
from inbox_bot.core.extraction.prose.people.spelled import spelled
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import languages

_CLOSE = 4
_ARTICLE = re.compile(r"(?:^|(?<=[\s(/]))(?:Les?|La|L['’])\s?\Z")
_HOUSE = re.compile(r"\s\d{1,4}[a-z]?(?=\s*(?:[,|–-]|$))", re.MULTILINE)
_OF = re.compile(r"(?:van|de|du|von|of|uit|bij)\s+[A-ZÀ-Þ]")
"""Behind a whole name, what somebody is of: `Ann Claes van Aquabel`."""
_PART_OF_NAME = re.compile(
    r"\s*(?:[(=,]|is|est|ist)?\s*(?:mijn|de|my|the|mon|le|mein|der)?\s*"
    rf"(?:{alternation((*lexicon.labels('given_name'), *lexicon.labels('family_name')))})(?!\w)(?!\s*[:=])"
)
"""Behind what is only a part of a name: `Van der Elst is mijn achternaam`."""
_JOINED = re.compile(
    r"(?:^|[\n,.;:!?(]\s*|\b[a-zà-ÿ]+\s+)(?P<given>[A-ZÀ-Þ][\wß-ÿ]+(?:-[A-ZÀ-Þ][\wß-ÿ]+)?)\s+(?:en|et|and|und|&|\+|u\.)\s+\Z"
)
_LONGEST_GIVEN = 40
_MARK = re.compile(r"\w.*$", re.DOTALL)
_GREETING = re.compile(
    rf"^\s*{lexicon.any_of('salutations')}(?:\s+(?:mevrouw|meneer|mijnheer|mevr\.?|dhr\.?|ms\.?|"
    rf"mrs?\.?|mme|madame|monsieur|frau|herr))?\s+[^,!:(\n]{{1,40}}[,!]"
)


def find(reading: Reading, taken: list[Span]) -> list[Candidate]:
    """Return every name in the sender's own words outside the *taken* spans, with what speaks for a participant."""
    found: list[Candidate] = []
    for row in reading.beside(taken):
        if row.greets or row.takes_leave:
            continue
        begin = row.span.start + _greeting_ends(reading.folded[row.span.start : row.span.end])
        written = (_own_part(reading, span) for span in shaped(reading.clean, begin, row.span.end))
        for span in [*written, *spelled(reading, begin, row.span.end)]:
            if not any(_overlap(span, other) for other in taken) and not any(
                one.span and _overlap(span, one.span) for one in found
            ):
                found += _judged(reading, row, span)
    found += [one for one in copied(reading) if not any(names.same(one.value, other.value) for other in found)]
    found = [other for one in found for other in (*_coupled(reading, one), one)]
    return [_among(reading, one, found, taken) for one in found]


def _coupled(reading: Reading, one: Candidate) -> Iterator[Candidate]:
    """Yield whom a first name joined to *one* names, if one of them is the sender: `An en Jo Claes`."""
    start = one.span.start if one.span else 0
    joined = _JOINED.search(reading.clean, max(0, start - _LONGEST_GIVEN), start)
    if (
        not joined
        or one.span is None
        or not names.is_given(joined["given"])
        or not names.is_given(one.value.split()[0])
    ):
        return
    name = f"{joined['given']} {names.split(one.value)[1]}"
    if is_sender(reading, name) or is_sender(reading, one.value):
        span = Span(*joined.span("given"))
        sender = ("agrees with sender",) if is_sender(reading, name) else ()
        shown = ("segment", *names.looks(name), *sender)
        yield candidate(NAME, name, reading.document.slice(span), span, one.source, shown)


def _greeting_ends(folded: str) -> int:
    """Return where the greeting ends that opens a row: `Monsieur Tison, notre directeur, viendra` greets nobody."""
    greeting = _GREETING.match(folded)
    return greeting.end() if greeting and not comes(greeting.group(), folded[greeting.end() - 1 :]) else 0


def _among(reading: Reading, one: Candidate, found: list[Candidate], taken: list[Span]) -> Candidate:
    """Return *one* with what it gains by opening an entry of a list of which a sure name opens another."""
    if one.confidence >= THRESHOLD or not _opens_entry(reading, one) or "mentioned" in _shown(one):
        return one
    spans = [*taken, *(other.span for other in found if other.span and other.confidence >= THRESHOLD)]
    sure = [row for row in reading.own if any(_opens(row, span) for span in spans)]
    row = _row_of(reading, one)
    if row is None or not any(_alike(row, other) for other in sure):
        return one
    return candidate(one.key, one.value, one.text, one.span, one.source, (*_shown(one), "neighbours"))


def _shown(one: Candidate) -> tuple[str, ...]:
    return tuple(piece.name for piece in one.evidence)


def _row_of(reading: Reading, one: Candidate) -> Row | None:
    start = one.span.start if one.span else -1
    return next((row for row in reading.own if row.span.start <= start <= row.span.end), None)


def _opens_entry(reading: Reading, one: Candidate) -> bool:
    row = _row_of(reading, one)
    return row is not None and one.span is not None and _opens(row, one.span)


def _opens(row: Row, span: Span) -> bool:
    return len(row.segments) > 1 and row.segments[0] == span


def _alike(left: Row, right: Row) -> bool:
    """Tell whether two rows are entries of one list: marked alike, and close to each other."""
    if left is right or abs(left.line - right.line) > _CLOSE:
        return False
    return _MARK.sub("", left.text)[:1] == _MARK.sub("", right.text)[:1]


def announced(reading: Reading) -> list[Span]:
    """Return the names in the sender's own words that the announcement says, too: of speakers, of the organiser."""
    spans = (span for row in reading.own for span in shaped(reading.clean, row.span.start, row.span.end))
    return [span for span in spans if is_announced(reading, reading.clean[span.start : span.end])]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _own_part(reading: Reading, span: Span) -> Span:
    """Return the part that is the sender's name, where a place follows it without a sign: `An Claes Gent`.

    What else may follow is cut where the sender's address is the first two words: `an claes secretaris`.
    """
    shown = headers.sender_name(reading)
    text = reading.clean[span.start : span.end]
    rest = text[len(shown) :].strip()
    if bool(shown) and fold(text).startswith(f"{fold(shown)} ") and (places.is_place(rest) or _OF.match(rest)):
        return Span(span.start, span.start + len(shown))
    if bool(shown) and fold(text).endswith(f" {fold(shown)}") and text.split()[0].isupper():
        return Span(span.end - len(shown), span.end)  # a rank before it: `INP An Claes`
    both = " ".join(text.split()[:2])
    spelled = text.startswith(f"{both} ") and any(names.spells(both, address) for address in reading.addresses)
    more = text[len(both) :].split()
    surname = len(more) == 1 and more[0][0].isupper() and not (places.is_place(more[0]) or jobs.is_head(more[0]))
    return Span(span.start, span.start + len(both)) if spelled and not surname else span


def _is_employer(reading: Reading, row: Row, span: Span, name: str) -> bool:
    """Tell whether what nobody knows as a name stands behind one, and before a country: `An Claes, Lindhof, Ghana`."""
    if span not in row.segments or _is_given(name) or is_sender(reading, name):
        return False
    parts = [reading.clean[part.start : part.end] for part in row.segments]
    at = row.segments.index(span)
    behind = [part for part in parts[at + 1 : at + 3] if countries.read(part)]
    before = names.read(parts[at - 1]) if at else None
    return bool(behind) and before is not None and (_is_given(before) or is_sender(reading, before))


def _is_given(name: str) -> bool:
    """Tell whether *name* begins with a given name, or ends with one that is no town."""
    first, *_, last = name.split()
    return names.is_given(first) or (names.is_given(last) and not places.is_place(last))


def _is_task_or_street(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether words are a part of a title, `schepen van Onderwijs van Peer`, or of an address, `De Griet 1`."""
    if _HOUSE.match(reading.clean, span.end):
        return True
    first = reading.clean[span.start : span.end].split(maxsplit=1)[0]
    titles = () if names.is_given(first) else jobs.find(reading.clean, row.span.start, row.span.end)
    return any(title.start < span.start < title.end for title, _ in titles)


def _has_article(reading: Reading, span: Span) -> bool:
    """Tell whether an article opens what is called so: `Le Buffet des Anges` is nobody's name."""
    words = reading.clean[span.start : span.end].split()
    article = _ARTICLE.search(reading.clean, max(0, span.start - _CLOSE), span.start)
    return article is not None and not any(map(names.is_given, words))


def _is_heading(text: str) -> bool:
    """Tell whether words in capitals are the heading of a form: `INSCHRIJVINGSFICHE VORMING EXTERN`."""
    return text.isupper() and any(fold(word).startswith(_stems()) for word in text.split())


@cache
def _stems() -> tuple[str, ...]:
    return tuple(stem for language in languages().values() for stem in language.stems)


def _judged(reading: Reading, row: Row, span: Span) -> list[Candidate]:
    text = reading.clean[span.start : span.end]
    name = names.read(text, reading.addresses)
    if (
        name is None
        or explained(reading, text)
        or _is_employer(reading, row, span, name)
        or _is_task_or_street(reading, row, span)
        or _has_article(reading, span)
        or _is_heading(text)
        or _PART_OF_NAME.match(reading.folded, span.end)
    ):
        return []
    return [
        candidate(
            NAME, name, reading.document.slice(span), span, reading.source(row), part_played(reading, row, span, name)
        )
    ]
