"""Who is named in the sender's own words, and as what: a participant, or somebody who is only mentioned."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, emails, jobs, names, places
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading, Row

_SELF = re.compile(rf"(?:^|\W){lexicon.any_of('self')}\s*[:(,]?\s*$")
_COMPANION = re.compile(
    rf"(?:^|\W){lexicon.any_of('companions')}\s*[:(,]?\s*(?:in\s+cc\s*,?\s*)?"
    r"(?:(?:mr|mrs|ms|dr|ir|prof|mme|m|dhr|mevr|mevrouw|de heer|monsieur|madame|herrn?|frau)\.?\s+)*$"
)
_ENROLLED = re.compile(
    r"(?:register|enroll?|sign\s+up|inscrire|inscrivez|designe|designent|delegue|nominate[sd]?|delegates?|vaardigt|inschrijven|inschrijving\s+van|anmelden|melde)\s+"
    r"(?:(?:my|our|the|mijn|onze|mon|ma|notre|meinen?|unseren?|also|aussi|ook|mr|mrs|ms|dr|prof|professor|mme|m|dhr|mevr|"
    r"mevrouw|de heer|herrn?|frau|boss|director|colleague|collega|collegue|kollegen?|kollegin)\.?,?\s+)*$"
)
_REPORTING = re.compile(
    rf"[^.!?\n]{{0,60}}?\b(?:{lexicon.any_of('reporting')}(?!\w)|(?:kan|kunnen|kon|komt|can|kann|"
    rf"peut)\b[^.!?\n]{{0,40}}\b(?:niet|not|nicht|pas)(?!\w))"
)
_GREETING = re.compile(
    rf"^\s*{lexicon.any_of('salutations')}(?:\s+(?:mevrouw|meneer|mijnheer|mevr\.?|dhr\.?|ms\.?|"
    rf"mrs?\.?|mme|madame|monsieur|frau|herr))?\s+[^,!\n]{{1,40}}[,!]"
)
_ASIDE = re.compile(r"\s*\([^()\n]*\)\s*,?|\s*,?\s*die\s[^,.\n]*,")
_ABSENT = re.compile(
    r"[^.!?\n]{0,40}?(?<!\w)(?:(?:had|heeft|hebben|is|was|zijn|hadden|a|est|s'est|has|have|hat|ist)\s(?:[^\s.!?]+\s){0,2}"
    r"(?:al|reeds|deja|already|bereits|schon)(?!\w)|ook\s+niet|evenmin|non\s+plus|neither|auch\s+nicht|"
    r"(?:valt|vallen|haakt|haken)\s(?:[^\s.!?]+\s){0,2}af(?!\w)|komt?\s+(?:helaas\s+|dan\s+)?niet|is\s+(?:helaas\s+)?verhinderd)"
)
_JOINED = re.compile(r"[\w@.]")
_CLAUSE = 250
_LOOSE = re.compile(r"['-]?\s?")
_MENTION = re.compile(
    r"(?:doe\s+(?:zeker\s+)?de\s+groeten\s+aan|vervang|vervangt|vervanger\s+van|ter\s+vervanging\s+van|in\s+de\s+plaats\s+van|"
    r"in\s+plaats\s+van|i\.p\.v\.|ipv|opvolger\s+van|opvolgster\s+van|collega\s+van|medewerker\s+van|remplace|a\s+la\s+place\s+de|"
    r"replace|replacing|instead\s+of|successor\s+of|vertrete|anstelle\s+von|volgens|dankzij|selon|grace\s+a|according\s+to|thanks\s+to|laut|groeten\s+aan|via|prof\.?|professor|van|door|from|by|"
    r"de\s+la\s+part\s+de|von|met\s+dank\s+aan|group\s+of|with)\s+$"
)


def find(reading: Reading, taken: list[Span]) -> list[Candidate]:
    """Return every name in the sender's own words outside the *taken* spans, with what speaks for a participant."""
    found: list[Candidate] = []
    for row in reading.own:
        if row.greets or row.takes_leave:
            continue
        greeting = _GREETING.match(reading.folded[row.span.start : row.span.end])
        begin = row.span.start + (greeting.end() if greeting else 0)
        shaped = (_own_part(reading, span) for span in _shaped(reading.clean, begin, row.span.end))
        for span in [*shaped, *_spelled(reading, begin, row.span.end)]:
            if not any(_overlap(span, other) for other in taken) and not any(
                one.span and _overlap(span, one.span) for one in found
            ):
                found += _judged(reading, row, span)
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _shaped(text: str, start: int, end: int) -> Iterator[Span]:
    for match in names.SHAPE.finditer(text, start, end):
        yield from _without_openers(text, Span(*match.span()))


def _own_part(reading: Reading, span: Span) -> Span:
    """Return the part that is the sender's name, where a place follows it without a sign: `An Claes Gent`."""
    shown = headers.sender_name(reading)
    text = reading.clean[span.start : span.end]
    rest = text[len(shown) :].strip()
    follows = bool(shown) and fold(text).startswith(f"{fold(shown)} ") and places.is_place(rest)
    return Span(span.start, span.start + len(shown)) if follows else span


def _without_openers(text: str, span: Span) -> Iterator[Span]:
    """Drop capitalised words in front that are no part of a name: titles, functions, a sentence's first word."""
    tokens = [(m.start(), m.group()) for m in re.finditer(r"\S+", text[span.start : span.end])]
    while len(tokens) > 1 and (
        _opens(tokens[0][1]) or (tokens[2:] and names.is_given(tokens[1][1]) and not _namelike(tokens[0][1]))
    ):
        tokens = tokens[1:]
        while len(tokens) > 1 and tokens[0][1].islower():
            tokens = tokens[1:]
    if len(tokens) > 1:
        yield Span(span.start + tokens[0][0], span.end - (1 if text[span.end - 1] == "." else 0))


