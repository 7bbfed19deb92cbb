"""Who waited answers whether they take the place that came free."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices
from inbox_bot.core.extraction.candidates.denial import HEDGE
from inbox_bot.core.extraction.intent.doubts import NO_EVENT, Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes
from inbox_bot.core.extraction.model import ASKS, TAKES, Intent
from inbox_bot.core.extraction.wording.words import Sentence, fold

_TAKES = re.compile(rf"(?<!\w){lexicon.any_answer('takes')}(?!\w)")


def offered(reading: Reading) -> Verdict | None:
    """Takes the place that is kept, or does not; who says neither plainly is left to a human."""
    if not reading.context.offered or (not reading.context.registered and reading.supplies):
        return None
    doubts = () if reading.context.registered else (NO_EVENT,)
    questions = {sentence: _text(sentence) for sentence in reading.questions(reading.has("requests"))}
    said = [_text(sentence) for sentence in reading.own_sentences if sentence not in questions]
    short = next(filter(None, (choices.boolean(text.split()[0]) for text in said if text.split())), None)
    away = (*reading.found("cancels", "withdraws"), *reading.declines(), *reading.refused())
    if away or short == "no":
        return None if away else (Intent.CANCEL, ("no",), doubts)
    wishes = (*reading.has("yes", "stays"), *reading.found("comes", "asks", "does"))
    comes = [one for one in wishes if one.sentence not in questions]
    takes = short == "yes" or any(_TAKES.search(fold(text)) for text in said)
    if not (comes or takes) or reading.unsure or any(HEDGE.search(fold(text)) for text in said):
        return None
    return Intent.UPDATE, (TAKES, *quotes(comes), *(f"{ASKS}{text}" for text in questions.values())), doubts


def _text(sentence: Sentence) -> str:
    return sentence.between(0, len(sentence.words))
