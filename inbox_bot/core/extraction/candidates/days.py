"""Days as people write them, as ISO 8601: a date, a weekday, the day of a month, or counted from the event's first."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rapidfuzz import fuzz, process

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.candidates import dayforms, nearby
from inbox_bot.core.extraction.candidates.choices import boxes
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.days import MONTH_NUMBERS

_MONTHS, _DAYS = range(1, 13), range(1, 32)
_REACH, _BEHIND = 30, 45
_CENTURY = 2000
_LONGEST = 40
_OTHER_LANGUAGES = ["es", "it", "pt", "pl", "cs", "sk", "sv", "da", "fi", "hu", "ro", "hr", "tr"]
_WRITTEN_OUT = re.compile(r"\d[^\W\d_]*\.?\s+(?:de\s+)?[^\W\d_]{3,}")
_HINDERED = re.compile(
    r"\s*[(,;–-](?=[^()]*(?<!\w)(?:leider|nicht|kein\w*|dienst|arbeit\w*|muss|verhindert|schule|prufung|helaas|niet|werk\w*|moet|"
    r"unfortunately|not|cannot|work\w*|malheureusement|pas|travail\w*)(?!\w))"
)
"""Where an aside begins that says why one does not come on another day."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

_ASIDE = re.compile(r"\s*[,;(–]|\s-\s|\s(?:gegen|ab|um|ca|vers|rond|around|about|at)(?!\w)")
_HOUR = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d\d)?\s*(?:uhr|h|uur|u|heures?|o'clock|[ap]m)(?!\w)")
_IS_IT_SO = re.compile(r"(?<!\w)(?:oder|or|of|ou)\s*\?")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_CLOSE = 80
_NAMES = tuple(name for name in (*MONTH_NUMBERS, *dayforms.WEEKDAYS) if name[4:])

Said = tuple[Span, str]


def arrivals(folded: str, event: Event) -> Iterator[Said]:
    """Yield the days of *folded* on which somebody may come, with their offsets: none until which one stays."""
    yield from (said for said, is_last in _told(folded, event) if not is_last)


def departures(folded: str, event: Event) -> Iterator[Said]:
    """Yield the days of *folded* on which somebody leaves, or until which somebody stays."""
    yield from (said for said, is_last in _told(folded, event) if is_last)


def impossible(folded: str, event: Event) -> Iterator[Span]:
    """Yield where *folded* writes out a day that is in no calendar, or on another weekday than said."""
    yield from (span for span, value in _mentioned(folded, event) if not value)


def takes_back(between: str) -> bool:
    """Tell whether folded words *between* two days say that the first was a slip: `, nein, Entschuldigung, am`."""
    return bool(dayforms.CORRECTS.search(between))


def is_last(before: str) -> bool:
    """Tell whether folded words right before a day say that somebody leaves on it, or stays until it."""
    return bool(dayforms.UNTIL.search(before))


def is_only(folded: str) -> bool:
    """Tell whether *folded* says nothing but a day and perhaps an hour."""
    return dayforms.only().fullmatch(folded) is not None


def read(text: str, event: Event) -> str | None:
    """Return the one day that a labelled *text* gives; None where it gives none, or leaves open which."""
    text = boxes.ticked_alone(text)
    folded = fold(text).strip()
    told = _told(folded, event)
    aside = _HINDERED.search(folded, told[0][0][0].end) if len(told) > 1 else None
    told = _told(folded[: aside.start()], event) if aside else told
    said = {value for (_, value), is_last in told if not is_last} or {value for (_, value), _ in told}
    if said or any(_mentioned(folded, event)):
        return said.pop() if len(said) == 1 else None
    alone = dayforms.ALONE.fullmatch(folded.strip(" .,;:()!-")) or _before_aside(folded)
    if alone:
        return _alone(alone, event)
    meant = _LONG_WORD.sub(_mended, folded)
    return read(meant, event) if meant != folded else _in_another_language(text, event)


def _before_aside(folded: str) -> re.Match[str] | None:
    """Return the day before what only tells more of it: `16., gegen Abend`, `19. (leider erst)`."""
    aside = _ASIDE.search(folded)
    told = aside and not (dayforms.OR.search(folded) or re.search(r"\d", _HOUR.sub("", folded[aside.start() :])))
    return dayforms.ALONE.fullmatch(folded[: aside.start()].strip(" .,;:()!-")) if aside and told else None


def _mended(word: re.Match[str]) -> str:
    """Return the one month or weekday that *word* is nearly called: `octuber`."""
    best = process.extractOne(word[0], _NAMES, scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return best[0] if best else word[0]


def _told(folded: str, event: Event) -> list[tuple[Said, bool]]:
    """Return the days that are meant, in order, each with whether it is the last one of a stay."""
    found = sorted(_mentioned(folded, event))
    told: list[tuple[Said, bool]] = []
    for place, (span, value) in enumerate(found):
        before = folded[max(0, span.start - _REACH) : span.start]
        since = folded[found[place - 1][0].end : span.start] if place else ""
        until = folded[span.end : found[place + 1][0].start] if place + 1 < len(found) else ""
        left_open = any(_offers_two(one) and not takes_back(one) for one in (since, until))
        behind = until or folded[span.end : span.end + _BEHIND]
        hindered = dayforms.HINDERED_THEN.match(behind)
        meant = not (takes_back(until) or left_open or hindered) and not any(
            pattern.search(before) for pattern in (dayforms.NOT_THEN, dayforms.ONE_OF_TWO)
        )
        if value and meant:
            told.append(((span, value), is_last(before) or since.strip() in {"-", "bis"}))
    return told


def _offers_two(between: str) -> bool:
    """Tell whether what stands between two days leaves open which of them is meant; `…, oder?` leaves open none."""
    return dayforms.OR.search(_IS_IT_SO.sub(" ", between)) is not None


def _mentioned(folded: str, event: Event) -> Iterator[tuple[Span, str]]:
    """Yield every day with its words, the surest ways to write one first; an empty value is a day that cannot be."""
    taken: list[Span] = []
    for pattern, meaning in _MEANING.items():
        for match in pattern.finditer(folded):
            short = match["short"] if pattern is dayforms.BEHIND else None
            span = Span(match.start("short") if short else match.start(), match.end())
            if any(span.start < other.end and other.start < span.end for other in taken) or _is_hour(folded, match):
                continue
            day = meaning(match, event)
            if day and abs(day.year - event.starts.year) > 1:  # somebody was born then
                taken.append(span)
                continue
            if day or match["m" if "m" in match.groupdict() else 0]:
                taken.append(span)
                yield span, day.isoformat() if day else ""


def _is_hour(folded: str, match: re.Match[str]) -> bool:
    """Tell whether `um 9.10` is meant, or what cannot be a day: `9.30`."""
    if match.re is not dayforms.NUMERIC:
        return False
    smaller, larger = sorted((int(match["d"]), int(match["m"])))
    if smaller not in _MONTHS or larger not in _DAYS or (int(match["m"]) not in _MONTHS and not match["y"]):
        return True
    return not match[0].endswith(".") and bool(dayforms.HOUR_BEFORE.search(folded[: match.start("d")]))


def _dated(match: re.Match[str], event: Event) -> date | None:
    """Return the date that *match* writes out; None for one that is in no calendar, or on another weekday than said."""
    number = int(dayforms.ORDINALS.get(match["d"], match["d"]))
    month = MONTH_NUMBERS.get(match["m"]) or dayforms.ROMAN_MONTHS.get(match["m"]) or int(match["m"])
    year = int(match["y"] or 0)
    year += _CENTURY if 0 < year < 100 else 0  # noqa: PLR2004 (two digits of a year)
    if month not in _MONTHS and number in _MONTHS:  # as Americans write it
        number, month = month, number
    try:
        written = date(year or nearby.year_of(number, month, event), month, number)
    except ValueError:
        return None
    named = _weekday_of(match.groupdict())
    if match.re is dayforms.NUMERIC and not _agrees(written, named, event) and number in _MONTHS:
        turned = date(year or nearby.year_of(month, number, event), number, month)  # as Americans write it, too
        written = turned if _agrees(turned, named, event) else written
    return written if named is None or written.weekday() == named else None


def _agrees(day: date, weekday: int | None, event: Event) -> bool:
    """Tell whether *day* is near the event and, where one is said, on *weekday*."""
    return nearby.is_near(day, event) and weekday in {None, day.weekday()}


def _weekday_of(parts: Mapping[str, str | None]) -> int | None:
    day, short = parts.get("day"), parts.get("short") or parts.get("early")
    if day:
        return int(dayforms.WEEKDAYS[day])
    return int(dayforms.SHORT[short]) if short else None


def _counted(match: re.Match[str], event: Event) -> date:
    return nearby.counted(int(dayforms.OFFSETS[" ".join(match["offset"].split())]), event)


def _numbered(match: re.Match[str], event: Event) -> date | None:
    found = nearby.day_of_month(int(dayforms.ORDINALS.get(match["d"], match["d"])), event)
    named = _weekday_of(match.groupdict())
    return found if found and (named is None or found.weekday() == named) else None


def _named(match: re.Match[str], event: Event) -> date | None:
    number = _weekday_of(match.groupdict())
    return None if number is None else nearby.weekday(number, event)


def _alone(match: re.Match[str], event: Event) -> str | None:
    """Return the day that a number, a weekday cut short, or both mean where nothing else is said."""
    short = _weekday_of(match.groupdict())
    named = None if short is None else nearby.weekday(short, event)
    day = _numbered(match, event) if match["d"] else named
    return day.isoformat() if day else None


def _in_another_language(text: str, event: Event) -> str | None:
    """Return the date that *text* writes out in a language in which we have no words: `14 de junio`."""
    if not _WRITTEN_OUT.search(text) or len(text) > _LONGEST:
        return None
    import dateparser  # noqa: PLC0415 (loaded only where somebody writes so)

    settings = {"RELATIVE_BASE": event.starts.replace(tzinfo=None), "REQUIRE_PARTS": ["day", "month"]}
    parsed = dateparser.parse(text, languages=_OTHER_LANGUAGES, settings=settings)
    if parsed is None:
        return None
    year = parsed.year if _YEAR.search(text) else nearby.year_of(parsed.day, parsed.month, event)
    return date(year, parsed.month, parsed.day).isoformat()


_MEANING: dict[re.Pattern[str], Callable[[re.Match[str], Event], date | None]] = {
    dayforms.ISO: _dated,
    dayforms.NUMERIC: _dated,
    dayforms.ROMAN: _dated,
    dayforms.WORDED: _dated,
    dayforms.MONTH_FIRST: _dated,
    dayforms.COUNTED: _counted,
    dayforms.IN_MONTH: _numbered,
    dayforms.WEEKDAY: _named,
    dayforms.BEHIND: _named,
}
