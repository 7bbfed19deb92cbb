"""Somebody who comes in another's place: the place and its time of arrival pass on."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Does, Known, Plan
from inbox_bot.core.conversation.mentions import in_prose, mentioned, prose
from inbox_bot.core.conversation.values import missing, said
from inbox_bot.core.conversation.whose import is_another, is_own, name, named
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.wording.lexicon import mine_phrases

WHO_FOR_WHOM = "somebody comes in another's place, but who for whom is not clear"


def replaced(case: Case, there: Sequence[Known]) -> Case:
    """Return *case* with the newcomer in the place of the one who stays away."""
    newcomers = [one for one in case.extraction.participants if _is_new(case, one, there)]
    gone = _gone(case, there)
    mine = is_another(case, gone) and not mentioned(case, gone, prose(case))
    if len(newcomers) != 1 or len(gone) != 1 or mine:
        return replace(case, plan=Plan(Does.REPLACES, doubts=(WHO_FOR_WHOM,)))
    whole = replace(case.extraction, participants=tuple(newcomers), missing=missing(case.event, newcomers))
    return replace(case, extraction=whole, plan=Plan(Does.REPLACES, {0: gone[0]}))


def instead(case: Case, there: Sequence[Known]) -> bool:
    """Tell whether somebody new is named in a sentence that names one of *there* as who stays away.

    `In plaats van Jan Maes komt An Peeters`.
    """
    if not any(_is_new(case, one, there) for one in case.extraction.participants):
        return False
    found = Reading(case.message, case.document, case.event).has("instead")
    return bool(there and mentioned(case, there, [match.sentence.words for match in found]))


def _is_new(case: Case, given: Participant, there: Sequence[Known]) -> bool:
    told = said(given)
    return bool(name(case.event, {key: one.value for key, one in told.items()})) and not named(case.event, told, there)


def _gone(case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return who stays away: whom the words of replacing or of leaving mean, else who is named at all, else who writes.

    The mail may name more people, who come as they said.
    """
    own = tuple(known for known in there if is_own(case, known))
    reading = Reading(case.message, case.document, case.event)
    coming = {match.sentence for match in (*reading.found("comes"), *reading.has("stays"))}
    off = {match.sentence for match in (*reading.found("cancels", "withdraws"), *reading.declines())}
    for match in reading.found("replaces"):
        mine = mine_phrases().find([match.sentence])
        if own and any(one.overlaps(match) for one in mine):
            return own
        at = reading.own_sentences.index(match.sentence) if match.sentence in reading.own_sentences else 0
        before = [one for one in reading.own_sentences[:at] if one in off or one not in coming]
        for sentence in (match.sentence, *reversed(before)):
            if named := mentioned(case, there, [sentence.words]):
                return named
            if own and sentence in off and list(mine_phrases().find([sentence])):
                return own
    return in_prose(case, there) or own or tuple(there)
