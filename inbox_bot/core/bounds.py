"""Octets to the part tree within bounds: nothing larger than a message can need is ever built."""

import re
from email.message import Message as Part
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32, compat32
from functools import partial
from typing import Final

MESSAGE: Final = 25_000_000
"""Octets of a whole message."""
LEAN: Final = 8_000_000
"""Octets of a message without what is attached to it in Base64."""
LINES: Final = 1_000_000
"""Carriage returns and line feeds: the parser keeps each line, and a message of that size in Base64 has fewer."""
HEADER_BLOCK: Final = 256 * 1024
"""Octets of the header section; also what the headers of all parts may come to, in characters."""
HEADERS: Final = 1000
"""Header fields of one part."""
HEADER: Final = 100_000
"""Characters of one header field."""
MIME_HEADER: Final = 4_000
"""Characters of one Content-… field: the standard library reads their parameters in quadratic time."""
BODY: Final = 2_000_000
"""Characters of the plain-text body, and of the HTML body."""
_CODED: Final = BODY * 7 // 5
"""Octets of Base64 that hold more than a body may: an attachment, whose content nobody reads."""
PARTS: Final = 200
DEPTH: Final = 20

_ATTACHED: Final = re.compile(rb"[A-Za-z0-9+/=\r\n]{%d,}+" % (_CODED + 1000))
_END_OF_HEADERS: Final = re.compile(rb"\r\n\r\n|\n\r?\n|\r\r")
# Written by servers on the way; hundreds of them cost more to read than the rest of a message.
_TRACE: Final = re.compile(
    rb"(?:\A|(?<=[\r\n]))"
    rb"(received|(?:x-)?received-spf|(?:x-google-)?dkim-signature|arc-[a-z-]+|authentication-results|x-received"
    rb"|x-ms-exchange-(?:crosstenant|antispam)[a-z-]*|x-microsoft-antispam[a-z-]*|x-forefront-antispam[a-z-]*)"
    rb"[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*(?:\r\n|\r|\n|\Z)",
    re.IGNORECASE,
)
_KEPT: Final = {b"received": 1, b"authentication-results": 10}
"""How many of them are read, the topmost, which were written last."""


class BoundsError(Exception):
    """The message exceeds a bound; the text says which."""


def tree(octets: bytes) -> Part:
    """Return the part tree of *octets*, trace headers cut but for the topmost Received.

    Raises BoundsError before anything larger than the bounds above is built.
    """
    if len(octets) > MESSAGE:
        raise BoundsError(f"larger than {MESSAGE // 1_000_000} MB")
    if len(octets) > _CODED:
        octets = _ATTACHED.sub(lambda run: run[0][:_CODED] + b"\n", octets)
    if len(octets) > LEAN:
        raise BoundsError(f"larger than {LEAN // 1_000_000} MB without its attachments")
    if octets.count(b"\n") + octets.count(b"\r") > LINES:
        raise BoundsError(f"more than {LINES:,} line ends")
    end = _end_of_headers(octets)
    if end > HEADER_BLOCK:
        raise BoundsError(f"a header section of more than {HEADER_BLOCK // 1024} KB")
    # An instance for each message, as the budget is spent by one only.
    parser = BytesParser(partial(_BoundedPart, budget=_Budget()), policy=compat32)
    root: Part = parser.parsebytes(_without_trace(octets[:end]) + octets[end:])
    if _depth(root) > DEPTH:
        raise BoundsError(f"parts nested deeper than {DEPTH}")
    return root


def head(octets: bytes) -> bytes:
    """Return the header section of *octets* alone, as far as it stands within the bound."""
    return octets[: min(_end_of_headers(octets), HEADER_BLOCK)]


def header_section(octets: bytes) -> Part:
    """Return the headers of *octets* alone, as far as they stand within the bound."""
    return BytesHeaderParser(policy=compat32).parsebytes(_without_trace(head(octets)))


def children(part: Part) -> list[Part]:
    """Return the parts directly below *part*."""
    # Of a leaf, the getter would decode the payload, with whatever codec the part names.
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Part)]


def _end_of_headers(octets: bytes) -> int:
    found = _END_OF_HEADERS.search(octets, 0, HEADER_BLOCK + 4)
    return found.end() if found else len(octets)


def _without_trace(head: bytes) -> bytes:
    left = dict(_KEPT)

    def cut(field: re.Match[bytes]) -> bytes:
        name = field[1].lower()
        left[name] = left.get(name, 0) - 1
        return field[0] if left[name] >= 0 else b""

    return _TRACE.sub(cut, head)


def _depth(root: Part) -> int:
    depth, level = 0, [root]
    while level:
        depth += 1
        level = [child for part in level for child in children(part)]
    return depth


class _Budget:
    """What one message may still use."""

    def __init__(self) -> None:
        self.parts = PARTS + 1  # the parser tries the class once before it starts
        self.characters = HEADER_BLOCK

    def spend_part(self) -> None:
        self.parts -= 1
        if self.parts < 0:
            raise BoundsError(f"more than {PARTS} parts")

    def spend_header(self, name: str, value: str, count: int) -> None:
        self.characters -= len(name) + len(value)
        if count >= HEADERS:
            raise BoundsError(f"more than {HEADERS} headers")
        if len(value) > (MIME_HEADER if name.lower().startswith("content-") else HEADER):
            raise BoundsError(f"a header of {len(value)} characters")
        if self.characters < 0:
            raise BoundsError(f"headers of more than {HEADER_BLOCK // 1024} KB")


class _BoundedPart(Part):
    """A part that stops the parser as soon as the budget of its message is spent."""

    def __init__(self, policy: Compat32 = compat32, *, budget: _Budget) -> None:
        super().__init__(policy)
        self._budget = budget
        budget.spend_part()

    def set_raw(self, name: str, value: str) -> None:
        self._budget.spend_header(name, value, len(self))
        super().set_raw(name, value)
