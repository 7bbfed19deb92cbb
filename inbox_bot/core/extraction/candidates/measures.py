"""Options that are a number with a unit, or from hour to hour, however written: `10er`, `dix km`, `11 to 12`."""

import re
from functools import cache, lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.numbers import spelled

_UNITS = ("kilometres", "metres", "hours", "minutes", "days", "nights", "kilograms")
_ANY = "er"
"""What stands for every unit: `der 10er`."""

_HOUR = r"(?:[:.h]00)?\s*(?:h|u|uhr|uur|am|pm|a\.m\.|p\.m\.|o'clock)?"
_RANGE = re.compile(
    rf"(?<![\d.,/:-])(?P<from>\d{{1,2}}){_HOUR}\s*(?:-|–|—|to|and|till|until|bis|und|tot|en|a|et)\s*(?P<to>\d{{1,2}}){_HOUR}(?![\d.,/:-]\d|\d)"
)


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
    measures = frozenset((_digits(match["number"]), str(match.lastgroup)) for match in _measure().finditer(folded))
    return measures | {(f"{match['from']}-{match['to']}", "range") for match in _RANGE.finditer(folded)}


def _digits(number: str) -> str:
    return spelled().get(number, number.replace(",", ".").removesuffix(".0"))


@cache
def _measure() -> re.Pattern[str]:
    units = "|".join(rf"(?P<{name}>{lexicon.any_answer(name)})" for name in _UNITS)
    numbers = rf"(?P<number>(?<![\d.,])\d{{1,4}}(?:[.,]\d)?|{alternation(spelled())})"
    return re.compile(rf"(?<![^\W\d]){numbers}(?:[\s-]?(?:{units})(?![^\W\d_])|(?P<{_ANY}>er)(?![^\W\d_]))")
