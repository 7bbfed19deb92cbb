"""A mail joined with what is on the list already: what it completes, changes, replaces, cancels or only repeats."""

from collections.abc import Callable

from inbox_bot.core.case import Case
from inbox_bot.core.conversation.events import about, understood
from inbox_bot.core.conversation.foreign import guarded
from inbox_bot.core.conversation.giving import give
from inbox_bot.core.conversation.knowing import context, expecting
from inbox_bot.core.conversation.listed import unlisted
from inbox_bot.core.conversation.plainly import asked
from inbox_bot.core.conversation.returning import returned
from inbox_bot.core.conversation.standing_in import in_place_of, stands_in_for
from inbox_bot.core.conversation.values import EARLIER, lacking
from inbox_bot.core.conversation.whose import recognised
from inbox_bot.core.conversation.withdrawing import withdraw
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.people import concerned

__all__ = [
    "EARLIER",
    "about",
    "context",
    "expecting",
    "in_place_of",
    "join",
    "lacking",
    "recognised",
    "stands_in_for",
    "understood",
]

_JOINS: dict[Intent, Callable[[Case], Case]] = {
    Intent.REGISTER: give,
    Intent.UPDATE: give,
    Intent.CANCEL: withdraw,
    Intent.DECLINE: withdraw,
}


def join(case: Case) -> Case:
    """Return *case* with its plan for the entries that its mail is about; unchanged where it is about none.

    Values that were noted are changed only by the mail's own words, and only where these ask for a change; what is
    not clear becomes a doubt.
    """
    there = concerned(case.history, case.event.id)
    join_ = _JOINS.get(case.extraction.intent)
    if not there or join_ is None or any(known.event != case.event.id for known in there):
        return unlisted(returned(case))
    return unlisted(guarded(asked(returned(join_(case)))))
