"""What the sender wants of the organiser. Default deny: a mail registers somebody only where its words say so."""

from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.intent.doubts import silence
from inbox_bot.core.extraction.intent.policy import INTENT_RULES
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.message import Message

__all__ = ["read_intent", "verdict"]


def read_intent(
    message: Message, document: Document, event: Event, context: Context = FIRST_MAIL
) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    """Return the intent, what speaks for it (strongest first), and what a human should look at."""
    return verdict(Reading(message, document, event, context))


def verdict(reading: Reading) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    """Return the same for a mail that is being read."""
    verdicts = (rule(reading) for rule in INTENT_RULES)
    return silence(reading, next(verdict for verdict in verdicts if verdict))
