"""A sender's lines as sentences of folded words, each of which still points at what was written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+|(?<![\w.+-])<?[\w.+-]{1,64}@[\w.-]{0,250}\w>?)|(?P<word>[^\W\d_]+|\d+)|(?P<stop>[.!?;:\n])|(?P<comma>[,()–—])"
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ABBREVIATIONS = frozenset(
    ["dhr", "mevr", "mr", "mrs", "dr", "ir", "prof", "drs", "nr", "tel", "st", "bzw", "mme", "mlle", "jr"]
)
_MONTH = re.compile(r"\s+(?:jan|jän|feb|märz|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.IGNORECASE)
_LONGEST_MONTH = 12
_WRAPPED_FROM = 45
_MOST_WORDS = 3000


class _Plain(dict[int, str]):
    """Folds one character at a time; what is common is kept."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold())
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        if code < _COMMON:
            self[code] = plain
        return plain


_COMMON = 0x2500
"""Letters and signs of European writing stand below."""
_PLAIN = _Plain()


class Sentence(NamedTuple):
    """Consecutive words without a full stop between them."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    commas: frozenset[int]
    """Indexes of words that follow a comma or a bracket."""
    asks: bool
    """Whether it ends with a question mark."""

    def between(self, start: int, end: int) -> str:
        """Return the characters from word *start* up to word *end*."""
        return " ".join(self.text[self.spans[start][0] : self.spans[end - 1][1]].split())

    def clause(self, start: int, end: int, reach: int, breaks: frozenset[str]) -> tuple[str, ...]:
        """Return words *start* to *end*, and at most *reach* on each side up to a comma or one of *breaks*."""
        first, last = start, end
        while first > 0 and first not in self.commas and start - first < reach and self.words[first - 1] not in breaks:
            first -= 1
        while (
            last < len(self.words) and last not in self.commas and last - end < reach and self.words[last] not in breaks
        ):
            last += 1
        return self.words[first:last]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return *text* in lower case without accents."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=1024)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of *text*, folded; the event's own are asked for again with every mail."""
    return tuple(_WORD.findall(fold(text)))


def sentences(lines: Iterable[str]) -> tuple[Sentence, ...]:
    """Return the sentences of *lines*; a line too short to have been wrapped ends one."""
    return _read(tuple(line + (" " if len(line) >= _WRAPPED_FROM else "\n") for line in lines))


@lru_cache(maxsize=32)
def _read(lines: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of *lines*, which several readers of a mail ask for."""
    return tuple(_sentences(lines))


def _is_shortened(word: str, text: str, at: int) -> bool:
    """Tell whether the point behind *word* ends no sentence: an abbreviation, or the day of a German date."""
    in_date = word.isdigit() and _MONTH.match(text, at, at + _LONGEST_MONTH)
    return len(word) == 1 or word in _ABBREVIATIONS or bool(in_date)


@lru_cache(maxsize=512)
def _tokens(line: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return kind, characters (of a word: folded) and place of what *line* is made of; a mail's lines come up often."""
    tokens = []
    for token in _TOKEN.finditer(line):
        kind, said = token.lastgroup or "", token.group()
        tokens.append((kind, fold(said) if kind == "word" else said, *token.span()))
    return tuple(tokens)


def _placed(lines: Iterable[str]) -> Iterator[tuple[str, str, int, int]]:
    """Yield what *lines* are made of, each with its place in all of them joined."""
    offset = 0
    for line in lines:
        for kind, said, start, end in _tokens(line):
            yield kind, said, offset + start, offset + end
        offset += len(line)


def _sentences(lines: Sequence[str]) -> Iterator[Sentence]:
    text = "".join(lines)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    commas: set[int] = set()
    total = 0
    for kind, said, start, end in _placed(lines):
        if kind == "word":
            words.append(said)
            spans.append((start, end))
            total += 1
        elif kind != "stop":
            commas.add(len(words))
        elif words and not (said == "." and _is_shortened(words[-1], text, end)):
            yield Sentence(text, tuple(words), tuple(spans), frozenset(commas), asks=said == "?")
            words, spans, commas = [], [], set()
        if total > _MOST_WORDS:
            break
    if words:
        yield Sentence(text, tuple(words), tuple(spans), frozenset(commas), asks=False)
