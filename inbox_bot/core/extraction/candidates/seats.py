"""How many others somebody can take along in a car."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import numbers
from inbox_bot.core.extraction.text.segments import sentences

_COUNTED = re.compile(
    rf"(?<![\w.,/:+-])(?P<count>\d{{1,2}}|[^\W\d_]{{2,6}})\s+(?:(?:autres?|other|weitere|andere|{lexicon.any_answer('free')})\s+)?"
    rf"(?P<what>{lexicon.any_answer('seats')}|(?P<people>{lexicon.any_answer('passengers')}))(?!\w)"
)
_FOR = re.compile(
    r"(?<!\w)(?:room|space|platz|plaats|place)\s+(?:for|fur|voor|pour)\s+(?:up\s+to\s+)?(?P<count>\d|[^\W\d_]{2,6})(?!\w)"
)
"""`room for two in my car`."""
_CAR = re.compile(rf"(?<!\w)(?:{lexicon.any_answer('cars')}|{lexicon.any_answer('taking_along')})(?!\w)")
_BOOKED = re.compile(rf"(?<!\w){lexicon.any_answer('booking')}")
"""Places that are asked for are at the event."""
_ALONE = re.compile(r"(?:^|[,;|(/\t]|\s[-–]\s|[.!](?=\s))\s*$")
_MORE = re.compile(
    r"\s*(?:[^,;|.!?()]*(?:libres?|free|frei|vrij|dispo\w*)|(?:dans|in|im|ds)\s[^,;|.!?()]{3,40})?\s*(?:$|[,;|)./!])"
)


def find(folded: str) -> Iterator[tuple[Span, str]]:
    """Yield the numbers of free seats that *folded* tells, as digits, with their offsets."""
    for sentence in sentences(folded, 0):
        said = folded[sentence.start : sentence.end]
        by_car = _CAR.search(said) is not None
        for pattern in (_COUNTED, _FOR):
            for match in pattern.finditer(said):
                people = match.groupdict().get("people")
                told = by_car or (not people and pattern is _COUNTED and _is_entry(said, match))
                value = numbers.number(match["count"]) if told and not _BOOKED.search(said) else None
                if value:
                    yield Span(sentence.start + match.start(), sentence.start + match.end()), value


def offered(folded: str) -> Iterator[Span]:
    """Yield where *folded* counts places in a sentence that speaks of a car, and books none."""
    for sentence in sentences(folded, 0) if _CAR.search(folded) else ():
        said = folded[sentence.start : sentence.end]
        for match in _COUNTED.finditer(said) if _CAR.search(said) and not _BOOKED.search(said) else ():
            if not match["people"]:
                yield Span(sentence.start + match.start(), sentence.start + match.end())


def _is_entry(said: str, match: re.Match[str]) -> bool:
    """Tell whether the number and its noun are an entry of a list: `initié, dortoir non, 2 places`."""
    return _ALONE.search(said[: match.start()]) is not None and _MORE.match(said, match.end()) is not None
