"""Titles in running text, with their evidence; a function beside its label."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.jobs.edges import EMPLOYER, left, right
from inbox_bot.core.extraction.candidates.jobs.heads import is_head, is_plural
from inbox_bot.core.extraction.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*\.?")
_WHILE = (
    r"(?:al|sinds|sedert|nu|ondertussen|intussen|inmiddels|momenteel|tegenwoordig|nog|steeds|ook|er|hier|daar|daarnaast|meer|dan|bijna|zo'n|"
    r"ruim|een|enkele|enige|heel|wat|kort|paar|\d{1,2}|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|dit|vorig|deze|dag|week|maand|jaar|jaren|tijd|"
    r"maanden|weken|dagen|\d{4}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"werkzaam|actief|aan|de|het|slag|als|zelf|trouwens|namelijk|immers|overigens)"
)
"""What may stand between `ik ben` and the title: since when."""
_AS_JOB = re.compile(
    rf"(?:^|[^\w]){lexicon.any_of('as_job')}\s*[\"“]?$|(?<!\w)(?:ben|is|werk|werkt|am|suis|est|bin|"
    rf"ist|als|as|comme)\s+(?:[^\W\d_]+\s+){{0,3}}[\"“]?$|(?<!\w)(?:ben|werk)\s+(?:{_WHILE}\s+){{1,7}}[\"“]?$"
)
_THEIRS = re.compile(
    r"(?:^|\W)(?<!bij )(?<!chez )(?<!with )(?<!bei )(?:onze|ons|mijn|onzer|notre|mon|ma|our|my|unser|"
    r"unsere|mein|meine|via de|de heer|aan de|aan onze|ex|voormalig|former|ancien|ancienne|hun|uw|je|"
    r"jullie|m'a|m'ont|nous a|nous ont|vous a)\s+$"
)
_ABBREVIATED = re.compile(rf"(?<![\w@.-]){alternation(lexicon.jobs('abbreviations'))}\.(?=\s|$)")
_VERB_FINAL = re.compile(
    r"(?<!\w)(?:waar|dat|omdat|aangezien|als|daar|er|wij|die|weil|da|wo)\s+(?:ik|ich)\s+(?:\w+\s+){0,2}$"
)
"""Behind this the title stands before its verb: `where I am a planner` is «waar ik planner ben»."""
_IS = re.compile(r"\s+(?:ben|werk|was|bin|arbeite)(?!\w)")
_CAPACITY = re.compile(
    r"(?<!\w)(?:kom|deelnemen|deel|aanwezig|erbij|inschrijven|in)\s+als\s+(?:de\s+|een\s+)?$|"
    r"in\s+(?:mijn\s+)?(?:hoedanigheid|functie|rol)\s+(?:van|als)\s+$"
)
_NO_LONGER = re.compile(
    r"(?<!\w)(?!(?:(?<=en )|(?<=de ))plus\s+de?\b)"
    rf"(?:{lexicon.any_of('former')}|was|werkte|werkten|geweest|etais|was|worked|war|arbeitete)(?!\w)"
    r"(?![^.;!?)]*(?<!\w)(?:nu|maar|sinds|thans|momenteel|now|but|since|currently|mais|maintenant|depuis|"
    r"aujourd'hui|desormais|actuellement|jetzt|aber|seit|heute|derzeit|inzwischen)(?!\w))[^.;!?)]*$"
)
_DENIED = re.compile(
    r"(?<!\w)(?:geen|noch|niet\s+(?:als|de|een)|not\s+(?:an?|as)|pas\s+(?:un|une|le|la|comme|en\s+tant\s+que?|en\s+qualite\s+de)|"
    r"nicht\s+als|kein\w*)\s+(?:echte?\s+)?$"
)
_SEVERAL = re.compile(
    r"(?<!\w)(?:nous\s+sommes|sommes|deux|trois|quatre|wij\s+zijn|we\s+zijn|zijn|beiden?|allebei|twee|drie|vier|we\s+are|"
    r"both|two|three|wir\s+sind|zwei|drei|en\s+tant\s+que|comme|als|as|tous|toutes)\s+(?:\w+\s+)?$"
)
_CALLED = re.compile(r"(?:^|[,;.:]\s|\s(?:en|et|and|und)\s)([A-ZÀ-Þ][\wß-ÿ-]+)\s\Z")
"""A first name alone before a title, in a list that leaves the verb out: `Tim is jurist, An architect`."""
_CIVIL = re.compile(
    r"(?<!\w)(?i:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|(?:de\s)?heer|dhr\.?|mr\.?|mrs\.?|ms\.?|monsieur|madame|mme|herrn?|frau)\s+"
    r"(?:[A-ZÀ-Þ][\wß-ÿ-]+\s+)?(?:De|Den|Van|Vande|Vanden|Vander|Le|La|Du|Van\s[Dd]e[nr]?)\s+$"
)
"""Before a surname that is a trade: `mevrouw De Secretaris`."""
_NAME_BEHIND = re.compile(r"\s+[A-ZÀ-Þ][\wß-ÿ'’-]+(?:(\s+[A-ZÀ-Þ])|$)")
_NEARBY, _FAR = 40, 80
_APPOSED = re.compile(
    r"(?<!\w)([A-ZÀ-Þ][\wß-ÿ'-]+)\s(?:(?:van|de|den|der|vande|vanden|el|von|le|la)\s){0,2}[A-ZÀ-Þ][\wß-ÿ'-]+,?\s(?:[(]|,\s)?"
    r"(?:onze|ons|notre|our|unsere?)\s\Z"
)
"""A name right before: `An Claes, onze schepen`."""
_NO_NAMES = (
    lexicon.words("place_cues")
    | lexicon.words("openers")
    | lexicon.words("salutations")
    | lexicon.words("organisations")
)
_UNTIL = re.compile(
    r"^(?:tot|until|jusqu'?|bis)\s[^,;]*[,;]\s*(?:vanaf|sinds|from|since|des|depuis|a\s+partir\s+de|ab|seit)\s+(?:\d+\s+)?[\w/.]+\s+",
    re.IGNORECASE,
)
"""Before the function that somebody has now stands the one of before: `tot maart jurist, vanaf april directeur`."""
_RELATIVES = re.compile(
    r"(?<!\w)(?:mijn|mon|ma|my|meine?)\s+(?:man|vrouw|partner|echtgeno\w+|broer|zus|zoon|dochter|vader|moeder|buur\w*|mari|femme|epou\w+|frere|"
    r"soeur|husband|wife|brother|sister|mann|frau|bruder|schwester)\s[^.,;!?]*$"
)
_QUOTES = re.compile(r"[\"“”„«»]")
_BECOMES = re.compile(r"\s+(?:te\s+worden|worden|zu\s+werden|werden)(?!\w)")


def read(text: str) -> str | None:
    """Return the function that a labelled *text* gives; None where it says that there is none."""
    value = re.sub(r"\s+", " ", text).strip(" \t.,;:!?<>|")
    value = value if _QUOTES.search(value[1:-1]) else value.strip('"“”„«»')
    value = re.sub(r"^[/–-]+(?:\s|$)|\s[/–-]+$", "", value).strip()
    value = _UNTIL.sub("", value)
    if not value or is_nothing(value) or "@" in value or not any(c.isalpha() for c in value):
        return None
    return value


def is_nothing(value: str) -> bool:
    """Tell whether *value* says that there is none, or is a place to fill in: `n.v.t.`, `[uw functie]`."""
    return not lexicon.words("none").isdisjoint({fold(value), fold(value).strip("."), f"{fold(value)}."})


@lru_cache(maxsize=64)
def find(text: str, start: int, end: int) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Return the titles that stand in *text* between *start* and *end*, each with its evidence."""
    return tuple(_found(text, start, end))


