"""Whom the sender's words name, of those on the list."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.values import said
from inbox_bot.core.conversation.whose import is_own, name
from inbox_bot.core.document import Zone
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.lexicon import given_names, surnames
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.routing import bare, is_reply
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.wording.lexicon import frame_words, mine_phrases
from inbox_bot.core.extraction.wording.words import Sentence, folded_words, sentences

_IS_OR_DOES = re.compile(
    r"(?<![\w-])([A-Z][\w'’-]+) "
    r"(?:is|werkt|woont|est|travaille|habite|works|lives|ist|arbeitet|wohnt)(?!\w)"
)
_BOTH_CAPITAL = re.compile(r"(?<![\w'’-])(?=([^\W\d_a-z][^\W\d_]+) ([^\W\d_a-z][^\W\d_]+))")
_PROSE = 3
"""Words that a sentence has besides a name; with fewer it is a signature."""


def in_prose(case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return those of *there* whom the sender's sentences name, by their whole name or a part of it."""
    longest = max(len(folded_words(name(case.event, known.fields))) for known in there)
    return mentioned(case, there, (words for words in prose(case) if len(words) >= longest + _PROSE))


def spoken_of(case: Case, given: Participant, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return those of *there* of whom the mail says what is *given*: who is named last, up to there, or says `my`.

    Where no place of the values is known: whom the sender's sentences name beside the sender.
    """
    others = tuple(known for known in there if not is_own(case, known))
    own = tuple(known for known in there if known not in others)
    spans = [one.span for one in said(given).values() if one.span]
    if not spans:
        return in_prose(case, others) if others and said(given) else ()
    for sentence in _back_from(case, min(span.start for span in spans)):
        if named := mentioned(case, others, [sentence.words]):
            return named
        if own and _says_my(case, sentence):
            return own
    return ()


def stranger(case: Case, there: Sequence[Known]) -> bool:
    """Tell whether the sender's text says what somebody is or does, by a first name that nobody of *there* bears.

    `An is schepen, haar adres is …`.
    """
    sender = case.message.sender.display_name if case.message.sender else ""
    called = {part for known in there for part in folded_words(name(case.event, known.fields))}
    called.update(folded_words(sender))
    told = (match.group(1) for line in case.document.of(Zone.NEW) for match in _IS_OR_DOES.finditer(line.text))
    return any(fold(word) in given_names() and called.isdisjoint(folded_words(word)) for word in told)


def by_subject(case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    """Return those of *there* whom the subject names, or that began with a mail of the very subject that it answers.

    Nobody where that tells none of them apart, or where the conversation told it already.
    """
    if any(known.in_thread for known in there):
        return ()
    subject = bare(case.message.subject)
    if is_reply(case.message.subject):
        same = tuple(known for known in there if bare(known.subject) == subject)
    else:
        same = mentioned(case, there, [subject.split()])
    return same if len(same) < len(there) else ()


def _back_from(case: Case, at: int) -> Iterator[Sentence]:
    """Yield the sentence in which the character *at* stands and those before it, the nearest first."""
    lines = [line for line in case.document.of(Zone.NEW) if not is_salutation(line.text)]
    line = next((line for line in case.document.lines if line.span.start <= at < line.span.end), None)
    if line is None or line not in lines:
        yield from sentences([line.text] if line else [])
        return
    starts = list(accumulate((len(one.text) + 1 for one in lines), initial=0))
    place = starts[lines.index(line)] + at - line.span.start
    told = sentences(one.text for one in lines)
    yield from reversed(told[: bisect_right([one.spans[0][0] for one in told], place)])


def says_my(case: Case) -> bool:
    """Tell whether the sender speaks of themselves: `mijn functie`, `I am`."""
    told = sentences(line.text for line in case.document.of(Zone.NEW))
    return any(_says_my(case, sentence) for sentence in told)


def _says_my(case: Case, sentence: Sentence) -> bool:
    return any(match.phrase.language == case.extraction.language for match in mine_phrases().find([sentence]))


def prose(case: Case) -> tuple[Sequence[str], ...]:
    """Return the sender's own sentences, each as folded words."""
    return tuple(sentence.words for sentence in sentences(line.text for line in case.document.of(Zone.NEW)))


def mentioned(case: Case, there: Sequence[Known], spoken: Iterable[Sequence[str]]) -> tuple[Known, ...]:
    """Return those of *there* who are named in one of *spoken* (folded words)."""
    heard = [tuple(words) for words in spoken]
    return tuple(known for known in there if any(_names(case, known, there, words) for words in heard))


def _names(case: Case, known: Known, there: Sequence[Known], said: Sequence[str]) -> bool:
    parts = folded_words(name(case.event, known.fields))
    others = {part for one in there if one is not known for part in folded_words(name(case.event, one.fields))}
    if not parts:
        return False
    alone = {parts[0], parts[-1]} - others
    written = _written_together(tuple(line.text for line in case.document.of(Zone.NEW)))
    part = any(word in alone and not _is_anothers(said, at, parts, written) for at, word in enumerate(said))
    return part or frozenset(said).issuperset(parts)


def _is_anothers(said: Sequence[str], at: int, parts: Sequence[str], written: frozenset[tuple[str, str]]) -> bool:
    """Tell whether the word *at* belongs to the name of somebody else than who is called *parts*.

    `Piet Claes` is not An Claes, and `An Peeters` neither; *written* are the words that stand together in capitals.
    """
    before = said[at - 1] if at else ""
    behind = said[at + 1] if at + 1 < len(said) else ""
    if said[at] == parts[-1] and before not in parts and (before, said[at]) in written:
        return before in given_names() - frame_words()
    new = behind not in parts and (said[at], behind) in written
    return said[at] == parts[0] and new and behind in surnames() - frame_words()


@lru_cache(maxsize=32)
def _written_together(lines: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return the folded pairs of neighbouring words of *lines* that both begin with a capital."""
    pairs = (match.groups() for line in lines for match in _BOTH_CAPITAL.finditer(line))
    return frozenset((fold(one), fold(other)) for one, other in pairs)
