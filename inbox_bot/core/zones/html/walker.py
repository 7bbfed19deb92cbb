"""What a browser would show, line by line."""

import re

from inbox_bot.core.zones.hidden import hiding_classes
from inbox_bot.core.zones.html.look import Look
from inbox_bot.core.zones.html.tables import Table, table_rows
from inbox_bot.core.zones.marks import unmarked
from inbox_bot.core.zones.row import Row, split

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr "
        "html li main nav ol p pre section table tbody td tfoot th thead tr ul",
    )
)
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"})
_UNSHOWN = frozenset(
    re.findall(r"\w+", "head style script title noscript template select object svg textarea s strike del")
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH = 50


class Walker:
    """Writes rows into the innermost open cell, or into the document."""

    def __init__(self) -> None:
        self._out: list[list[Row]] = [[]]
        self._tables: list[Table] = []
        self._table_count = 0
        self._words: list[str] = []
        self._open: dict[str, list[str]] = {}
        self._unshown = ""
        self._unshown_depth = 0
        self._style = False
        self._marks = self._signed = 0
        self._edge = False
        self._pre = 0
        self._tiny: list[bool] = []
        self._hiding: set[str] = set()

    def finished(self) -> list[Row]:
        """Return the rows, with whatever was left open closed."""
        while self._tables:
            self._end_table()
        self._line()
        return self._out[0]

    def start(self, tag: str, look: Look) -> None:
        """Open *tag*, of whose lines its attributes say *look*."""
        ended = tag == "body" or (self._unshown == "p" and tag in _BLOCKS)
        if self._unshown and not ended:
            self._unshown_depth += tag == self._unshown
            self._style = tag == "style"
            return
        self._unshown = ""
        if tag not in _VOID and (tag in _UNSHOWN or look.hidden or not self._hiding.isdisjoint(look.classes)):
            self._unshown, self._unshown_depth, self._style = tag, 1, tag == "style"
            return
        self._start(tag, look)

    def _start(self, tag: str, look: Look) -> None:
        if tag == "br":
            self._line(forced=True)
        elif tag in _BLOCKS:
            self._line()
            if tag in _SPACED and look.spaced:
                self._blank()
            self._start_cell(tag)
        self._words.extend(["* "] if tag == "li" else [])
        if tag not in _VOID:
            self._remember(tag, look)

    def _remember(self, tag: str, look: Look) -> None:
        """Note what the element says about the lines in it, to be taken back at its end."""
        self._edge |= look.edge
        what = look.meaning or ("pre" if tag == "pre" else "")
        stack = self._open.setdefault(tag, [])
        if len(stack) < _MAX_DEPTH:
            stack.append(what)
            self._count(what, 1)
        if tag == "a":
            self._words.append("\x00")

    def _count(self, what: str, step: int) -> None:
        self._marks += step * (what == "quote")
        self._signed += step * (what == "signature")
        self._pre += step * (what == "pre")
        if what in ("tiny", "sized"):
            self._tiny = [*self._tiny, what == "tiny"] if step > 0 else self._tiny[:-1]

    def end(self, tag: str) -> None:
        """Close *tag*."""
        if self._unshown:
            self._unshown_depth -= tag == self._unshown
            if not self._unshown_depth or (tag == "head" and self._unshown == "title"):
                self._unshown = ""
            return
        if tag == "p" and not self._open.get("p"):
            return
        if tag in _BLOCKS:
            self._line()
        if tag == "table":
            self._end_table()
        what = self._open[tag].pop() if self._open.get(tag) else ""
        self._count(what, -1)
        if tag == "a":
            self._end_link(what)

    def _end_link(self, address: str) -> None:
        """Keep the address behind a link whose words do not show it."""
        words = "".join(self._words).rpartition("\x00")[2]
        if "@" in address and address.casefold() not in words.casefold():
            self._words.append(f" <{address}>")

    def text(self, data: str) -> None:
        """Take up text."""
        if self._unshown and self._style:
            self._hiding |= hiding_classes(data)
        if self._unshown or (self._tiny and self._tiny[-1]):
            return
        if self._pre:
            *lines, data = data.splitlines() if not data.endswith("\n") else [*data.splitlines(), ""]
            for line in lines:
                self._words.append(line)
                self._line(forced=True)
        self._words.append(data)

    def _line(self, *, forced: bool = False) -> None:
        """End the line; an empty one counts only where it was *forced*."""
        if not (self._words or forced):
            return
        written = "".join(self._words).replace("\x00", "")
        self._words = []
        text = written if self._pre else _SPACES.sub(" ", written).strip(" ")
        if text or forced:
            typed, text = unmarked(text.replace("\t", " "))
            row = Row("", marks=self._marks + typed, cited=self._marks > 0, signed=self._signed > 0)
            first, *others = split(text, row)
            edge, self._edge = self._edge and bool(first.text), self._edge and not first.text
            self._out[-1].extend([first._replace(edge=edge), *others])

    def _blank(self) -> None:
        if self._out[-1] and not self._out[-1][-1].blank:
            self._out[-1].append(Row("", marks=self._marks))

    def _start_cell(self, tag: str) -> None:
        if tag == "table" and len(self._tables) < _MAX_DEPTH:
            self._table_count += 1
            self._tables.append(Table(self._table_count))
            self._out.append([])
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and tag in {"td", "th"}:
            rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows = rows
            rows[-1].append([])
            self._out[-1] = rows[-1][-1]

    def _end_table(self) -> None:
        if self._tables:
            self._line()
            table = self._tables.pop()
            self._out.pop()
            self._out[-1].extend(table_rows(table))
