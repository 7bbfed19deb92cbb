"""A mail that gives data, joined with the entries that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from inbox_bot.core.case import Case, Does, Known, Plan
from inbox_bot.core.conversation.mentions import by_subject, prose, says_my, spoken_of, stranger
from inbox_bot.core.conversation.replacing import instead, replaced
from inbox_bot.core.conversation.respelling import RESPELLED, respelled, unclear
from inbox_bot.core.conversation.values import contradictions, differing, kept, lacking, missing, said, words
from inbox_bot.core.conversation.whose import (
    MAYBE,
    NAMES,
    SURELY,
    is_another,
    is_own,
    lacks_what,
    misspelled,
    name,
    named,
)
from inbox_bot.core.extraction.model import ANSWERS, JOINS, REPLACES, TAKES, Intent, Participant
from inbox_bot.core.extraction.wording.words import folded_words
from inbox_bot.core.people import concerned

SEVERAL = "several registrations may be meant"
NOBODY = "asks for a change, but of whom is not clear"
_SAYS_WHAT_IT_IS = frozenset({"label", "column", "misspelled label", "label below", "label without colon"})


@dataclass(frozen=True, slots=True)
class _Joined:
    """One participant with the entry that is theirs, and what becomes of it."""

    participant: Participant
    known: Known | None = None
    does: Does = Does.REGISTERS
    doubts: tuple[str, ...] = ()


def give(case: Case) -> Case:
    """Return *case* with its participants merged into their entries; who has none is new."""
    there = concerned(case.history, case.event.id)
    if REPLACES in case.extraction.evidence or instead(case, there):
        return replaced(case, there)
    if TAKES in case.extraction.evidence:
        return _taken(case, there)
    joined = [_join(case, given, there) for given in case.extraction.participants]
    joined = [one for one in joined if one.does is not Does.REPEATS or one.doubts] or joined
    joined += _others_open(there, joined)
    if not any(one.known or one.doubts for one in joined):
        return case
    return _planned(case, joined)


def _taken(case: Case, there: Sequence[Known]) -> Case:
    """Return *case* with those for whom a place is kept, or was, as who takes it."""
    asked = [known for known in there if known.offered] or [known for known in there if known.passed]
    whole = replace(case.extraction, participants=tuple(kept(known) for known in asked), missing=())
    return replace(case, extraction=whole, plan=Plan(Does.TAKES, dict(enumerate(asked))))


def _join(case: Case, given: Participant, there: Sequence[Known]) -> _Joined:
    nameless = not name(case.event, {key: one.value for key, one in said(given).items()})
    if nameless and said(given) and (stranger(case, there) or (is_another(case, there) and says_my(case))):
        return _Joined(given, doubts=(NOBODY,))
    meant = _meant(case, given, there)
    if len(meant) > 1:
        return _Joined(given, doubts=(SEVERAL,))
    if meant:
        return _merge(case, given, meant[0])
    anew = case.extraction.intent is Intent.REGISTER
    return _Joined(given, doubts=() if anew else (NOBODY,))


def _meant(case: Case, given: Participant, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return the entries that *given* may be about; none where somebody else comes."""
    event = case.event
    by_name = named(event, given if JOINS in case.extraction.evidence else said(given), there)
    if by_name or JOINS in case.extraction.evidence:
        return by_name
    changes = case.extraction.intent is Intent.UPDATE
    if name(event, {key: one.value for key, one in said(given).items()}):
        nameless = tuple(known for known in there if not name(event, known.fields) and is_own(case, known))
        return nameless or misspelled(event, said(given), there, MAYBE if changes else SURELY)
    return lacks_what(case, given, there) or _unnamed(case, given, there)


