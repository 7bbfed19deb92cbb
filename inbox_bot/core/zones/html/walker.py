"""What a browser would show, line by line."""

import re

from inbox_bot.core.zones.hidden import hiding_classes, is_hidden, sizes_to_nothing
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
_CITING = re.compile(
    r"gmail_quote|protonmail_quote|moz-quote|(?:^|\s)cite(?:\s|$)|mcntmcntmcnt|zmail_extra", re.IGNORECASE
)
_CITED_BY_STYLE = re.compile(r"border-left\s*:\s*(?:\S+\s+)?\d", re.IGNORECASE)
_EDGE = re.compile(
    r"divRplyFwdMsg|appendonsend|OutlookMessageHeader|moz-cite-prefix|gmail_attr|moz-email-headers", re.IGNORECASE
)
_EDGE_BY_STYLE = re.compile(r"border-top\s*:\s*solid\s+#(?:E1E1E1|B5C4DF)", re.IGNORECASE)
_SIGNED = re.compile(r"gmail_signature|moz-signature|composer_signature|(?:^|[\s_-])Signature$", re.IGNORECASE)
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

    def start(self, tag: str, facts: dict[str, str]) -> None:
        """Open *tag*, whose attributes are *facts*."""
        ended = tag == "body" or (self._unshown == "p" and tag in _BLOCKS)
        if self._unshown and not ended:
            self._unshown_depth += tag == self._unshown
            self._style = tag == "style"
            return
        self._unshown = ""
        if tag not in _VOID and (tag in _UNSHOWN or self._hides(facts)):
            self._unshown, self._unshown_depth, self._style = tag, 1, tag == "style"
            return
        self._start(tag, facts)

    def _hides(self, facts: dict[str, str]) -> bool:
        hidden = "hidden" in facts or is_hidden(facts.get("style", ""))
        return hidden or not self._hiding.isdisjoint(facts.get("class", "").split())

    def _start(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "br":
            self._line(forced=True)
        elif tag in _BLOCKS:
            self._line()
            if tag in _SPACED and "Mso" not in facts.get("class", ""):
                self._blank()
            self._start_cell(tag)
        self._words.extend(["* "] if tag == "li" else [])
        if tag not in _VOID:
            self._remember(tag, facts)

    def _remember(self, tag: str, facts: dict[str, str]) -> None:
        """Note what the element says about the lines in it, to be taken back at its end."""
        what = ""
        if facts:
            names, style = f"{facts.get('class', '')} {facts.get('id', '')}", facts.get("style", "")
            self._edge |= bool(_EDGE.search(names) or _EDGE_BY_STYLE.search(style))
            what = _meaning(tag, names, style, facts)
            tiny = sizes_to_nothing(style)
            what = what or ("" if tiny is None else "tiny" if tiny else "sized")
        what = what or ("pre" if tag == "pre" else "")
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


def _meaning(tag: str, names: str, style: str, facts: dict[str, str]) -> str:
    """Return what attributes say about the lines: "quote", "signature", the address that is linked to, or nothing."""
    if tag == "blockquote" and (facts.get("type") == "cite" or "cite" in facts or _CITING.search(names)):
        return "quote"
    if (tag == "blockquote" or facts.get("name") == "quote") and _CITED_BY_STYLE.search(style):
        return "quote"
    if tag == "a" and facts.get("href", "").lower().startswith("mailto:"):
        return facts["href"][7:].partition("?")[0]
    return "signature" if _SIGNED.search(names) else ""
