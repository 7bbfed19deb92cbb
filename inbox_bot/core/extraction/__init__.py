"""Document and event to extraction: who registers, with which data, and what is doubtful."""

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import doubts, forwarding, language, records
from inbox_bot.core.extraction.intent import read_intent
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.extraction.participants import settle
from inbox_bot.core.extraction.reading import Reading
from inbox_bot.core.extraction.routing import route
from inbox_bot.core.message import Message

__all__ = ["extract", "route"]


def extract(message: Message, document: Document, event: Event, *, expecting: tuple[str, ...] = ()) -> Extraction:
    """Return what a mail says about an event; total: it never raises, and never takes what nobody said.

    *expecting* are the keys that an ongoing conversation still asks: bare lines may then be their values.
    """
    intent, evidence, intent_doubts = read_intent(message, document, event)
    spoken = language.of(document, message, event)
    if intent not in {Intent.REGISTER, Intent.UPDATE}:
        return Extraction(event, intent, evidence, doubts=intent_doubts, language=spoken)
    forwarded = forwarding.asks(document)
    zones = frozenset({Zone.FORWARDED} if forwarded else {Zone.NEW, Zone.SIGNATURE})
    reading = Reading(message, document, event, spoken, forwarded, zones)
    found = records.gather(reading, expecting)
    settled = settle(event, found.drafts)
    told = (*intent_doubts, *settled.doubts, *doubts.find(reading, found, settled.participants))
    return Extraction(
        event,
        intent,
        evidence,
        tuple(settled.participants),
        settled.missing(event),
        tuple(dict.fromkeys(told)),
        spoken,
        settled.alternatives,
    )
