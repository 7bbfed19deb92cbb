"""HTML to rows: blocks are lines, rows of data tables are rows, what is hidden is nothing."""

from inbox_bot.core.zones.html.reading import rows_of_html

__all__ = ["rows_of_html"]
