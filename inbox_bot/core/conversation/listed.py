"""Somebody whom a mail registers while another's mail put them on the list already."""

from dataclasses import replace

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.standing_in import in_place_of
from inbox_bot.core.conversation.values import plain
from inbox_bot.core.conversation.whose import name
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.people import listed

_REPLACES = "comes in the place of {}, who is on the list as number {}"
_REGISTERS = {Intent.REGISTER, Intent.UPDATE}


def unlisted(case: Case) -> Case:
    """Return *case* with a doubt for each newcomer who stands on the list by somebody else's mail, or in whose place.

    Nobody is to be there twice, and what is noted is not told to whoever else writes their name and address.
    """
    if case.extraction.intent not in _REGISTERS or not case.history.named:
        return case
    there = tuple(one for one in case.history.named if one not in case.history.known)
    newcomers = (one for at, one in enumerate(case.extraction.participants) if at not in case.plan.changes)
    found = (listed(case.event, plain(one), there) for one in newcomers)
    doubts = tuple(_says(case, one) for one in found if one)
    doubts += tuple(_REPLACES.format(name(case.event, one.fields), one.id) for one in in_place_of(case, there))
    return replace(case, plan=replace(case.plan, doubts=(*case.plan.doubts, *doubts))) if doubts else case


def _says(case: Case, one: Known) -> str:
    return f"{name(case.event, one.fields)} is on the list already, by a mail from {one.sender}"
