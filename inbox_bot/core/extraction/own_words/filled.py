"""What somebody typed behind or below the labels of a question that they quote, in whatever words it was asked."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import slot_of, vocabulary
from inbox_bot.core.extraction.text.courtesies import is_salutation, is_valediction
from inbox_bot.core.message import Message
from inbox_bot.core.zones.words import any_of

_POINTS = re.compile(rf"\b{any_of('points_below', 'filled_in')}\b")
_MARKS = re.compile(r"[\s>|]*")
_BULLET = re.compile(r"[\s>|]*(?:[-*•·–o]|\d{1,2}[.)])\s+")
_SIGN = re.compile(r"\s*(?::|=|\s[–-]\s|→|>>)\s*")
_OF_WHOM = re.compile(r"\s+(?:(?:van|de|of|von|voor|pour|for|fur)\s+|d['’]\s*)\S.*$")
_FEW = 3
"""Words above the quoted question that are no answer by themselves."""
_LONG = 10
"""A value has fewer words."""


def filled(document: Document, event: Event, context: Context, message: Message) -> Document:
    """Return *document* with the quoted lines that give what is still asked of somebody as its sender's own.

    Only where the sender points there or says nothing else: what is asked was not noted, so that no reply of ours and
    no earlier mail held it.
    """
    if not context.expecting or not _points_there(document):
        return document
    asked = frozenset(slot_of(event.field(key)) for key in context.expecting)
    known = {*context.noted, *(one.addr_spec.lower() for one in message.to)}
    typed = frozenset(_typed(document.lines, event, asked, known))
    return document.relined(lambda at, line: line.as_new() if at in typed else line)


def _points_there(document: Document) -> bool:
    above = fold("\n".join(line.text for line in document.of(Zone.NEW)))
    return _POINTS.search(above) is not None or len(above.split()) <= _FEW


def _typed(lines: Sequence[Line], event: Event, asked: frozenset[str], known: set[str]) -> Iterator[int]:
    """Yield the lines, up to the leave that the question takes, which answer one of the labels *asked*."""
    for at, line in enumerate(lines):
        if line.zone is not Zone.QUOTED or "?" in line.text:
            continue
        if is_valediction(_bare(line.text)):
            return
        label, value = _parts(line.text)
        if _slot(label, event) not in asked:
            continue
        if value:
            if fold(value).strip() not in known:
                yield at
        elif (below := _below(lines, at, event)) is not None and fold(_bare(lines[below].text)).strip() not in known:
            yield from (at, below)


def _parts(text: str) -> tuple[str, str]:
    """Return the label and what stands behind its sign; a bulleted line without a sign is all label."""
    said = _bare(text)
    sign = _SIGN.search(said)
    if sign:
        return said[: sign.start()], said[sign.end() :].strip()
    return (said, "") if _BULLET.match(text) else ("", "")


def _bare(text: str) -> str:
    bullet = _BULLET.match(text) or _MARKS.match(text)
    return text[bullet.end() :].strip() if bullet else text.strip()


def _slot(label: str, event: Event) -> str:
    words = vocabulary(event)
    found = words.match(label) or words.match(_OF_WHOM.sub("", label)) if label else None
    return found[0] if found else ""


def _below(lines: Sequence[Line], at: int, event: Event) -> int | None:
    """Return the line right below a label that may be its value; None where there is none."""
    below = at + 1
    if below >= len(lines) or lines[below].zone is not Zone.QUOTED or _BULLET.match(lines[below].text):
        return None
    said = _bare(lines[below].text)
    plain = len(said.split()) < _LONG and said[:1].isupper() and "?" not in said and ":" not in said
    other = is_salutation(said) or is_valediction(said) or fold(said) in vocabulary(event).exact
    return below if plain and not other else None
