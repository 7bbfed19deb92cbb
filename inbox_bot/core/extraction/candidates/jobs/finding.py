"""Titles in running text, with their evidence; a function beside its label."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

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
_OPENS = r"(?:[\"“„«‘']\s?)?"
_AS_JOB = re.compile(
    rf"(?:^|[^\w]){lexicon.any_of('as_job')}\s*{_OPENS}$|(?<!\w)(?:ben|is|werk|werkt|am|suis|est|bin|"
    rf"ist|als|as|comme)\s+(?:[^\W\d_]+\s+){{0,3}}{_OPENS}$|(?<!\w)(?:ben|werk)\s+(?:{_WHILE}\s+){{1,7}}{_OPENS}$|"
    rf"(?<!\w)(?:en|maar|and|but|et|mais|und|aber)\s+{lexicon.any_of('nowadays')}\s+(?:{_WHILE}\s+){{0,5}}$|"
    r"(?:[,;]|(?<!\w)(?:en|et|und|and))\s+(?:ik|ikzelf|zelf|moi|ich|ich\s+selbst)\s+(?:ook\s+|aussi\s+|auch\s+)?$|"
    r"(?<!\w)(?:beiden?|allebei|both|alle\s+(?:twee|drie)|(?:tous|toutes)(?:\s+les)?\s+(?:deux|trois))\s+$"
)
_STILL_IS = re.compile(r"[^,;.:!?()]{0,60}?[\s,]+(?:mais|et|puis|maar|en|but|and|aber|und)\s+(?:[^\W\d_]+\s+){0,2}?")
"""Between what somebody has retired from and what they are: `retraitée de l'enseignement mais présidente`."""
_THEIRS = re.compile(
    r"(?:^|\W)(?<!bij )(?<!chez )(?<!with )(?<!bei )(?:onze|ons|mijn|onzer|notre|mon|ma|our|my|unser|"
    r"unsere|mein|meine|via de|de heer|aan de|aan onze|ex|voormalig|former|ancien|ancienne|hun|uw|je|"
    r"jullie|m'a|m'ont|nous a|nous ont|vous a)\s+$"
)
_IS_OURS = re.compile(
    r"(?<!\w)(?:is|est|ist)\s+(?:(?:nu|sinds\s\w+|now|maintenant|jetzt|bij\sons|chez\snous)\s+)?(?:onze|ons|notre|our|unsere?)\s+$"
)
"""What a colleague is to us, a sentence says of that colleague: `Tim is onze jurist`."""
_COMES_ALONG = re.compile(rf"\s{lexicon.any_of('comes_along')}(?!\w)(?:\s\w+){{0,2}}\s?[:,]\s?")
"""Behind what somebody is, and before who it is: `notre comptable m'accompagne : Luc Petit`."""
_OF_WHAT = re.compile(r"(?:\s(?:du|de\sla|des?|d'|van|voor|of|for|fur|der)\s?\w+)?")
"""What that is of, in words that elsewhere are no title's: `notre ingénieur du son`."""
_BRACKETED = re.compile(
    r"[A-ZÀ-Þ][\wß-ÿ'-]+\s(?:(?:van|de|den|der|vande|vanden|el|von|le|la)\s){0,2}[A-ZÀ-Þ][\wß-ÿ'-]+\s\(\Z"
)
"""Whoever is called so is what stands in the brackets behind: `mijn vrouw An Claes (jurist)`."""
_NOTED = re.compile(
    r"(?<!\w)(?:noteer|noteert|zet|vermeld|schrijf|vul|put|write|note|notez|mettez|indiquez|notieren|schreiben|notiere|schreib)\s+"
    r"(?:(?:je|u|me|mij|sie|mich|moi|dan|er|daar|gerust|for\sme)\s+){0,2}(?:gewoon|maar|dus|als|just|simply|as|simplement|comme|einfach|als)\s+"
    r"(?:(?:als|dan|functie|met|as|comme|fonction)\s+){0,2}[\"“'‘]?$"
)
"""What the reader is told to write down: `noteer gewoon jurist`."""
_NOT_YET = re.compile(
    r"(?<!\w)(?:word|wordt|worden|deviens|deviendrai|serai|become|becoming|werde)\s+(?:(?:ik|hij|zij|ze|er|i|ich|dan|binnenkort|weldra|bientot|soon|bald|de|een|the|a)\s+){0,3}$"
)
"""What somebody is to be, and is not yet: `in januari word ik schepen`."""
_ABBREVIATED = re.compile(rf"(?<![\w@.-]){alternation(lexicon.jobs('abbreviations'))}\.(?=\s|$)")
_VERB_FINAL = re.compile(
    r"(?<!\w)(?:waar(?:van|bij|in|voor)?|dat|omdat|aangezien|als|daar|er|wij|die|weil|da|wo(?:bei|von)?)\s+(?:ik|ich)\s+(?:\w+\s+){0,2}$"
)
"""Behind this the title stands before its verb: `where I am a planner` is «waar ik planner ben»."""
_WHOSE = re.compile(r"(?<!\w)(?:dessen|deren|wiens|wier)\s+(?:\w+\s+)?$")
"""In German the one who speaks may stand behind: `dessen Vorsitzende ich bin`."""
_IS = re.compile(r"\s+(?:(?:ich|ik)\s+)?(?:ben|werk|was|bin|arbeite)(?!\w)")
_CAPACITY = re.compile(
    r"(?<!\w)(?:kom|deelnemen|deel|aanwezig|erbij|inschrijven|in)\s+als\s+(?:de\s+|een\s+)?$|"
    r"in\s+(?:mijn\s+)?(?:hoedanigheid|functie|rol)\s+(?:van|als)\s+$"
)
_RANK = re.compile(
    r"(?<!\w)(?:grade|rang|graad|rank|dienstgrad|titre|titel|title)\s+(?:de|van|of|des|der|eines|einer)\s+$"
)
"""Before a rank, beside which somebody has a function."""
_NO_LONGER = re.compile(
    r"(?<!\w)(?!(?:(?<=en )|(?<=de ))plus\s+de?\b)"
    rf"(?:{lexicon.any_of('former')}|was|werkte|werkten|geweest|etais|was|worked|war|arbeitete)(?!\w)"
    rf"(?![^.;!?)]*(?<!\w)(?:je\s+suis|i\s+am|i'm|ik\s+ben|ben\s+ik|ich\s+bin|bin\s+ich|maar|sinds|vanaf|but|since|mais|depuis|aber|seit|{lexicon.any_of('nowadays')})(?!\w))"
    r"(?![^.;!?)]*,[^.;!?)]*(?<!\w)(?:ben|bin|suis|am)(?!\w))[^.;!?)]*$|"
    rf"(?<!\w){lexicon.any_of('stopped_working')}(?:\s+(?:ben|bin|suis|am))?\s+(?:als|as|comme|en\s+tant\s+que)\s+(?:[^\W\d_]+\s+)?$"
)
"""What somebody was, unless the sentence goes on to what they are: `vroeger jurist, vandaag ben ik schepen`."""
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
_ELIDED = re.compile(r"(?:[dl]|qu)['’](?=\w{3})")
_ELISION = re.compile(r"(?<!\w)[dl]['’]$")
_IS_THE = re.compile(r"(?<!\w)(?:suis|est|sommes|serai|etant|comme)\s$")
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
_BECOMES = re.compile(r"\s+(?:geweest|gewesen|te\s+worden|worden|zu\s+werden|werden)(?!\w)")


