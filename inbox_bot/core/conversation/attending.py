"""Who of several people comes and who does not, clause by clause: `Els komt niet, Tom ook niet, An wel`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.mentions import mentioned
from inbox_bot.core.conversation.whose import name
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, folded_words

_AND = lexicon.words("conjunctions")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words of a sentence that say one thing of the people they name."""

    people: tuple[Known, ...]
    stays_away: bool | None
    """None where it says neither."""
    likewise: bool = False
    """Whether it says the same as the clause before: `Tom ook`."""
    contrasts: bool = False
    """Whether it only says of whom the opposite holds: `niet Els, maar …`."""
    only_names: bool = False
    """Whether it is one of a list of people: `Els, Tom en An komen niet`."""


@dataclass(frozen=True, slots=True)
class Attending:
    """Of whom it is said that they stay away, that they come, and neither though they are named beside such words."""

    away: tuple[Known, ...]
    comes: tuple[Known, ...]
    unclear: tuple[Known, ...]


def attending(case: Case, there: Sequence[Known], told: Sequence[Sentence], off: Sequence[Match]) -> Attending:
    """Return what the sentences *told* say of each of *there*; *off* are their words of staying away."""
    said: dict[int, set[bool | None]] = {}
    for sentence in told:
        clauses = [_clause(case, there, sentence, *span, off) for span in _spans(case, there, sentence)]
        if any(clause.people and clause.stays_away is not None for clause in clauses):
            for clause, away in _settled(clauses):
                for known in clause.people:
                    said.setdefault(known.id, set()).add(away)
    sure = {number: next(iter(ways)) for number, ways in said.items() if len(ways) == 1}
    return Attending(
        tuple(known for known in there if sure.get(known.id) is True),
        tuple(known for known in there if sure.get(known.id) is False),
        tuple(known for known in there if known.id in said and sure.get(known.id) is None),
    )


def _spans(case: Case, there: Sequence[Known], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the words of each clause: up to a comma, a `but` or `that`, or an `and` behind which another one begins."""
    breaks = lexicon.words("clause_openers")
    edges = [at for at, word in enumerate(sentence.words) if at in sentence.commas or word in breaks]
    for start, end in pairwise(sorted({0, *edges, len(sentence.words)})):
        yield from pairwise([start, *_joints(case, there, sentence, start, end), end])


def _joints(case: Case, there: Sequence[Known], sentence: Sentence, start: int, end: int) -> Iterator[int]:
    """Yield where an `and` joins two clauses: either side names somebody, and says whether they come."""
    for at in range(start + 1, end):
        both = sentence.words[start:at], sentence.words[at:end]
        if sentence.words[at] in _AND and all(_says(case, there, one) for one in both):
            yield at


def _says(case: Case, there: Sequence[Known], words: Sequence[str]) -> bool:
    """Tell whether *words* name somebody, and whether they come."""
    return bool(mentioned(case, there, [words])) and (not _negators().isdisjoint(words) or _comes(words))


def _comes(words: Sequence[str]) -> bool:
    last = words[-1] if words else ""
    return last in lexicon.words("comes_after_all") or not lexicon.words("is_coming").isdisjoint(words)


def _negators() -> frozenset[str]:
    denials = frozenset[str]().union(*(language.negators for language in languages().values()))
    return denials | lexicon.words("nor")


def _clause(  # noqa: PLR0917  who, where, and by which words
    case: Case, there: Sequence[Known], sentence: Sentence, start: int, end: int, off: Sequence[Match]
) -> _Clause:
    words = sentence.words[start:end]
    people = mentioned(case, there, [words])
    leaves = any(start <= _place(case, there, one) < end for one in off if one.sentence is sentence)
    denied = not _negators().isdisjoint(words)
    comes = _comes(words)
    inner = [word for word in words if word not in _AND and word not in lexicon.words("clause_openers")]
    contrasts = bool(people) and inner[0] in _negators() and not (leaves or comes)
    likewise = bool(people) and not (leaves or denied or comes) and not lexicon.words("likewise").isdisjoint(words)
    away = True if leaves or denied else False if comes else None
    called = {part for known in people for part in folded_words(name(case.event, known.fields))}
    return _Clause(people, away, likewise, contrasts, bool(people) and called.issuperset(inner))


def _place(case: Case, there: Sequence[Known], off: Match) -> int:
    """Return at which word *off* stands: its last, where somebody is named before that: `An komt, Els niet`."""
    between = off.sentence.words[off.start : off.end]
    return off.end - 1 if mentioned(case, there, [between]) else off.start


def _settled(clauses: Sequence[_Clause]) -> Iterator[tuple[_Clause, bool | None]]:
    """Yield each clause of a sentence with whether its people stay away, where need be by the clauses beside it."""
    before: bool | None = None
    for at, clause in enumerate(clauses):
        away = clause.stays_away
        behind = next((one.stays_away for one in clauses[at + 1 :] if one.stays_away is not None), None)
        if clause.contrasts:
            opposite = behind if before is None else before
            away = None if opposite is None else not opposite
        elif away is None and clause.likewise:
            away = before
        elif away is None and clause.only_names:
            away = behind
        yield clause, away
        before = away if clause.people else before
