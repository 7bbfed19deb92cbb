"""Which language the sender writes."""

from collections.abc import Mapping, Sequence

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


def of(document: Document, message: Message, event: Event, replies: Sequence[str] = ()) -> str:
    """Return nl, fr, en or de: the language of the sender's own words.

    Where they do not tell it, that of the last of our *replies* which the mail answers, else the event's first. Who
    answers us with a word or two goes on in the language of the conversation: `merci` and `ok` are said in any.
    """
    subject = "" if replies or is_reply(message.subject) else message.subject
    counts = _counts([subject], [line.text for line in document.of(Zone.NEW)[:_READ]])
    best, second, *_ = sorted(counts, key=lambda code: counts[code], reverse=True)
    if replies:
        ours = _counts(replies[-1].splitlines()[:_READ])
        usual = max(ours, key=lambda code: ours[code])
        return best if counts[best] >= counts[usual] + _CLEAR else usual
    usual = event.languages[0]
    if counts[best] < _CLEAR or counts[best] == counts[second]:
        return best if counts[best] > max(counts[usual], counts[second]) and counts[usual] == 0 else usual
    return best


def _counts(*texts: Sequence[str]) -> Mapping[str, int]:
    """Return how many little words of each language stand in *texts*, each the lines of one."""
    words = [word for lines in texts for sentence in sentences(lines) for word in sentence.words]
    return {code: sum(map(language.frame.__contains__, words)) for code, language in languages().items()}
