"""What the sender wants: default deny, so that a mail which asks for nothing gets nothing."""

import re

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.message import Message

_ASKS = re.compile(r"inschrij|schrijf|deelne|aanmeld|regist|inscri|anmeld|attend|particip|graag", re.IGNORECASE)


def read_intent(message: Message, document: Document, event: Event) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    """Return the intent, its evidence strongest first, and what a human should look at."""
    if message.bounce:
        return Intent.BOUNCE, (message.bounce,), ()
    if message.automatic:
        return Intent.AUTOMATIC, (message.automatic,), ()
    words = "\n".join([message.subject, *(line.text for line in document.of(Zone.NEW))])
    found = _ASKS.search(words)
    if found and not message.mailing_list and event.fields:
        return Intent.REGISTER, (found.group(),), ()
    return Intent.UNRELATED, (), ()
