"""Calendar days as people write them, in four languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.wording.words import fold

_MONTHS = (
    "januari january janvier januar jan janv",
    "februari february fevrier februar feb fevr febr",
    "maart march mars marz maerz mrt mar",
    "april avril apr avr",
    "mei may mai",
    "juni june juin jun",
    "juli july juillet jul juil",
    "augustus august aout aug",
    "september septembre sept sep",
    "oktober october octobre okt oct",
    "november novembre nov",
    "december decembre dezember dec dez",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""The number of a month by every way to write it, folded."""
MONTHS = frozenset(MONTH_NUMBERS)
"""Every way to write a month, folded."""
_NAME = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_NTH = r"(?:e|de|ste|en|den|sten|er|st|nd|rd|th)?\.?"
_AND = r"\s*(?:[-–—&+]|t/m|(?:and|to|till|until|through|en|tot|tot\s+en\s+met|et|au|und|bis)(?!\w))\s*"
_WEEKDAY = r"(?:(?:the|le|den|de|(?!may|mai)[a-z]{2,9}day|[a-z]{4,8}(?:di|dag|tag|woch|abend))\s+){0,2}"
# Whatever begins with no digit is looked at once, not once for each form.
_DAY = re.compile(
    rf"(?=\d)(?:(?<![\d/.-])(?:(?P<e1>\d{{1,2}}){_NTH}(?:{_AND}|\s*[/,]\s*){_WEEKDAY})?(?P<d1>\d{{1,2}}){_NTH}\s*(?:of\s+)?"
    rf"(?P<m1>{_NAME})\b\.?(?:,?\s*(?P<y1>(?:19|20)\d\d))?"
    rf"|(?<![\d/.-])(?P<e5>\d{{1,2}})\.?{_AND}(?P<d5>\d{{1,2}})(?P<sep5>[/.])(?P<m5>\d{{1,2}})(?:(?P=sep5)(?P<y5>(?:19|20)?\d\d))?(?![\d/-]|\.\d)"
    r"|(?<![\d/.-])(?P<d3>\d{1,2})(?P<sep>[/.-])(?P<m3>\d{1,2})(?:(?P=sep)(?P<y3>(?:19|20)?\d\d)|(?!\s*(?:uhr|uur|h|u)(?!\w)))"
    r"(?![\d/-]|\.\d)"
    r"|(?<!\d)(?P<y4>(?:19|20)\d\d)-(?P<m4>\d{2})-(?P<d4>\d{2})(?!\d))"
    rf"|\b(?P<m2>{_NAME})\.?\s+(?:the\s+)?(?:(?P<e2>\d{{1,2}}){_NTH}(?:{_AND}|\s*/\s*){_WEEKDAY})?(?P<d2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?\b(?!\d|[:.]\d)(?:,?\s*(?P<y2>(?:19|20)\d\d))?"
)

_COUNTED = (entry.rsplit(" ", 1) for entry in (*lexicon.words("numbers"), *lexicon.days("ordinals")))
NUMBERED = {word: int(number) for word, number in _COUNTED if 0 < int(number) < 32}  # noqa: PLR2004 - a month
"""The number of a day by every word for it, folded: `zevende`, `seven`."""
_SPELLED = re.compile(rf"(?<![\w-])(?P<d>{alternation(NUMBERED)})n?\s+(?:of\s+|d[e'’]\s*)?(?P<m>{_NAME})(?!\w)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a year that may be left out, and where it stands in the text."""

    day: int
    month: int
    year: int | None
    text: str
    start: int

    def is_day(self, other: date) -> bool:
        """Tell whether this can mean *other*."""
        return (self.day, self.month) == (other.day, other.month) and self.year in {None, other.year}


def days(text: str) -> Iterator[Day]:
    """Yield the days written in *text*; `7.12` counts, `9.30` (an hour) does not; `7-8 December` are two."""
    folded = fold(text)
    for match in _SPELLED.finditer(folded):
        yield Day(NUMBERED[match["d"]], MONTH_NUMBERS[match["m"]], None, match.group(), match.start())
    for match in _DAY.finditer(folded):
        parts = match.groupdict()
        form = next(form for form in "12345" if parts[f"d{form}"])
        month = MONTH_NUMBERS.get(parts[f"m{form}"]) or int(parts[f"m{form}"])
        year = int(parts[f"y{form}"] or 0)
        for day in (int(parts[name] or 0) for name in (f"e{form}", f"d{form}") if name in parts):
            if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004 - a calendar
                yield Day(day, month, (year + 2000 if 0 < year < 100 else year) or None, match.group(), match.start())  # noqa: PLR2004 - two-digit years
