"""Which lines are quoted, how deep, and under which heading."""

from collections.abc import Sequence
from dataclasses import dataclass

from inbox_bot.core.zones.headings import Heading, heading_at
from inbox_bot.core.zones.row import Row

# An answer of this many lines may stand between an attribution and the first marked line.
_LOOK_AHEAD = 5


@dataclass(slots=True)
class Quote:
    """One quoted message; its body are the rows from *first* on that stand at *depth*."""

    heading: Heading
    first: int
    depth: int
    body: list[int]
    parent: "Quote | None" = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """How deep each row stands, 0 for the sender's own, and the messages quoted in order of their headings."""

    depths: list[int]
    quotes: list[Quote]


def quotation(rows: Sequence[Row], *, replying: bool) -> Quotation:
    """Return what is quoted in *rows*; where nobody replies and nothing is announced, `>` is a bullet."""
    reader = _Reader(rows)
    reader.read()
    if not replying and not reader.quotes and not any(row.cited for row in rows):
        return Quotation([0] * len(rows), [])
    return Quotation(reader.depths, reader.quotes)


class _Reader:
    """Goes down the rows once. `levels` holds, for each open heading that marks no lines, the marks it stood at."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.depths = [0] * len(rows)
        self.quotes: list[Quote] = []
        self._levels: list[int] = []
        self._open: list[Quote] = []

    def read(self) -> None:
        at = 0
        while at < len(self.rows):
            heading = heading_at(self.rows, at)
            if heading and self._opens(heading):
                at = heading.end
            else:
                self._take(at)
                at += 1

    def _opens(self, heading: Heading) -> bool:
        marks = max(self.rows[row].marks for row in range(heading.start, heading.end))
        marked = self._marked_below(heading.end, marks, _LOOK_AHEAD if heading.attribution else 0)
        if not heading.certain and not marked:
            return False
        self._close(self.rows[heading.start].marks)
        top_of_marked = marks and (not self._open or self._open[-1].depth < marks) and not heading.attribution
        if not marked and not top_of_marked:
            self._levels.append(marks)
        depth = self._depth(marks) + (1 if marked and not top_of_marked else 0)
        self._push(Quote(heading, heading.end, max(depth, 1), []))
        for row in range(heading.start, heading.end):
            self.depths[row] = max(depth, 1)
        return True

    def _marked_below(self, at: int, marks: int, look_ahead: int) -> bool:
        """Tell whether the quoted lines carry marks: then unmarked ones among and below them are the sender's."""
        written = 0
        for row in range(at, len(self.rows)):
            if self.rows[row].blank and self.rows[row].marks <= marks:
                continue
            if self.rows[row].marks > marks:
                return True
            written += 1
            if written > look_ahead or heading_at(self.rows, row):
                return False
        return False

    def _take(self, at: int) -> None:
        row = self.rows[at]
        if row.blank and row.marks == 0:
            self.depths[at] = self.depths[at - 1] if at else 0
            return
        self._close(row.marks)
        self.depths[at] = depth = self._depth(row.marks)
        while self._open and self._open[-1].depth > depth > 0:
            self._open.pop()
        if self._open and self._open[-1].depth == depth:
            self._open[-1].body.append(at)

    def _push(self, quote: Quote) -> None:
        while self._open and self._open[-1].depth >= quote.depth:
            self._open.pop()
        quote.parent = self._open[-1] if self._open else None
        self._open.append(quote)
        self.quotes.append(quote)

    def _close(self, marks: int) -> None:
        while self._levels and self._levels[-1] > marks:
            self._levels.pop()

    def _depth(self, marks: int) -> int:
        return marks + len(self._levels)
