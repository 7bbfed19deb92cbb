"""The municipality that the name of somebody's organisation holds, where nothing else says one."""

from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import clubs
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading


def fill(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give each who names none the town of which the organisation is called: `Aue` of `Heimatverein Aue`."""
    towns = [field.key for field in reading.event.fields if field.type is FieldType.MUNICIPALITY]
    clubs_asked = [field.key for field in reading.event.fields if field.type is FieldType.ORGANISATION]
    for draft in drafts:
        for key in towns:
            if not any(one.confidence >= THRESHOLD for one in draft.found.get(key, ())) and key not in draft.unread:
                for one in [_town(reading, key, club) for asked in clubs_asked for club in draft.found.get(asked, ())]:
                    if one:
                        draft.add(one)


def _town(reading: Reading, key: str, club: Candidate) -> Candidate | None:
    town = clubs.town_of(club.value) if club.confidence >= THRESHOLD else ""
    if not town:
        return None
    at = club.text.find(town)
    span = Span(club.span.start + at, club.span.start + at + len(town)) if club.span and at >= 0 else club.span
    text = reading.document.slice(span) if span else town
    return candidate(key, town, text, span, club.source, ("known", "in the organisation's name"))
