"""What options mean, in whatever language and words: `koude schotel` for `cold plate`."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.choices.answering import boolean
from inbox_bot.core.extraction.folding import fold

_EVERYDAY = (
    *("cold", "hot", "morning", "afternoon", "evening", "boat", "museum", "bicycle", "on foot", "train", "car", "bus"),
    *("on site", "online"),
)
"""What people say of other things, too: of the weather, of their journey."""
_CLASSES = (
    *("vegetarian", "vegan", "meat", "fish", "sandwich", "salad", "soup", "pasta", "halal", "kosher"),
    *("half marathon", "marathon", "walking", "beginner", "intermediate", "advanced"),
    *("soprano", "alto", "tenor", "bass", "single", "double", "dormitory", "tent", "bunk", "camper"),
)
_NARROWER = {"vegetarian": "meat", "vegan": "meat", "half marathon": "marathon"}
"""Who eats no meat wants a meal without it, and no meal of meat; who runs half a marathon runs none."""
_AS_SERVED = frozenset({"cold", "hot"})
"""What is served so may be of any kind: `the hot vegetarian one`."""
_SIZES = ("size_xs", "size_s", "size_m", "size_l", "size_xl", "size_xxl", "size_xxxl")
_WORDS = re.compile(r"[^\W\d_]+")
_CLOSE, _LONG, _ANSWER = 85, 6, 60


def by_size(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the option for the one size of clothes of which *folded* speaks."""
    said = {name for name in _SIZES if meaning(name).search(folded)}
    said = {name for name in said if not any(other != name and _is_part(name, other, folded) for other in said)}
    return [option for option in options if any(meaning(name).fullmatch(fold(option)) for name in said)]


def _is_part(size: str, other: str, folded: str) -> bool:
    """Tell whether the words for *size* only stand within those for *other*: `extra large`."""
    return not meaning(size).search(meaning(other).sub("", folded))


def by_meaning(folded: str, options: tuple[str, ...], *, everyday: bool = True) -> list[str]:
    """Return the options that mean what a word of *folded* means, or that it misspells.

    Words of every day tell only where the text is known to speak of the choice.
    """
    said = _meanings(folded, asked(options, everyday=everyday))
    named = _meant(said, options, everyday=everyday) or _meant(said - _AS_SERVED, options, everyday=everyday)
    if named or len(folded) > _ANSWER:
        return named
    words = [word for word in _WORDS.findall(folded) if len(word) >= _LONG]
    return [
        option
        for option in options
        if len(option) >= _LONG
        and " " not in option
        and any(fuzz.ratio(word, fold(option)) >= _CLOSE for word in words)
    ]


def _meant(said: frozenset[str], options: tuple[str, ...], *, everyday: bool) -> list[str]:
    """Return the options that share a meaning with what is *said*: all of it, if one does."""
    sharing = {option: asked((option,), everyday=everyday) for option in options if boolean(option) != "no"}
    named = [option for option, meant in sharing.items() if said & meant]
    served = [option for option in named if said == sharing[option]]
    if len(named) > 1 and len(served) == 1:
        return served
    mixed = len(named) > 1 and bool(said & _AS_SERVED) and bool(said - _AS_SERVED)
    return [] if mixed else named


@lru_cache(maxsize=512)
def asked(options: tuple[str, ...], *, everyday: bool) -> frozenset[str]:
    """Return the meanings of which *options* speak."""
    every = frozenset((*_CLASSES, *(_EVERYDAY if everyday else ())))
    return frozenset[str]().union(*(_meanings(fold(option), every) for option in options))


@lru_cache(maxsize=1024)
def _meanings(folded: str, among: frozenset[str]) -> frozenset[str]:
    """Return those of the meanings *among* which a text has."""
    tried = among | {name for name, wider in _NARROWER.items() if wider in among}
    found = {name for name in tried if meaning(name).search(folded)}
    return frozenset(found - {wider for name, wider in _NARROWER.items() if name in found})


@cache
def meaning(name: str) -> re.Pattern[str]:
    """Return what matches any word with the meaning *name*."""
    return re.compile(rf"(?<![\w-])(?<!\w['’](?<![dl]['’])){lexicon.any_answer(name)}(?!\w)")
