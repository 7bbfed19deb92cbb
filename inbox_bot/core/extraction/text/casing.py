"""Capitals for those who wrote none, or nothing else: names and places are recognised by them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, names
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.candidates.jobs import has_head
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.wording.lexicon import frame_words
from inbox_bot.core.message import Address

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@]|\.\w)")
_STOP = re.compile(r"[.!?]\s")
_OPENS = re.compile(r"(?:^|[.!?\n]\s|\n)\W*$")
_WRITTEN_APART = (Zone.NEW, Zone.SIGNATURE, Zone.FORWARDED)
_FEWEST = 3
_SHOUTED = 0.7
_LONGEST_NAME = 12
"""Words, particles included."""
_SURNAME = 3
"""A surname has this many words at most, without its particles."""
_SHORTEST = 3
_COUNTRY = 4
"""Words in the name of a country."""
_FROM = frozenset({"in", "from", "uit", "en", "au", "aus"})
_NEAR = 4
_ARTICLES = frozenset({"the", "de", "het", "la", "le", "der", "die", "das", "den", "dem", "our", "onze", "notre"})
_OF = frozenset({"of", "for", "the", "and"})
"""What stands in small letters within the name of an organisation."""
_OF_NAMES = frozenset(
    {"translations", "countries", "nationalities", "acronyms", "providers", "ordinary_places", "parts_of_towns"}
)
"""Lists of the lexicon that hold names."""


def recased(document: Document, sender: Address | None) -> Document:
    """Return *document* with capitals on what must be names where its writer uses no case; offsets stay the same.

    What has capitals and small letters is returned as it is.
    """
    letters: list[str] = []
    small = False
    for zone in _WRITTEN_APART:
        lines = document.of(zone)
        written = "\n".join(line.text for line in lines)
        meant = _meant(written, sender, signs=zone is Zone.SIGNATURE, small=small)
        small = small or (zone is Zone.NEW and _has_no_capitals(written))
        if meant != written:
            letters = letters or list(document.text)
            _recase(letters, lines, meant)
    if not letters:
        return document
    text = "".join(letters)
    return replace(document, text=text, lines=tuple(_line(line, text) for line in document.lines))


def _recase(letters: list[str], lines: Sequence[Line], meant: str) -> None:
    at = 0
    for line in lines:
        letters[slice(*line.span)] = meant[at : at + len(line.text)]
        at += len(line.text) + 1


def _line(line: Line, text: str) -> Line:
    cells = tuple(replace(cell, text=text[slice(*cell.span)]) for cell in line.cells)
    return replace(line, text=text[slice(*line.span)], cells=cells)


def _meant(text: str, sender: Address | None, *, signs: bool, small: bool) -> str:
    """Return *text* as it is meant; two words or one say nothing of case, unless all that stands above is *small*."""
    written = _WORD.findall(text)
    if len(written) < _FEWEST and not (small and _has_no_capitals(text)):
        return text
    if sum(word.isupper() for word in written) >= _SHOUTED * len(written):
        text = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
        if signs:
            return _with_capitals(text, _titled(text))
    elif any(_is_capital(text, match) for match in _WORD.finditer(text)):
        return text
    return _with_capitals(text, _capitals(text, _known(sender)))


def _has_no_capitals(text: str) -> bool:
    return text.islower() or not any(_is_capital(text, match) for match in _WORD.finditer(text))


def _is_capital(text: str, match: re.Match[str]) -> bool:
    return match.group()[0].isupper() and not _OPENS.search(text, max(0, match.start() - 4), match.start())


def _with_capitals(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        for at in (start, *(at + 1 for at in range(start + 1, end - 1) if letters[at] in "-'’")):
            letters[at] = letters[at].upper()[:1]
    return "".join(letters)


def _capitals(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the span of each word that is to have a capital."""
    parts = [list(_WORD.finditer(text, *part.span())) for part in re.finditer(r"[^\n,;:|/()\t]+", text)]
    parts = [words for words in parts if words]
    small = _particles() | _OF
    for at, words in enumerate(parts):
        folded = [fold(word.group()) for word in words]
        if _is_land(words) or _is_between(parts, at):
            proper = set(range(len(words)))
        else:
            proper = _people_and_places(words, known)
            proper |= {near for at in range(len(words)) for near in _employer(folded, at, proper)}
        yield from (words[at].span() for at in proper if folded[at] not in small)


def _is_land(words: Sequence[re.Match[str]]) -> bool:
    said = words[0].string[words[0].start() : words[-1].end()]
    return len(words) <= _COUNTRY and countries.read(said) is not None


