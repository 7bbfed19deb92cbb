"""What is known of those whom a mail may be about, as far as it helps to understand it."""

from collections.abc import Iterable, Iterator

from inbox_bot.core.case import History, Known
from inbox_bot.core.conversation.values import lacking
from inbox_bot.core.conversation.whose import is_akin, is_of, name, taken_back
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.message import Message
from inbox_bot.core.people import concerned

_SHARED = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.COUNTRY})


def expecting(history: History, event: Event) -> tuple[str, ...]:
    """Return the keys that a mail may answer: what the entries it is about still lack, in the order asked."""
    open_ones = [known for known in concerned(history, event.id) if known.status == "incomplete"]
    lack = {key for known in open_ones if known.event == event.id for key in lacking(known, event)}
    return tuple(field.key for field in event.required if field.key in lack)


def context(history: History, event: Event, message: Message) -> Context:
    """Return what is known of those whom *message* may be about."""
    there = [known for known in concerned(history, event.id) if known.event == event.id]
    own = any(is_of(message, event, known) for known in there)
    sender = message.sender.addr_spec.lower() if message.sender else ""
    akin = any(known.sender == sender or is_akin(message, event, known) for known in there)
    asked = [known for known in there if known.status == "incomplete"]
    lack = [name(event, known.fields) for known in asked]
    return Context(
        expecting=expecting(history, event),
        registered=history.in_thread and bool(there),
        known=bool(there),
        by_another=bool(there) and not (own or akin),
        perhaps_another=akin and not own,
        left=not there and bool(taken_back(history, event, message)),
        offered=any(known.offered or known.passed for known in there),
        asked=lack[0] if len(lack) == 1 else "",
        open=tuple((name(event, known.fields), lacking(known, event)) for known in asked) if all(lack) else (),
        replies=history.answers,
        people=tuple(name(event, known.fields) for known in there),
        noted=frozenset(fold(value) for known in history.known for value in known.fields.values()),
        shared=tuple(dict.fromkeys(_shared(event, there))),
    )


def _shared(event: Event, there: Iterable[Known]) -> Iterator[tuple[str, str]]:
    keys = [field.key for field in event.fields if field.type in _SHARED]
    yield from ((key, value) for known in there for key in keys if (value := known.fields.get(key)))
