"""Doubts that the data themselves answer: who gives all that is asked hardly means another thing."""

from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.intent.words import Words
from inbox_bot.core.extraction.model import Participant

ONLY_THE_DAY = "names no more of the event than its day or place"
NO_EVENT = "nothing in the mail names the event"
NO_WISH = "gives data without asking to be registered"
ONLY_SUBJECT = "only the subject asks to be registered"
NOT_PLAINLY = "seems to register, but does not say so plainly"

_ABOUT = (ONLY_THE_DAY, NO_EVENT, ONLY_SUBJECT)
"""What it is for is not said, but that somebody registers is."""
_WHETHER = (NO_WISH, NOT_PLAINLY)
"""Whether somebody registers is not said."""
_WRITTEN = frozenset({"text", "forwarded", "subject"})
_FEW, _ENOUGH = 3, 2


def left(words: Words, event: Event, doubts: Sequence[str], participants: Sequence[Participant]) -> tuple[str, ...]:
    """Return *doubts* without those that what *participants* give, and what else is said, make idle."""
    if not any(doubt.startswith(_ABOUT + _WHETHER) for doubt in doubts):
        return tuple(doubts)
    spans = [finding.span for given in participants for finding in given.values() if finding.span]
    others = len(_others(words, spans))
    complete = bool(participants) and all(_tells(event, given) for given in participants)
    idle = (_ABOUT if complete else ()) + (_WHETHER if complete and others <= _FEW else ())
    if not others:
        idle += (ONLY_THE_DAY,)
    return tuple(doubt for doubt in doubts if not idle or not doubt.startswith(idle))


def _tells(event: Event, given: Participant) -> bool:
    """Tell whether all that is asked is there, and more of it than an address in the text, not only below it."""
    asked = [field for field in event.required if field.type is not FieldType.EMAIL]
    written = [field for field in asked if field.key in given and given[field.key].source in _WRITTEN]
    return all(field.key in given for field in event.required) and len(written) >= min(_ENOUGH, len(asked))


def _others(words: Words, taken: Sequence[Span]) -> list[str]:
    return [word for word in words.unexplained(taken) if len(word) > 1]
