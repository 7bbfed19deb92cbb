"""What is left: questions, riddles, and nothing."""

from inbox_bot.core.extraction.intent.doubts import NOT_PLAINLY, Verdict
from inbox_bot.core.extraction.intent.hints import hint
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes, register
from inbox_bot.core.extraction.model import THANKS, Intent


def question(reading: Reading) -> Verdict | None:
    """Asks something about the event or about registering."""
    asked = tuple(sentence.between(0, len(sentence.words)) for sentence in reading.questions([]))
    asked = asked or quotes(reading.has("questions"))
    about = reading.names_it_plainly or reading.kind_beside([]) or (reading.names and reading.registering_beside([]))
    about = about or reading.asks_of_it or bool(reading.undecided) or reading.asks_to_come
    if reading.is_of_house and not reading.has("possible", "asks", "comes"):
        return None  # a colleague asks about the work
    return (Intent.QUESTION, asked, ()) if asked and about else None


def unclear(reading: Reading) -> Verdict | None:
    """Shows a sign of registering that no phrase explains: better seen by a human than dropped."""
    sign = hint(reading)
    if not sign:
        return None
    intent, evidence, doubts = register(reading, [])
    return intent, (sign, *evidence), (f"{NOT_PLAINLY}: {sign}", *doubts)


def nothing(reading: Reading) -> Verdict:
    """What nothing speaks for is not for us."""
    return Intent.UNRELATED, (THANKS,) if reading.only_greets else (), ()
