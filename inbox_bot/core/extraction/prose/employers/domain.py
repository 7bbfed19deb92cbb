"""Organisations that the domain of the sender's address spells."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, names, places
from inbox_bot.core.extraction.candidates.jobs import is_head
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.prose.employers.words import is_prose
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_RUN = re.compile(
    r"(?<![\w@.-])[A-ZÀ-Þ][\w&'’-]*(?:\s(?:(?:van|de|der|het|voor|en|of|&)\s){0,2}[A-ZÀ-Þ][\w&'’-]*){1,5}(?![\w@])"
)
"""Several words of which the first and the last have a capital."""
_ONE = re.compile(
    r"(?<!\w)(?i:van|bij|voor|vanuit|namens|uit|chez|de|pour|at|from|for|with|of|bei|beim|von|vom|für)\s+"
    r"(?:(?i:de|het|la|le|the|der|dem|den)\s+)?(?P<name>[^\W\d_][\w&'’-]{2,})(?![\w@]|\.\w)"
)
"""One such word, behind what says that somebody is of there: `ik ben An Claes van Aquabel`."""
_BEHIND = re.compile(
    r"(?<![\w@.-])(?P<title>[^\W\d_]{3,})\s+(?P<name>[A-ZÀ-Þ][\w&'’-]{2,})(?=\s*(?:[,.;:)(|]|$))", re.MULTILINE
)
"""The same right behind a title: `docent Aquabel`."""


_POSTAL = re.compile(r"\d\w?\s*[–,-]\s*(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÀ-Þ]")
"""The end of a street, and a town: `Midi 22 – 6900 Aubel`."""
_OF = frozenset({"of", "the", "for", "and", "und", "fur", "et"})
"""Between the words of a name: `University of Leeds`."""


def of_address(reading: Reading, row: Row) -> Iterator[Span]:
    """Yield what spells the domain of the sender's own address, and is no municipality."""
    if reading.sender is None or emails.is_public(reading.sender.addr_spec):
        return
    text, start, end = reading.clean, row.span.start, row.span.end
    domain = fold(reading.sender.addr_spec.rpartition("@")[2]).split(".")
    runs = (Span(*match.span()) for match in _RUN.finditer(text, start, end))
    for span in dict.fromkeys((*row.segments, *runs)):
        if text[span.start].isupper() and _is_house(reading, text[span.start : span.end]):
            yield span
    titled = (match for match in _BEHIND.finditer(text, start, end) if is_head(match["title"]))
    for match in (*_ONE.finditer(text, start, end), *titled):
        # A word in small letters is a common one, unless it is all that the domain says.
        small, whole = match["name"].islower(), fold(match["name"]) in domain
        if (whole or not small) and _is_house(reading, match["name"].capitalize() if small else match["name"]):
            yield Span(*match.span("name"))


def _is_house(reading: Reading, name: str) -> bool:
    """Tell whether *name* spells the sender's domain, and is no town."""
    town = places.is_place(name) or next(places.cued(name), None)
    return not town and not is_prose(name) and is_like_domain(reading, name)


def is_like_domain(reading: Reading, text: str) -> bool:
    """Tell whether a short text spells the domain of the sender's own address."""
    sender = reading.sender
    if sender is None or len(text.split()) > 8 or "@" in text or text.lower().startswith(("www.", "http")):  # noqa: PLR2004 (a name is shorter)
        return False
    if _POSTAL.search(text):
        return False
    return spells(text, sender.addr_spec) and not names.agrees(text, sender.addr_spec)


@lru_cache(maxsize=1024)
def spells(text: str, addr_spec: str) -> bool:
    """Tell whether *text* is what the domain of an address spells, in full or by its first letters."""
    if emails.is_public(addr_spec):
        return False
    domain = fold(addr_spec.rpartition("@")[2])
    if fold(text).strip() == domain:
        return True
    whole = [word for word in re.findall(r"[^\W_]+", fold(text)) if word not in lexicon.words("particles")]
    said = [word for word in whole if word not in lexicon.words("organisations") or len(whole) == 1]
    named = [word for word in said if word not in _OF]
    *labels, _ = domain.split(".")
    for label in (*labels, "".join(labels)):  # `Comune di Aosta` is at comune.aosta.it
        plain = key(label)
        spelled = {"".join(said), "".join(named), key(text), "de" + key(text), "het" + key(text)}
        spelled.update([*accumulate(whole)][1:])  # `River Watch Leeds` at riverwatch.uk
        if plain and said and text[:1].isupper() and plain in spelled:
            return True
        pieces = [piece for piece in label.split("-") if len(piece) > 2]  # noqa: PLR2004 (two letters say nothing)
        if len(pieces) > 1 and text[:1].isupper() and any("".join(said) == piece for piece in pieces[:1]):
            return True
        if len(pieces) > 1 and len(said) > 1 and all(piece in said for piece in pieces):
            return True
    return False
