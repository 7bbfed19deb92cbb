"""Which language the sender writes."""

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.routing import is_reply
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.extraction.wording.words import sentences
from inbox_bot.core.message import Message

_READ = 200
_CLEAR = 2


def spoken(folded: str) -> str:
    """Return the language of a sentence by its little words; empty where none, or more than one, is clearly it."""
    words = folded.split()
    counts = {code: sum(word in language.frame for word in words) for code, language in languages().items()}
    best, second, *_ = sorted(counts, key=lambda code: counts[code], reverse=True)
    return best if counts[best] > counts[second] else ""


def of(document: Document, message: Message, event: Event) -> str:
    """Return nl, fr, en or de: the language of the sender's own words, else the event's first."""
    subject = "" if is_reply(message.subject) else message.subject
    lines = sentences(line.text for line in document.of(Zone.NEW)[:_READ])
    words = [word for sentence in (*sentences([subject]), *lines) for word in sentence.words]
    counts = {code: sum(map(language.frame.__contains__, words)) for code, language in languages().items()}
    best, second, *_ = sorted(counts, key=lambda code: counts[code], reverse=True)
    usual = event.languages[0]
    if counts[best] < _CLEAR or counts[best] == counts[second]:
        return best if counts[best] > max(counts[usual], counts[second]) and counts[usual] == 0 else usual
    return best
