"""A line on its way to a zone, as the source gave it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
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


def folded(rows: list[Row]) -> list[Row]:
    """Return *rows* with runs of blank lines made one, and none at either end."""
    kept: list[Row] = []
    for row in rows:
        if not row.blank or (kept and not kept[-1].blank):
            kept.append(row)
    return kept[:-1] if kept and kept[-1].blank else kept
