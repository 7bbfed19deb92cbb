"""Options that are a number with a unit, however both are written: `10 km`, `10er`, `10K`, `dix kilomètres`, `zehn km`."""

import re
from functools import cache, lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.numbers import spelled

_UNITS = ("kilometres", "metres", "hours", "minutes", "days", "nights", "kilograms")
_ANY = "er"
"""What stands for every unit: `der 10er`."""


def named(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the *options* whose number and unit *folded* says; none where they have none."""
    if not any(map(_of, map(str.lower, options))):
        return []
    said = _of(folded)
    return [option for option in options if any(_agree(one, other) for one in _of(option.lower()) for other in said)]


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or _ANY in {one[1], other[1]})


@lru_cache(maxsize=2048)
def _of(folded: str) -> frozenset[tuple[str, str]]:
    """Return the numbers in *folded* that have a unit, each with the name of its unit."""
    return frozenset((_digits(match["number"]), str(match.lastgroup)) for match in _measure().finditer(folded))


def _digits(number: str) -> str:
    return spelled().get(number, number.replace(",", ".").removesuffix(".0"))


@cache
def _measure() -> re.Pattern[str]:
    units = "|".join(rf"(?P<{name}>{lexicon.any_answer(name)})" for name in _UNITS)
    numbers = rf"(?P<number>(?<![\d.,])\d{{1,4}}(?:[.,]\d)?|{alternation(spelled())})"
    return re.compile(rf"(?<![^\W\d]){numbers}(?:[\s-]?(?:{units})(?![^\W\d_])|(?P<{_ANY}>er)(?![^\W\d_]))")
