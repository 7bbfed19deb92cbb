"""What concerns a registration that exists: what follows after a first mail."""

import re
from collections.abc import Sequence

from inbox_bot.core.extraction.candidates import lettering
from inbox_bot.core.extraction.intent.comings import other_than
from inbox_bot.core.extraction.intent.doubts import NO_EVENT, Verdict
from inbox_bot.core.extraction.intent.elsewhere import for_something_else
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import also_asks, quotes
from inbox_bot.core.extraction.model import AMENDS, ANSWERS, REPLACES, THANKS, Intent
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, folded_words

_ANOTHER = re.compile(
    r"(?<!\w)(?:my|our|mijn|onze|mon|ma|meine?|unsere?)\s+(?:\w+\s+)?(?:colleague|collega|collegue|kolleg|wife|husband|partner|friend|"
    r"guest|boss|director|vrouw|man|vriend|femme|mari|ami|frau|freund|chef)"
)


def update(reading: Reading) -> Verdict | None:
    """Corrects a registration, or puts somebody else in its place."""
    earlier = reading.context.registered or bool({"registered", "lacking"} & reading.quoted)
    passes_on = ["replaces"] if earlier or reading.context.known or reading.speaks_of_registering else []
    changes = reading.found("updates", *passes_on, *(["amends"] if reading.context.known else []))
    if reading.found("comes") and not any(change.sentence in reading.own_sentences for change in changes):
        return None
    wants = reading.found("comes") or reading.has("yes")
    if _withdraws(reading) and not any(change.phrase.category == "replaces" for change in changes):
        return None
    theirs = reading.context.known and (reading.names or reading.names_known)
    about = earlier or theirs or reading.registering_beside(changes)
    about = about or (reading.names_it_plainly and reading.supplies and not wants)
    about = about or bool(reading.names and reading.has("enrolled"))
    if not changes or not about or _asks(reading):
        return None
    replaces = any(change.phrase.category == "replaces" for change in changes)
    return Intent.UPDATE, (*([REPLACES] if replaces else []), *quotes(changes), *also_asks(reading, changes)), ()


def answer(reading: Reading) -> Verdict | None:
    """Supplies what our reply asked for."""
    asked = reading.context.expecting or "lacking" in reading.quoted
    if not asked or reading.is_courtesy or _asks(reading) or _withdraws(reading):
        return None
    if _questions(reading) and not reading.supplies:
        return None
    return Intent.UPDATE, (ANSWERS, *also_asks(reading, [])), ()


def cancel(reading: Reading) -> Verdict | None:
    """Takes back a registration."""
    earlier = reading.context.registered or "registered" in reading.quoted
    found = _withdraws(reading)
    withdrawn = [one for one in found if not (reading.gives_all and _is_of_another(one))]
    if not withdrawn and (earlier or reading.context.known):
        withdrawn = [one for one in reading.declines() if not _is_set_right(reading, one)]
    about = earlier or reading.names or reading.names_known or reading.registering_beside(withdrawn)
    if not withdrawn or not (about or reading.context.known) or _asks(reading) or _is_elsewhere(reading, withdrawn):
        return None
    if reading.arrives and not earlier and not reading.registering_within(withdrawn):
        return None  # another day is taken back
    # Who is on the list may stay away from something else, that nothing names either.
    doubts = (*(() if about else (NO_EVENT,)), *_of_strangers(reading, withdrawn))
    return Intent.CANCEL, (*quotes(withdrawn), *also_asks(reading, withdrawn)), doubts


def _of_strangers(reading: Reading, withdrawn: Sequence[Match]) -> tuple[str, ...]:
    """Return a doubt where somebody is named who stays away, and is not on the list: it is nobody else's wish."""
    noted = frozenset(word for value in reading.context.noted for word in folded_words(value))
    called = [other_than(one, noted) for one in withdrawn] if reading.context.known else []
    return ("asks to cancel, but whom is not clear",) if called and all(called) else ()


def _is_of_another(match: Match) -> bool:
    """Tell whether it is said of a guest or a colleague: `my colleague's not coming after all, so just me`."""
    return _ANOTHER.search(match.sentence.between(0, match.start + 1).lower()) is not None


def follow(reading: Reading) -> Verdict | None:
    """Answers what we wrote to somebody on the list, without asking to register anybody.

    Its signature gives all that a registration does, so that only what the sender says above it counts.
    """
    if not reading.context.registered or reading.found("asks", "others"):
        return None
    questions = tuple(sentence.between(0, len(sentence.words)) for sentence in _questions(reading))
    spells = lettering.find([line.text for line in reading.lines])
    if not spells and (reading.only_greets or reading.is_thanks):
        return Intent.UNRELATED, (THANKS,), ()
    if questions:
        return Intent.QUESTION, questions, ()
    return (Intent.UPDATE, (AMENDS,), ()) if reading.told.written or reading.labelled or spells else None


def _asks(reading: Reading) -> list[Match]:
    """Return the phrases that ask to be registered, but for those of taking that back: `please cancel my place`."""
    against = reading.found("cancels", "withdraws") if reading.context.known else reading.found("cancels")
    taken_back = [one.sentence for one in against]
    against = [*against, *(one for one in reading.has("enrolled") if one.sentence in taken_back)]
    return [one for one in reading.found("asks") if not any(one.overlaps(other) for other in against)]


def _questions(reading: Reading) -> list[Sentence]:
    """Return the sentences that ask for an answer, and not for something to be done: `could you note that …?`"""
    return reading.questions(reading.has("requests"))


def _withdraws(reading: Reading) -> list[Match]:
    """Return the phrases by which somebody stays away."""
    found = reading.found("cancels", "withdraws" if reading.context.known else "strikes")
    return [one for one in found if not _is_set_right(reading, one)]


def _is_set_right(reading: Reading, match: Match) -> bool:
    """Tell whether the same sentence says when somebody comes instead: `not on Friday, but on Saturday`."""
    instead = (one for one in reading.has("amends", "updates") if one.sentence is match.sentence)
    return bool(reading.arrives) and any(one.start >= match.start or one.overlaps(match) for one in instead)


def _is_elsewhere(reading: Reading, withdrawn: Sequence[Match]) -> bool:
    ours = "registered" in reading.quoted or reading.registering_beside(withdrawn) or reading.is_ours(withdrawn)
    return not ours and bool(for_something_else(reading, withdrawn))
