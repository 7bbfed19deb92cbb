"""The forms in which people write a day, as patterns for folded text."""

import re
from functools import cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.wording.days import MONTH_NUMBERS

WEEKDAYS = lexicon.days_by_meaning("weekdays")
SHORT = lexicon.days_by_meaning("short_weekdays")
OFFSETS = lexicon.days_by_meaning("offsets")
ORDINALS = dict(entry.rsplit(" ", 1) for entry in lexicon.days("ordinals"))

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LATE = [name for name, number in ORDINALS.items() if int(number) > 12]  # noqa: PLR2004 (`am ersten Abend` counts evenings)
ROMAN_MONTHS = {name: number for number, name in enumerate(_ROMAN, 1)}

_WEEKDAY, _SHORT = alternation(WEEKDAYS), alternation(SHORT)
_PART = alternation(lexicon.days("parts"))
_MONTH = alternation(MONTH_NUMBERS)
_ARTICLE = r"(?:(?:am|an|den|dem|der|the|le|de|op|on|du|of|vom|zum|dd)\s+)*"
_NAMED = rf"(?P<day>{_WEEKDAY})(?:{_PART}s?)?(?:\s+{_PART})?"
_BEFORE = rf"(?:(?<!\w)(?:{_NAMED}|(?P<short>{_SHORT}))(?!\w)\s*[.,/]{{0,2}}\s*\(?\s*{_ARTICLE})?"
_NUMBER = rf"(?P<d>\d{{1,2}}|{alternation(ORDINALS)})"
_ENDING = r"(?:\.|st|nd|rd|th|ter|tes|ten|er|e|de|ste)?"
_TO = r"\s*\.?\s*(?:[-/&+]|bis|und|to|until|and|t/m|tot|en|au|et)\s*(?:(?:zum|den|le|the)\s+)?"
_NO_HOUR = r"(?!\s*(?:uhr|h(?!\w)|heures?|uur|u(?!\w)|o'clock|[ap]\.?m(?!\w)|%|euro|€))"
_NO_COUNT = r"(?!\.?\s+(?:tag|jahr|person|platz|mal|stund|minut|day|year|hour|jour|ans(?!\w)|dag|jaar|teiln|deeln))"

ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
NUMERIC = re.compile(
    rf"{_BEFORE}(?:(?<![\d.:/-])|(?<=[a-z]/))(?P<d>\d{{1,2}})(?:{_TO}\d{{1,2}}(?=\.))?\s?(?P<sign>[./-])\s?(?P<m>\d{{1,2}})"
    rf"(?:\s?(?P=sign)\s?(?P<y>(?:19|20)?\d\d)(?![\d:]))?(?!\d|[/:-]\d)\.?{_NO_HOUR}"
)
ROMAN = re.compile(
    rf"{_BEFORE}(?<![\w.:/-])(?P<d>\d{{1,2}})\.\s?(?P<m>{alternation(ROMAN_MONTHS)})(?!\w)\.?(?:\s?(?P<y>(?:19|20)?\d\d)(?!\d))?"
)
WORDED = re.compile(
    rf"{_BEFORE}(?<![\w.:/-]){_NUMBER}{_ENDING}(?:{_TO}\d{{1,2}}(?=\D))?\.?\s*(?:of\s+|de\s+|d')?"
    rf"(?P<m>{_MONTH})(?!\w)\.?(?:,?\s*(?P<y>(?:19|20)\d\d))?"
)
MONTH_FIRST = re.compile(
    rf"{_BEFORE}(?<!\w)(?P<m>{_MONTH})\.?\s+(?:the\s+)?{_NUMBER}{_ENDING}(?![\w:])(?:,?\s*(?P<y>(?:19|20)\d\d))?"
)
COUNTED = re.compile(rf"(?<!\w)(?P<offset>{alternation(OFFSETS)})(?!\w)")
IN_MONTH = re.compile(
    rf"(?<!\w)(?:{_NAMED},?\s*{_ARTICLE}|(?:am|an|den|dem|der|the|le|op|on|ab|from|des|vanaf|de)\s+)"
    rf"(?P<d>\d{{1,2}}|{alternation(_LATE)}){_ENDING}(?![\w:/-]|[.,]\d){_NO_HOUR}{_NO_COUNT}"
)
BEHIND = re.compile(
    r"(?<!\w)(?:(?:komme?n?|kimm|kumm|anreise|ankunft|reisen?|fahren?|ab|am|schon|erst|bereits|bin|sind|da|kom|komen|arrivee?|arriving)\s+"
    r"(?P<short>mo|di|mi|fr|sa|vr|za)(?![\w-])|(?P<early>mo|di|mi|do|fr|sa)\.?(?=\s+(?:ab|um|gegen)\s+(?:\d|mittag|abend|nachmittag|fruh)))"
)
"""A weekday cut short behind what speaks of coming, or before an hour; `so` and `do` are other words elsewhere."""
WEEKDAY = re.compile(rf"(?<!\w){_NAMED}(?!\w)")
ALONE = re.compile(
    rf"{_ARTICLE}(?:(?P<short>{_SHORT})(?!\w)[.,]?\s*{_ARTICLE})?(?:(?P<d>\d{{1,2}}){_ENDING})?\s*(?:{_PART})?(?<=\w|\.)"
)
"""What is a day only where nothing else stands beside it."""

