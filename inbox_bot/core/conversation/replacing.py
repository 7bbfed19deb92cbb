"""Somebody who comes in another's place: the place and its time of arrival pass on."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Does, Known, Plan
from inbox_bot.core.conversation.mentions import in_prose
from inbox_bot.core.conversation.values import missing, said
from inbox_bot.core.conversation.whose import is_foreign, is_own, name, named
from inbox_bot.core.extraction.model import Participant

WHO_FOR_WHOM = "somebody comes in another's place, but who for whom is not clear"


def replaced(case: Case, there: Sequence[Known]) -> Case:
    """Return *case* with the newcomer in the place of the one who stays away."""
    newcomers = [one for one in case.extraction.participants if _is_new(case, one, there)]
    gone = _gone(case, there)
    if len(newcomers) != 1 or len(gone) != 1 or is_foreign(case, gone[0]):
        return replace(case, plan=Plan(Does.REPLACES, doubts=(WHO_FOR_WHOM,)))
    whole = replace(case.extraction, participants=tuple(newcomers), missing=missing(case.event, newcomers))
    return replace(case, extraction=whole, plan=Plan(Does.REPLACES, {0: gone[0]}))


def _is_new(case: Case, given: Participant, there: Sequence[Known]) -> bool:
    told = said(given)
    return bool(name(case.event, {key: one.value for key, one in told.items()})) and not named(case.event, told, there)


def _gone(case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    by_name = in_prose(case, there)
    own = tuple(known for known in there if is_own(case, known))
    return by_name if len(by_name) == 1 else own or tuple(there)
