"""Which body of a message is read: the plain one, unless the HTML one keeps what the plain one lost."""

import re
from collections.abc import Sequence

from inbox_bot.core.message import Message
from inbox_bot.core.zones.html import rows_of_html
from inbox_bot.core.zones.normal import squashed
from inbox_bot.core.zones.plain import rows_of_text
from inbox_bot.core.zones.row import Row, folded

_STRUCK = re.compile(r"<(?:s|strike|del)[\s>]|line-through", re.IGNORECASE)
# The width at which programs break the lines of plain text (RFC 5322, section 2.1.1, and RFC 3676 advise 78).
_WRAPPED_AT = 80
_PARTED = re.compile(r"\S(?:\t| {2,}|\s*\|)\s*\S")


def rows_of(message: Message) -> list[Row]:
    """Return the rows of the body that says more, without needless blank lines."""
    plain = folded(rows_of_text(message.text))
    if not message.html:
        return plain
    rich = folded(rows_of_html(message.html))
    # Words struck out are struck out in HTML alone.
    struck = bool(_STRUCK.search(message.html)) and any(not row.blank for row in rich)
    return rich if struck or _says_more(rich, plain) else plain


def _says_more(rich: Sequence[Row], plain: Sequence[Row]) -> bool:
    of_rich, of_plain = (sum(len(row.text) for row in rows) for rows in (rich, plain))
    if of_rich * 10 < of_plain * 9:
        return False
    return of_plain * 2 < of_rich or _was_wrapped(rich, plain) or _lost_table(rich, plain)


def _was_wrapped(rich: Sequence[Row], plain: Sequence[Row]) -> bool:
    """Tell whether the plain body breaks lines that people wrote as one."""
    longest_rich, longest_plain = (max((len(row.text) for row in rows), default=0) for rows in (rich, plain))
    return longest_plain <= _WRAPPED_AT < longest_rich


def _lost_table(rich: Sequence[Row], plain: Sequence[Row]) -> bool:
    """Tell whether the plain body tears a row of a table apart, or runs its cells together with single spaces."""
    kept = {squashed(row.text) for row in plain}
    run_together = {" ".join(row.text.split()) for row in plain if not row.cells and not _PARTED.search(row.text)}
    tables = [row for row in rich if len(row.cells) > 1]
    return any(squashed(row.text) not in kept or " ".join(row.cells) in run_together for row in tables)
