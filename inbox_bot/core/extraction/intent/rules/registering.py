"""Who registers."""

from inbox_bot.core.extraction.intent.doubts import (
    NO_EVENT,
    NO_WISH,
    NOT_PLAINLY,
    ONLY_SUBJECT,
    ONLY_SUBJECT_NO_EVENT,
    Verdict,
)
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes, register
from inbox_bot.core.extraction.intent.signs import Weighed, asked, coming, weigh
from inbox_bot.core.extraction.intent.weights import CONFIRM, LOOK
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.extraction.wording.phrases import Match

_A_FORM = 2
"""Who fills in so many labels registers, whatever they ask beside."""
_ANOTHER = "gives the data of somebody else without asking to register them"


def wonder(reading: Reading) -> Verdict | None:
    """Asks whether one may still register, and does not say who."""
    wondered = reading.has("possible")
    if not wondered or not (reading.names or reading.registering_beside(wondered)):
        return None
    if asked(reading) or coming(reading) or reading.supplies or reading.tells_who:
        return None
    return Intent.QUESTION, quotes(wondered), ()


def registers(reading: Reading) -> Verdict | None:
    """Says or shows enough to be registered, or so much that a human should see it."""
    weighed = weigh(reading)
    if weighed.weight < LOOK:
        return None
    intent, evidence, doubts = register(reading, [one for one in weighed.words if isinstance(one, Match)])
    evidence = (*(one for one in weighed.words if isinstance(one, str)), *evidence)
    unasked = not weighed.says_so and not weighed.by_subject
    if unasked and reading.gives_another and not reading.sends_another:
        doubts = (*doubts, _ANOTHER)
    full = reading.gives_everything or reading.fills_in
    elsewhere = reading.has("past") or (reading.questions([]) and not full)
    filled = reading.labelled >= _A_FORM or reading.fills_it_in
    if unasked and elsewhere and not filled and NO_WISH not in doubts:
        doubts = (*doubts, NO_WISH)
    if weighed.weight < CONFIRM and not reading.fills_it_in:
        doubts = (*doubts, *(() if NO_EVENT in doubts else (_lacking(reading, weighed),)))
    return intent, evidence, doubts


def _lacking(reading: Reading, weighed: Weighed) -> str:
    if weighed.by_subject and not weighed.plainly:
        return ONLY_SUBJECT if reading.names_it_plainly else ONLY_SUBJECT_NO_EVENT
    said = next((one.text if isinstance(one, Match) else one for one in weighed.words), "")
    return f"{NOT_PLAINLY}: {said}" if said else NO_WISH