def _opens(token: str) -> bool:
    folded = fold(token).strip(".,")
    listed = any(folded in lexicon.words(name) for name in ("titles", "salutations", "openers"))
    return listed or (jobs.is_head(token) and not names.is_given(token))


def _namelike(token: str) -> bool:
    folded = fold(token)
    return (
        names.is_given(token) or folded in lexicon.surnames() or folded in lexicon.words("particles") or token.isupper()
    )


def _spelled(reading: Reading, start: int, end: int) -> Iterator[Span]:
    """Find the name in small letters that the sender's address spells too."""
    pieces = _pieces(reading.sender.addr_spec) if reading.sender else ()
    text, name = reading.folded[:end], "".join(pieces)
    squeezed = _squeezed(text[start:])
    at = squeezed.find(name) if name else -1
    letters = [place for place in range(start, end) if _squeezed(text[place])] if at >= 0 else []
    while at >= 0:
        places = letters[at : at + len(name)]
        span = Span(places[0], places[-1] + 1)
        if _stands_alone(text, span) and _is_spaced(text, places, len(pieces[0])):
            yield span
            return
        at = squeezed.find(name, at + 1)


@lru_cache(maxsize=64)
def _pieces(addr_spec: str) -> tuple[str, ...]:
    """Return the two names of which the local part of an address is made; nothing where it is made otherwise."""
    local = re.sub(r"\d+", "", fold(addr_spec.partition("@")[0]))
    pieces = [_squeezed(piece) for piece in re.split(r"[._-]", local) if piece][:2]
    # An initial spells no name.
    return tuple(pieces) if len(pieces) == 2 and all(len(piece) > 1 for piece in pieces) else ()  # noqa: PLR2004


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("'", "").replace("-", "")


def _stands_alone(text: str, span: Span) -> bool:
    return not _JOINED.match(text[max(0, span.start - 1) : span.start]) and not _JOINED.match(text, span.end)


def _is_spaced(text: str, places: Sequence[int], border: int) -> bool:
    """Tell whether letters at *places* are two names with space between them, each written loosely at most."""
    gaps = [text[one + 1 : other] for one, other in pairwise(places)]
    return gaps.pop(border - 1).isspace() and all(map(_LOOSE.fullmatch, gaps))


def _judged(reading: Reading, row: Row, span: Span) -> list[Candidate]:
    text = reading.clean[span.start : span.end]
    name = names.read(text)
    if name is None or explained(reading, text):
        return []
    return [
        candidate(
            NAME, name, reading.document.slice(span), span, reading.source(row), _evidence(reading, row, span, name)
        )
    ]


def explained(reading: Reading, text: str) -> bool:
    """Tell whether *text* is something else: a place, an organisation, a title, an announced word, a recipient."""
    if places.organisation_word(text) or names.is_role(text) or jobs.has_head(text):
        return True
    if places.is_place(text) or countries.read(text):
        return True
    if _is_sender(reading, text):
        return False
    if places.institution(text) and not names.is_given(text.split(maxsplit=1)[0]):
        return True
    return key(text) in _announced(reading.event) or any(
        names.same(text, address.display_name) for address in (*reading.message.to,)
    )


@lru_cache(maxsize=64)
def _announced(event: Event) -> str:
    return key(f"{event.title} {event.place} {event.announcement}")


def _is_sender(reading: Reading, name: str) -> bool:
    sender = reading.sender
    shown = headers.sender_name(reading)
    return sender is not None and (names.same(name, shown) if shown else names.agrees(name, sender.addr_spec))


def _evidence(reading: Reading, row: Row, span: Span, name: str) -> Iterator[str]:
    before, after = reading.folded[row.span.start : span.start], reading.folded[span.end : row.span.end]
    shown = names.looks(name)
    yield from shown
    sender = _is_sender(reading, name)
    if sender:
        yield "agrees with sender"
    if any(part == span for part in row.segments) or (not before.strip() and after[:1] in {",", " ", ""}):
        yield "segment"
    if _SELF.search(before):
        yield "frame"
    elif _ENROLLED.search(before) and not sender:
        yield "companion"
    elif _is_absent(after) or (_MENTION.search(before) and not sender):
        yield "mentioned"
    elif _COMPANION.search(before):
        yield "companion"
    if _has_neighbours(reading, row, span, name):
        yield "neighbours"
    if name.islower():
        yield "lower case"


def _is_absent(after: str) -> bool:
    """Tell whether what stands behind a name says that its bearer does not come, came before, or only spoke."""
    plain = _ASIDE.sub(" ", after[:_CLAUSE])
    return bool(_REPORTING.match(plain) or _ABSENT.match(plain))


def _has_neighbours(reading: Reading, row: Row, span: Span, name: str) -> bool:
    """Tell whether the name is followed by its function, or stands in a row with its own address."""
    after = reading.clean[span.end : row.span.end]
    follows = re.match(r"\s*[,(|;:–—-]\s*([^,;|)(]{3,60})", after)
    if follows and (
        jobs.has_head(follows[1]) or next(places.cued(follows[1]), None) or places.is_place(follows[1].strip())
    ):
        return True
    return any(names.agrees(name, address) for _, address in emails.find(reading.clean, row.span.start, row.span.end))
