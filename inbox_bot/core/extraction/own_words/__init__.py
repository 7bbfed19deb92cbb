"""A document with nothing but its sender's words as new: what others wrote is quoted, wherever a mail repeats it."""

from functools import reduce

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.own_words import announcement
from inbox_bot.core.extraction.own_words.addressee import unaddressed
from inbox_bot.core.extraction.own_words.filled import filled
from inbox_bot.core.extraction.own_words.noted import requoted
from inbox_bot.core.extraction.own_words.ours import unquoted
from inbox_bot.core.extraction.own_words.unsigned import unsigned
from inbox_bot.core.extraction.own_words.whose_label import unnamed
from inbox_bot.core.extraction.text.casing import recased
from inbox_bot.core.message import Message

__all__ = ["own_words"]


def own_words(message: Message, document: Document, event: Event, context: Context) -> Document:
    """Return *document* as its sender meant it; zones and capitals change, offsets do not."""
    own = announcement.quoted(document, event)
    if context.expecting or not context.registered:  # else what is quoted is our confirmation, filled in by ourselves
        own = announcement.answered(own, event, message)
    own = reduce(unquoted, context.replies, unaddressed(own))
    own = filled(requoted(own, context.noted), event, context, message)
    own = unnamed(own, context)
    return unsigned(recased(own, message.sender), event)
