"""Somebody who took a registration back, and comes after all."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.values import kept, missing, plain, said
from inbox_bot.core.conversation.whose import name, taken_back
from inbox_bot.core.extraction.model import Intent, Participant


def returned(case: Case) -> Case:
    """Return *case* with what the sender said before they took it back, where the mail does not say it anew.

    What is noted then was theirs, and the reply shows it. Who registers anew, with other data, is given nothing of it
    but what is required and lacks.
    """
    gone = taken_back(case.history, case.event, case.message)
    if case.extraction.intent is not Intent.REGISTER or not gone:
        return case
    there, late = case.plan.changes, case.plan.late
    people = case.extraction.participants or ({},)
    alone = len(people) == 1
    filled = tuple(one if at in there else _filled(case, one, gone, alone=alone) for at, one in enumerate(people))
    lack = missing(case.event, [one for at, one in enumerate(filled) if at not in late])
    return replace(case, extraction=replace(case.extraction, participants=filled, missing=lack))


def _filled(case: Case, given: Participant, gone: Sequence[Known], *, alone: bool) -> Participant:
    """Return *given* with what lacks; whom the mail does not name, *alone*, is who came last."""
    required = {field.key for field in case.event.required}
    told = said(given)
    called = name(case.event, plain(told))
    same = [known for known in gone if called == name(case.event, known.fields) or (alone and not called)]
    if not same or required <= given.keys():
        return given
    noted = {key: one for key, one in kept(same[-1]).items() if not told or key in required}
    return {**given, **noted, **told}
