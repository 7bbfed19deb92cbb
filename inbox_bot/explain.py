"""What would be done with one mail, and why. Nothing is sent, stored or touched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from inbox_bot import reading
from inbox_bot.core.answer import answer
from inbox_bot.core.case import Case, Decision, History, Limits
from inbox_bot.core.document import Document, Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Candidate, Extraction, Finding, Intent, Participant
from inbox_bot.core.message import Message
from inbox_bot.core.reply import Desk, Reply
from inbox_bot.core.rules import RULES
from inbox_bot.plain import one_line, plain

Read = Callable[[bytes, Sequence[Event]], tuple[Message, Document, Extraction]]
_TAKES_PART = {Intent.REGISTER, Intent.UPDATE}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A mail, what was understood of it, and what would be done."""

    case: Case
    decision: Decision
    reply: Reply | None


def explain(  # noqa: PLR0917  all of it decides, and one caller gives it
    octets: bytes,
    events: Sequence[Event],
    event_id: str | None,
    received: datetime | None,
    desk: Desk,
    own_addresses: frozenset[str],
    limits: Limits,
    authserv_id: str = "",
    read: Read = reading.read,
) -> Explanation:
    """Decide about *octets* as the service would about a first mail of its sender; *read* reads them.

    KeyError if *event_id* names none of *events*. A naive *received* is meant in the event's time zone.
    """
    about = [event for event in events if event_id in {None, event.id}]
    if not about:
        raise KeyError(event_id)
    message, document, extraction = read(octets, about)
    received_at = received_time(message, received)
    if received_at.tzinfo is None:
        received_at = received_at.replace(tzinfo=ZoneInfo(extraction.event.timezone))
    history = History()
    case = Case(
        message, document, extraction, history, received_at, own_addresses, limits, authserv_id=authserv_id.lower()
    )
    decision, reply = answer(case, desk, received_at)
    return Explanation(case, decision, reply)


def received_time(message: Message, override: datetime | None) -> datetime:
    """Return *override*, else the date of the topmost Received header, else Date, else this moment."""
    return override or message.received or message.date or datetime.now(UTC)


def line(file: str, explanation: Explanation) -> dict[str, Any]:
    """Return what is printed as one JSON object a line."""
    case, decision, reply = explanation.case, explanation.decision, explanation.reply
    registers = case.extraction.intent in _TAKES_PART
    return {
        "file": file.encode("utf-8", "replace").decode(),
        "message_id": case.message.message_id,
        "event": case.event.id,
        "intent": case.extraction.intent.value,
        "outcome": decision.outcome.value,
        "rule": decision.rule,
        "reasons": list(decision.reasons),
        "participants": [_findings(one) for one in case.extraction.participants] if registers else [],
        "missing": list(case.extraction.missing) if registers else [],
        "reply": {"to": reply.rcpt_to, "subject": reply.subject, "text": reply.text} if reply else None,
    }


def text(file: str, explanation: Explanation) -> str:
    """Return the same for people: each value with its words, their place, its evidence and the runner-up."""
    case = explanation.case
    parts = [
        _heading(file, case),
        _decision(explanation.decision, case.extraction),
        *(_person(number, one, case) for number, one in enumerate(case.extraction.participants, start=1)),
        _reply(explanation.reply),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _findings(participant: Participant) -> dict[str, dict[str, Any]]:
    return {
        key: {"value": one.value, "source": one.source, "text": one.text, "confidence": round(one.confidence, 3)}
        for key, one in participant.items()
    }


def _heading(file: str, case: Case) -> Iterator[str]:
    message, event, zone = case.message, case.event, ZoneInfo(case.event.timezone)
    senders = ", ".join(f"{one.display_name} <{one.addr_spec}>".strip() for one in message.senders)
    yield one_line(file)
    yield f"  from       {one_line(senders) or '(nobody)'}"
    yield f"  subject    {one_line(message.subject) or '(none)'}"
    yield f"  received   {case.received_at.astimezone(zone):%Y-%m-%d %H:%M:%S} {event.timezone}"
    yield f"  event      {event.id}, open until {event.deadline.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    yield f"  language   {case.extraction.language}"


def _decision(decision: Decision, extraction: Extraction) -> Iterator[str]:
    says = {rule.__name__: rule.__doc__ for rule in RULES}
    yield f"{decision.outcome.upper()} by the rule {decision.rule}: {says.get(decision.rule) or ''}"
    yield from (f"  because    {one_line(reason)}" for reason in decision.reasons)
    yield f"  intent     {extraction.intent}{''.join(f'; {one_line(one)}' for one in extraction.evidence)}"
    if extraction.missing:
        yield f"  missing    {', '.join(extraction.missing)}"
    yield from (f"  doubt      {one_line(doubt)}" for doubt in extraction.doubts)


def _person(number: int, participant: Participant, case: Case) -> Iterator[str]:
    yield f"Person {number}"
    for field in case.event.fields:
        if found := participant.get(field.key):
            yield from _value(field.key, found, case)


def _value(key: str, found: Finding, case: Case) -> Iterator[str]:
    width = max(10, *(len(field.key) for field in case.event.fields))
    yield f"  {key:<{width}} {one_line(found.value)}  ({found.confidence:.2f})"
    yield f"{'':13}“{one_line(found.text)}”, {found.source}{_place(found.span, case.document)}"
    if found.evidence:
        yield f"{'':13}evidence: {', '.join(found.evidence)}"
    if second := _runner_up(key, case.extraction):
        where = f"{second.source}{_place(second.span, case.document)}"
        yield f"{'':13}runner-up: {one_line(second.value)} ({second.confidence:.2f}), {where}"


def _runner_up(key: str, extraction: Extraction) -> Candidate | None:
    """Return the likeliest value that nobody was given."""
    chosen = {one[key].value for one in extraction.participants if key in one}
    others = [one for one in extraction.alternatives.get(key, ()) if one.value not in chosen]
    return max(others, key=lambda one: one.confidence, default=None)


def _place(span: Span | None, document: Document) -> str:
    """Say where *span* lies: the line, counted from 1, and the half-open range of characters in the whole text."""
    if span is None:
        return ""
    number = sum(one.span.start <= span.start for one in document.lines)
    return f", line {number}, characters {span.start}-{span.end}"


def _reply(reply: Reply | None) -> Iterator[str]:
    if reply is None:
        yield "No reply."
        return
    yield f"Reply to {reply.rcpt_to}"
    yield f"  {reply.subject}"
    yield ""
    yield from (f"  {one}".rstrip() for one in plain(reply.text).split("\n"))
