"""Message to Document: lines, each in the zone that says whose words it holds."""

from collections.abc import Sequence

from inbox_bot.core.document import Cell, Document, Forward, Line, Span, Zone
from inbox_bot.core.message import Message
from inbox_bot.core.zones.disclaimer import mark_disclaimers
from inbox_bot.core.zones.forwards import passed_on, prefix
from inbox_bot.core.zones.inline import answers
from inbox_bot.core.zones.quotes import Quotation, quotation
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.signature import mark_signatures
from inbox_bot.core.zones.source import rows_of

__all__ = ["zone"]


def zone(message: Message) -> Document:
    """Return the lines of *message*, normalised, with their zones. Total, and linear in the size of the bodies.

    In doubt a line is NEW: losing what the sender wrote is worse than reading what they quoted, which never has
    the sender's labels, signature or address around it.
    """
    rows = rows_of(message)
    quoted = quotation(rows, replying=bool(message.in_reply_to or message.references or prefix(message.subject)))
    zones = [Zone.QUOTED if depth else Zone.NEW for depth in quoted.depths]
    mark_disclaimers(rows, zones)
    mark_signatures(rows, zones, message)
    said = _said(rows, zones, quoted)
    for quote in passed_on(rows, quoted.quotes, message, said):
        for at in quote.body:
            zones[at] = Zone.FORWARDED
    for at in answers(rows, quoted, said, message):
        zones[at] = Zone.NEW
    return _document(rows, zones, quoted)


def _said(rows: Sequence[Row], zones: Sequence[Zone], quoted: Quotation) -> str:
    """Return what the sender wrote, without what signs it, above the first quoted message."""
    end = quoted.quotes[0].heading.start if quoted.quotes else len(rows)
    return "\n".join(row.text for row, zone_ in zip(rows[:end], zones, strict=False) if zone_ is Zone.NEW)


def _document(rows: Sequence[Row], zones: Sequence[Zone], quoted: Quotation) -> Document:
    lines: list[Line] = []
    start = 0
    for row, zone_, depth in zip(rows, zones, quoted.depths, strict=True):
        own = zone_ in (Zone.NEW, Zone.SIGNATURE, Zone.DISCLAIMER)
        span = Span(start, start + len(row.text))
        lines.append(Line(row.text, span, zone_, 0 if own else depth, _cells(row, start), row.table))
        start = span.end + 1
    return Document("\n".join(row.text for row in rows), tuple(lines), _forwards(quoted))


def _cells(row: Row, start: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for text in row.cells:
        cells.append(Cell(text, Span(start, start + len(text))))
        start += len(text) + 1
    return tuple(cells)


def _forwards(quoted: Quotation) -> tuple[Forward, ...]:
    return tuple(
        Forward(quote.heading.sender, quote.heading.subject, quote.first)
        for quote in quoted.quotes
        if not quote.heading.attribution
    )
