"""How a rule says what it found."""

from collections.abc import Iterator, Sequence

from inbox_bot.core.extraction.intent.doubts import Verdict, doubts_about
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import ASKS, Intent
from inbox_bot.core.extraction.wording.phrases import Match


def register(reading: Reading, matches: Sequence[Match]) -> Verdict:
    """Say that somebody registers, in the words of *matches* and by what else shows it."""
    evidence = list(quotes(matches))
    if reading.labelled:
        evidence.append(f"gives {reading.labelled} of the data asked")
    if reading.subject_registers:
        evidence.append(f"subject: {reading.subject_registers}")
    asked = (f"{ASKS}{sentence.between(0, len(sentence.words))}" for sentence in reading.questions(matches))
    return Intent.REGISTER, (*evidence, *reading.names, *asked), doubts_about(reading, matches)


def quotes(matches: Sequence[Match]) -> tuple[str, ...]:
    """Return the words of *matches*, each once, the longest first."""
    return tuple(dict.fromkeys(match.text for match in sorted(matches, key=lambda match: match.start - match.end)))


def also_asks(reading: Reading, besides: Sequence[Match]) -> Iterator[str]:
    """Yield the evidence of what is asked but for the sentences of *besides*: the organiser answers it."""
    for sentence in reading.questions([*besides, *reading.has("requests")]):
        yield f"{ASKS}{sentence.between(0, len(sentence.words))}"
