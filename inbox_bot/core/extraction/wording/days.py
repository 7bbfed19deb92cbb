"""Calendar days as people write them, in four languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
MONTHS = frozenset(_NUMBER)
"""Every way to write a month, folded."""
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DAY = re.compile(
    rf"(?<!\d)(?P<d1>\d{{1,2}})(?:e|de|ste|er|st|nd|rd|th)?\.?\s*(?:of\s+)?(?P<m1>{_NAME})\b\.?(?:,?\s*(?P<y1>20\d\d))?"
    rf"|\b(?P<m2>{_NAME})\.?\s+(?:the\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s*(?P<y2>20\d\d))?"
    r"|(?<![\d/.-])(?P<d3>\d{1,2})(?P<sep>[/.-])(?P<m3>\d{1,2})(?:(?P=sep)(?P<y3>(?:20)?\d\d))?(?![\d/-]|\.\d)"
    r"|(?<!\d)(?P<y4>20\d\d)-(?P<m4>\d{2})-(?P<d4>\d{2})(?!\d)"
)


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
    """Yield the days written in *text*; `7.12` counts, `9.30` (an hour) does not."""
    for match in _DAY.finditer(fold(text)):
        parts = match.groupdict()
        for form in "1234":
            if parts[f"d{form}"] is None:
                continue
            month = _NUMBER.get(parts[f"m{form}"]) or int(parts[f"m{form}"])
            day, year = int(parts[f"d{form}"]), int(parts[f"y{form}"] or 0)
            if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004 - a calendar
                yield Day(day, month, (year + 2000 if 0 < year < 100 else year) or None, match.group(), match.start())  # noqa: PLR2004 - two-digit years
