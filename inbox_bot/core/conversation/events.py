"""Which event a mail of a conversation is about: by thread, else by what it says, else by who is on which list."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from inbox_bot.core.case import History
from inbox_bot.core.conversation.knowing import context
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.extraction.which_event import besides, unclear
from inbox_bot.core.message import Message


def about(history: History, events: Iterable[Event]) -> Event | None:
    """Return the event of the conversation that a mail belongs to; None where it answers nothing of ours."""
    ids = {known.event for known in history.known if known.in_thread}
    return next((event for event in events if {event.id} == ids), None)


def understood(  # noqa: PLR0917  all of it tells which event is meant
    message: Message,
    document: Document,
    history: History,
    likely: Sequence[Event],
    events: Sequence[Event],
    at: datetime,
) -> Extraction:
    """Return what a mail received *at* says, by who knows its *history*; with a doubt where several are meant.

    *likely* are those of *events* that it may be about as a first mail.
    """
    if event := about(history, events):
        extraction = extract(message, document, event, context(history, event, message))
        return unclear(extraction, (event, *besides(message, document, event, events, at)))
    there = {known.event for known in history.known if known.status != "cancelled"}
    theirs = [event for event in likely if event.id in there]
    event = (theirs or likely)[0]
    extraction = extract(message, document, event, context(history, event, message))
    if len(theirs) == 1 and (extraction.intent is not Intent.REGISTER or _lacks(history, event)):
        return extraction
    return unclear(extraction, theirs if len(theirs) > 1 else likely)


def _lacks(history: History, event: Event) -> bool:
    return any(known.event == event.id and known.status == "incomplete" for known in history.known)
