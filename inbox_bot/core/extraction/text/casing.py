"""Capitals for those who wrote none, or nothing else: names and places are recognised by them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.message import Address

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@]|\.\w)")
_OPENS = re.compile(r"(?:^|[.!?\n]\s|\n)\W*$")
_OWN = (Zone.NEW, Zone.FORWARDED)
_FEWEST = 4
_SHOUTED = 0.7
_SURNAME = 3
"""A surname has this many words at most, without its particles."""
_SHORTEST = 3
_OF_NAMES = frozenset({"translations", "countries", "nationalities", "acronyms", "providers"})
"""Lists of the lexicon that hold names."""


def recased(document: Document, sender: Address | None) -> Document:
    """Return *document* with capitals on what must be names where its writer uses no case; offsets stay the same.

    What has capitals and small letters is returned as it is.
    """
    own = [line for line in document.lines if line.zone in _OWN]
    written = "\n".join(line.text for line in own)
    meant = _meant(written, sender)
    if meant == written:
        return document
    letters, at = list(document.text), 0
    for line in own:
        letters[line.span.start : line.span.end] = meant[at : at + len(line.text)]
        at += len(line.text) + 1
    text = "".join(letters)
    return replace(document, text=text, lines=tuple(_line(line, text) for line in document.lines))


def _line(line: Line, text: str) -> Line:
    cells = tuple(replace(cell, text=text[slice(*cell.span)]) for cell in line.cells)
    return replace(line, text=text[slice(*line.span)], cells=cells)


def _meant(text: str, sender: Address | None) -> str:
    written = _WORD.findall(text)
    if len(written) < _FEWEST:
        return text
    if sum(word.isupper() for word in written) >= _SHOUTED * len(written):
        text = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
    elif any(_is_capital(text, match) for match in _WORD.finditer(text)):
        return text
    return _with_capitals(text, _capitals(text, _known(sender)))


def _is_capital(text: str, match: re.Match[str]) -> bool:
    return match.group()[0].isupper() and not _OPENS.search(text, max(0, match.start() - 4), match.start())


def _with_capitals(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        for at in range(start, end):
            first = at == start or (letters[at - 1] in "-'’" and at - start > 1)
            letters[at] = letters[at].upper()[:1] if first else letters[at]
    return "".join(letters)


def _capitals(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the span of each word that is to have a capital."""
    for line in re.finditer(r"[^\n,;:|/()\t]+", text):
        words = list(_WORD.finditer(text, line.start(), line.end()))
        at = 0
        while at < len(words):
            taken = _name(words[at:]) or int(_is_proper(words[at].group(), known))
            yield from (word.span() for word in words[at : at + taken] if fold(word.group()) not in _particles())
            at += taken or 1


def _name(words: Sequence[re.Match[str]]) -> int:
    """Return how many of *words*, which begin with a given name, are a person's name; 0 for none."""
    folded = [fold(word.group()) for word in words]
    if not names.is_given(folded[0]) or folded[0] in _vocabulary():
        return 0
    end = surnames = 0
    for at, word in enumerate(folded[1:], start=1):
        if surnames == _SURNAME or _apart(words[at - 1], words[at]):
            break
        if word in _particles():
            continue
        if word in _vocabulary() and word not in lexicon.surnames():
            break
        end, surnames = at + 1, surnames + 1
    return 0 if any(word in _employers() for word in folded[end : end + 1]) else end


def _apart(word: re.Match[str], other: re.Match[str]) -> bool:
    return other.string[word.end() : other.start()].strip(" ") != ""


def _is_proper(word: str, known: frozenset[str]) -> bool:
    folded = fold(word)
    return len(folded) >= _SHORTEST and (
        folded in known or (folded not in _vocabulary() and key(folded) in lexicon.places())
    )


def _known(sender: Address | None) -> frozenset[str]:
    """Return the words of the sender's name and address that are no common words."""
    if sender is None:
        return frozenset()
    written = f"{sender.display_name} {sender.addr_spec.partition('@')[0]}"
    return frozenset(re.findall(r"[^\W\d_]{3,}", fold(written))) - _vocabulary()


@cache
def _employers() -> frozenset[str]:
    """Return words that follow a name which is no person's: `trinity laurence college`."""
    return lexicon.words("institutions") | lexicon.words("organisations")


def _particles() -> frozenset[str]:
    return lexicon.words("particles")


@cache
def _vocabulary() -> frozenset[str]:
    """Return every word of the lexicon that is no name: what people write beside names."""
    room = files("inbox_bot.core.extraction") / "lexicon"
    tables = [one for folder in (room, room / "intent") for one in folder.iterdir() if one.name.endswith(".toml")]
    return frozenset(word for table in tables for word in _words_of(tomllib.loads(table.read_text("utf-8"))))


def _words_of(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield from re.findall(r"[^\W\d_]+", fold(table))
    elif isinstance(table, dict):
        for name, value in table.items():
            yield from _words_of(value) if name not in _OF_NAMES else ()
    elif isinstance(table, list):
        for value in table:
            yield from _words_of(value)
