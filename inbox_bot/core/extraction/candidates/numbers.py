"""Numbers as digits, and dates as ISO 8601; dateparser is loaded when an event asks for a date."""

import re
from datetime import date, datetime
from functools import cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_DIGITS = re.compile(r"(?<![\w.,])\d{1,6}(?![\w@])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?(?!\d)")
_WORDED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|er|e|ste|de|\.)?\s+(?:de\s+|of\s+)?[^\W\d_]{3,10}\.?|"
    r"[^\W\d_]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+\d{4})?"
)


@cache
def _spelled() -> dict[str, str]:
    return {word: digits for word, _, digits in (entry.rpartition(" ") for entry in lexicon.words("numbers"))}


def number(text: str) -> str | None:
    """Return the one number in *text* as digits; None where there is none, or more than one."""
    found = _DIGITS.findall(text)
    if not found:
        words = [word for word in re.findall(r"[^\W_]+", fold(text)) if word in _spelled()]
        found = [_spelled()[word] for word in words]
        if not found and fold(text).strip(" .-") in lexicon.words("none"):
            found = ["0"]
    return str(int(found[0])) if len(found) == 1 else None


def day(text: str, language: str, starts: datetime) -> str | None:
    """Return the date in *text* as ISO 8601, day before month, the year being nearest to *starts*; None if unclear."""
    iso = _ISO.search(text)
    if iso:
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = _NUMERIC.search(text)
    if numeric:
        year = int(numeric[3]) + (2000 if len(numeric[3]) == 2 else 0) if numeric[3] else _year(int(numeric[2]), starts)  # noqa: PLR2004 (two digits of a year)
        return _valid(year, int(numeric[2]), int(numeric[1]))
    worded = _WORDED.search(text)
    return _worded(worded.group(), language, starts) if worded else None


def _year(month: int, starts: datetime) -> int:
    distance = month - starts.month
    return starts.year + (1 if distance < -6 else -1 if distance > 6 else 0)  # noqa: PLR2004 (half a year)


def _valid(year: int, month: int, day_of_month: int) -> str | None:
    try:
        return date(year, month, day_of_month).isoformat()
    except ValueError:
        return None


def _worded(text: str, language: str, starts: datetime) -> str | None:
    import dateparser  # noqa: PLC0415 (loaded only where a date is asked)

    languages = list(dict.fromkeys([language, "nl", "fr", "en", "de"]))
    base = starts.replace(tzinfo=None)
    parsed = dateparser.parse(
        text,
        languages=languages,
        settings={"RELATIVE_BASE": base, "REQUIRE_PARTS": ["day", "month"], "PREFER_DATES_FROM": "current_period"},
    )
    if parsed is None:
        return None
    year = parsed.year if re.search(r"\d{4}", text) else _year(parsed.month, starts)
    return _valid(year, parsed.month, parsed.day)
