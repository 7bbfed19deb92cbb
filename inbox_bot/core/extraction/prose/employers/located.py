"""Organisations that stand right before where they are: `Lagos Greens, Nigeria`, `Lehtilä Oy (Finland)`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, emails, jobs, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.prose import lands
from inbox_bot.core.extraction.prose.employers.legal import is_company, is_form
from inbox_bot.core.extraction.prose.employers.words import is_announced, is_generic, is_prose
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_JOINT = re.compile(
    r"(?P<sign>\s*[,;/|(]|\s+[-–—]|[\"”»])?\s*"
    r"(?:(?:(?:it|that|this|which)\s+is|i\.e\.|(?:up|out|over|down)?\s*here\s+in|(?:based|located|situated)\s+in|in|from)\s+)?"
    r"(?:the\s+)?$"
)
"""What stands between a name and its country."""
_BEHIND = re.compile(
    r"(?<!\w)(?:at|with|from|for|of|by|represent\w*|runs?|leads?|manages?|heads?|directs?|owns?|founded|coordinates?|called|named|c/o)\s+(?:the\s+|our\s+|an?\s+)?[\"“„«]?$",
    re.IGNORECASE,
)
"""What stands before where people work."""
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_THE = re.compile(r"(?<!\w)(?:at|with|from|for|of|by|represent\w*)\s+the\s+$", re.IGNORECASE)
"""An article stands before no person's name."""
_PART = re.compile(r"[,;:()|\n]\s|[\n\t(|]|\s[-–—/•]\s|[.!?]\s+(?=[A-ZÀ-Þ])")
_TOKEN = re.compile(r"\S+")
_LITTLE = lexicon.words("particles") | {
    "of",
    "for",
    "the",
    "and",
    "in",
    "&",
    "+",
    "y",
    "et",
    "und",
    "für",
    "pro",
    "na",
    "voor",
    "z",
    "za",
}
"""What may stand in small letters within a name."""
_OPENING = _LITTLE - {"al", "el", "la", "le", "les", "pro"}
_MOST, _SHORTEST = 10, 3
_TOWNS, _SENTENCE = 2, 4


def find(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield what stands in *row* right before a country, or before a town and its country, and is called by a name."""
    if not asks_country(reading.event):
        return
    for land, *_ in lands.find(reading, row):
        named = _before(reading, row, land.start)
        if named:
            yield named


@lru_cache(maxsize=64)
def asks_country(event: Event) -> bool:
    """Tell whether *event* asks for a country."""
    return any(field.type is FieldType.COUNTRY for field in event.fields)


def _before(reading: Reading, row: Row, end: int) -> Span | None:
    """Return the name that ends before *end*, but for towns between; a lone word may be one that nobody knows."""
    begin, form, town = _begin(reading, row, end), None, None
    for _ in range(_TOWNS + 1):
        said = reading.clean[begin:end]
        joint = _JOINT.search(said)
        if joint is None or not joint.group().strip():
            break
        said = said[: joint.start()].rstrip(' "”»)')
        part = max((match.end() for match in _PART.finditer(said)), default=0)
        text = said[part:].strip()
        if is_form(text):
            form = begin + len(said)
        elif text and not (places.is_place(text) or countries.read(text) or _is_address(text)):
            span = _named(said, part)
            if span is None or not (joint["sign"] or _BEHIND.search(said[: span.start])):
                break
            span = _without_person(reading, said, span)
            called = _is_called(reading, said, span)
            found = Span(begin + span.start, form or begin + span.end) if called else None
            if found is None or " " in text or town:
                return town if found is None else found
            town = found
        end = begin + part
    return town


def _is_address(text: str) -> bool:
    """Tell whether *text* holds a number as a street or a postal code does, and is no sentence."""
    return any(map(str.isdigit, text)) and sum(word.islower() for word in text.split()) < _SENTENCE


def _begin(reading: Reading, row: Row, end: int) -> int:
    """Return where the text begins in which a name may stand: in the row above, where that ends in a comma."""
    above = next((one for one in reversed(reading.rows) if one.line < row.line and one.text.strip()), None)
    goes_on = above and above.line == row.line - 1 and above.text.rstrip().endswith(",")
    return above.span.start if above and goes_on and not reading.clean[row.span.start : end].strip() else row.span.start


def _named(said: str, part: int) -> Span | None:
    """Return the words with capitals in which *said* ends, from *part* on, with a common noun behind them."""
    tokens = list(_TOKEN.finditer(said, part))
    kinds = lexicon.words("organisations") | lexicon.words("institutions")
    begin = len(tokens)
    while begin and (
        _is_capital(tokens[begin - 1][0])
        or tokens[begin - 1][0].lower() in _LITTLE
        or fold(tokens[begin - 1][0]) in kinds
    ):
        begin -= 1
    inside = next(
        (at for at in range(begin + 1, len(tokens)) if tokens[at][0] == "in" and not places.organisation_word(said)),
        len(tokens),
    )
    tokens = tokens[:inside]
    while begin < len(tokens) and (tokens[begin][0] in _OPENING or (not _is_capital(tokens[begin][0]))):
        begin += 1
    if not 0 < len(tokens) - begin <= _MOST:
        return None
    start = tokens[begin].start()
    return Span(start + (said[start] in '"“„«'), tokens[-1].end())


def _is_capital(token: str) -> bool:
    plain = token.lstrip("\"“„«'")
    return plain[:1].isupper() or plain[:1].isdigit()


def _without_person(reading: Reading, said: str, span: Span) -> Span:
    """Cut the person who works there: `Ann Claes of the River Society`."""
    of = _OF.search(said, span.start, span.end)
    return Span(of.end(), span.end) if of and is_person(reading, said[span.start : of.start()]) else span


def _is_called(reading: Reading, said: str, span: Span) -> bool:
    """Tell whether the end of *said* may be what an organisation is called: no person, place, day or title."""
    text = said[span.start : span.end]
    if jobs.has_head(text) or fold(text.split()[0]).strip(".") in lexicon.words("titles") or len(text) < _SHORTEST:
        return False
    if places.is_place(text) or is_announced(reading.event, text) or is_prose(text) or is_generic(text):
        return False
    if is_company(text) or places.organisation_word(text) or _THE.search(said[: span.start]):
        return True
    if _BEHIND.search(said[: span.start]) or places.institution(text.split()[-1]):
        return not is_person(reading, text) or (text.count(" ") > 1 and not _writes(reading, text))
    opens = not said[: span.start].strip(" \n-•*0123456789.)")
    return not is_person(reading, text) and not (opens and names.SHAPE.fullmatch(text))


def is_person(reading: Reading, text: str) -> bool:
    """Tell whether *text* is written as a name, and something says that somebody is called so."""
    if " " not in text:
        return names.is_given(text)
    shown = reading.sender.display_name if reading.sender else ""
    first, *_, last = text.split()
    given = names.is_given(first) or (names.is_given(last) and not places.is_place(last))
    called = given or names.same(text, shown) or _writes(reading, text)
    return bool(names.SHAPE.fullmatch(text)) and called


def _writes(reading: Reading, name: str) -> bool:
    """Tell whether the address of the sender, or one in the text, spells *name*."""
    sender = reading.sender
    addresses = [value for _, value in emails.find(reading.clean, 0, len(reading.clean))]
    return any(names.agrees(name, one) for one in (*addresses, *([sender.addr_spec] if sender else [])))
