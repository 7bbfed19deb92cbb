"""Which event a mail is about."""

from collections.abc import Sequence

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.message import Message


def route(message: Message, document: Document, events: Sequence[Event]) -> Event:
    """Return the event that the mail is about; *events* must not be empty."""
    del message, document
    return events[0]


def names_event(message: Message, document: Document, event: Event) -> tuple[str, ...]:
    """Return what in the mail shows that it is about *event*."""
    del message, document, event
    return ()
