"""Plain text to rows: doubled links, quotation marks, soft line breaks, tables drawn with signs."""

import re
from collections.abc import Iterator
from itertools import groupby

from inbox_bot.core.zones.labels import is_label
from inbox_bot.core.zones.marks import unmarked
from inbox_bot.core.zones.normal import MAX_CHARACTERS, MAX_LINES, normal, pieces, squashed
from inbox_bot.core.zones.row import MOST_CELLS, Row

_GROUPWISE = re.compile(r">>> .{5,200}(?:>>>|:)$")
_IMAGE = re.compile(
    r"\[cid:[^\]\s]{1,300}\]|\[(?:image|inline image)[:\d][^\]]{0,200}\]|<image\d{1,4}\.\w{3,4}>", re.IGNORECASE
)
_DOUBLE = re.compile(
    r"(?P<visible>[^\s<>\[\](]{0,300})[ ]?<(?P<scheme>mailto:|tel:|callto:|https?://)(?P<target>[^<>\s]{1,2000})>"
)
_MAILTO = re.compile(r"\[mailto:([^\]\s]{1,300})\]")
# Rewritten by a mail filter: the target says nothing that the visible word does not.
_REWRITTEN = ("safelinks.protection.outlook.com", "urldefense.", "protect-eu.mimecast.com", "linkprotect.cudasvc.com")
_BULLET = re.compile(r"(?:\d{1,2}|[a-z])?[.)\]*•·o–—-]?$", re.IGNORECASE)
_RULE = re.compile(r"[\s|+=:-]{3,}$")
# RFC 3676, section 4.1: a line that ends in a space goes on below. Only where the next word would not have fitted:
# trailing spaces are common in mail that is not flowed.
_SOFT_WIDTH = 66
_TABS = re.compile(r"\t+")
_RULER = re.compile(r"\s*(?:[-=_–—]{3,}\s*)+")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_PAIR = 2
# One line with this many cells is a row pasted from a spreadsheet.
_ROW_ALONE = 3


def rows_of_text(text: str) -> list[Row]:
    """Return the rows of *text*; linear in its length, which is bounded."""
    raw = _unwrapped(text[:MAX_CHARACTERS].splitlines()[:MAX_LINES])
    return list(_with_tables([row for line in raw for row in _rows(line)]))


def _unwrapped(lines: list[str]) -> Iterator[str]:
    held: list[str] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        held.append(unmarked(line)[1] if held else line)
        if not _soft(line, below):
            yield " ".join(part.rstrip(" ") if part is not held[-1] else part for part in held)
            held = []


def _soft(line: str, below: str) -> bool:
    if not line.endswith(" ") or line == "-- " or not below.strip(" >"):
        return False
    if unmarked(line)[0] != unmarked(below)[0]:
        return False
    word, *_ = below.lstrip("> ").split(maxsplit=1) or [""]
    return bool(word) and len(line) + len(word) > _SOFT_WIDTH


def _rows(line: str) -> Iterator[Row]:
    line = line.replace("\u00a0", " ")
    if ">>> " in line and _GROUPWISE.match(line.strip()):
        yield Row(normal(line))
        return
    marks, body = unmarked(line)
    for piece in pieces(body):
        linked = "<" in piece or "[" in piece
        shown = _MAILTO.sub(r"<\1>", _DOUBLE.sub(_undoubled, _IMAGE.sub("", piece))) if linked else piece
        yield Row(normal(shown), marks=marks)


def _undoubled(match: re.Match[str]) -> str:
    visible, scheme, target = match["visible"], match["scheme"], match["target"]
    bare = target.partition("?")[0] if scheme == "mailto:" else target.removeprefix("www.")
    same = squashed(bare) == squashed(visible.removeprefix(scheme).removeprefix("www."))
    if visible and (same or any(host in target for host in _REWRITTEN)):
        return visible
    shown = f"<{bare}>" if scheme == "mailto:" else f"<{scheme}{target}>"
    return f"{visible} {shown}" if visible else match[0] if scheme != "mailto:" else f" {shown}"


_NO_TABLE = ("", 0, 0)
"""A table's sign, depth of quotation and width where there is none."""


def _with_tables(rows: list[Row]) -> Iterator[Row]:
    table, last = 0, _NO_TABLE
    kinds = [_drawn_with(row.text) for row in rows]
    for at, row in enumerate(rows[1:-1], 1):
        if kinds[at - 1] == kinds[at + 1] == "  " and _RULER.fullmatch(row.text):
            kinds[at] = "  "
    drawn = zip(kinds, rows, strict=True)
    for (kind, marks), group in groupby(drawn, lambda drawn: (drawn[0], drawn[1].marks)):
        block = [row for _, row in group]
        cells = _columns(kind, [row.text for row in block])
        if cells:  # blank lines between its rows part no table
            shape = (kind, marks, max(map(len, cells)))
            table += shape != last
            last = shape
        elif any(row.text.strip() for row in block):
            last = _NO_TABLE
        for row, columns in zip(block, cells or [()] * len(block), strict=True):
            if columns:
                yield row._replace(text="\t".join(columns), cells=columns, table=table)
            elif not cells:
                yield row._replace(text=_TABS.sub("\t", row.text).strip("\t ")) if "\t" in row.text else row


def _drawn_with(text: str) -> str:
    """Return the sign that parts the columns of this line, if it may be a row of a table."""
    if text[:1] in ("|", "+") and (_RULE.match(text) or (text.endswith("|") and text.count("|") > _PAIR)):
        return "|"
    if "\t" in text:
        return "\t"
    return "  " if "  " in text and _GAP.search(text) else ""


def _columns(kind: str, lines: list[str]) -> list[tuple[str, ...]]:
    """Return the cells of each line (none for a ruler), or nothing where the lines are no table."""
    if kind == "|":
        return [() if _RULE.match(line) else _cells(line.strip("|").split("|")) for line in lines]
    if kind == "\t":
        each = _tabbed([_cells(line.split("\t")) for line in lines])
        return each or _tabbed([_cells(_TABS.split(line)) for line in lines])
    if kind:
        drawn = [() if _RULER.fullmatch(line) else _cells(_GAP.split(line)) for line in lines]
        rows = [row for row in drawn if row]
        labelled = all(map(is_label, rows[0])) or all(is_label(row[0]) for row in rows)
        ruled = bool(drawn[0]) and drawn[1:2] == [()]
        return drawn if len(rows) > 1 and (labelled or ruled) and _even(rows) else []
    return []


def _tabbed(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return *rows* where they are a table and no list or form set out with tabs."""
    if not _even(rows) or (len(rows) == 1 and len(rows[0]) < _ROW_ALONE):
        return []
    listed = any(_BULLET.match(row[0]) or row[1].startswith((":", "=")) for row in rows)
    return [] if listed and len(rows[0]) == _PAIR else rows


def _even(rows: list[tuple[str, ...]]) -> bool:
    return len({len(row) for row in rows}) == 1 and _PAIR <= len(rows[0]) <= MOST_CELLS


def _cells(parts: list[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in parts)
