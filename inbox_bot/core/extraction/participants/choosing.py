"""One value among candidates: over its threshold and clear of the runner-up, or none and a doubt."""

import re
from collections.abc import Iterable, Sequence
from math import log

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices, jobs, names, phones, places
from inbox_bot.core.extraction.evidence import LABELLED, THRESHOLD, TIERS, candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.model import Candidate

MARGIN = 2.5
"""How much more (in log-odds) must speak for the best value than for another one in the same place."""

_HINT = 0.35
_JOINT, _BREATH = 6, 25
"""How many characters may stand between an organisation and where it is: ` uit `, ` in `, `, `."""
_TOP_LEVEL = re.compile(r"(?<=\w)\.[a-z]{2,}$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,2}\s")


def choose(found: Sequence[Candidate], kind: FieldType) -> tuple[Candidate | None, tuple[Candidate, ...], str | None]:
    """Return the chosen candidate, the runners-up, and the doubt that stands in the way."""
    merged = sorted(_merged(found, kind), key=lambda one: (TIERS.index(one.source), -one.confidence))
    strong = _revised([one for one in merged if one.confidence >= THRESHOLD])
    if not strong:
        weak = [one for one in merged if one.confidence >= _HINT and one.source in {"text", "forwarded"}]
        return None, tuple(merged), f"not sure of {_quoted(weak)}" if weak else None
    best = _fuller(_preferred(strong, kind), strong, kind)
    rivals = [
        one
        for one in strong
        if one is not best
        and one.source == best.source
        and not _beside(best, one, kind)
        and not _within(best, one, kind)
        and not _outspoken(best, one, kind)
        and not (kind is FieldType.JOB_TITLE and _joined(best, one))
        and not agree(one.value, best.value, kind)
        and not _both_reach(best, one, kind)
        and not (_says_less(one, kind) and not _says_no(best))
        and not _is_lesser(one, kind)
        and not (kind is FieldType.NUMBER and "label" in _names(best))
        and (kind is FieldType.COUNTRY or _is_labelled(one, kind) or _odds(best) - _odds(one) < MARGIN)
    ]
    others = tuple(one for one in merged if one is not best)
    if rivals and best.source != "signature":
        return None, tuple(merged), f"different values: {_quoted([best, *rivals])}"
    return best, others, None


def _revised(strong: list[Candidate]) -> list[Candidate]:
    """Return *strong* without what stands above a value that takes it back: `PS: no lunch for me after all`."""
    last = max((one.span.start for one in strong if one.span and "corrects" in _names(one)), default=0)
    return [one for one in strong if one.span is None or one.span.start >= last]


def _preferred(strong: Sequence[Candidate], kind: FieldType) -> Candidate:
    """Return the strongest; a bare place gives way to an organisation, which is then named instead."""
    if kind is FieldType.JOB_TITLE:
        same = [one for one in strong if one.source == strong[0].source]
        first = next((one for one in same if not _is_lesser(one, kind)), strong[0])
        breath = [one for one in same if one is first or (_joined(first, one) and "frame" not in _names(first))]
        return min(breath, key=lambda one: one.span.start if one.span else -1)
    if kind is FieldType.CHOICE:
        same = [one for one in strong if one.source == strong[0].source]
        return next((one for one in same if not _says_less(one, kind) and not _says_no(one)), strong[0])
    if kind is FieldType.ORGANISATION:
        same = [one for one in strong if one.source == strong[0].source]
        houses = [one for one in same if not _is_home(one)] or same
        whole = [one for one in houses if "department" not in _names(one)]
        first = (whole or houses)[0]
        own = (one for one in whole if one.source == "signature" and "agrees with address" in _names(one))
        return next((one for one in own if key(_TOP_LEVEL.sub("", one.value)) not in key(first.value)), first)
    employers = [one for one in strong if one.source == strong[0].source and "organisation word" in _names(one)]
    if kind is not FieldType.MUNICIPALITY or not employers:
        return strong[0]
    return next((one for one in employers if _is_bare_place(strong[0]) or _follows(one, strong[0])), strong[0])


