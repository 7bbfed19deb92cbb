"""Document and event to extraction: who registers, with which data, and what is doubtful."""

from dataclasses import replace
from typing import TypeVar

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.intent import verdict
from inbox_bot.core.extraction.intent.reading import Reading as Intentions
from inbox_bot.core.extraction.model import Candidate, Extraction, Finding, Intent
from inbox_bot.core.extraction.own_words import own_words
from inbox_bot.core.extraction.participants import doubts
from inbox_bot.core.extraction.participants.settle import Settled
from inbox_bot.core.extraction.which_event import route
from inbox_bot.core.message import Message

__all__ = ["extract", "route"]

_Said = TypeVar("_Said", Candidate, Finding)
_GIVING = frozenset({Intent.REGISTER, Intent.UPDATE})
"""What gives data: nobody is registered from any other mail."""


def extract(
    message: Message,
    document: Document,
    event: Event,
    context: Context = FIRST_MAIL,
) -> Extraction:
    """Return what a mail says about an event; total: it never raises, and never takes what nobody said."""
    words = Intentions(message, own_words(message, document, event, context), event, context)
    intent, evidence, told = verdict(words)
    reading = words.given.reading
    answers = intent is Intent.UNRELATED and bool(context.expecting)
    if intent not in _GIVING and not answers:
        return Extraction(event, intent, evidence, doubts=told, language=reading.language)
    found, settled = words.given.records, words.given.settled
    if answers:
        given = _answered(settled, context.expecting)
        if not given:
            return Extraction(event, intent, evidence, doubts=told, language=reading.language)
        intent, evidence = Intent.UPDATE, tuple(f"gives what was asked: {key}" for key in given)
    # Of whom a follow-up speaks is told by what is noted: names, addresses and counts need not agree within the mail.
    cross = () if context.registered and intent is Intent.UPDATE else doubts.find(reading, found, settled.participants)
    told = (*told, *settled.doubts, *cross)
    return Extraction(
        event,
        intent,
        evidence,
        tuple({key: _as_written(one, document) for key, one in given.items()} for given in settled.participants),
        settled.missing(event),
        tuple(dict.fromkeys(told)),
        reading.language,
        {key: tuple(_as_written(one, document) for one in some) for key, some in settled.alternatives.items()},
    )


def _as_written(one: _Said, document: Document) -> _Said:
    """Return *one* with the words as they stand in *document*, whose capitals may have been mended for reading."""
    return replace(one, text=document.slice(one.span)) if one.span else one


def _answered(settled: Settled, expecting: tuple[str, ...]) -> tuple[str, ...]:
    """Return the expected keys that the text itself gives."""
    return tuple(
        key for key in expecting if any(key in given and given[key].source == "text" for given in settled.participants)
    )
