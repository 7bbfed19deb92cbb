"""Who registers."""

from collections.abc import Sequence

from inbox_bot.core.extraction.intent.doubts import Verdict
from inbox_bot.core.extraction.intent.hesitations import NO_WISH, ONLY_SUBJECT
from inbox_bot.core.extraction.intent.hints import bare, names_only
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes, register
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.extraction.wording.phrases import Match

_SHORT, _SHORTER = 80, 12


def ask(reading: Reading) -> Verdict | None:
    """Says in so many words that somebody is to be registered."""
    asked = reading.found("asks")
    if not asked or (_only_wonders(reading, asked) and not reading.supplies):
        return None
    return register(reading, asked)


def wonder(reading: Reading) -> Verdict | None:
    """Asks whether one may still register; saying who, that is a registration."""
    wondered = reading.has("possible")
    if not wondered or not (reading.names or reading.registering_beside(wondered)):
        return None
    if (reading.supplies or reading.tells_who) and "registered" not in reading.quoted:
        return register(reading, wondered)
    return Intent.QUESTION, quotes(wondered), ()


def come(reading: Reading) -> Verdict | None:
    """Says to come to the event."""
    coming = reading.found("comes") or reading.others()
    about = reading.names_it_plainly or reading.subject_registers or reading.supplies or reading.kind_beside(coming)
    if not coming or not about or ("registered" in reading.quoted and not reading.supplies):
        return None
    if reading.has("hedges", "later") and not reading.supplies:
        return Intent.QUESTION, quotes(coming), (f"is not sure to come: {reading.has('hedges', 'later')[0].text}",)
    return register(reading, coming)


def accept(reading: Reading) -> Verdict | None:
    """Says yes to the announcement, or that the data follow."""
    accepted = reading.has("yes") if reading.names_it_plainly else []
    about = reading.subject_registers or reading.names_it_plainly or (reading.supplies and reading.kind_beside([]))
    if not accepted and about:
        accepted = reading.found("details", "hurries")
    accepted = accepted or bare(reading)
    if not accepted or "registered" in reading.quoted or (reading.has("questions") and not reading.supplies):
        return None
    return register(reading, accepted)


def supply(reading: Reading) -> Verdict | None:
    """Gives the data asked, in a mail that is about the event, or that holds nothing else."""
    about = reading.names_it_plainly or any(name.startswith("kind:") for name in reading.names)
    if not reading.supplies or "registered" in reading.quoted or reading.has("questions"):
        return None
    alone = reading.gives_all or reading.found("hurries")
    if not (reading.subject_registers or about or (alone and _words(reading) <= _SHORT)):
        return None
    intent, evidence, doubts = register(reading, [])
    if reading.gives_another:
        doubts = (*doubts, "gives the data of somebody else without asking to register them")
    asked = reading.subject_registers or reading.quotes_announcement or reading.labelled >= 2  # noqa: PLR2004 - as asked
    named = reading.subject_registers or about
    return intent, evidence, doubts if asked and named else (*doubts, NO_WISH)


def subject_alone(reading: Reading) -> Verdict | None:
    """Only the subject says that somebody registers: for what, a human sees at a glance."""
    words = _words(reading)
    named = reading.names_it_plainly or reading.tells_who
    if not reading.subject_registers or words > (_SHORT if named else _SHORTER) or reading.questions([]):
        return None
    if not named and not reading.subject_is_bare:
        return None
    intent, evidence, doubts = register(reading, [])
    for_what = "" if reading.names_it_plainly else ", and nothing names the event"
    if reading.names_it_plainly and names_only(reading):
        return intent, evidence, doubts
    return intent, evidence, (*doubts, f"{ONLY_SUBJECT}{for_what}")


def _words(reading: Reading) -> int:
    return sum(len(sentence.words) for sentence in reading.sentences)


def _only_wonders(reading: Reading, asked: Sequence[Match]) -> bool:
    wondering = reading.has("possible", "questions")
    return all(any(match.overlaps(other) for other in wondering) for match in asked)
