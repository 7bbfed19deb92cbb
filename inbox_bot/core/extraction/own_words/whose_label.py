"""Words that say whose value follows, where we asked for it: `Functie van Evi Pyck: …`, `Evi is …`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from inbox_bot.core.document import Document, Span, Zone
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.folding import fold


def unnamed(document: Document, context: Context) -> Document:
    """Return *document* with such a name blanked out; every offset stays.

    Whose value it is, is told by what still lacks.
    """
    text = document.text
    for span in [*_behind_labels(document, context), *_before_verbs(document, context)]:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    lines = tuple(replace(line, text=text[slice(*line.span)]) for line in document.lines)
    return replace(document, text=text, lines=lines) if text != document.text else document


def _behind_labels(document: Document, context: Context) -> Iterator[Span]:
    names = "|".join(re.escape(fold(one)) for one in context.people if one)
    if names and len(context.open) <= 1:  # of several, the name tells whose it is
        behind = rf"(?<=\w)\s+(?:(?:van|de|of|von|voor|pour|for|fur)\s+|d['’]\s*)(?:{names})\s*(?=:)"
        yield from _found(document, re.compile(behind))


def _before_verbs(document: Document, context: Context) -> Iterator[Span]:
    name = fold(context.asked)
    if name:
        called = rf"(?<!\w){re.escape(name.split()[0])}(?:{re.escape(name[len(name.split()[0]) :])})?"
        before = rf"{called}\s+(?:is|werkt\s+als|est|travaille\s+comme|works\s+as|ist|arbeitet\s+als)(?!\w)"
        yield from _found(document, re.compile(before))


def _found(document: Document, pattern: re.Pattern[str]) -> Iterator[Span]:
    for line in document.of(Zone.NEW):
        for match in pattern.finditer(fold(line.text)):
            yield Span(line.span.start + match.start(), line.span.start + match.end())