def _is_between(parts: Sequence[Sequence[re.Match[str]]], at: int) -> bool:
    """Tell whether a part stands between a person's name and a country: there stands where somebody works."""
    behind = [words for words in parts[at + 1 : at + 3] if words[0].string[words[0].start() - 1] != "("]
    if not at or not behind:
        return False
    name, land = list(_sentences(parts[at - 1]))[-1], next(_sentences(behind[0]))
    return 1 < len(name) <= _LONGEST_NAME and _name(name) == len(name) and _is_land(land)


def _sentences(words: Sequence[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
    """Yield *words* parted where a sentence ends."""
    begin = 0
    for at in range(1, len(words)):
        if _STOP.match(words[at].string, words[at - 1].end()):
            yield words[begin:at]
            begin = at
    yield words[begin:]


def _titled(text: str) -> Iterator[tuple[int, int]]:
    """Yield each word but the little ones: who signs in capitals writes names, titles and employers."""
    small = _particles() | frame_words()
    yield from (word.span() for word in _WORD.finditer(text) if fold(word.group()) not in small)


def _people_and_places(words: Sequence[re.Match[str]], known: frozenset[str]) -> set[int]:
    found: set[int] = set()
    at = 0
    while at < len(words):
        taken = _name(words[at : at + _LONGEST_NAME]) or int(
            (_is_proper(words[at].group(), known) and not _is_ordinary(words, at, known)) or _is_homeland(words, at)
        )
        found.update(range(at, at + taken))
        at += taken or 1
    return found


@cache
def _no_names() -> frozenset[str]:
    return _vocabulary() | _particles()


@cache
def _kinds() -> frozenset[str]:
    return (lexicon.words("organisations") | lexicon.words("institutions")) - frame_words()


def _employer(folded: Sequence[str], at: int, proper: set[int]) -> set[int]:
    """Return which *folded* words belong to the organisation whose kind the word *at* is: `trinity college dublin`."""
    couple = at > 0 and " ".join(folded[at - 1 : at + 1]) in _kinds()
    if folded[at] not in _kinds() and not couple and not is_club_word(folded[at]):
        return set()
    first, last = _first(folded, at - couple, proper), at
    joints = _particles() | _OF
    while last + 1 < len(folded) and folded[last + 1] in joints:
        last += 1
    if (
        last == at
        and last + 1 < len(folded)
        and len(folded[last + 1]) > _SHORTEST
        and key(folded[last + 1]) in lexicon.places()
    ):
        last += 1
    while last + 1 < len(folded) and (last + 1 in proper or folded[last + 1] not in _no_names()):
        last += 1
        if countries.read(folded[last]):
            last -= 1
            break
    return set(range(first, last + 1)) if last > first and folded[last] not in joints else set()


def _first(folded: Sequence[str], at: int, proper: set[int]) -> int:
    """Return where the name of an organisation begins whose kind stands *at*: behind an article, if one is near."""
    article = next((near for near in range(at - 1, max(-1, at - _NEAR), -1) if folded[near] in _ARTICLES), at)
    if article < at and frame_words().isdisjoint(folded[article + 1 : at]):
        return article + 1
    plain = frame_words().isdisjoint(folded[:at]) and not any(map(has_head, folded[:at]))
    if at <= _NEAR and plain and not proper.intersection(range(at)):
        return 0
    first = at
    while first and (first - 1 in proper or folded[first - 1] not in _no_names()):
        first -= 1
    return first


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
    return end


def _apart(word: re.Match[str], other: re.Match[str]) -> bool:
    return other.string[word.end() : other.start()].strip(" ") != ""


def _is_proper(word: str, known: frozenset[str]) -> bool:
    folded = fold(word)
    return len(folded) >= _SHORTEST and (
        folded in known or (folded not in _vocabulary() and key(folded) in lexicon.places())
    )


def _is_homeland(words: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether the word *at* is a country where somebody is, or is from: `i work in denmark`."""
    before = fold(words[at - 1].group()) if at else ""
    return before in _FROM and len(words[at].group()) > _COUNTRY and countries.read(words[at].group()) is not None


def _is_ordinary(words: Sequence[re.Match[str]], at: int, known: frozenset[str]) -> bool:
    """Tell whether the word *at* means something else than the place so called, which stands alone or behind `in`."""
    word = fold(words[at].group())
    if word in known or word not in lexicon.words("ordinary_places"):
        return False
    return (
        fold(words[at - 1].group()) not in lexicon.words("employer") | lexicon.words("place_cues")
        if at
        else len(words) > 1
    )


def _known(sender: Address | None) -> frozenset[str]:
    """Return the words of the sender's name and address that are no common words."""
    if sender is None:
        return frozenset()
    written = f"{sender.display_name} {sender.addr_spec.partition('@')[0]}"
    return frozenset(re.findall(r"[^\W\d_]{3,}", fold(written))) - _vocabulary()


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
