"""Registrations as CSV, JSON, or a table in the terminal."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from inbox_bot.core.event import Event
from inbox_bot.export.sheet import Cell, Sheet, neutral, registrations, rows
from inbox_bot.store import Entry
from inbox_bot.words import words

Dialect = Literal["semicolon", "comma", "tab"]

_DELIMITERS: dict[Dialect, str] = {"semicolon": ";", "comma": ",", "tab": "\t"}
_FILE_WIDTH = 160


def as_csv(
    entries: Sequence[Entry], events: Sequence[Event], dialect: Dialect = "semicolon", *, language: str = "nl"
) -> bytes:
    """Return CSV (RFC 4180 but for the delimiter) in UTF-8; with `;` it begins with a BOM, as Excel wants it."""
    sheet = registrations(entries, events, language)
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=_DELIMITERS[dialect])
    writer.writerows([neutral(_shown(cell)) for cell in row] for row in (sheet.heads, *sheet.rows))
    return file.getvalue().encode("utf-8-sig" if dialect == "semicolon" else "utf-8")


def as_json(entries: Sequence[Entry], events: Sequence[Event]) -> bytes:
    """Return a JSON list with an object for each entry, its moment in the event's zone."""
    listed = [
        {
            "id": row.entry.id,
            "event": row.entry.event,
            "status": row.entry.status,
            "fields": dict(row.entry.fields),
            "received_at": row.received_at.isoformat(),
            "sender": row.entry.sender,
        }
        for row in rows(entries, events)
    ]
    return (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def as_table(entries: Sequence[Entry], events: Sequence[Event], *, language: str = "nl") -> bytes:
    """Return the table as plain text for a file."""
    file = io.StringIO()
    sheet = registrations(entries, events, language)
    print_table(sheet, language, Console(file=file, width=_FILE_WIDTH, color_system=None))
    return file.getvalue().encode()


def print_table(sheet: Sheet, language: str, console: Console | None = None) -> None:
    """Print *sheet* to *console*, else to standard output."""
    console = console or Console()
    if not sheet.rows:
        console.print(words(language)["entries"]["nobody"])
        return
    table = Table(header_style="bold", box=SIMPLE_HEAD)
    for head in sheet.heads:
        table.add_column(Text(head), overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(_shown(cell)) for cell in row))
    console.print(table)


def _shown(cell: Cell) -> str:
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str(cell)
