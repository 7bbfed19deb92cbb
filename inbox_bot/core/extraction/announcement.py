"""The organiser's own sentences, wherever a mail repeats them: nobody who answers has said them."""

from dataclasses import replace
from functools import lru_cache

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.folding import words

_SENTENCE = 4
"""Fewer words may be an answer that happens to stand in the announcement: a town, a job, a day."""
_COUNTS = frozenset({Zone.NEW, Zone.SIGNATURE, Zone.FORWARDED})


def quoted(document: Document, event: Event) -> Document:
    """Return *document* with each line that stands in the announcement of *event* in the quoted zone.

    The title is left where it is, as people name what they register for, and so are the labels of its form: answers
    are typed below them.
    """
    told = _told(event.announcement)
    if not told:
        return document
    kept = (_joined(event.title), *(_joined(field.label) for field in event.fields))
    return replace(document, lines=tuple(_moved(line, told, *kept) for line in document.lines))


def _moved(line: Line, told: str, title: str, *labels: str) -> Line:
    if line.zone not in _COUNTS:
        return line
    said = _joined(line.text)
    repeats = said.count(" ") > _SENTENCE and said in told and said not in title and not said.startswith(labels)
    return replace(line, zone=Zone.QUOTED, depth=max(line.depth, 1)) if repeats else line


@lru_cache(maxsize=64)
def _told(announcement: str) -> str:
    return _joined(announcement) if announcement else ""


def _joined(text: str) -> str:
    """Return the folded words of *text*, each between spaces, so that a part of them is whole words."""
    return f" {' '.join(words(text))} "
