"""Where a text calls an option by its name, whole and inflected: `two cold plates`, `les plats chauds`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_SEVERAL, _INFLECTED = 3, 4
_WORDS = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:es|en|er|em|e|s|n)$")
_JOINTS = re.compile(r"(?<![^\W_])(?:und|en|and|et)(?![^\W_])|[\s&+-]+")


def squashed(folded: str) -> str:
    """Return letters, digits and signs without what joins words: `camper-van`, `soup + salad` for `soup and salad`."""
    return _JOINTS.sub("", folded)


def stem(word: str) -> str:
    """Return a folded *word* without the ending by which it agrees with others: `froides`, `kalte`."""
    return _ENDING.sub("", word) if len(word) > _INFLECTED else word


def spot(folded: str, option: str) -> Span | None:
    """Return where *folded* first names the folded *option*, its words perhaps inflected."""
    first = _WORDS.search(option)
    if first is None or stem(first.group()) not in folded:
        return None
    found = _inflected(option).search(folded)
    return Span(*found.span()) if found else None


@lru_cache(maxsize=512)
def _inflected(option: str) -> re.Pattern[str]:
    """Return what matches an option whose words of some length may agree with another number, gender or case."""
    pieces = re.split(r"([^\W\d_]+)", option.strip())
    spelled = "".join(_word(piece) if piece.isalpha() else re.escape(piece).replace(r"\ ", r"\s+") for piece in pieces)
    return re.compile(rf"(?<!\w){spelled}(?!\w)")


def _word(word: str) -> str:
    plain = stem(word)
    return rf"{plain}(?:es|en|er|em|e|s|n)?" if len(plain) >= _INFLECTED else re.escape(word)


def is_denied(folded: str, option: str) -> bool:
    """Tell whether *folded* names the folded *option* only to say that it is not chosen."""
    named = spot(folded, option)
    return named is not None and _DENYING.search(folded, 0, named.start) is not None


_DENYING = re.compile(
    r"(?<!\w)(?:geen|niet|pas\s+(?:de|d['’])|pas|ni\s+de|ni|nor|noch|non|no|not|kein|keine|keinen|nicht|zonder|sans|without|ohne)"
    r"\s+\Z|(?<!\w)pas\s+d['’]\Z"
)


@lru_cache(maxsize=256)
def _whole(option: str) -> re.Pattern[str] | None:
    """Return what matches an option of several words that another word joins: a clause would be cut there."""
    words = re.findall(r"[^\W_]+", fold(option))
    if len(words) < _SEVERAL or not lexicon.words("conjunctions").intersection(words):
        return None
    between = r"\W+(?:(?:a|de|la|le|les|du|des|l|d|the|der|die|das|het)\W+)*"
    joined = "".join(
        rf"(?:{word}{between})?" if word in lexicon.words("conjunctions") else f"{word}{between}" for word in words[:-1]
    )
    return re.compile(rf"(?<!\w){joined}{words[-1]}(?!\w)")


def spelled_out(folded: str, options: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Yield where *folded* names an option in full whose words a clause would part: `soils and rain water`."""
    for option in options:
        whole = _whole(option)
        for match in whole.finditer(folded) if whole else ():
            if not is_denied(folded, match.group()):
                yield Span(*match.span()), option


def only_longest(named: list[str]) -> list[str]:
    """Return the options *named* but for those that only stand within the name of another."""
    return [one for one in named if not any(one != other and fold(one) in fold(other) for other in named)]


def together(named: list[str], options: tuple[str, ...]) -> list[str]:
    """Return the option for all of them where several are *named*: `Saturday & Sunday` is `Both days`."""
    whole = [option for option in options if _ALL_OF_THEM.match(fold(option))]
    return whole if len(whole) == 1 and len(named) > 1 and len({*named, *whole}) == len(options) else named


_ALL_OF_THEM = re.compile(rf"(?:{lexicon.any_answer('all_of_them')})(?!\w)")


@lru_cache(maxsize=256)
def any_word(options: tuple[str, ...]) -> str:
    """Return a pattern for any longer word of *options*, perhaps inflected."""
    words = {word for option in options for word in _WORDS.findall(fold(option)) if len(word) >= _INFLECTED}
    return rf"{alternation(map(stem, words))}(?:es|en|er|em|e|s|n)?(?!\w)" if words else r"(?!)"
