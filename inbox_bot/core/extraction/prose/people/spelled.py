"""A name in small letters that the sender's address spells too."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text.reading import Reading

_JOINED = re.compile(r"[\w@.]")
_LOOSE = re.compile(r"['-]?\s?")


def spelled(reading: Reading, start: int, end: int) -> Iterator[Span]:
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
    return tuple(pieces) if len(pieces) == 2 and all(len(piece) > 1 for piece in pieces) else ()  # noqa: PLR2004  a first name and a surname


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("'", "").replace("-", "")


def _stands_alone(text: str, span: Span) -> bool:
    return not _JOINED.match(text[max(0, span.start - 1) : span.start]) and not _JOINED.match(text, span.end)


def _is_spaced(text: str, places: Sequence[int], border: int) -> bool:
    """Tell whether letters at *places* are two names with space between them, each written loosely at most."""
    gaps = [text[one + 1 : other] for one, other in pairwise(places)]
    return gaps.pop(border - 1).isspace() and all(map(_LOOSE.fullmatch, gaps))
