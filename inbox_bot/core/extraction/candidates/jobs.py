"""Job titles: where one begins and ends in running text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.alternation import alternation
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
_TO_DO = re.compile(r"(?:voor|for|pour|fur)\s+(?P<task>[^\W\d_][\w-]*)")
_BODY = re.compile(r"(?:raad|commissie|comite|dienst|cel|groep|afdeling|team|directie|platform|council|committee|rat)$")
_ENUMERATED = re.compile(
    r"(?:,\s+[^\W\d_][\w-]*(?:\s(?!en\s)[^\W\d_][\w-]*)?){1,4}\s+(?:en|et|and|und|&)\s+[^\W\d_][\w-]+(?![\w@])"
)
_ABBREVIATED = re.compile(rf"(?<![\w@.-]){alternation(lexicon.jobs('abbreviations'))}\.(?=\s|$)")
_CAPACITY = re.compile(
    r"(?<!\w)(?:kom|deelnemen|deel|aanwezig|erbij|inschrijven|in)\s+als\s+(?:de\s+|een\s+)?$|"
    r"in\s+(?:mijn\s+)?(?:hoedanigheid|functie|rol)\s+(?:van|als)\s+$"
)
_NO_LONGER = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('former')}|was|werkte|werkten|geweest|etais|was|worked|war|arbeitete)(?!\w)"
    r"(?![^.;!?)]*(?<!\w)(?:nu|maar|sinds|now|but|since|mais|maintenant|depuis|jetzt|aber|seit)(?!\w))[^.;!?)]*$"
)
_OF_TASKS = re.compile(r"\s(?:van|voor|de|des|du|of|for|pour|fur)\s")
_LONG = 12
_SHORT = 3
_BECOMES = re.compile(r"\s+(?:te\s+worden|worden|zu\s+werden|werden)(?!\w)")
_ACTING = re.compile(r"\s+a\.?\s?i\.?(?![\w.])")
_LABEL = re.compile(r"(?:e-?)?mail(?:adres)?(?!\w)|tel(?:efoon)?(?!\w)|gsm(?!\w)")


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
    value = re.sub(r"\s+", " ", text).strip(' \t.,;:!?"“”«»<>|')
    value = re.sub(r"^[/–-]+(?:\s|$)|\s[/–-]+$", "", value).strip()
    if not value or is_nothing(value) or "@" in value or not any(c.isalpha() for c in value):
        return None
    return value


def is_nothing(value: str) -> bool:
    """Tell whether *value* says that there is none, or is a place to fill in: `n.v.t.`, `[uw functie]`."""
    return not lexicon.words("none").isdisjoint({fold(value), fold(value).strip("."), f"{fold(value)}."})


def find(text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the titles that stand in *text* between *start* and *end*, each with its evidence."""
    folded = _ABBREVIATED.sub(lambda found: f"{found.group()[:-1]} ", fold(text[start:end]))
    at = 0
    for match in _WORD.finditer(folded):
        if match.start() < at or not (is_head(match.group()) or _is_cut_short(text, start, match)):
            continue
        begin = _left(folded, match.start())
        finish = _right(folded, text[start:end], match.end() - match.group().endswith("."), match.start())
        at = finish
        yield Span(start + begin, start + finish), tuple(_evidence(folded, begin, finish))


def _is_cut_short(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a word that a point follows is a head cut short: `dir.`"""
    return match.group() in lexicon.jobs("abbreviated_heads") and text.startswith(".", start + match.end())


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
    acting = _ACTING.match(folded, end)
    if acting:
        return acting.end()
    finish = end
    for count, word in enumerate(_WORD.finditer(folded, end, limit)):
        if count >= _LONG or _goes_on(folded, text, word.start(), limit, previous=folded[head:finish]):
            break
        finish = word.end() - word.group().endswith(".")
    more = _ENUMERATED.match(folded, finish) if finish == limit else None
    if more and _OF_TASKS.search(folded[end:finish]) and not _says_more(folded, text, more):
        return more.end()
    return _without_joints(folded, end, finish)


def _says_more(folded: str, text: str, more: re.Match[str]) -> bool:
    """Tell whether an enumeration holds something else than tasks: another title, a place, a name, a sentence."""
    said = list(_WORD.finditer(folded, more.start(), more.end()))
    return any(
        text[word.start()].isupper()
        or is_head(word.group())
        or _STOP.match(word.group())
        or _EMPLOYER.match(word.group())
        for word in said
    )


def _goes_on(folded: str, text: str, at: int, limit: int, previous: str) -> bool:
    qualified = previous.rsplit(" ", 1)[-1] in lexicon.jobs("qualifiers")
    stop = _STOP.match(folded, at, limit)
    if stop and not (qualified and stop.group() == "werk"):
        return True
    joint = re.match(r"(?:en|et|and|und|&)\s+(\S+)(?:\s+(\S+))?", folded[at:limit])
    if joint and joint[2] in {"mij", "me", "ik", "graag", "mich", "je"}:
        return True
    task = _TO_DO.match(folded, at, limit)
    tasked = task and (" " not in previous.strip() or _BODY.search(previous))
    if (
        task
        and tasked
        and text[task.start("task")].islower()
        and not _is_place_or_organisation(text, task.start("task"), limit)
    ):
        return bool(_STOP.match(folded, task.start("task")))
    if _EMPLOYER.match(folded, at, limit) or _ends_with_place(folded, text, at, limit):
        return True
    of = _OF.match(folded, at, limit)
    return bool(of) and _is_place_or_organisation(text, of.end() if of else at, limit)


def _ends_with_place(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether nothing but a Belgian municipality, or a label behind it, follows: `schepen van sport Duffel`."""
    place = places.longest(text[at:limit])
    rest = folded[at + len(place) : limit].strip()
    return (
        len(place) > _SHORT
        and places.is_belgian(place)
        and (not rest or (rest[0] == "(" and place[0].isupper()) or _LABEL.match(rest) is not None)
    )


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
    if (
        _BECOMES.match(folded, finish)
        or _THEIRS.search(before)
        or _NO_LONGER.search(folded[max(0, begin - 80) : begin])
    ):
        yield "somebody else's"
    elif _CAPACITY.search(before):
        yield from ("frame", "capacity")
    elif _AS_JOB.search(before):
        yield "frame"
    if not before.strip() or re.search(r"(?:[,;|\n\t(:/\"“]|(?:^|\s)[-–—•·*]|[.!?]|(?:^|\s)\d{1,2}\))\s*$", before):
        yield "segment"
    after = folded[finish : finish + 30].lstrip()
    if _EMPLOYER.match(after) or re.match(r"(?:van|of|de|der)\s", after):
        yield "employer"
