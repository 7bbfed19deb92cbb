"""A line on its way to a zone, as the source gave it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inbox_bot.core.zones.normal import normal, pieces

# A row with more cells is no row of data.
MOST_CELLS = 40
_MOST_ROWS, _MOST_CHARACTERS = 1_500, 60_000


class Row(NamedTuple):
    """One normalised line; *text* of a table row is its cells joined by a tab."""

    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    marks: int = 0
    """How many quotation marks (`>`, RFC 3676, section 4.5) or quoting elements stand around it."""
    cited: bool = False
    """The marks are quoting elements; the sign `>` may be a bullet."""
    edge: bool = False
    """Markup says that the heading of a quoted message starts here."""
    signed: bool = False
    """Markup says that this is a signature."""

    @property
    def blank(self) -> bool:
        """Tell whether nothing is written here."""
        return not self.text.strip()


def split(text: str, row: Row) -> Iterator[Row]:
    """Yield *text*, normalised, as one row or, where it is long, several that are otherwise like *row*."""
    for piece in pieces(text):
        yield row._replace(text=normal(piece))


def folded(rows: Iterable[Row]) -> list[Row]:
    """Return *rows* with runs of blank lines made one, none at either end, and no more than a mail can need.

    Everything that reads a mail is linear in these rows, or quadratic in one of them.
    """
    kept: list[Row] = []
    left = _MOST_CHARACTERS
    for row in rows:
        left -= len(row.text)
        if left < 0 or len(kept) >= _MOST_ROWS:
            break
        if not row.blank or (kept and not kept[-1].blank):
            kept.append(row)
    return kept[:-1] if kept and kept[-1].blank else kept
