"""Labels that say whose value follows, as our questions write them: `Functie van Evi Pyck: …`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.extraction.folding import fold


def unnamed(document: Document, people: Sequence[str]) -> Document:
    """Return *document* with such a name blanked out between a label and its colon; every offset stays.

    Whose value it is must be told by what still lacks: only one of *people* may be asked for.
    """
    names = "|".join(re.escape(fold(one)) for one in people if one)
    if not names:
        return document
    pattern = re.compile(rf"(?<=\w)\s+(?:(?:van|de|of|von|voor|pour|for|fur)\s+|d['’]\s*)(?:{names})\s*(?=:)")
    text = document.text
    for line in document.of(Zone.NEW):
        for match in pattern.finditer(fold(line.text)):
            start, end = line.span.start + match.start(), line.span.start + match.end()
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    lines = tuple(_reread(line, text) for line in document.lines)
    return replace(document, text=text, lines=lines) if text != document.text else document


def _reread(line: Line, text: str) -> Line:
    return replace(line, text=text[slice(*line.span)])
