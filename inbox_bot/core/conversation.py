"""A mail that answers our question, made whole with what its sender wrote before."""

from dataclasses import replace

from inbox_bot.core.case import Case, History, Known
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Finding, Intent, Participant

EARLIER = "earlier mail"
"""The source of a value that the store held already."""

_GIVES = {Intent.REGISTER, Intent.UPDATE}


def open_entry(history: History, event: Event) -> Known | None:
    """Return the one incomplete entry that a mail can complete; None where there is none, or a choice of several.

    A mail that answers a reply of ours is about the entry of that reply alone; any other is about its sender's entry
    for *event*.
    """
    incomplete = [known for known in history.known if known.status == "incomplete"]
    if history.in_thread:
        meant = [known for known in incomplete if known.in_thread]
    else:
        meant = [known for known in incomplete if known.event == event.id]
    return meant[0] if len(meant) == 1 else None


def lacking(known: Known, event: Event) -> tuple[str, ...]:
    """Return the keys of the required fields that *known* has no value of, in the order asked."""
    return tuple(field.key for field in event.required if not known.fields.get(field.key))


def complete(case: Case) -> Case:
    """Return *case* with what is known merged into what its mail supplies; unchanged if it supplies nothing lacking.

    A value that was stored is kept: a mail that says otherwise gives a doubt, never a silent change.
    """
    known = open_entry(case.history, case.event)
    if known is None or not _supplies(case, known):
        return case
    return replace(case, extraction=_merged(case.extraction, known), supplies=known)


def _supplies(case: Case, known: Known) -> bool:
    extraction = case.extraction
    if known.event != case.event.id or len(extraction.participants) != 1:
        return False
    # A bare "Gent" says nothing of registering, but does where we asked for the city.
    if extraction.intent not in _GIVES and not (known.in_thread and extraction.intent is Intent.UNRELATED):
        return False
    (given,) = extraction.participants
    # Who writes anew and gives another name or function may be registering somebody else.
    if not known.in_thread and _contradictions(given, known, case.event):
        return False
    return any(key in given for key in lacking(known, case.event))


def _merged(extraction: Extraction, known: Known) -> Extraction:
    (given,) = extraction.participants
    kept = {key: Finding(value, value, None, EARLIER, 1.0) for key, value in known.fields.items() if value}
    merged = {**given, **kept}
    return replace(
        extraction,
        intent=Intent.UPDATE,
        participants=(merged,),
        missing=tuple(field.key for field in extraction.event.required if field.key not in merged),
        doubts=(*extraction.doubts, *_contradictions(given, known, extraction.event)),
    )


def _contradictions(given: Participant, known: Known, event: Event) -> tuple[str, ...]:
    """Say where the mail's own words differ from what was noted; headers and signatures only repeat."""
    return tuple(
        f"{field.label}: “{known.fields[field.key]}” was noted, this mail says “{finding.value}”"
        for field in event.fields
        if (finding := given.get(field.key)) and finding.source == "text" and known.fields.get(field.key)
        if not _words(finding.value) <= _words(known.fields[field.key])
    )


def _words(value: str) -> set[str]:
    return set(value.casefold().split())
