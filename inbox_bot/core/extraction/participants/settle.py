"""Drafts to participants: the findings for each field, what is missing, and what is not sure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME
from inbox_bot.core.extraction.model import Candidate, Finding, Participant
from inbox_bot.core.extraction.participants.choosing import choose
from inbox_bot.core.extraction.records.draft import Draft

_OF = re.compile(
    r"\s+(?:(?:de|du|des|van|of|von|vom|der|à|au|aux|bij|chez|at|in)\s+|d['’])(?:(?:la|les|le|de|het|the|der|den|dem)\s+|l['’])?$",
    re.IGNORECASE,
)
"""What joins a title to where somebody has it."""
_COUPLE = 2
_PARTS = {FieldType.GIVEN_NAME: GIVEN, FieldType.FAMILY_NAME: FAMILY}


@dataclass
class Settled:
    """What was decided for all drafts."""

    participants: list[Participant] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    alternatives: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def missing(self, event: Event) -> tuple[str, ...]:
        """Return the required keys that some participant lacks, in the order asked."""
        return tuple(one.key for one in event.required if any(one.key not in given for given in self.participants))


def settle(event: Event, drafts: Sequence[Draft]) -> Settled:
    """Choose each participant's values; a field in doubt stays empty and is told of."""
    settled = Settled()
    turned = _surname_first(drafts)
    for draft in drafts:
        given: dict[str, Finding] = {}
        for asked in event.fields:
            found, others, doubt = _chosen(draft, asked, turned=turned)
            if found:
                given[asked.key] = found
            if doubt:
                settled.doubts.append(f"{asked.label}: {doubt}")
            if others:
                settled.alternatives[asked.key] = (*settled.alternatives.get(asked.key, ()), *others)
        settled.participants.append(_apart(event, _without_given(event, given)))
    return settled


def _without_given(event: Event, given: dict[str, Finding]) -> dict[str, Finding]:
    """Return *given* with a surname that does not hold the given name, too: `Nom : CLAES Ann`."""
    kinds = {one.type: one.key for one in event.fields if one.key in given and one.type in _PARTS}
    if len(kinds) < len(_PARTS):
        return given
    family, first = given[kinds[FieldType.FAMILY_NAME]], given[kinds[FieldType.GIVEN_NAME]]
    said, called = family.value.split(), first.value.split()
    rest = (
        said[: -len(called)]
        if said[-len(called) :] == called
        else said[len(called) :]
        if said[: len(called)] == called
        else said
    )
    if not rest or rest == said or first.source == "text":
        return given
    return {**given, kinds[FieldType.FAMILY_NAME]: replace(family, value=" ".join(rest))}


def _apart(event: Event, given: dict[str, Finding]) -> dict[str, Finding]:
    """Return *given* with a title that ends before the organisation it names: `director of the Source Hotel`."""
    kinds = {one.type: given[one.key] for one in event.fields if one.key in given}
    title, house = kinds.get(FieldType.JOB_TITLE), kinds.get(FieldType.ORGANISATION)
    if title is None or house is None or title.span is None or house.span is None or title.source != house.source:
        return given
    between = _OF.search(title.text, 0, house.span.start - title.span.start)
    inside = title.span.start < house.span.start < title.span.end
    if not inside or between is None or between.end() != house.span.start - title.span.start:
        return given
    short = replace(
        title,
        value=title.text[: between.start()],
        text=title.text[: between.start()],
        span=Span(title.span.start, title.span.start + between.start()),
    )
    return {key: short if one is title else one for key, one in given.items()}


def _surname_first(drafts: Sequence[Draft]) -> bool:
    """Tell whether some of several people are called by their surname first, and none the other way round."""
    written = [one.value.split() for draft in drafts for one in draft.found.get(NAME, ()) if one.source == "text"]
    told = [words for words in written if len(words) > 1 and names.is_given(words[0]) != names.is_given(words[-1])]
    return len(drafts) > 1 and bool(told) and all(names.is_given(words[-1]) for words in told)


def _chosen(draft: Draft, asked: Field, *, turned: bool) -> tuple[Finding | None, tuple[Candidate, ...], str | None]:
    if asked.type in _PARTS:
        return _name_part(draft, asked.type, turned=turned)
    slot = NAME if asked.type is FieldType.PERSON_NAME else asked.key
    best, others, doubt = choose(draft.found.get(slot, ()), asked.type)
    return (_finding(best, best.value) if best else None), others, doubt


def _name_part(
    draft: Draft, kind: FieldType, *, turned: bool
) -> tuple[Finding | None, tuple[Candidate, ...], str | None]:
    full = kind is not FieldType.GIVEN_NAME
    best, others, doubt = choose(draft.found.get(_PARTS[kind], ()), kind)
    if doubt or (best and (full or not names.is_initials(best.value))):
        return (_finding(best, best.value) if best else None), others, doubt
    whole, others, doubt = choose(draft.found.get(NAME, ()), FieldType.PERSON_NAME)
    value = names.split(_ordered(whole.value, draft, turned=turned))[kind is FieldType.FAMILY_NAME] if whole else ""
    told = value and (full or not names.is_initials(value))
    return (_finding(whole, value) if whole and told else None), others, doubt


def _ordered(name: str, draft: Draft, *, turned: bool) -> str:
    """Return *name* as the sender's own headers order it, where the words do not tell which is the surname.

    Where the others in a list have their surnames first, so has this one.
    """
    shown = next((one.value for one in draft.found.get(NAME, ()) if one.source == "from"), name)
    words = name.split()
    alike = len(words) > 1 and names.is_given(words[0]) == names.is_given(words[-1])
    if turned and alike and len(words) == _COUPLE and not any(map(str.isupper, words)):
        return " ".join(reversed(words))
    return shown if alike and not any(map(str.isupper, words)) and names.same(shown, name) else name


def _finding(one: Candidate, value: str) -> Finding:
    return Finding(value, one.text, one.span, one.source, one.confidence, tuple(piece.name for piece in one.evidence))
