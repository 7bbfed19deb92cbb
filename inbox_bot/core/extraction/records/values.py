"""Values in running text, each to whose it is."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, places
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.prose import mentions, positions
from inbox_bot.core.extraction.prose.people import enrolled
from inbox_bot.core.extraction.records import owners
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_OURS = re.compile(r"(?<!\w)(?:onze|ons|mijn|notre|mon|ma|our|my|unsere?n?|meine?n?)\s+(?:\w+\s+)?$")
_TITLES = re.compile(rf"(?:(?<!\w){lexicon.any_of('titles')}\.?\s+)+$", re.IGNORECASE)
_NEWLY = re.compile(r"(?:nieuwe|kersverse|nouveau|nouvelle|new|neue[rn]?)\s+", re.IGNORECASE)
_OF_TOWN = re.compile(r"\s(?:van|of|de|von|in|te)\s([A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,2})$")
_VERB_ENDS = re.compile(r"\s(?:op|in|aan|af|an|ein)$")
"""What ends a verb before the name that it registers: `ik geef onze schepen op: Ann Claes`."""
_OF_ONE = re.compile(r"\s(?:van|de|du|of|von)\s(?:(?:de|het|la|the|der|dem)\s)?([^\W\d_][\w-]+)$")
"""In `secretaris van raadslid An Claes` only the last title is hers."""
_REACH = 30
_SAYS = 4
"""Characters of a clause beside the name that it calls."""


def attach_offices(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give each the title that stands right before the name: `onze schepen Ann Claes`."""
    for asked in reading.event.fields:
        for draft in drafts if asked.type is FieldType.JOB_TITLE else ():
            span = _office(reading, draft) if draft.start >= 0 else None
            text = reading.clean[span.start : span.end] if span else ""
            if span and not (fold(text).strip(".") in lexicon.words("titles") and draft.found.get(asked.key)):
                draft.add(
                    candidate(asked.key, text, reading.document.slice(span), span, "text", ("job word", "position"))
                )
                draft.is_colleague |= bool(_OURS.search(reading.folded[max(0, span.start - _REACH) : span.start]))


def attach_enrolled(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give the only one who is registered, and of whom nothing else is said, the office that the sender names."""
    field = next((one for one in reading.event.fields if one.type is FieldType.JOB_TITLE), None)
    if field is None or len(drafts) != 1 or drafts[0].is_sender or not drafts[0].name:
        return
    if any(one.confidence >= THRESHOLD for one in drafts[0].found.get(field.key, ())):
        return
    for row in reading.own:
        for said in enrolled.find(row.folded):
            span = Span(row.span.start + said.start, row.span.start + said.end)
            title = next(iter(jobs.find(reading.clean, span.start, span.end)), None)
            if title:
                text = reading.clean[title[0].start : title[0].end]
                evidence = ("job word", "position")
                drafts[0].add(candidate(field.key, text, reading.document.slice(title[0]), title[0], "text", evidence))
                return


def _office(reading: Reading, draft: Draft) -> Span | None:
    row = next((row for row in reading.own if row.span.start <= draft.start <= row.span.end), None)
    before = _TITLES.sub("", reading.clean[row.span.start : draft.start]).rstrip(" ,:(") if row else ""
    before = _VERB_ENDS.sub("", jobs.without_coming(before))
    town = _OF_TOWN.search(before)
    before = before[: town.start()] if town and places.is_place(town[1]) else before
    titles = jobs.find(before, 0, len(before)) if row and before else ()
    found = next((span for span, _ in titles if span.end == len(before)), None)
    newly = _NEWLY.match(before, found.start) if found else None
    found = Span(newly.end(), found.end) if found and newly else found
    inner = _OF_ONE.search(before, found.start, found.end) if found and row else None
    if (
        found
        and row
        and inner
        and jobs.is_head(inner[1])
        and not reading.clean[row.span.start + found.end : draft.start].strip()
    ):
        found = Span(inner.start(1), found.end)
    return Span(row.span.start + found.start, row.span.start + found.end) if row and found else None


def attach_mentions(reading: Reading, drafts: Sequence[Draft], taken: Sequence[Span], called: Sequence[Span]) -> None:
    """Give each what running text says, but for what stands in *taken*, or where people are *called*."""
    for row in reading.beside(taken):
        if row.greets:
            continue
        for one in mentions.find(reading, row):
            if one.span and (_meets(one.span, taken) or (_meets(one.span, called) and not _holds(one.span, called))):
                continue
            if one.span and _is_of_name(reading, one.span, drafts):
                continue
            written = row if not one.span or row.span.start <= one.span.start else _row_of(reading, one.span)
            for owner in owners.of(reading, one, written or row, drafts):
                owner.add(one)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _holds(clause: Span, called: Sequence[Span]) -> bool:
    """Tell whether a clause calls whom it speaks of, and says more: `An Claes takes soup`."""
    met = [span for span in called if clause.start < span.end and span.start < clause.end]
    said = sum(span.end - span.start for span in met)
    inside = all(clause.start <= span.start and span.end <= clause.end for span in met)
    return inside and clause.end - clause.start - said >= _SAYS


def _is_of_name(reading: Reading, span: Span, drafts: Sequence[Draft]) -> bool:
    """Tell whether the words at *span* are the end of a participant's name, who may be called Kok, or Aalst."""
    before = re.search(r"[^\W\d_]+(?=\s+$)", reading.folded[max(0, span.start - _REACH) : span.start])
    said = set(reading.folded[span.start : span.end].split())
    shown = (headers.sender_name(reading), *(draft.name for draft in drafts))
    called = (set(fold(name).split()) for name in shown if name)
    return before is not None and any({before.group(), *said} <= words for words in called)


def _row_of(reading: Reading, span: Span) -> Row | None:
    """Return the row in which a value stands that the row below tells: an employer above its country."""
    return next((row for row in reading.own if row.span.start <= span.start <= row.span.end), None)


def attach_positions(reading: Reading, drafts: Sequence[Draft], taken: Sequence[Span]) -> None:
    """Give each what stands in the one place of a list that nothing else explains."""
    for draft in drafts:
        others = [span for other in drafts if other is not draft and (span := _called_at(other))]
        for one in positions.find(reading, draft.found, draft.start, [*taken, *others]):
            draft.add(one)


def _called_at(draft: Draft) -> Span | None:
    """Return where the text calls somebody: nobody else's value stands there."""
    return next((one.span for one in draft.found.get(NAME, ()) if one.span and one.span.start == draft.start), None)
