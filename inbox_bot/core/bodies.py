"""The part tree to what a mail client would show: one text, one HTML body, and the names of the rest (RFC 2046)."""

import html
import re
from dataclasses import dataclass, field
from email.message import Message as Part
from typing import Final, NamedTuple

from inbox_bot.core import bounds
from inbox_bot.core.attendance import Attendance, attendance
from inbox_bot.core.charsets import decode
from inbox_bot.core.flowed import unflow
from inbox_bot.core.headers import decoded

_METHOD: Final = re.compile(rb"^METHOD:([A-Z-]+)", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class Bodies:
    """What the parts of a message hold. Nothing inside an attached message (message/*) counts as its text."""

    text: str = ""
    html: str = ""
    attachments: list[tuple[str, str]] = field(default_factory=list)
    """File name and media type of each part that is no body."""
    calendar: str | None = None
    """The method of the first text/calendar part that has one."""
    attendance: Attendance | None = None
    """What that part answers, where it is an answer."""


class _Piece(NamedTuple):
    """A stretch of the body in one or both of its forms; the empty form does not exist."""

    text: str
    html: str


def bodies(root: Part) -> Bodies:
    """Return the bodies of the message *root*.

    Raises bounds.BoundsError if one of them is larger than a registration can be.
    """
    walk = _Walk()
    pieces = walk.pieces(root) or walk.pieces_of_attached_text()
    walk.found.text, walk.found.html = _text_of(pieces), _html_of(pieces)
    return walk.found


class _Walk:
    """One pass over the parts in order."""

    def __init__(self) -> None:
        self.found = Bodies()
        self._kinds: set[str] = set()
        self._attached_text: Part | None = None

    def pieces(self, part: Part) -> list[_Piece]:
        children = bounds.children(part)
        if not children or part.get_content_maintype() == "message":
            return self._leaf(part)
        subtype = part.get_content_subtype()
        if subtype == "alternative":
            return self._alternative(children)
        # The further parts of a report are for machines, and the message that came back (RFC 6522).
        bodily = 1 if subtype == "report" else len(children)
        for child in children[bodily:]:
            self._attach(child)
        return [piece for child in children[:bodily] for piece in self.pieces(child)]

    def pieces_of_attached_text(self) -> list[_Piece]:
        """Return the first text that was sent as a file, for a message that has nothing else."""
        part, self._attached_text = self._attached_text, None
        return [] if part is None else [_piece(part)]

    def _alternative(self, children: list[Part]) -> list[_Piece]:
        views = [self.pieces(child) for child in children]
        text = next(filter(None, map(_text_of, views)), "")
        markup = next((_html_of(view) for view in views if any(piece.html for piece in view)), "")
        return [_Piece(text, markup)] if text or markup else []

    def _leaf(self, part: Part) -> list[_Piece]:
        kind = _kind(part)
        if kind is None or self._is_file(part, kind):
            self._attach(part)
            if kind is not None and self._attached_text is None:
                self._attached_text = part
            return []
        piece = _piece(part)
        if not any(piece):
            return []
        self._kinds.add(kind)
        return [piece]

    def _is_file(self, part: Part, kind: str) -> bool:
        """Whether *part* is a text file: some mailers name their bodies too, so a name alone says it of later ones."""
        name = filename(part)
        return bool(name) and (_disposition(part) == "attachment" or kind in self._kinds)

    def _attach(self, part: Part) -> None:
        self.found.attachments.append((filename(part), decoded(part.get_content_type())))
        if part.get_content_type() == "text/calendar" and self.found.calendar is None:
            self.found.calendar = _method(part)
            if self.found.calendar == "REPLY":
                self.found.attendance = attendance(_octets(part))


def filename(part: Part) -> str:
    """Return the decoded file name of *part*, empty if it has none (RFC 2183, section 2.3; RFC 2231)."""
    return _parameter(part, "filename", "content-disposition") or _parameter(part, "name")


def _text_of(pieces: list[_Piece]) -> str:
    """Return the plain form of the whole body; empty if a stretch of it has none."""
    if all(piece.text for piece in pieces):
        return "\n".join(piece.text for piece in pieces)
    return ""


def _html_of(pieces: list[_Piece]) -> str:
    """Return the HTML form of the whole body, plain stretches set as text; empty if there is only plain text."""
    if not any(piece.html for piece in pieces):
        return ""
    return "\n".join(piece.html or _markup(piece.text) for piece in pieces)


def _markup(text: str) -> str:
    lines = html.escape(text, quote=False).replace("\n", "<br>\n")
    return f"<div>{lines}</div>"


def _kind(part: Part) -> str | None:
    """Return *html* or *plain* for what can be a body. A multipart without parts was cut off: its text is plain."""
    if part.get_content_type() == "text/html":
        return "html"
    plain = part.get_content_type() in {"text/plain", "text/"} or part.get_content_maintype() == "multipart"
    return "plain" if plain else None


def _piece(part: Part) -> _Piece:
    octets = _octets(part)
    if len(octets) > bounds.BODY:
        raise bounds.BoundsError(f"a text of more than {bounds.BODY // 1_000_000} MB")
    text = decode(octets, _parameter(part, "charset"))
    if not text.strip():
        return _Piece("", "")
    if _kind(part) == "html":
        return _Piece("", text)
    if _parameter(part, "format").lower() == "flowed":
        text = unflow(text, delsp=_parameter(part, "delsp").lower() == "yes")
    return _Piece(text, "")


def _octets(part: Part) -> bytes:
    """Return the octets of a leaf, free of their transfer encoding."""
    bare = Part()
    encoding = str(part.get("content-transfer-encoding", "")).split() or [""]
    bare.set_raw("Content-Transfer-Encoding", encoding[0])
    # The public getter would decode with the declared charset first, whatever codec of Python that names.
    bare.set_payload(part._payload)  # type: ignore[attr-defined]  # noqa: SLF001
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _method(part: Part) -> str | None:
    stated = _parameter(part, "method")
    if stated:
        return stated.upper()
    found = _METHOD.search(_octets(part))
    return found[1].decode("ascii").upper() if found else None


def _disposition(part: Part) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _parameter(part: Part, name: str, header: str = "content-type") -> str:
    try:
        value = part.get_param(name, "", header)
    except (LookupError, TypeError, ValueError):  # a continuation or charset that the standard library stumbles over
        return ""
    if isinstance(value, tuple):  # RFC 2231: charset, language, percent-decoded octets as Latin-1
        return decoded(decode(value[2].encode("latin-1", "replace"), value[0]))
    return decoded(str(value))
