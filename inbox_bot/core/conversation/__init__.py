"""A mail joined with what is on the list already: what it completes, changes, replaces, cancels or only repeats."""

from collections.abc import Callable, Iterable, Iterator

from inbox_bot.core.case import Case, History, Known
from inbox_bot.core.conversation.giving import give
from inbox_bot.core.conversation.values import EARLIER, lacking
from inbox_bot.core.conversation.whose import name, recognised
from inbox_bot.core.conversation.withdrawing import withdraw
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.people import concerned

__all__ = ["EARLIER", "about", "context", "expecting", "join", "lacking", "recognised"]

_SHARED = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.COUNTRY})
_JOINS: dict[Intent, Callable[[Case], Case]] = {
    Intent.REGISTER: give,
    Intent.UPDATE: give,
    Intent.CANCEL: withdraw,
    Intent.DECLINE: withdraw,
}


def expecting(history: History, event: Event) -> tuple[str, ...]:
    """Return the keys that a mail may answer: what the entries it is about still lack, in the order asked."""
    open_ones = [known for known in concerned(history, event.id) if known.status == "incomplete"]
    lack = {key for known in open_ones if known.event == event.id for key in lacking(known, event)}
    return tuple(field.key for field in event.required if field.key in lack)


def context(history: History, event: Event) -> Context:
    """Return what is known of those whom a mail may be about."""
    there = [known for known in concerned(history, event.id) if known.event == event.id]
    lack = [name(event, known.fields) for known in there if known.status == "incomplete"]
    return Context(
        expecting=expecting(history, event),
        registered=history.in_thread and bool(there),
        known=bool(there),
        asked=lack[0] if len(lack) == 1 else "",
        replies=history.answers,
        people=tuple(name(event, known.fields) for known in there),
        noted=frozenset(fold(value) for known in history.known for value in known.fields.values()),
        shared=tuple(dict.fromkeys(_shared(event, there))),
    )


def _shared(event: Event, there: Iterable[Known]) -> Iterator[tuple[str, str]]:
    keys = [field.key for field in event.fields if field.type in _SHARED]
    yield from ((key, value) for known in there for key in keys if (value := known.fields.get(key)))


def about(history: History, events: Iterable[Event]) -> Event | None:
    """Return the event of the conversation that a mail belongs to; None where it answers nothing of ours."""
    ids = {known.event for known in history.known if known.in_thread}
    return next((event for event in events if {event.id} == ids), None)


def join(case: Case) -> Case:
    """Return *case* with its plan for the entries that its mail is about; unchanged where it is about none.

    Values that were noted are changed only by the mail's own words, and only where these ask for a change; what is
    not clear becomes a doubt.
    """
    there = concerned(case.history, case.event.id)
    if any(known.event != case.event.id for known in there):
        return case
    join_ = _JOINS.get(case.extraction.intent)
    if not there or join_ is None:
        return case
    return join_(case)