HOUR_BEFORE = re.compile(r"(?:(?<!\w)(?:um|gegen|ca\.?|circa|at|about|around|om|rond|vers|uhrzeit:?)|zug|train)\s*$")
ONE_OF_TWO = re.compile(r"(?<![\d.:])\d{1,2}\.?\s+(?:oder|or|of|ou)\s+(?:(?:am|den|dem|the|on|op|le)\s+)*$")
OR = re.compile(rf"(?<!\w){alternation(lexicon.days('doubtful'))}(?!\w)")
CORRECTS = re.compile(rf"(?<!\w){alternation(lexicon.days('corrections'))}(?!\w)")
"""Between two days: the first one was a slip."""
UNTIL = re.compile(
    rf"(?<!\w){alternation(lexicon.days('until'))}(?:\s+(?:am|den|dem|on|op|le|the|zum|de|erst|wieder))*[:\s(]*$"
)
HINDERED_THEN = re.compile(
    rf"[^,;.!?()\n]{{0,25}}?(?<!\w){alternation(lexicon.days('possible'))}\s+(?:[^\W\d_]+\s+){{0,3}}?{alternation(lexicon.days('impossible'))}(?!\w)"
    rf"(?!\s+{alternation(lexicon.days('yet_then'))}(?!\w))"
)
"""What says behind a day that nobody comes on it: `Wednesday does not work`, `Mittwoch geht leider nicht`."""
NOT_THEN = re.compile(rf"(?<!\w){alternation(lexicon.days('not_then'))}(?:\s+(?:am|den|on|op|le))?\s*$")


@cache
def only() -> re.Pattern[str]:
    """Return what matches a text that is nothing but a day, its part and an hour."""
    forms = "|".join(
        _unnamed(form.pattern) for form in (ISO, NUMERIC, ROMAN, WORDED, MONTH_FIRST, COUNTED, IN_MONTH, WEEKDAY)
    )
    around = "gegen|ab|um|ca\\.?|circa|at|about|around|om|rond|vers|von"
    hour = rf"(?:(?:{around})\s+)?\d{{1,2}}(?:[.:h]\d\d)?\s*(?:uhr|h|uur|u|am|pm)?"
    filler = alternation(lexicon.days("fillers"))
    day = rf"(?:{forms}|{_ARTICLE}(?:\d{{1,2}}\.|{_SHORT}\.?))"
    return re.compile(rf"(?:{filler}\s+)*{day}[\s.,(]*(?:{_PART}|{hour})?[\s.)]*(?:{hour})?[\s.)]*")


def _unnamed(pattern: str) -> str:
    without = re.sub(r"\(\?P<\w+>", "(?:", pattern)
    return without.replace("(?P=sign)", "[./-]")