def read(text: str) -> str | None:
    """Return the function that a labelled *text* gives; None where it says that there is none."""
    value = re.sub(r"\s+", " ", text).strip(" \t.,;:!?<>|")
    value = value if _QUOTES.search(value[1:-1]) else value.strip('"“”„«»')
    value = re.sub(r"^[/–-]+(?:\s|$)|\s[/–-]+$", "", value).strip()
    value = _UNTIL.sub("", value)
    if not value or is_nothing(value) or "@" in value or not any(c.isalpha() for c in value):
        return None
    return value


def comes_along(folded: str) -> bool:
    """Tell whether *folded* words stand between what somebody is and who it is: ` m'accompagne : `."""
    return _COMES_ALONG.fullmatch(folded) is not None


def without_coming(text: str) -> str:
    """Return *text* without the words at its end that say that somebody comes along: `our accountant comes along`."""
    found = _COMES_ALONG.search(fold(f"{text}:"))
    return text[: found.start()] if found and found.end() > len(text) else text


def is_nothing(value: str) -> bool:
    """Tell whether *value* says that there is none, or is a place to fill in: `n.v.t.`, `[uw functie]`."""
    return not lexicon.words("none").isdisjoint({fold(value), fold(value).strip("."), f"{fold(value)}."})


@lru_cache(maxsize=64)
def find(text: str, start: int, end: int) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Return the titles that stand in *text* between *start* and *end*, each with its evidence."""
    return tuple(_found(text, start, end))


def _found(text: str, start: int, end: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    folded = _ABBREVIATED.sub(lambda found: f"{found.group()[:-1]} ", fold(text[start:end]))
    at, retired = 0, None
    for match in map(partial(_bared, folded), _WORD.finditer(folded)):
        head = is_head(match.group()) or _is_cut_short(text, start, match) or _is_of_several(folded, match)
        if (
            match.start() < at
            or not head
            or _is_in_charge(folded, match)
            or _in_address(folded, match)
            or _addresses(folded, text[start:end], match)
        ):
            continue
        begin = left(folded, match.start())
        finish = right(folded, text[start:end], match.end() - match.group().endswith("."), match.start())
        along = _COMES_ALONG.search(folded, match.end(), finish + _FAR)
        if along and _OF_WHAT.fullmatch(folded, min(finish, along.start()), along.start()):
            finish = along.start()
        at = finish
        introduced = _COMES_ALONG.match(folded, finish)
        named = introduced is not None and text[start + introduced.end() : start + introduced.end() + 1].isupper()
        evidence = ("job word", "frame") if named else tuple(_evidence(folded, begin, finish))
        if retired is not None and _STILL_IS.fullmatch(folded, retired, begin) and "frame" not in evidence:
            evidence = (*evidence, "frame")
        retired = finish if folded[begin:finish].split(maxsplit=1)[0] in lexicon.jobs("retired") else None
        called = _CALLED.search(text, max(start, start + begin - _NEARBY), start + begin)
        apposed = _APPOSED.search(text, max(start, start + begin - _FAR), start + begin)
        bracketed = _BRACKETED.search(text, max(start, start + begin - _FAR), start + begin)
        if bracketed or (apposed and fold(apposed[1]) not in _NO_NAMES):
            evidence = tuple(dict.fromkeys((*(e for e in evidence if e != "somebody else's"), "segment")))
        if called and fold(called[1]) in lexicon.given_names() and "segment" not in evidence:
            evidence = (*evidence, "segment")
        yield Span(start + begin, start + finish), evidence


def _bared(folded: str, match: re.Match[str]) -> re.Match[str]:
    """Return the word of *match* without what is elided before it, where that says of what it is: `qu'éducatrice`."""
    elided = _ELIDED.match(match.group())
    start = match.start() + elided.end() if elided else 0
    near = max(0, match.start() - _NEARBY)
    said = elided and (_AS_JOB.search(folded, near, start) or _IS_THE.search(folded, near, match.start()))
    return (_WORD.match(folded, start) if said else None) or match


def _is_in_charge(folded: str, match: re.Match[str]) -> bool:
    """Tell whether a word is the noun of `en charge de`, and nobody who is charged."""
    return match.group() == "charge" and folded.endswith(("en ", "prise ", "a la "), 0, match.start())


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
    before = _ELISION.sub("", folded[max(0, begin - 40) : begin])
    if (
        _BECOMES.match(folded, finish)
        or _NOT_YET.search(before)
        or (_THEIRS.search(before) and not _IS_OURS.search(before))
        or _DENIED.search(before)
        or _RELATIVES.search(before)
        or _NO_LONGER.search(folded[max(0, begin - 80) : begin])
    ):
        yield "somebody else's"
    elif _RANK.search(before):
        return
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
    if (
        _AS_JOB.search(before)
        or _NOTED.search(before)
        or _IS_OURS.search(before)
        or ((_VERB_FINAL.search(before) or _WHOSE.search(before)) and _IS.match(folded, finish))
    ):
        return True
    return _SEVERAL.search(before) is not None and is_plural(folded[begin:finish].split(maxsplit=1)[0])
