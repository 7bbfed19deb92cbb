"""The registrations as a table, CSV, XLSX or JSON."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from inbox_bot.core.event import Event
from inbox_bot.export.sheet import registrations
from inbox_bot.export.text import Dialect, as_csv, as_json, as_table, print_table
from inbox_bot.export.xlsx import as_xlsx
from inbox_bot.store import Entry

__all__ = ["Dialect", "ExportError", "Format", "as_csv", "as_json", "as_table", "as_xlsx", "write"]

Format = Literal["table", "csv", "xlsx", "json"]


class ExportError(Exception):
    """Why nothing was written, and what to do."""


def write(
    entries: Sequence[Entry],
    events: Sequence[Event],
    format: Format,  # noqa: A002  it is the option's name
    output: Path | None = None,
    dialect: Dialect = "semicolon",
    *,
    language: str = "nl",
) -> None:
    """Write *entries* to the file *output*, else to standard output; heads and statuses are in *language*.

    A cell of CSV or XLSX that a spreadsheet would take for a formula gets an apostrophe in front. ExportError where
    XLSX is asked for without a file; OSError where the file cannot be written.
    """
    if format == "table" and output is None:
        print_table(registrations(entries, events, language), language)
        return
    octets_of: dict[str, Callable[[], bytes]] = {
        "table": lambda: as_table(entries, events, language=language),
        "csv": lambda: as_csv(entries, events, dialect, language=language),
        "xlsx": lambda: as_xlsx(entries, events, language=language),
        "json": lambda: as_json(entries, events),
    }
    if output is not None:
        output.write_bytes(octets_of[format]())
    elif format == "xlsx":
        raise ExportError("a spreadsheet needs a file; add --output entries.xlsx")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(octets_of[format]())
        sys.stdout.buffer.flush()