def _found(text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    folded = _ABBREVIATED.sub(lambda found: f"{found.group()[:-1]} ", fold(text[start:end]))
    at = 0
    for match in _WORD.finditer(folded):
        head = is_head(match.group()) or _is_cut_short(text, start, match) or _is_of_several(folded, match)
        if match.start() < at or not head or _in_address(folded, match) or _addresses(folded, text[start:end], match):
            continue
        begin = left(folded, match.start())
        finish = right(folded, text[start:end], match.end() - match.group().endswith("."), match.start())
        at = finish
        evidence = tuple(_evidence(folded, begin, finish))
        called = _CALLED.search(text, max(start, start + begin - _NEARBY), start + begin)
        apposed = _APPOSED.search(text, max(start, start + begin - _FAR), start + begin)
        if apposed and fold(apposed[1]) not in _NO_NAMES:
            evidence = tuple(dict.fromkeys((*(e for e in evidence if e != "somebody else's"), "segment")))
        if called and fold(called[1]) in lexicon.given_names() and "segment" not in evidence:
            evidence = (*evidence, "segment")
        yield Span(start + begin, start + finish), evidence


def _in_address(folded: str, match: re.Match[str]) -> bool:
    """Tell whether a word is a part of an address: `burgemeester@gent.example`."""
    return folded.startswith("@", match.end()) or folded[: match.start()].rpartition(" ")[2].count("@") > 0


def _addresses(folded: str, text: str, match: re.Match[str]) -> bool:
    """Tell whether a title only addresses somebody whose function stands elsewhere: `Dr Ann Claes, jurist`."""
    if text[match.start()].isupper() and _CIVIL.search(text, max(0, match.start() - _FAR), match.start()):
        return True
    named = match.group().strip(".") in lexicon.words("titles") and _NAME_BEHIND.match(text, match.end())
    if named and not named[1]:
        return True
    others = (other for other in _WORD.finditer(folded) if other.start() != match.start()) if named else ()
    return any(is_head(other.group()) and other.group() not in lexicon.words("titles") for other in others)


def _is_of_several(folded: str, match: re.Match[str]) -> bool:
    """Tell whether a word is the title of several people: `nous sommes tous deux bénévoles`."""
    return is_plural(match.group()) and _SEVERAL.search(folded, 0, match.start()) is not None


def _is_cut_short(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a word that a point follows is a head cut short: `dir.`"""
    return match.group() in lexicon.jobs("abbreviated_heads") and text.startswith(".", start + match.end())


def _evidence(folded: str, begin: int, finish: int) -> Iterator[str]:
    yield "job word"
    before = folded[max(0, begin - 40) : begin]
    if (
        _BECOMES.match(folded, finish)
        or _THEIRS.search(before)
        or _DENIED.search(before)
        or _RELATIVES.search(before)
        or _NO_LONGER.search(folded[max(0, begin - 80) : begin])
    ):
        yield "somebody else's"
    elif _CAPACITY.search(before):
        yield from ("frame", "capacity")
    elif _is_said(folded, before, begin, finish):
        yield "frame"
    if not before.strip() or re.search(r"(?:[,;|\n\t(:/\"“]|(?:^|\s)[-–—•·*]|[.!?]|(?:^|\s)\d{1,2}\))\s*$", before):
        yield "segment"
    after = folded[finish : finish + 30].lstrip()
    if EMPLOYER.match(after) or re.match(r"(?:van|of|de|der)\s", after):
        yield "employer"


def _is_said(folded: str, before: str, begin: int, finish: int) -> bool:
    """Tell whether a sentence says of somebody, or of several, that they are what stands there."""
    if _AS_JOB.search(before) or (_VERB_FINAL.search(before) and _IS.match(folded, finish)):
        return True
    return _SEVERAL.search(before) is not None and is_plural(folded[begin:finish].split(maxsplit=1)[0])
