"""A message as lines, each in a zone, with offsets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Zone(StrEnum):
    """Whose words a line holds."""

    NEW = "new"
    """What the sender wrote for this mail, also when typed between or into quoted lines."""
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    """Legal notes, banners, antivirus and device lines, slogans about printing."""
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    """The body of a forwarded message; its header block is QUOTED."""


class Span(NamedTuple):
    """Half-open range of characters in `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; *span* covers exactly *text* in `Document.text`."""

    text: str
    span: Span
    zone: Zone
    depth: int = 0
    """How many times quoted; 0 for the sender's own words."""
    cells: tuple[Cell, ...] = ()
    """The cells where the line is a row of a table with at least two, else empty."""
    table: int = 0
    """Rows with the same number belong to one table; 0 outside tables."""

    def as_quoted(self) -> "Line":
        """Return the line as somebody else's words."""
        return replace(self, zone=Zone.QUOTED, depth=max(self.depth, 1))

    def as_new(self) -> "Line":
        """Return the line as words that the sender wrote for this mail."""
        return replace(self, zone=Zone.NEW, depth=0)


@dataclass(frozen=True, slots=True)
class Forward:
    """The header block of a forwarded (or quoted) message, as far as it was written out."""

    sender: str
    subject: str
    first_line: int
    """Index in `Document.lines` of the first line below the block."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a message. `text` is the lines joined by a line feed, so every span can be shown."""

    text: str
    lines: tuple[Line, ...]
    forwards: tuple[Forward, ...] = ()

    def of(self, *zones: Zone) -> tuple[Line, ...]:
        """Return the lines that stand in one of *zones*, in order."""
        return tuple(line for line in self.lines if line.zone in zones)

    def relined(self, mend: Callable[[int, Line], Line]) -> "Document":
        """Return the document with each line as *mend* gives it, told its index in `lines` and the line."""
        return replace(self, lines=tuple(mend(at, line) for at, line in enumerate(self.lines)))

    def slice(self, span: Span) -> str:
        """Return the characters at *span*."""
        return self.text[span.start : span.end]