def _unnamed(case: Case, given: Participant, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return whom data without a name mean: who is spoken of, else whom the subject tells, else who signs, else all."""
    spoken = spoken_of(case, given, there) or by_subject(case, there)
    own = named(case.event, given, there) or tuple(known for known in there if is_own(case, known))
    return spoken or own or tuple(there)


def _merge(case: Case, given: Participant, known: Known) -> _Joined:
    lack = frozenset(lacking(known, case.event))
    trusted = given if is_own(case, known) else said(given)
    supplied = {key: one for key, one in trusted.items() if not known.fields.get(key)}
    others = {key: given[key] for key in (*differing(given, known), *_corrected_names(case, given, known))}
    keys = _name_keys(case)
    renamed = bool(others.keys() & keys)
    others |= {} if renamed else respelled(case, known, named=bool(said(given).keys() & keys))
    changed = {key: one for key, one in others.items() if _asks_change(case, others, key)}
    against = contradictions({key: one for key, one in others.items() if key not in changed}, known, case.event)
    against += () if renamed else unclear(case, known)
    participant = {**kept(known), **supplied, **changed}
    return _Joined(participant, known, _does(known, lack, supplied, changed), against)


def _corrected_names(case: Case, given: Participant, known: Known) -> Iterator[str]:
    """Yield the names that header or signature write otherwise, where the text tells the difference: `met dt`."""
    if case.extraction.intent is not Intent.UPDATE or not is_own(case, known):
        return
    spoken = frozenset(word for sentence in prose(case) for word in sentence)
    for field in case.event.fields:
        one, noted = given.get(field.key), known.fields.get(field.key, "")
        if field.type in NAMES and one and noted and one.source != "text":
            other = words(one.value) - words(noted)
            if other and spoken.issuperset(folded_words(" ".join(other))):
                yield field.key


def _name_keys(case: Case) -> frozenset[str]:
    return frozenset(field.key for field in case.event.fields if field.type in NAMES)


def _asks_change(case: Case, given: Participant, key: str) -> bool:
    """Tell whether another value is meant to take the place of the noted one: an answer may only mention it."""
    answers = ANSWERS in case.extraction.evidence
    return not answers or RESPELLED in given[key].evidence or not _SAYS_WHAT_IT_IS.isdisjoint(given[key].evidence)


def _does(known: Known, lack: frozenset[str], supplied: Participant, changed: Participant) -> Does:
    if known.status == "incomplete" and not lack.isdisjoint(supplied):
        return Does.COMPLETES
    return Does.CHANGES if changed or supplied else Does.REPEATS


def _others_open(there: Sequence[Known], joined: Sequence[_Joined]) -> list[_Joined]:
    """Return who else of the conversation still lacks something: they are asked for again, and nobody else is."""
    taken = {one.known.id for one in joined if one.known}
    waits = (one for one in there if one.status == "incomplete" and one.in_thread and one.id not in taken)
    return [_Joined(kept(known), known, Does.REPEATS) for known in waits]


_FIRST = (Does.CHANGES, Does.COMPLETES, Does.REGISTERS, Does.REPEATS)


def _planned(case: Case, joined: Sequence[_Joined]) -> Case:
    participants = tuple(one.participant for one in joined)
    changes: Mapping[int, Known] = {at: one.known for at, one in enumerate(joined) if one.known}
    done = {one.does for one in joined}
    doubts = tuple(dict.fromkeys(doubt for one in joined for doubt in one.doubts))
    if len({known.id for known in changes.values()}) < len(changes):
        doubts = (*doubts, SEVERAL)
    late = _late(case, joined)
    asked = [one for at, one in enumerate(participants) if at not in late]
    whole = replace(case.extraction, participants=participants, missing=missing(case.event, asked))
    does = next(one for one in _FIRST if one in done)
    if does is Does.REPEATS and any(known.offered or known.passed for known in changes.values()):
        does = Does.TAKES
    return replace(case, extraction=whole, plan=Plan(does, changes, doubts, late))


def _late(case: Case, joined: Sequence[_Joined]) -> frozenset[int]:
    """Return who came too late, unless everybody did."""
    first = [one.known.received_at if one.known else case.received_at for one in joined]
    waits = [one.known is None or one.known.status == "late" for one in joined]
    late = [at for at, moment in enumerate(first) if waits[at] and case.event.closed(moment)]
    return frozenset(late) if len(late) < len(joined) else frozenset()
