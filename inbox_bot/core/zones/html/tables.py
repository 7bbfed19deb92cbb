"""Tables: those of data keep their rows and cells, those that lay out a page do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from inbox_bot.core.zones.row import MOST_CELLS, Row

# A cell with more lines than this, or longer, lays out a page.
_CELL_LINES, _CELL_LENGTH = 3, 300


@dataclass(slots=True)
class Table:
    """A table that is being read: its rows of cells of lines."""

    number: int
    rows: list[list[list[Row]]] = field(default_factory=list)


def table_rows(table: Table) -> Iterator[Row]:
    """Yield the rows of *table* as rows with cells where it holds data, else as lines."""
    rows = [row for row in table.rows if any(not line.blank for cell in row for line in cell)]
    widths = {len(row) for row in rows if _is_data(row)}
    laid_out = len(rows) == 1 and any(len([line for line in cell if not line.blank]) > 1 for cell in rows[0])
    for row in rows:
        if len(row) in widths and not laid_out and not _is_layout(row):
            yield _joined(row, table.number)
        else:
            yield from (line for cell in row for line in cell)


def _is_data(row: list[list[Row]]) -> bool:
    return sum(any(not line.blank for line in cell) for cell in row) > 1 and not _is_layout(row)


def _is_layout(row: list[list[Row]]) -> bool:
    return len(row) > MOST_CELLS or any(
        sum(not line.blank for line in cell) > _CELL_LINES
        or sum(len(line.text) for line in cell) > _CELL_LENGTH
        or any(line.cells for line in cell)
        for cell in row
    )


def _joined(row: list[list[Row]], number: int) -> Row:
    cells = tuple(" ".join(line.text for line in cell if not line.blank).replace("\t", " ") for cell in row)
    first = next(line for cell in row for line in cell if not line.blank)
    return first._replace(text="\t".join(cells), cells=cells, table=number)