def _fuller(best: Candidate, strong: Sequence[Candidate], kind: FieldType) -> Candidate:
    """Return the name in full, where *best* is only its initials, or lacks its particle: `Jan Berg`."""
    if kind is not FieldType.PERSON_NAME:
        return best
    best = next((one for one in strong if _is_without_letters(one, best)), best)
    shortened = _INITIAL.match(best.value) is not None
    fuller = (one for one in strong if (shortened and not _INITIAL.match(one.value)) or _adds(best, one))
    return next((one for one in fuller if names.same(one.value, best.value) or _adds_surname(best, one)), best)


def _is_without_letters(one: Candidate, best: Candidate) -> bool:
    """Tell whether *one* is the name *best* without letters of a society behind it: `Ann Claes MIOA`."""
    name, letters = best.value.rpartition(" ")[::2]
    mixed = letters.isupper() and not name.isupper() and not all(map(names.is_given, name.split()))
    return mixed and " " in name and fold(one.value) == fold(name)


def _adds(best: Candidate, other: Candidate) -> bool:
    """Tell whether *other* adds a particle, or the given name without which *best* is a surname alone."""
    if _adds_surname(best, other):
        return True
    lacks = not any(map(names.is_given, best.value.split())) and names.is_given(other.value.split()[0])
    more = _begins(best, other) or (lacks and set(fold(best.value).split()) < set(fold(other.value).split()))
    return more or _adds_particle(best, other)


def _begins(best: Candidate, other: Candidate) -> bool:
    """Tell whether *best* is how somebody signs who is called *other*, without the surname: `Thi Mai`."""
    said, more = fold(best.value).split(), fold(other.value).split()
    signs = ({"frame"} | LABELLED).isdisjoint(_names(best)) and not other.value.split()[-1].isupper()
    return signs and more[: len(said)] == said and len(said) < len(more)


def _adds_surname(best: Candidate, other: Candidate) -> bool:
    """Tell whether *best* is given names alone, behind which *other* has more: `Thi Mai` and `Thi Mai Nguyen`."""
    said, more = fold(best.value).split(), fold(other.value).split()
    return len(said) < len(more) and more[: len(said)] == said and all(map(names.is_given, said))


def _adds_particle(best: Candidate, other: Candidate) -> bool:
    said, more = fold(best.value).split(), fold(other.value).split()
    added = [token for token in more if token not in said]
    return bool(added) and lexicon.words("particles").issuperset(added) and set(said) <= set(more)


def _within(best: Candidate, other: Candidate, kind: FieldType) -> bool:
    """Tell whether *other* is a department beside the organisation *best*, or only a town."""
    department = "department" in _names(other) and "department" not in _names(best)
    return department or (kind is FieldType.ORGANISATION and _is_home(other) and not _is_home(best))


def _is_home(one: Candidate) -> bool:
    """Tell whether *one* is where somebody lives, or a town alone."""
    return "home" in _names(one) or places.is_place(one.value)


def _beside(best: Candidate, other: Candidate, kind: FieldType) -> bool:
    """Tell whether *other* only says where the organisation *best* is."""
    if kind is not FieldType.MUNICIPALITY or "organisation word" not in _names(best):
        return False
    return _is_bare_place(other) or _follows(best, other)


def _outspoken(best: Candidate, other: Candidate, kind: FieldType) -> bool:
    """Tell whether *best* stands behind its label, and *other* is a house that the text names for something else."""
    house = kind in {FieldType.MUNICIPALITY, FieldType.ORGANISATION}
    return house and not LABELLED.isdisjoint(_names(best)) and LABELLED.isdisjoint(_names(other))


def _joined(best: Candidate, other: Candidate) -> bool:
    """Tell whether *other* is a second function in one breath with the first: `raadslid en landbouwer`."""
    between = max(other.span.start - best.span.end, best.span.start - other.span.end) if best.span and other.span else 0
    both = {"frame"} <= _names(best) & _names(other)
    return 0 < between <= _BREATH and "label" not in _names(best) | _names(other) and not both


