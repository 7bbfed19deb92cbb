"""Who is on the list and tells something of themselves, in a mail that answers nothing of ours."""

from collections.abc import Sequence

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.intent.doubts import NO_EVENT, Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes
from inbox_bot.core.extraction.labels.vocabulary import OTHER, vocabulary
from inbox_bot.core.extraction.model import AMENDS, Intent
from inbox_bot.core.extraction.routing import is_reply
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import folded_words

_LITTLE = 2
"""Words beside the data: with more the mail may be about anything else."""


def tells(reading: Reading) -> Verdict | None:
    """Gives what the event asks, by its label or with a word of changing; what else is not plain is for a human."""
    if not reading.context.known or reading.context.registered or reading.found("asks", "comes") or reading.supplies:
        return None
    changes = reading.found("updates", "amends")
    named = _names_field(reading)
    if not (named or _changes_value(reading, changes)) or reading.questions(reading.has("requests")):
        return None
    if not (reading.told.spoken or reading.told.in_doubt) or reading.others_said > 2 * _LITTLE:
        return None
    little = reading.others_said <= _LITTLE and not is_reply(reading.message.subject)
    plain = changes and named and little and not _is_in_value(reading, changes)
    return Intent.UPDATE, quotes(changes) or (AMENDS,), () if plain else (NO_EVENT,)


def _names_field(reading: Reading) -> bool:
    """Tell whether the sender calls something that is asked their own, or labels it: `my position is …`."""
    if reading.labelled:
        return True
    whose = lexicon.words("whose")
    labels = [" ".join(folded_words(label)) for label, slot in vocabulary(reading.event).exact.items() if slot != OTHER]
    said = [f" {' '.join(sentence.words)} " for sentence in reading.own_sentences]
    return any(f" {mine} {label} " in one for one in said for mine in whose for label in labels)


def _changes_value(reading: Reading, changes: Sequence[Match]) -> bool:
    """Tell whether something that is asked stands beside a word of changing: `I have meanwhile become alderman`."""
    said = [f" {' '.join(change.sentence.words)} " for change in changes]
    values = [f" {' '.join(folded_words(one.text))} " for one in reading.told.candidates if one.span]
    return any(value in one for value in values for one in said)


def _is_in_value(reading: Reading, changes: Sequence[Match]) -> bool:
    """Tell whether a value holds words of changing, which are none of it: `now lawyer`."""
    said = {word for change in changes for word in change.sentence.words[change.start : change.end]}
    taken = (one for given in reading.told.settled.participants for one in given.values() if one.source == "text")
    return any(not said.isdisjoint(folded_words(one.text)) for one in taken)
