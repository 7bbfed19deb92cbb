"""The part of a document that counts as the sender's own words, prepared for reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise

from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.message import Address, Message

_NOISE = re.compile(
    r"<(?:mailto|https?|tel|callto):[^>\n]*>|\[(?:cid|mailto|image)[:_][^\]\n]*\]|"
    r"(?<![A-Za-z0-9])\*+|\*+(?![A-Za-z0-9])|[\u200b\u200e\u200f\ufeff]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])"
)
_BULLET = re.compile(r"\s*(?:[-•·>–]|\(?\d{1,2}[.)])\s|\s*[\w /-]{1,30}\s*[:=]")
_FORM = re.compile(
    r"\s*[-•*]?\s*(?:naam|voornaam|nom|prenom|prénom|name|vorname|functie|fonction|function|funktion|"
    r"e-?mail(?:adres)?)\s*[:=]",
    re.IGNORECASE,
)
_MANY = 2
_SIGNATURE_ROWS = 14
_LONGEST_ROW, _MOST_ROWS = 3000, 400
"""Beyond these nobody writes a registration, and reading must end."""


@dataclass(frozen=True)
class Reading:
    """A message, its document and the event, with what every finder needs. Offsets are those of the document."""

    message: Message
    document: Document
    event: Event
    language: str
    forwarded: bool = False
    """Whether the new text asks to register the person whose message is forwarded below."""
    zones: frozenset[Zone] = field(default=frozenset({Zone.NEW, Zone.SIGNATURE}))

    @cached_property
    def clean(self) -> str:
        """The text, character for character, with noise blanked and soft line breaks undone."""
        text = _NOISE.sub(lambda match: " " * len(match.group()), self.document.text.replace("\u00a0", " "))
        characters = list(text)
        for end in self._soft_breaks():
            characters[end] = " "
        return "".join(characters)

    @cached_property
    def folded(self) -> str:
        """The clean text, folded character for character."""
        return fold(self.clean)

    def _soft_breaks(self) -> Iterator[int]:
        lines = self.document.lines
        width = max((len(line.text.rstrip()) for line in lines if line.zone is Zone.NEW), default=0)
        for line, following in pairwise(lines):
            if line.zone is following.zone is Zone.NEW and not line.cells and not following.cells and width <= 100:  # noqa: PLR2004 (wider text is not wrapped by hand)
                yield from self._wraps(line, following, width)

    @staticmethod
    def _wraps(line: Line, following: Line, width: int) -> Iterator[int]:
        text, after = line.text.rstrip(), following.text.split()
        if _is_listed(text) and _is_listed(following.text):
            return
        if not after or (after[0][:1].isupper() and not text[-1:].islower()) or "@" in text.rsplit(" ", 1)[-1]:
            return
        if width >= 60 and len(text) + 1 + len(after[0]) > min(width, 76) and not _BULLET.match(following.text):  # noqa: PLR2004 (narrower text is a list)
            yield line.span.end

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The logical lines of the zones that count, blank ones included."""
        return tuple(islice(self._rows(), _MOST_ROWS))

    def _rows(self) -> Iterator[Row]:
        pending: Span | None = None
        for number, line in enumerate(self.document.lines):
            start = pending.start if pending else line.span.start
            end = line.span.end
            if self.clean[end : end + 1] == " ":
                pending = Span(start, end)
                continue
            pending = None
            end = min(end, start + _LONGEST_ROW)
            if line.zone in self.zones:
                cells = tuple(cell.span for cell in line.cells)
                yield Row(self.clean[start:end], Span(start, end), line.zone, number, cells, line.table)

    @cached_property
    def own(self) -> tuple[Row, ...]:
        """The rows that hold what was written for this mail, up to the farewell."""
        return tuple(row for row in self.rows if row.zone is not Zone.SIGNATURE and row.line < self._farewell)

    @cached_property
    def said(self) -> str:
        """The words of those rows, folded, on one line."""
        return " ".join(row.folded for row in self.own)

    @cached_property
    def signature(self) -> tuple[Row, ...]:
        """The rows of the sender's signature: what the zones say, and what stands below the farewell."""
        return tuple(row for row in self.rows if row.zone is Zone.SIGNATURE or row.line > self._farewell)

    @cached_property
    def _farewell(self) -> int:
        """The number of the line that takes leave, where nothing but a signature follows."""
        rows = [row for row in self.rows if row.zone is not Zone.SIGNATURE and row.text.strip()]
        for position, row in enumerate(rows):
            below = rows[position + 1 :]
            if (
                position
                and row.takes_leave
                and len(below) <= _SIGNATURE_ROWS
                and not any(_FORM.match(other.text) for other in below)
            ):
                return row.line
        return len(self.document.lines)

    def source(self, row: Row) -> str:
        """Return the source that values of *row* have."""
        if row.zone is Zone.SIGNATURE or row.line > self._farewell:
            return "signature"
        return "forwarded" if row.zone is Zone.FORWARDED else "text"

    @cached_property
    def sender(self) -> Address | None:
        """Whose words these are: the author, or the author of what is forwarded."""
        if not self.forwarded:
            return self.message.sender
        written = next((forward.sender for forward in self.document.forwards if forward.sender), "")
        match = re.search(r"[\w.+-]+@[\w.-]+\w", written)
        name = re.sub(r"[<\[(].*$", "", written).strip(" \"'")
        return Address("" if "@" in name else name, match.group() if match else "")


def _is_listed(text: str) -> bool:
    """Tell whether a line is an entry of a list, drawn with slashes, bars, semicolons or dashes."""
    return any(text.count(sign) >= _MANY for sign in (" / ", " | ", "|", ";", " - ", " – "))
