"""Registrations as a workbook. The only module that knows xlsxwriter, which has no types."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from inbox_bot.core.event import Event
from inbox_bot.export.sheet import Cell, Sheet, neutral, registrations, totals
from inbox_bot.store import Entry

_PHONE = re.compile(r"\+[\d ().-]+")
_LONGEST = 32_767
"""Characters that a cell can hold."""
_WIDEST = 48
_MOMENT = "dd/mm/yyyy hh:mm"


def as_xlsx(entries: Sequence[Entry], events: Sequence[Event], *, language: str = "nl") -> bytes:
    """Return a workbook: one sheet with the registrations, one that counts them. Text is text, never a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            # What the organiser edits stays text too.
            "text": book.add_format({"num_format": "@", "quote_prefix": True}),
            "moment": book.add_format({"num_format": _MOMENT, "align": "left"}),
        }
        for sheet in (registrations(entries, events, language), totals(entries, events, language)):
            _add(book.add_worksheet(sheet.name), sheet, formats)
    return file.getvalue()


def _add(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:  # noqa: ANN401  xlsxwriter's own
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, neutral(head), formats["head"])
        for number, row in enumerate(sheet.rows, start=1):
            _write(page, number, column, row[column], formats)
        cells = [row[column] for row in sheet.rows]
        # The arrow of the filter takes the room of three characters.
        page.set_column(column, column, min(_WIDEST, 1 + max(len(head) + 3, *(_width(cell) for cell in cells), 0)))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)


def _write(page: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:  # noqa: ANN401  as above
    match cell:
        case datetime():
            # A spreadsheet knows no zones: it gets the hour that the event's clocks showed.
            page.write_datetime(row, column, cell.replace(tzinfo=None), formats["moment"])
        case int():
            page.write_number(row, column, cell)
        case str():
            # A telephone number is harmless as text, and is to stay one that can be copied and dialled.
            safe = cell if _PHONE.fullmatch(cell) else neutral(cell)
            page.write_string(row, column, safe[:_LONGEST], formats["text"])


def _width(cell: Cell) -> int:
    return len(_MOMENT) if isinstance(cell, datetime) else len(str(cell))
