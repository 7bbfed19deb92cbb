"""Which of several events a mail is about; more than one where nothing tells."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.extraction.routing import (
    ends_in,
    event_days,
    event_kinds,
    kinds_of,
    names_event,
    place_words,
    title_words,
)
from inbox_bot.core.extraction.wording.days import days
from inbox_bot.core.extraction.wording.words import folded_words
from inbox_bot.core.message import Message

SEVERAL_EVENTS = "may be about several events"
"""How the doubt begins that a human has to say which; their ids follow."""
_WEIGHTS = {"tag": 100, "title": 6, "date": 4, "day": 1, "quoted title": 3, "quoted date": 2, "kind": 1}
_PLACE, _WORD = 1, 2
_WANTS = {Intent.REGISTER, Intent.UPDATE, Intent.CANCEL}

Named = Mapping[str, str]
"""What names an event, by what it is: `title`, `date`, …"""


def route(message: Message, document: Document, events: Sequence[Event]) -> Event:
    """Return the likeliest of `likely`."""
    return likely(message, document, events)[0]


def likely(
    message: Message, document: Document, events: Sequence[Event], at: datetime | None = None
) -> tuple[Event, ...]:
    """Return which of *events* (at least one) the mail may be about, the likeliest first; *at* is when it came.

    A tag in the address decides, else what the mail says. Of those that it tells nothing of, or the same, the ones
    that one may still register for are meant, else those to come. Who names two means both, or one of them.
    """
    if len(events) == 1:
        return tuple(events)
    when = at or message.received or message.date or datetime.min.replace(tzinfo=UTC)
    found = {event.id: _named(message, document, event) for event in events}
    said = [set(folded_words(line)) for line in (message.subject, *(line.text for line in document.of(Zone.NEW)))]
    weights = {event.id: _weight(found[event.id]) + _hinted(said, event, events) for event in events}
    best = max(weights.values())
    first = _nearest([event for event in events if weights[event.id] == best], when)
    others = () if found[first[0].id].get("tag") else _besides(found, first[0], events, when)
    return tuple(dict.fromkeys((*first, *others)))


def besides(
    message: Message, document: Document, event: Event, events: Sequence[Event], at: datetime
) -> Iterator[Event]:
    """Yield the others of *events* that the mail, which answers ours about *event*, names in its sender's own words."""
    said = replace(message, subject="")
    found = {one.id: _named(said, document, one) for one in events if one.id != event.id}
    yield from _besides(found, event, events, at)


def unclear(extraction: Extraction, events: Sequence[Event]) -> Extraction:
    """Return *extraction* with a doubt where its mail wants something and may be about more than one of *events*."""
    if len(events) < 2 or extraction.intent not in _WANTS:  # noqa: PLR2004  one is clear
        return extraction
    doubt = f"{SEVERAL_EVENTS}: {', '.join(event.id for event in events)}"
    return replace(extraction, doubts=(doubt, *extraction.doubts))


def _named(message: Message, document: Document, event: Event) -> Named:
    return dict(evidence.split(": ", 1) for evidence in names_event(message, document, event))


def _weight(named: Named) -> int:
    # Titles may share words: who uses more of them means that one.
    return sum(_WEIGHTS.get(name, 0) for name in named) + len(named.get("title", "").split())


def _hinted(said: Sequence[AbstractSet[str]], event: Event, events: Sequence[Event]) -> int:
    """Return the weight of a word of the title alone, and of the place where it stands beside the kind of event.

    People live and work in towns, too.
    """
    placed = any(place_words(event) & line and kinds_of(event) & line for line in said)
    theirs = {word for other in events if other is not event for word in folded_words(other.title)}
    words = title_words(event.title) - theirs
    return _PLACE * placed + _WORD * any(words & line for line in said)


def _nearest(events: Sequence[Event], at: datetime) -> Sequence[Event]:
    """Return those still open *at*, else those to come, else all; the next one first."""
    in_line = sorted(events, key=lambda event: event.starts)
    still_open = [event for event in in_line if not event.closed(at)]
    return still_open or [event for event in in_line if event.starts > at] or in_line[::-1]


def _besides(found: Mapping[str, Named], event: Event, events: Sequence[Event], at: datetime) -> Iterator[Event]:
    """Yield the other ones to come that are named by what does not name *event*."""
    for other in events:
        if other.id != event.id and other.starts > at and _tells(found[other.id], other, event):
            yield other


def _tells(named: Named, other: Event, event: Event) -> bool:
    own = event_kinds(f"{event.title}\n{event.announcement}") | set(folded_words(event.title))
    title = set(named.get("title", "").split()) - own
    kind = {word for word in named.get("kind", "").split() if not ends_in(word, own)} & event_kinds(other.title)
    day = [one for one in days(named.get("date", "")) if not any(map(one.is_day, event_days(event)))]
    return bool(title or kind or day)
