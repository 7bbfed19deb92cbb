"""The organiser's own sentences, wherever a mail repeats them: nobody who answers has said them."""

import re
from functools import lru_cache

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.folding import fold, words
from inbox_bot.core.extraction.labels.vocabulary import OTHER, vocabulary
from inbox_bot.core.message import Message
from inbox_bot.core.zones.words import any_of

_SENTENCE = 4
"""Fewer words may be an answer that happens to stand in the announcement: a town, a job, a day."""
_FORM = 3
"""So many labels that are filled in are a form."""
_POINTS = re.compile(rf"\b{any_of('points_below', 'filled_in')}\b")
_OPTIONS = re.compile(r"\s*\([^)]*\)")
"""What may be chosen stands behind a label in the announcement, and one of it in an answer: `Dinner at noon: yes`."""
_COUNTS = frozenset({Zone.NEW, Zone.SIGNATURE, Zone.FORWARDED})


def quoted(document: Document, event: Event) -> Document:
    """Return *document* with each line that stands in the announcement of *event* in the quoted zone.

    The title is left where it is, as people name what they register for, and so are the labels of its form: answers
    are typed below them.
    """
    told = _told(event.announcement)
    if not told:
        return document
    kept = (_joined(event.title), *(_joined(_OPTIONS.sub("", field.label)) for field in event.fields))
    return document.relined(lambda _, line: _moved(line, told, *kept))


def answered(document: Document, event: Event, message: Message) -> Document:
    """Return *document* with the quoted labels of the announcement that the sender has filled in as their own words.

    Without a sign behind the label only the announcement tells what was typed: `Name An Claes` where it says `Name`.
    """
    labels, told = _asked(event), _told(event.announcement)
    if not labels:
        return document
    repeated = any(_repeats(_joined(line.text), told) for line in document.of(Zone.QUOTED))
    typed = {
        at: said
        for at, line in enumerate(document.lines)
        if line.zone is Zone.QUOTED and (said := _joined(line.text)).startswith(labels) and said not in labels
    }
    sender = message.sender
    own = set(words(sender.display_name)) if sender else set()
    above = fold("\n".join(line.text for line in document.of(Zone.NEW)))
    pointed = _POINTS.search(above) is not None
    named = bool(own) and own <= set(words(" ".join(typed.values())))
    # In other words than the announcement's somebody else may have filled it in.
    if len(typed) < _FORM or not (pointed or named) or not (repeated or (pointed and named)):
        return document
    return document.relined(lambda at, line: line.as_new() if at in typed else line)


@lru_cache(maxsize=64)
def _asked(event: Event) -> tuple[str, ...]:
    """Return the lines of the announcement that hold nothing but the label of a field."""
    known = vocabulary(event)
    lines = (line for line in event.announcement.splitlines() if line.strip())
    named = ((line, known.match(line, alone=True)) for line in lines)
    asked = [line for line, slot in named if slot and slot[0] != OTHER]
    return tuple(dict.fromkeys(_joined(one) for line in asked for one in (line, _OPTIONS.sub("", line))))


def _moved(line: Line, told: str, title: str, *labels: str) -> Line:
    if line.zone not in _COUNTS:
        return line
    said = _joined(line.text)
    repeats = _repeats(said, told) and said not in title and not said.startswith(labels)
    return line.as_quoted() if repeats else line


def _repeats(said: str, told: str) -> bool:
    """Tell whether folded words are a sentence of what was announced."""
    return said.count(" ") > _SENTENCE and said in told


@lru_cache(maxsize=64)
def _told(announcement: str) -> str:
    return _joined(announcement) if announcement else ""


def _joined(text: str) -> str:
    """Return the folded words of *text*, each between spaces, so that a part of them is whole words."""
    return f" {' '.join(words(text))} "
