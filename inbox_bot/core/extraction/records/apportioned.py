"""One answer for several people of whom something lacks: `Els is jurist, An is schepen`, or a bare line for each."""

import re
from collections.abc import Iterator, Mapping, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME, OTHER, slot_of, vocabulary
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import positions
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words
from inbox_bot.core.extraction.wording.words import folded_words

_OF_WHOM = re.compile(
    r"(?:(?P<label>[\w/ -]{2,40}?)\s+)?(?:van|de|d'|of|von|voor|for|pour|fur)\s+$|"
    r"^(?:en|et|and|und)\s+$|^\s*(?:[-*•]|\d{1,2}[.)])\s*$"
)
_LINK = re.compile(
    r"\s*(?:[:=–—-]+|,)?\s*(?:(?:is|zijn|est|ist|werkt|travaille|works|arbeitet)(?!\w))?\s*(?:(?:als|as|comme)(?!\w))?\s*"
    r"(?:(?:een|an?|une?|eine?)(?!\w))?\s*"
)
_LABEL = re.compile(r"(?P<label>[^:=,;\n]{2,40}?)\s*[:=]\s*")
_MORE = re.compile(r"[:=;\n]")
"""What no bare value holds: more stands there."""
_TRAILS = re.compile(r"[\s,;.]*(?:\s(?:en|et|and|und))?[\s,;.]*$")
_NUMBERED = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_FEWEST = 2


def apportioned(reading: Reading, context: Context) -> list[Draft]:
    """Return a person for each value that the text gives of those of whom something lacks.

    Nobody unless every line says plainly what of whom: by name, or, where it names nobody, a line for each in the
    order in which we asked.
    """
    if len(context.open) < _FEWEST:
        return []
    rows = [row for row in reading.own if row.text.strip() and not row.greets and not _is_courtesy(row)]
    named = [part for row in rows for part in _parts(row, context)]
    if named:
        whole = all(any(part is not None and row.line == part[2] for part in named) for row in rows)
        found = [_of_named(reading, context, part) for part in named if part] if whole and all(named) else [None]
    else:
        found = list(_in_turn(reading, context, rows))
    people = [name for one in found if one for name in (one[0],)]
    if not people or None in found or len(set(people)) < len(people):
        return []
    return [_draft(*one) for one in found if one]


def _is_courtesy(row: Row) -> bool:
    return (frame_words() | courtesies()).issuperset(folded_words(row.text))


_Part = tuple[str, Span, int, Span, str]
"""Whose it is, where they are named, in which line, where the value stands, and the label before the name."""


def _parts(row: Row, context: Context) -> Iterator[_Part | None]:
    """Yield what *row* says of each whom it names; None for words before the first name that are no label."""
    found = sorted(_mentions(row.folded, context), key=lambda one: one[1].start)
    starts: list[tuple[int, str]] = []
    for at, (_, span) in enumerate(found):
        since = found[at - 1][1].end if at else 0
        before = re.split(r"[,;.]\s|\s(?:en|et|and|und)\s", row.folded[since : span.start])[-1]
        label = _OF_WHOM.search(before)
        starts.append((span.start - (len(before) if label else 0), (label["label"] or "") if label else ""))
    if found and row.folded[: starts[0][0]].strip():
        yield None
        return
    for at, (name, span) in enumerate(found):
        end = starts[at + 1][0] if at + 1 < len(found) else len(row.text)
        text = row.text[span.end : end]
        lead = _LINK.match(fold(text))
        first = span.end + (lead.end() if lead else 0)
        last = max(first, span.end + len(_TRAILS.sub("", text)))
        offset = row.span.start
        value = Span(offset + first, offset + last)
        yield name, Span(offset + span.start, offset + span.end), row.line, value, starts[at][1]


def _mentions(folded: str, context: Context) -> Iterator[tuple[str, Span]]:
    """Yield whom *folded* names: by a whole name, or by a part that nobody else on the list has."""
    for name, _ in context.open:
        parts = fold(name).split()
        others = {part for one in context.people if one != name for part in fold(one).split()}
        alone = {parts[0], parts[-1]} - others if parts else set()
        pattern = "|".join(re.escape(one) for one in (fold(name), *sorted(alone)) if one)
        yield from ((name, Span(*match.span())) for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", folded))


def _of_named(reading: Reading, context: Context, part: _Part) -> tuple[str, Span, str, str, Span] | None:
    name, said, _, span, label = part
    behind = _LABEL.match(reading.clean, span.start, span.end)
    if behind and vocabulary(reading.event).match(behind["label"]):
        label, span = behind["label"], Span(behind.end(), span.end)
    told = vocabulary(reading.event).match(label, alone=True) if label else None
    slot = told[0] if told and told[0] != OTHER else ""
    found = _value(reading, dict(context.open)[name], span, slot)
    return (name, said, *found, span) if found else None


def _in_turn(
    reading: Reading, context: Context, rows: Sequence[Row]
) -> Iterator[tuple[str, Span, str, str, Span] | None]:
    """Yield a bare line for each, in the order in which we asked, where exactly one thing lacks of everybody."""
    lacking = dict(context.open)
    if len(rows) != len(lacking) or len(set(lacking.values())) > 1:
        return
    for (name, keys), row in zip(lacking.items(), rows, strict=True):
        number = _NUMBERED.match(row.text)
        span = Span(row.span.start + (number.end() if number else 0), row.span.end)
        found = _value(reading, keys, span, "") if len(keys) == 1 else None
        yield (name, span, *found, span) if found else None


def _value(reading: Reading, keys: Sequence[str], span: Span, slot: str) -> tuple[str, str] | None:
    """Return the one of *keys* that the words at *span* give, with its value; None for none, or more than one."""
    if _MORE.search(reading.clean, span.start, span.end):
        return None
    fields = [reading.event.field(key) for key in keys]
    found: Mapping[str, str] = {
        slot_of(field): value
        for field in fields
        if not slot or slot == slot_of(field)
        if (value := positions.bare(reading, field, span))
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _draft(name: str, said: Span, slot: str, value: str, span: Span) -> Draft:
    draft = Draft(line=0, start=said.start)
    draft.add(_candidate(NAME, name, said, "noted"))
    draft.add(_candidate(slot, value, span, "answer"))
    return draft


def _candidate(slot: str, value: str, span: Span, evidence: str) -> Candidate:
    return candidate(slot, value, value, span, "text", (evidence,))
