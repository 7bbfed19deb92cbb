"""The phrase language of the lexicon: words in order with gaps, matched on the tokens of one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.wording.spelling import Spelling
from inbox_bot.core.extraction.wording.words import Sentence, fold, folded_words

_GAP, _VERB_LAST = 6, 10
"""How many words a gap spans; more in German, whose verb comes last."""
_PREFIX = 3
_TIMES = frozenset({"ca", "circa", "dem", "den", "der", "etwa", "heute", "mittag", "mittags", "morgen", "nachmittag"})


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase, or the gap before the next one."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    optional: bool = False
    least: int = 0
    most: int = 0
    """For a gap: how few and how many words it spans; a step with words has 0 and 0."""

    def takes(self, word: str) -> bool:
        """Tell whether *word* may stand here."""
        return word in self.words or bool(self.prefixes and word.startswith(self.prefixes))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the phrases of one language share."""

    language: str
    classes: Mapping[str, str]
    """Words that can stand for each other, by the name that phrases call them."""
    barriers: frozenset[str]
    negators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase with the words over which its gaps may not jump."""

    category: str
    language: str
    steps: tuple[Step, ...]
    barriers: frozenset[str]
    denies: bool
    """Whether it holds a word of denial itself, so that one does not turn it round."""
    at_start: bool
    at_end: bool

    @classmethod
    def compile(cls, source: str, category: str, grammar: Grammar) -> Self:
        """Compile *source*; KeyError if a `<name>` in it is no class, ValueError for a choice of several words."""
        parts = source.split()
        at_start, at_end = parts[0] == "^", parts[-1] == "$"
        body = parts[at_start : len(parts) - at_end]
        steps = tuple(_steps(body, grammar.classes, _VERB_LAST if grammar.language == "de" else _GAP))
        denies = any(step.words & grammar.negators for step in steps)
        return cls(category, grammar.language, steps, grammar.barriers, denies, at_start, at_end)

    def end(self, words: Sequence[str], start: int) -> int | None:
        """Return where the phrase ends if it begins at *start*, else None."""
        if self.at_start and start:
            return None
        return self._end(words, start, 0)

    def beginnings(self) -> Iterator[Step]:
        """Yield the steps with which the phrase can begin."""
        for step in self.steps:
            yield step
            if not step.optional:
                break

    def needed(self) -> frozenset[str]:
        """Return words of which the phrase holds one beyond its first; nothing where that cannot be told so simply."""
        sure = [step.words for step in self.steps[1:] if step.words and not (step.optional or step.prefixes)]
        return min(sure, key=len, default=frozenset())

    def _end(self, words: Sequence[str], at: int, number: int) -> int | None:
        if number == len(self.steps):
            return None if self.at_end and at != len(words) else at
        step = self.steps[number]
        if step.most:
            return self._after_gap(words, at, number)
        if at < len(words) and step.takes(words[at]):
            end = self._end(words, at + 1, number + 1)
            if end is not None:
                return end
        return self._end(words, at, number + 1) if step.optional else None

    def _after_gap(self, words: Sequence[str], at: int, number: int) -> int | None:
        step = self.steps[number]
        for width in range(step.most + 1):
            if at + width > len(words) or (width and words[at + width - 1] in self.barriers):
                return None
            end = self._end(words, at + width, number + 1) if width >= step.least else None
            if end is not None:
                return end
        return None


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a sentence, at words *start* to *end*."""

    phrase: Phrase
    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they were written."""
        return self.sentence.between(self.start, self.end)

    def overlaps(self, other: "Match") -> bool:
        """Tell whether both share words."""
        return self.sentence is other.sentence and self.start < other.end and other.start < self.end


class Phrases:
    """Many phrases, found in one walk over the words."""

    def __init__(self, phrases: Sequence[Phrase], spelling: Spelling | None = None) -> None:
        self._phrases = phrases
        self._by_word: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
        self._by_prefix: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
        self._spelling = spelling or Spelling(
            word for phrase in phrases for step in phrase.steps for word in step.words
        )
        self._needed = frozenset[str]().union(*(phrase.needed() or {""} for phrase in phrases))
        for phrase in phrases:
            needed = phrase.needed()
            for step in phrase.beginnings():
                for word in step.words:
                    self._by_word.setdefault(word, []).append((phrase, needed))
                for prefix in step.prefixes:
                    self._by_prefix.setdefault(prefix[:_PREFIX], []).append((phrase, needed))

    def only(self, category: str) -> Self:
        """Return the phrases of *category*, or of that table of categories; slips are put right as among all."""
        return type(self)([one for one in self._phrases if category in one.category.split(".")], self._spelling)

    def may_stand_in(self, text: str) -> bool:
        """Tell whether *text* holds some word that the phrases need: a quick no, for text without slips."""
        folded = fold(text)
        return any(word in folded for word in self._needed)

    def find(self, sentences: Sequence[Sentence]) -> Iterator[Match]:
        """Yield every match, in order of where it begins."""
        for sentence in sentences:
            words = self._spelling.mend(sentence.words)
            said = frozenset(words)
            for start, word in enumerate(words):
                for phrase, needed in self._beginning_with(word):
                    if needed and needed.isdisjoint(said):
                        continue
                    end = phrase.end(words, start)
                    if end is not None and not _is_since(sentence, end):
                        yield Match(phrase, sentence, start, end)

    @lru_cache(maxsize=4096)  # noqa: B019 (there is one for each lexicon; words come up often)
    def _beginning_with(self, word: str) -> tuple[tuple[Phrase, frozenset[str]], ...]:
        """Return the phrases that may begin with *word*, each with the words that it needs beside."""
        return (*self._by_word.get(word, ()), *self._by_prefix.get(word[:_PREFIX], ()))


def _is_since(sentence: Sentence, end: int) -> bool:
    """Tell whether the German word before *end* is no particle of a verb, but leads to a time: `komme ab dem 16.`."""
    words = sentence.words
    if end >= len(words) or words[end - 1] != "ab" or end in sentence.commas:
        return False
    return words[end].isdigit() or words[end] in _TIMES or words[end] in lexicon.days_by_meaning("weekdays")


def _steps(parts: Sequence[str], classes: Mapping[str, str], gap: int) -> Iterator[Step]:
    for part in parts:
        if part in {"..", "~"}:
            yield Step(least=int(part == "~"), most=gap)
            continue
        choices = part.removesuffix("?")
        yield _word_step(_expand(choices, classes), optional=choices != part)


def _expand(choices: str, classes: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for choice in choices.split("/"):
        found += classes[choice[1:-1]].split() if choice.startswith("<") else [choice]
    return found


def _word_step(choices: Sequence[str], *, optional: bool) -> Step:
    if any(len(folded_words(choice)) != 1 for choice in choices):
        raise ValueError(f"each choice must be one word: {'/'.join(choices)}")
    prefixes = tuple(folded_words(choice)[0] for choice in choices if choice.endswith("*"))
    whole = frozenset(folded_words(choice)[0] for choice in choices if not choice.endswith("*"))
    return Step(whole, prefixes, optional)