def _follows(organisation: Candidate, place: Candidate) -> bool:
    """Tell whether a town stands right behind an organisation: `Atelier Noord uit Gent`."""
    between = place.span.start - organisation.span.end if place.span and organisation.span else -1
    return 0 <= between <= _JOINT and places.is_place(place.value)


def _is_lesser(one: Candidate, kind: FieldType) -> bool:
    """Tell whether a title gives way to another: of several people, a form of address, learned, retired from one."""
    if kind is not FieldType.JOB_TITLE:
        return False
    first = one.value.split(maxsplit=1)[0]
    addressed = fold(one.value).strip(".") in lexicon.words("titles")
    trained = fold(one.value).endswith(tuple(lexicon.jobs("training")))
    return addressed or trained or jobs.is_plural(first) or fold(first) in lexicon.jobs("retired")


def _says_less(one: Candidate, kind: FieldType) -> bool:
    return kind is FieldType.CHOICE and choices.is_plain_yes(one.value)


def _says_no(one: Candidate) -> bool:
    return choices.boolean(one.value) == "no"


def _both_reach(best: Candidate, other: Candidate, kind: FieldType) -> bool:
    """Tell whether two numbers are of a telephone at work and of a mobile one: either reaches the same person."""
    return kind is FieldType.PHONE and phones.is_mobile(best.value) != phones.is_mobile(other.value)


def _is_bare_place(one: Candidate) -> bool:
    return not ({"place word", "organisation word", "frame"} | LABELLED) & _names(one)


def _names(one: Candidate) -> set[str]:
    return {piece.name for piece in one.evidence}


def _is_labelled(one: Candidate, kind: FieldType) -> bool:
    """Tell whether the sender says that this is the title: whatever is chosen instead contradicts it."""
    return kind is FieldType.JOB_TITLE and not LABELLED.isdisjoint(_names(one))


def _odds(one: Candidate) -> float:
    clipped = min(max(one.confidence, 1e-9), 1 - 1e-9)
    return log(clipped / (1 - clipped))


def _quoted(found: Iterable[Candidate]) -> str:
    return ", ".join(f'"{value}"' for value in dict.fromkeys(one.value for one in found))


def _merged(found: Sequence[Candidate], kind: FieldType) -> list[Candidate]:
    """Put together what says the same in the same kind of place."""
    merged: dict[tuple[str, str], Candidate] = {}
    for one in found:
        place = (one.source, _normal(one.value, kind))
        other = merged.get(place)
        if other is None:
            merged[place] = one
            continue
        first = max(other, one, key=lambda either: either.confidence)
        evidence = [piece.name for either in (other, one) for piece in either.evidence if piece.weight >= 0]
        merged[place] = candidate(first.key, first.value, first.text, first.span, first.source, evidence)
    return list(merged.values())


def _normal(value: str, kind: FieldType) -> str:
    if kind is FieldType.PERSON_NAME:
        return "".join(sorted(fold(value).replace("-", " ").split()))
    if kind in {FieldType.MUNICIPALITY, FieldType.ORGANISATION}:
        return places.bare(value)
    return value.casefold() if kind is FieldType.EMAIL else key(value)


def agree(one: str, other: str, kind: FieldType) -> bool:
    """Tell whether two values of *kind* say the same, one perhaps more fully."""
    if kind is FieldType.PERSON_NAME:
        return names.same(one, other)
    left, right = _normal(one, kind), _normal(other, kind)
    if kind in {FieldType.JOB_TITLE, FieldType.MUNICIPALITY, FieldType.ORGANISATION}:
        within = left in right or right in left or fold(one) in fold(other) or fold(other) in fold(one)
        part = kind is FieldType.MUNICIPALITY and places.is_part(one, other)
        return within or part or places.translations(left, right)
    return left == right
