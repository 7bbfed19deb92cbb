"""Who comes, or is sent: the subject of each verb of coming, whether that is the sender, somebody named, or nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.prose.people.enrolled import OFFICES
from inbox_bot.core.extraction.wording.lexicon import coming_phrases, frame_words, languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence

_REACH = 8
_BEHIND = 3
_TWO = 2
_FIRST_PERSONS = lexicon.words("first_persons")
_SOMEBODY = lexicon.words("somebody") | lexicon.answers("relatives") | frozenset(OFFICES.split("|"))
_PARTICLES = lexicon.words("particles")
_IF = frozenset({"als", "indien", "of", "if", "whether", "si", "wenn", "falls", "ob"})
_AND = frozenset({"en", "et", "and", "und"})


class Who(Enum):
    """Who does what a verb says."""

    ONESELF = "the sender"
    NAMED = "somebody whose whole name is said"
    UNNAMED = "somebody else"


@dataclass(frozen=True)
class Coming:
    """A verb of coming or sending with the one whom it brings."""

    who: Who
    said: str
    """The words for them as they stand, with the verb."""
    match: Match


def comings(sentences: Sequence[Sentence], on_the_list: frozenset[str]) -> Iterator[Coming]:
    """Yield who comes or is sent by what *sentences* say, but for those whose names are all words of *on_the_list*."""
    for match in coming_phrases().find(sentences):
        if match.sentence.asks or _is_denied(match):
            continue
        sends = match.phrase.category == "coming.sends"
        if match.phrase.category == "coming.too":
            yield Coming(Who.ONESELF, match.text, match)
            continue
        before, behind = _before(match), _behind(match)
        places = (behind,) if sends else (before, behind[:_BEHIND])
        found = next(filter(None, (_who(match.sentence, one, on_the_list) for one in places)), None)
        if found and not (found[0] is Who.ONESELF and (sends or _is_supposed(match, before))):
            who, at = (Who.UNNAMED, found[1]) if _is_supposed(match, before) else found
            said = match.sentence.between(min(at, match.start), max(at + 1, match.end))
            yield Coming(who, said, match)


def is_of_oneself(match: Match) -> bool:
    """Tell whether the subject before the words of *match* is the sender: `I | will be there`."""
    found = _who(match.sentence, _before(match), frozenset())
    return found is not None and found[0] is Who.ONESELF


def _is_denied(match: Match) -> bool:
    language = languages()[match.phrase.language]
    around = match.sentence.clause(match.start, match.end, _REACH, language.conjunctions)
    return not language.negators.isdisjoint(around)


def other_than(match: Match, on_the_list: frozenset[str]) -> str:
    """Return the name before the words of *match*, where somebody who is not on the list does it; else nothing."""
    found = _who(match.sentence, _before(match), on_the_list)
    if found is None or found[0] is Who.ONESELF or not _is_capital(match.sentence, found[1]):
        return ""
    return match.sentence.between(found[1], match.start)


def _is_supposed(match: Match, before: Sequence[int]) -> bool:
    return any(match.sentence.words[at] in _IF for at in before)


def _before(match: Match) -> range:
    """Return where the words before *match* in its clause stand, the nearest first."""
    words, commas = match.sentence.words, match.sentence.commas
    breaks = languages()[match.phrase.language].conjunctions | _AND
    back = range(match.start - 1, max(-1, match.start - 1 - _REACH), -1)
    reached = list(takewhile(lambda at: at + 1 not in commas and words[at] not in breaks, back))
    return range(match.start - 1, match.start - 1 - len(reached), -1)


def _behind(match: Match) -> range:
    words, commas = match.sentence.words, match.sentence.commas
    breaks = languages()[match.phrase.language].conjunctions
    ahead = range(match.end, min(len(words), match.end + _REACH))
    return range(
        match.end, match.end + len(list(takewhile(lambda at: at not in commas and words[at] not in breaks, ahead)))
    )


def _who(sentence: Sentence, places: Sequence[int], on_the_list: frozenset[str]) -> tuple[Who, int] | None:
    """Return who is meant at the first of *places* that tells it, and where; None where nobody is, or who is known."""
    words = sentence.words
    for at in places:
        if words[at] in _FIRST_PERSONS:
            return Who.ONESELF, at
        if words[at] in _SOMEBODY:
            return Who.UNNAMED, at
        if called := _name_around(sentence, at):
            if on_the_list.issuperset(words[one] for one in called):
                return None
            return (Who.NAMED if len(called) >= _TWO else Who.UNNAMED), called[0]
    return None


def _name_around(sentence: Sentence, at: int) -> range:
    """Return where the name stands of which the word *at* is a part: capitals, the first of them a given name."""
    first = last = at
    while first > 0 and first not in sentence.commas and _is_of_name(sentence, first - 1):
        first -= 1
    while last + 1 < len(sentence.words) and last + 1 not in sentence.commas and _is_of_name(sentence, last + 1):
        last += 1
    given = (one for one in range(first, at + 1) if _is_capital(sentence, one) and _is_given(sentence.words[one]))
    begins = next(given, None)
    return range(0) if begins is None or not _is_capital(sentence, last) else range(begins, last + 1)


def _is_given(word: str) -> bool:
    return word in lexicon.given_names() and word not in frame_words()


def _is_of_name(sentence: Sentence, at: int) -> bool:
    return _is_capital(sentence, at) or sentence.words[at] in _PARTICLES


def _is_capital(sentence: Sentence, at: int) -> bool:
    return sentence.text[sentence.spans[at][0]].isupper()
