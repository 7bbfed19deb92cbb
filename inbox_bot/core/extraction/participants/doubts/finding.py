"""Every cross-check, one after the other."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Candidate, Participant
from inbox_bot.core.extraction.participants.doubts.company import (
    counts,
    couples,
    first_names,
    others,
    signed_otherwise,
    unnamed,
)
from inbox_bot.core.extraction.participants.doubts.contradictions import (
    address,
    changes,
    denied,
    domain,
    outdated,
    twice,
    unread,
)
from inbox_bot.core.extraction.participants.doubts.untold import untold
from inbox_bot.core.extraction.participants.doubts.worded import worded
from inbox_bot.core.extraction.records.gather import Records
from inbox_bot.core.extraction.routing import event_days
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.wording.days import MONTHS, days
from inbox_bot.core.extraction.wording.lexicon import languages, phrases
from inbox_bot.core.extraction.wording.words import folded_words, sentences

_ATTACHED = re.compile(
    r"(?<!\w)(?:bijlage|bijgevoegd|annexe|piece jointe|ci-joint|attached|attachment|anhang|anbei|beigefugt)"
)
_WISHES = frozenset({"asks", "comes", "others", "details"})
_ALONG = re.compile(rf"(?<!\w){lexicon.any_of('comes_along')}(?!\w)")
_SOMEBODY = frozenset({"given name", "frame", "companion", "neighbours"})
_STOP = re.compile(r"[.!?](?=\s)|\n")
_A_SENTENCE = 6
"""Words: fewer stand in a list, or in a sentence that leaves out what is clear."""


def find(reading: Reading, records: Records, participants: Sequence[Participant]) -> Iterator[str]:
    """Yield a sentence for each thing that does not fit."""
    if reading.is_cut:
        yield "The text is very long: only its beginning was read."
    yield from _left_over(reading, records.left_over)
    yield from counts(reading, len(participants))
    yield from couples(reading, participants)
    yield from first_names(reading, records)
    yield from signed_otherwise(reading, records)
    yield from others(reading, records)
    yield from unnamed(reading, records)
    yield from changes(reading, participants)
    for draft, given in zip(records.drafts, participants, strict=True):
        yield from address(reading, draft.name, given)
        yield from domain(reading, given)
        yield from denied(reading, given)
        yield from outdated(reading, given)
        yield from unread(reading, draft, given)
        yield from worded(reading, given)
    yield from twice(reading, participants)
    yield from untold(reading, participants)
    yield from _attached(reading, participants)


def _left_over(reading: Reading, names_left: Sequence[Candidate]) -> Iterator[str]:
    for one in names_left:
        shown = {piece.name for piece in one.evidence}
        named = shown & _SOMEBODY and MONTHS.isdisjoint(folded_words(one.value)[-1:])
        if named and ("companion" in shown or _may_come(reading, one)):
            yield f'Somebody is named whose part is not clear: "{one.value}".'


def _may_come(reading: Reading, one: Candidate) -> bool:
    """Tell whether the sentence that names somebody may say that they come: it has a word of that, or hardly another.

    Who is named in a sentence that is about something else takes no part: `Jan Smets sent me the minutes`.
    """
    if one.span is None:
        return True
    begin = max((end.end() for end in _STOP.finditer(reading.folded, 0, one.span.start)), default=0)
    stop = _STOP.search(reading.folded, one.span.end)
    said = reading.folded[begin : stop.start() if stop else len(reading.folded)]
    told = list(days(said))
    if told and not any(day.is_day(ours) for day in told for ours in event_days(reading.event)):
        return False
    words = said.replace(fold(one.text), " ").split()
    coming, roots = _coming()
    wishes = (match for match in phrases().find(sentences([said])) if match.phrase.category in _WISHES)
    if next(wishes, None) or _ALONG.search(said):
        return True
    bare = [word.strip(",.;:!?()'\"") for word in words]
    return len(words) < _A_SENTENCE or "@" in said or any(word in coming or word.startswith(roots) for word in bare)


@cache
def _coming() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words, and the beginnings of words, by which people register or come, in every language."""
    told = languages().values()
    return frozenset().union(*(one.eager for one in told)), tuple(root for one in told for root in one.stems)


def _attached(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of an attachment to which the text points for what it does not say itself."""
    lacking = any(field.key not in given for field in reading.event.required for given in participants)
    if lacking and reading.message.attachments and any(_ATTACHED.search(row.folded) for row in reading.own):
        yield "The data may stand in the attachment."
