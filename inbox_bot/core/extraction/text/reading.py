"""The part of a document that counts as the sender's own words, prepared for reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from inbox_bot.core.document import Document, Span, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.candidates import emails
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text import regions
from inbox_bot.core.extraction.text.brackets import unbracketed
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.wrapping import soft_breaks
from inbox_bot.core.lazily import lazily
from inbox_bot.core.message import Address, Message

_NOISE = re.compile(
    r"<(?:mailto|https?|tel|callto):[^>\n]*>|\[(?:cid|mailto|image)[:_][^\]\n]*\]|"
    r"\*(?!(?<=\S \*) )(?:(?<![A-Za-z0-9]\*)|(?![A-Za-z0-9]))|"
    r"_(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))|[\u200b\u200e\u200f\ufeff]"
)
_FORM = re.compile(
    r"\s*[-•*]?\s*(?:naam|voornaam|nom|prenom|prénom|name|vorname|functie|fonction|function|funktion|"
    r"e-?mail(?:adres)?)\s*[:=]",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?<!\w)(?:i|i'[a-z]+|we|we'[a-z]+|my|me|our|us|please|ik|wij|mijn|graag|gelieve|je|j'\w+|nous|mon|ma|notre|veuillez|ich|wir|mein|meine|bitte)(?!\w)"
)
_SENTENCE = 5
_SIGNATURE_ROWS = 14
_SHORT_ROW = 40
"""Letters of a row that may be an entry of a list: a country, with its label or number."""
_LONGEST_ROW, _MOST_ROWS, _MOST_CHARACTERS = 3000, 400, 12_000
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

    @lazily
    def clean(self) -> str:
        """The text, character for character, with noise blanked and soft line breaks undone."""
        text = _NOISE.sub(lambda match: " " * len(match.group()), self.document.text.replace("\u00a0", " "))
        text = unbracketed(text, self.sender.display_name if self.sender else "")
        characters = list(text)
        for end in soft_breaks(self.document.lines):
            characters[end] = " "
        return "".join(characters)

    @lazily
    def folded(self) -> str:
        """The clean text, folded character for character."""
        return fold(self.clean)

    @lazily
    def rows(self) -> tuple[Row, ...]:
        """The logical lines of the zones that count, blank ones included, as far as anybody may mean them."""
        kept: list[Row] = []
        left = _MOST_CHARACTERS
        for row in islice(self._rows(), _MOST_ROWS):
            left -= len(row.text)
            if left < 0 and kept:
                break
            kept.append(row)
        return tuple(kept)

    @lazily
    def is_cut(self) -> bool:
        """Whether the text goes on behind the rows that are read."""
        own = [line for line in self.document.lines if line.zone in self.zones and line.text.strip()]
        return bool(own and self.rows) and own[-1].span.end > self.rows[-1].span.end

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

    @lazily
    def own(self) -> tuple[Row, ...]:
        """The rows that hold what was written for this mail, up to the farewell."""
        return tuple(row for row in self.rows if row.zone is not Zone.SIGNATURE and row.line < self._farewell)

    def beside(self, taken: Sequence[Span]) -> Iterator[Row]:
        """Yield the rows of own words, but for those that stand as a whole in one of the *taken* spans."""
        for row in self.own:
            start, end = row.span.end - len(row.text.lstrip()), row.span.start + len(row.text.rstrip())
            if not any(span.start <= start and end <= span.end for span in taken):
                yield row

    @lazily
    def said(self) -> str:
        """The words of those rows, folded, on one line."""
        return " ".join(row.folded for row in self.own)

    @lazily
    def signature(self) -> tuple[Row, ...]:
        """The rows of the sender's signature: what the zones say, and the farewell with what stands below."""
        return tuple(row for row in self.rows if row.zone is Zone.SIGNATURE or row.line >= self._farewell)

    @lazily
    def _farewell(self) -> int:
        """The number of the line that takes leave, where nothing but a signature follows."""
        rows = [row for row in self.rows if row.zone is not Zone.SIGNATURE and row.text.strip()]
        for position, row in enumerate(rows):
            below = rows[position + 1 :]
            if (
                position
                and (row.takes_leave or (not below and self._greets_before_name(row)))
                and len(below) <= _SIGNATURE_ROWS
                and not self._is_typed_below(row, below)
                and not any(_FORM.match(other.text) or _goes_on(other) for other in below)
            ):
                return row.line
        return len(self.document.lines)

    def _greets_before_name(self, row: Row) -> bool:
        """Tell whether *row*, the last above the sender's name, sends greetings: `Hugs to everybody at the office,`."""
        words = row.text.split()
        signed = next((one.text for one in self.rows if one.line > row.line and one.text.strip()), "")
        called = fold(f"{self.sender.display_name} {self.sender.addr_spec}") if self.sender else ""
        return (
            len(words) <= _GREETING
            and row.text.rstrip().endswith(",")
            and _TO_ALL.search(row.folded) is not None
            and 0 < len(signed.split()) <= _GREETING // 2
            and fold(signed).split()[0] in called
        )

    def _is_typed_below(self, row: Row, below: Sequence[Row]) -> bool:
        """Tell whether what stands below *row* was typed into a quoted form, and signs nothing."""
        between = self.document.lines[row.line : below[-1].line] if below else ()
        return any(line.zone is Zone.QUOTED and line.text.strip() for line in between)

    @lazily
    def addresses(self) -> tuple[str, ...]:
        """The addresses that the mail gives, that of its sender, and the name shown there if the text says it, too."""
        written = [value for _, value in emails.find(self.clean, 0, min(len(self.clean), _MOST_CHARACTERS))]
        sender = [self.sender.addr_spec, self.sender.display_name] if self.sender else []
        return tuple(dict.fromkeys([*written, *(one for one in sender if "@" in one or f" {one}" in f" {self.clean}")]))

    @lazily
    def regions(self) -> tuple[str, ...]:
        """Whose (ISO 3166-1) a telephone number may be that does not say its country, the likeliest first."""
        address = self.sender.addr_spec if self.sender else ""
        short = (row.text for row in self.own if len(row.text) <= _SHORT_ROW or regions.marked(row.text))
        return regions.likely(self.event, address, self.language, [*(row.text for row in self.signature), *short])

    def source(self, row: Row) -> str:
        """Return the source that values of *row* have."""
        if row.zone is Zone.SIGNATURE or row.line >= self._farewell:
            return "signature"
        return "forwarded" if row.zone is Zone.FORWARDED else "text"

    @lazily
    def sender(self) -> Address | None:
        """Whose words these are: the author, or the author of what is forwarded."""
        if not self.forwarded:
            return self.message.sender
        written = next((forward.sender for forward in self.document.forwards if forward.sender), "")
        match = re.search(r"[\w.+-]+@[\w.-]+\w", written)
        name = re.sub(r"[<\[(].*$", "", written).strip(" \"'")
        return Address("" if "@" in name else name, match.group() if match else "")


_GREETING = 8
"""Words: a greeting to everybody is short."""
_TO_ALL = re.compile(
    r"^\W*[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?\s+(?:to|from|aan|uit|vanuit|a|au|de|du|aus|an|nach)\s[^:@\d,]*,$"
)


def _goes_on(row: Row) -> bool:
    """Tell whether *row* is a sentence of the sender's: above it nobody took leave, but gave thanks, say."""
    return len(row.text.split()) > _SENTENCE and bool(_SAYS.search(row.folded)) and not row.takes_leave
