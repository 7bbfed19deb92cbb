"""Job titles: where one begins and ends in running text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import places
from inbox_bot.core.extraction.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*\.?")
_STOP = re.compile(rf"(?:{lexicon.any_of('job_stops')})(?!\w)")
_EMPLOYER = re.compile(rf"(?:{lexicon.any_of('employer')})(?![\w])")
_HARD = re.compile(r"[,;|()\[\]\n\t!?:\"“”]|\.(?=\s|$)|\s[-–—/·•]\s")
_OF = re.compile(r"(?:van|de|des|du|of|der|d')\s+(?:de\s+|het\s+|la\s+|the\s+)?")
_AS_JOB = re.compile(
    rf"(?:^|[^\w]){lexicon.any_of('as_job')}\s*[\"“]?$|(?<!\w)(?:ben|is|werk|werkt|am|suis|est|bin|"
    rf"ist|als|as|comme)\s+(?:[^\W\d_]+\s+){{1,3}}[\"“]?$"
)
_THEIRS = re.compile(
    r"(?:^|\W)(?<!bij )(?<!chez )(?<!with )(?<!bei )(?:onze|ons|mijn|onzer|notre|mon|ma|our|my|unser|"
    r"unsere|mein|meine|via de|de heer|aan de|aan onze|ex|voormalig|former|ancien|ancienne|hun|uw|je|"
    r"jullie)\s+$"
)
_LONG = 12
_SHORT = 3


@lru_cache(maxsize=4096)
def is_head(word: str) -> bool:
    """Tell whether *word* is the core of a job title, alone or as the end of a compound."""
    folded = fold(word).strip(".")
    if folded in lexicon.jobs("heads"):
        return True
    if "/" in folded or "-" in folded:
        return is_head(re.split(r"[/-]", folded)[-1]) or is_head(
            folded.split("/")[0].split("-")[0] if "/" in folded else ""
        )
    return any(folded.endswith(suffix) and len(folded) > len(suffix) + 2 for suffix in lexicon.job_suffixes())


def has_head(text: str) -> bool:
    """Tell whether some word of *text* is the core of a job title."""
    return any(is_head(match.group()) for match in _WORD.finditer(text))


def read(text: str) -> str | None:
    """Return the function that a labelled *text* gives; None where it says that there is none."""
    value = re.sub(r"\s+", " ", text).strip(' \t.,;:!?"“”«»<>|/-–')
    if not value or fold(value) in lexicon.words("none") or "@" in value or not any(c.isalpha() for c in value):
        return None
    return value


def find(text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the titles that stand in *text* between *start* and *end*, each with its evidence."""
    folded = fold(text[start:end])
    at = 0
    for match in _WORD.finditer(folded):
        if match.start() < at or not is_head(match.group()):
            continue
        begin = _left(folded, match.start())
        finish = _right(folded, text[start:end], match.end() - match.group().endswith("."), match.start())
        at = finish
        yield Span(start + begin, start + finish), tuple(_evidence(folded, begin, finish))


def _left(folded: str, head: int) -> int:
    """Take the words before the head that belong to it: qualifiers, or all when the segment begins there."""
    before = folded[:head]
    hard = max((m.end() for m in _HARD.finditer(before)), default=0)
    words = list(_WORD.finditer(before, hard))
    begin = head
    for word in reversed(words):
        joined = before[word.end() : begin].strip(" ") in {"", "-"}
        if not joined or not (word.group() in lexicon.jobs("qualifiers") or is_head(word.group())):
            break
        begin = word.start()
    return begin


def _right(folded: str, text: str, end: int, head: int) -> int:
    """Take the words behind the head until the sentence goes on with something else."""
    hard = _HARD.search(folded, end)
    limit = hard.start() if hard else len(folded)
    finish = end
    for count, word in enumerate(_WORD.finditer(folded, end, limit)):
        if count >= _LONG or _goes_on(folded, text, word.start(), limit, previous=folded[head:finish]):
            break
        finish = word.end() - word.group().endswith(".")
    return _without_joints(folded, end, finish)


def _goes_on(folded: str, text: str, at: int, limit: int, previous: str) -> bool:
    qualified = previous.rsplit(" ", 1)[-1] in lexicon.jobs("qualifiers")
    stop = _STOP.match(folded, at, limit)
    if stop and not (qualified and stop.group() == "werk"):
        return True
    joint = re.match(r"(?:en|et|and|und|&)\s+(\S+)(?:\s+(\S+))?", folded[at:limit])
    if joint and joint[2] in {"mij", "me", "ik", "graag", "mich", "je"}:
        return True
    employer = _EMPLOYER.match(folded, at, limit)
    if employer:
        return True
    of = _OF.match(folded, at, limit)
    return bool(of) and _is_place_or_organisation(text, of.end() if of else at, limit)


def _is_place_or_organisation(text: str, at: int, limit: int) -> bool:
    rest = text[at:limit]
    cue = next(places.cued(rest), None)
    place = places.longest(rest)
    return (
        (cue is not None and cue[0].start == 0)
        or bool(place and (place[0].isupper() or (places.is_belgian(place) and len(place) > _SHORT)))
        or (rest[:1].isupper() and places.organisation_word(rest.split(" ")[0]))
    )


def _without_joints(folded: str, end: int, finish: int) -> int:
    tail = re.search(
        r"(?:\s+(?:en|et|and|und|of|van|de|der|het|voor|van\s+de|du|des|d'|the|a|an|la|le))+$", folded[end:finish]
    )
    return end + tail.start() if tail else finish


def _evidence(folded: str, begin: int, finish: int) -> Iterator[str]:
    yield "job word"
    before = folded[max(0, begin - 40) : begin]
    if _THEIRS.search(before):
        yield "somebody else's"
    elif _AS_JOB.search(before):
        yield "frame"
    if not before.strip() or re.search(r"(?:[,;|\n\t(:/\"“]|(?:^|\s)[-–—•·*]|[.!?]|(?:^|\s)\d{1,2}\))\s*$", before):
        yield "segment"
    after = folded[finish : finish + 30].lstrip()
    if _EMPLOYER.match(after) or re.match(r"(?:van|of|de|der)\s", after):
        yield "employer"
