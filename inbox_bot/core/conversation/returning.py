"""Somebody who took a registration back, and comes after all."""

from dataclasses import replace

from inbox_bot.core.case import Case
from inbox_bot.core.conversation.values import kept, missing, said
from inbox_bot.core.conversation.whose import name, taken_back
from inbox_bot.core.extraction.model import Intent


def returned(case: Case) -> Case:
    """Return *case* with what the sender said before they took it back, where the mail does not say it anew.

    Only of one person, of whom the mail gives no other name: what is noted then was theirs, and the reply shows it.
    Who registers anew, with other data, is given nothing of it but what is required and lacks.
    """
    gone = taken_back(case.history, case.event, case.message)
    people = case.extraction.participants or ({},)
    whole = bool(case.extraction.participants) and not case.extraction.missing
    if case.extraction.intent is not Intent.REGISTER or whole or not gone or len(people) > 1:
        return case
    told = said(people[0])
    called = name(case.event, {key: one.value for key, one in told.items()})
    if called and called != name(case.event, gone[-1].fields):
        return case
    required = {field.key for field in case.event.required}
    noted = {key: one for key, one in kept(gone[-1]).items() if not told or key in required}
    filled = {**people[0], **noted, **told}
    again = replace(case.extraction, participants=(filled,), missing=missing(case.event, (filled,)))
    return replace(case, extraction=again)
