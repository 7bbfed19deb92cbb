"""Every cross-check, one after the other."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.extraction.model import Candidate, Participant
from inbox_bot.core.extraction.participants.doubts.company import (
    counts,
    couples,
    elsewhere,
    first_names,
    others,
    signed_otherwise,
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
from inbox_bot.core.extraction.records.gather import Records
from inbox_bot.core.extraction.text.reading import Reading

_ATTACHED = re.compile(
    r"(?<!\w)(?:bijlage|bijgevoegd|annexe|piece jointe|ci-joint|attached|attachment|anhang|anbei|beigefugt)"
)


def find(reading: Reading, records: Records, participants: Sequence[Participant]) -> Iterator[str]:
    """Yield a sentence for each thing that does not fit."""
    if reading.is_cut:
        yield "The text is very long: only its beginning was read."
    yield from _left_over(records.left_over)
    yield from counts(reading, len(participants))
    yield from couples(reading, participants)
    yield from first_names(reading, records)
    yield from signed_otherwise(reading, records)
    yield from others(reading, records)
    yield from elsewhere(reading, records)
    yield from changes(reading, participants)
    for draft, given in zip(records.drafts, participants, strict=True):
        yield from address(reading, draft.name, given)
        yield from domain(reading, given)
        yield from denied(reading, given)
        yield from outdated(reading, given)
        yield from unread(reading, draft, given)
    yield from twice(reading, participants)
    yield from untold(reading, participants)
    yield from _attached(reading, participants)


def _left_over(names_left: Sequence[Candidate]) -> Iterator[str]:
    for one in names_left:
        if any(piece.name in {"given name", "frame", "companion", "neighbours"} for piece in one.evidence):
            yield f'Somebody is named whose part is not clear: "{one.value}".'


def _attached(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of an attachment to which the text points for what it does not say itself."""
    lacking = any(field.key not in given for field in reading.event.required for given in participants)
    if lacking and reading.message.attachments and any(_ATTACHED.search(row.folded) for row in reading.own):
        yield "The data may stand in the attachment."
