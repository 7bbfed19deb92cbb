"""What a mail may do to the registration of somebody whose address it does not come from."""

from collections.abc import Mapping
from dataclasses import replace

from inbox_bot.core.case import Case, Does, Known
from inbox_bot.core.conversation.values import replaced_values
from inbox_bot.core.conversation.whose import is_foreign, name

_ASKS: Mapping[Does, str] = {
    Does.CHANGES: "asks for a change, but {} is no known address of {}",
    Does.REPLACES: "puts somebody in another's place, but {} is no known address of {}",
    Does.CANCELS: "asks to cancel, but {} is no known address of {}",
    Does.TAKES: "takes a place, but {} is no known address of {}",
    Does.REGISTERS: "writes of others too, but {} is no known address of {}",
}


def guarded(case: Case) -> Case:
    """Return *case* so that its mail changes nothing that is noted of somebody whose address it does not come from.

    It may complete what is open, or say again what is noted; whoever began the registration hears of that, and not
    who wrote: they might be anybody, and learn what is noted. All else becomes a doubt.
    """
    strange = [known for known in case.plan.changes.values() if is_foreign(case, known)]
    if not strange:
        return case
    asks, [first, *others] = _asks(case, strange), strange
    if asks is None and first.sender and all(one.sender == first.sender for one in others):
        return replace(case, plan=replace(case.plan, tells=first.sender))
    sender = case.message.sender.addr_spec if case.message.sender else ""
    doubts = [
        _ASKS[asks or Does.REGISTERS].format(sender, name(case.event, one.fields) or one.sender) for one in strange
    ]
    doubts += _changes(case) if asks is Does.CHANGES else []
    return replace(case, plan=replace(case.plan, doubts=(*case.plan.doubts, *doubts)))


def _asks(case: Case, strange: list[Known]) -> Does | None:
    """Return what the mail does that is not for who writes from elsewhere; None where there is nothing like that."""
    if case.plan.does in {Does.REPLACES, Does.CANCELS, Does.TAKES}:
        return case.plan.does
    if any(True for _ in _changes(case)):
        return Does.CHANGES
    return Does.REGISTERS if len(strange) < len(case.extraction.participants) else None


def _changes(case: Case) -> list[str]:
    there = [(known, case.extraction.participants[at]) for at, known in case.plan.changes.items()]
    return [
        one for known, given in there if is_foreign(case, known) for one in replaced_values(given, known, case.event)
    ]
