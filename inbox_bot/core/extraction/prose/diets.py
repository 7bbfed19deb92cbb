"""What people say that they do not eat, as they write it."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_SHORT = 3
"""Letters: shorter words for what is eaten are names, too."""
_ANYTHING = (
    r"(?:(?:any|no)(?:thing|\s+(?:dish\w*|food))|niets|iets|rien|nichts|etwas)\s+"
    r"(?:with|containing|that\s+contains|that\s+has|made\s+(?:of|with|from)|met|waar|avec|qui\s+contien\w+|a\s+base\s+de|mit)\s+"
)
"""`Anything with` what is not eaten."""
_NEED = re.compile(
    rf"(?<!\w)(?:\w+-)?{lexicon.any_answer('needs')}\w*|(?<!\w)[^\W\d_]+(?:allerg|intoleran|unvertraglich)\w*|"
    rf"(?<!\w)(?:pure |strictly |non[- ]?)?veg(?!\w)|"
    rf"(?<!\w)(?:react\w*\s+(?:\w+\s+)?to|sensitive\s+to|intoleran\w+\s+to)\s+(?:\w+\s+)?{lexicon.any_answer('foods')}(?!\w)|"
    rf"(?<!\w)(?:no|(?<=but )not|^\W*not|anything but|everything but|everything except|"
    rf"(?:(?:do|does|ca|can|could|should|must|may)\s?(?:not|n't)|cannot)\s+(?!(?:need|require|mind|worry)\s)(?:(?:be|go|come)\s+)?[^\W\d_]+|never\s+eat|eats?\s+no|"
    rf"avoid(?:ing|s)?|free\s+of|geen|eet\s+geen|pas\s+de|sans|ne\s+mange\s+pas\s+de|kein|keine|keinen|esse\s+kein\w*|without|ohne|zonder)\s+(?:{_ANYTHING}|\w+\s+)?{lexicon.any_answer('foods')}(?!\w)|"
    rf"(?<!\w){_ANYTHING}{lexicon.any_answer('foods')}(?!\w)|(?<!\w){lexicon.any_answer('foods')}[\s-]free(?!\w)"
)
_DENIED = re.compile(
    r"(?<!\w)(?:no|not|none|without|nor|don't have|do not have|have no|any|geen|niet|zonder|pas|pas d'|aucune?|sans|"
    r"kein\w*|nicht|ohne)\s+"
    r"(?:(?!eats?\s|eten\s|eet\s|mange|esse)\w+\s+){0,2}$|n't\s+(?:(?!eat\s)\w+\s+){0,2}$"
)
_NOTHING = re.compile(
    r"\s+(?:to|for|contre|a|gegen|auf|voor|tegen)\s+(?:nothing|none|niets|rien|nichts|anything)(?!\w)"
)
"""`Allergic to nothing`."""
_PART = re.compile(r"[^,;()|.!?:\n]+(?:\.(?=\w)[^,;()|.!?:\n]+)*")
_DASHED = re.compile(
    r"\s[-–—/]\s|\s(?:and|but|en|maar|et|mais|und|aber)\s+(?=(?:i|i'm|i'd|i'll|we|we'll|yes|no|"
    rf"not(?!\s+(?:\w+\s+)?{lexicon.any_answer('foods')})|"
    r"my|our|"
    r"dinner|the dinner|join|joining|will|would|please|happy|glad|come|coming|also|ja|nee|oui|non|ik|wij|je|nous|"
    r"ich|wir)(?!\w))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:(?:and|en|et|und)\s+)?(?:(?:could|can|would|will|may)\s+you|kunt?\s+(?:u|je)|(?:pouvez|pourriez)-vous|(?:können|könnten)\s+sie)"
    r"\s+(?:please\s+|also\s+|ook\s+|aussi\s+|auch\s+|bitte\s+)*(?:note|noteren|noter|notieren)\s+(?:that|dat|que|dass)\s+)?"
    r"(?:(?:also|and|so|please|kindly|note|that|further|though|although|but|just|ps|an?(?=\s+(?:intoler|allerg))|ook|en|aussi|et|auch|und|bitte|noch)\s+)*"
    r"(?:(?:i|we|he|she|[A-Z][\w-]+|it)"
    r"(?:(?:'m|'s|'re| am| is| are)(?: both| all)?(?: on)?(?: an?)?|(?:'ve|'s| have| has)(?: got)?(?: an?)?|"
    r" follows?(?: an?)?| (?:keeps?|sticks?) (?:strictly )?to(?: an?)?| suffers? from(?: an?)?|"
    r" (?:needs?|requires?|prefers?|wants?)(?: an?)?|"
    r" eats?(?=\s+(?!no\b)))\s+|"
    r"(?:he|she|they|(?!(?:i|we)\s)[A-Z][\w-]+)\s+"
    r"(?=(?:do|does|can|could|should|must|may|will)(?:\s+not|\s?n't|not)\s|cannot\s)|"
    r"(?:he|she|they)\s+(?=(?:react|avoid|never)s?\s)|"
    r"(?:(?:we're|we|they)\s+)?(?:both|all)(?:\s+of\s+(?:us|them))?\s+(?:are\s+|eat\s+)?|"
    r"(?:ik|wij|we|hij|zij|ze|[A-Z][\w-]+)\s+(?:ben|is|zijn|eet|eten|heb|heeft|volg)\s+|"
    r"(?:je|il|elle|nous|[A-Z][\w-]+)\s+(?:suis|est|mange|sommes|mangeons)\s+|j'ai\s+|"
    r"(?:ich|wir|er|sie|[A-Z][\w-]+)\s+(?:bin|ist|sind|esse|essen|habe|hat|ernahre mich)\s+)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:(?:also|and|please|note|that|though|although|but|just)\s+|as\s+(?:you|i)\s+(?:also\s+)?[a-z]+\s+)+(?:i|we)\s+"
    r"(?=(?:do|can|could|should|must|may|will)(?:\s+not|\s?n't|not)\s|cannot\s|(?:react|avoid|never)\s)"
)
"""How a sentence goes on that says it: `..., though I don't eat fish`."""
_TAKES = re.compile(
    r"(?:(?:and|so|also|en|ook|et|und)\s+)?(?:"
    r"(?:i|we|he|she|they)(?:'ll|'d|\s+will|\s+would|\s+shall)?\s+(?:(?:please|rather|gladly|also)\s+)?"
    r"(?:like|love|have|take|go\s+for|choose|opt\s+for|appreciate)\s+(?:to\s+(?:have|get|eat|choose)\s+)?|"
    r"(?:ik|wij|we)\s+(?:neem|nemen|kies|kiezen|wil|willen|zou|zouden|had)\s+(?:(?:graag|voor|ook)\s+)*|"
    r"(?:je|nous)\s+(?:prends|prendrai|prenons|prendrons|souhaite|souhaitons|voudrais|choisis)\s+(?:volontiers\s+)?|"
    r"(?:ich|wir)\s+(?:nehme|nehmen|hatte|hatten|mochte|mochten|wunsche|wahle)\s+(?:(?:gern|gerne|bitte)\s+)*"
    r")(?:(?:the|an?|some|de|het|een|le|la|un|une|das|die|den|ein|eine|einen)\s+)?(?!no\s|not\s|geen\s|pas\s|kein)"
)
_ADDS = re.compile(
    r"(?:(?:(?:except|only|just)\s+that|behalve\s+dat|sauf\s+que|ausser\s+dass|and|but|en|maar|et|mais|und|aber)\s+)?"
)
_HIMSELF = re.compile(
    r"(?<!\w)(?:(?:i|we|he|she|they)(?:'m|'re|'s|\s+(?:am|are|is))(?:\s+(?:both|all|also|actually))?(?:\s+on)?(?:\s+an?)?|"
    r"(?:i|we|he|she|they)\s+(?:(?:only|both|all|mostly)\s+)*eats?(?!\s+(?:no|everything|anything|all)(?!\w))|"
    r"(?:i|we|he|she|they)\s+(?:have|has|need|needs|prefer|prefers|follow|follows)(?:\s+an?)?|"
    r"(?:ik|wij|we|hij|zij|ze)\s+(?:ben|is|zijn)(?:\s+een)?|(?:je|nous|il|elle)\s+(?:suis|sommes|est)|(?:ich|wir|er|sie)\s+(?:bin|sind|ist))\s+"
)
"""Who is or eats it, wherever in the clause: `tell them that I am a strict vegetarian`."""
_ABOUT = re.compile(
    r"[^,;.]*?(?<!\w)(?:about|regarding|concerning|because of|due to|mention|that i have|that i am|wegen|vanwege|"
    r"a cause de)\s+"
    r"(?:(?:a|an|the|my|his|her|our|mijn|de|mon|ma|meine[rs]?)\s+)?"
)
_OTHERS = re.compile(
    r"(?<!\w)(?:one|two|some|both)\s+of\s+(?:them|these|my)(?!\w)|(?<!\w)(?:een|twee)\s+van\s+(?:hen|hun)(?!\w)|"
    r"(?<!\w)(?:l['’]un\w?\s+d['’]entre\s+eux|eine[rs]?\s+von\s+ihnen)(?!\w)|"
    r"(?<!\w)(?:mrs?|ms|mme|mevr|frau|herr|(?:my|our|his|her|mijn|mon|ma|meine?)\s+(?!diet|food|dieet|regime)\w+)\.?\s+"
    r"(?:[\w'-]+\s+){0,4}(?:is|are|has|eats|eet|heeft|est|mange|ist|hat|isst)(?!\w)"
)
_FOR_WHOM = (
    r"(?:for (?:me|us|him|her|them|both|all(?: of us)?|the (?:two|three) of us)|"
    r"pour (?:moi|nous|lui|elle)|voor (?:mij|ons)|fur (?:mich|uns))"
)
_CLOSING = re.compile(
    rf"\s+(?:though|however|only)[\s.!]*$|(?:\s+(?:{_FOR_WHOM}|by the way|though|too|as well))*"
    rf"\s+(?:{_FOR_WHOM}|please|pls|svp|s'il vous plait|aub|a\.u\.b|bitte|graag|thanks|thank you|merci|danke)[\s.!]*$|"
    r"\s+(?:would|will|is|ist|zou|serait|ware)\s+(?:be\s+|sein\s+|zijn\s+)?(?:very\s+|really\s+|super\s+)?"
    r"(?:great|nice|good|perfect|lovely|fine|appreciated|best|wonderful|ideal|fijn|leuk|super|parfait|ideal|schon|toll|prima)[\s.!]*$"
)
_SINCE = re.compile(
    rf"(?:\s+{_FOR_WHOM})?\s+(?:(?:since|sinds|depuis|seit|for|schon seit|al)\s+(?:\w+\s+){{0,2}}"
    r"(?:\d+|year\w*|month\w*|birth|always|jaar|jaren|"
    r"maand\w*|ans|mois|jahr\w*|monat\w*)(?!\w)|"
    r"(?:i'm|i am) afraid|(?:i|you) (?:guess|know|see|fear)|helaas|malheureusement|leider)[^,;]*$"
)
"""Since when, and what somebody feels about it: no word of what is not eaten."""
_NEGATION = re.compile(r"(?:no|not|without|avoid|free|geen|zonder|sans|pas|kein\w*|ohne)(?!\w)")
_BETWEEN = re.compile(
    r"[\s,]*(?:(?:and|so|en|dus|et|donc|und|also)\s+)?(?:(?:I|we|he|she|ik|je|ich|wij|wir|nous)\s+(?:(?:also|ook|auch)\s+)?)?",
    re.IGNORECASE,
)
"""What joins two things that one person does not eat."""
_AHEAD = 5
"""So many words before what is not eaten are of another matter: `I'll join as long as there is no fish in it`."""
_MOST_WORDS = 16


_FOODS = alternation(food for food in lexicon.answers("foods") if len(food) > _SHORT)
_FOOD = re.compile(rf"(?<!\w){_FOODS}(?!\w)")
# What tells that somebody may speak of what they do not eat.
_EATEN = re.compile(
    rf"(?<!\w)(?:{_FOODS}(?!\w)|{lexicon.any_answer('needs')}|"
    r"(?P<not>(?:do(?:es)?\s?(?:n't|not)|can(?:no|')t|can\snot)\s+eat(?!\w)|"
    r"(?:eet|eten)\s+(?:geen|niet)(?!\w)|(?:mange|mangeons)\s+pas(?!\w)|(?:esse|essen)\s+(?:kein\w*|nicht)(?!\w)))"
)
_NOTHING_NOT = re.compile(r"(?<!\w)(?:nothing|niets|rien|nichts|little|weinig|wenig)(?!\w)")
"""What turns `I do not eat` round: `there is nothing I don't eat`."""
_NO_NEED = re.compile(
    r"(?<!\w)(?:no|not|none|nothing|without|any|anything|everything|all|nil|zero|geen|niet|niets|alles|pas|aucun\w*|rien|tout|sans|"
    r"kein\w*|nichts|ohne|omnivor\w*|nee|neen|non|nein)(?!\w)"
)
"""What says, of a diet, that there is none."""
_TO_WHAT = re.compile(
    r"(?:an?\s+|une?\s+|een\s+|eine\s+)?(?:very\s+|tres\s+|heel\s+|erg\s+|sehr\s+)?(?:allerg|intoleran)[a-z]*\W*"
)
"""What leaves open what it is about: `no celery, I'm allergic`."""
_LEFT_OPEN = re.compile(r"[^:=\t]*(?:[:=\t]|\.{3,})\W*(?:n/?a\W*)?$")
"""A label without an answer."""


def speaks(folded: str) -> bool:
    """Tell whether a *folded* clause speaks of what somebody does not eat, and not only of eating everything."""
    said = _EATEN.search(folded)
    if said is None or _LEFT_OPEN.match(folded) or _DENIED.search(folded[: said.start()]):
        return False
    if said["not"]:
        return _NOTHING_NOT.search(folded, 0, said.start()) is None
    return _NO_NEED.search(folded) is None or _FOOD.search(folded) is not None


def alone(text: str, span: Span) -> Span:
    """Return what is not eaten at *span* of *text*, without the words around it."""
    need = _NEED.search(fold(text[span.start : span.end]))
    return Span(span.start + need.start(), span.start + need.end()) if need else span


def find(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what *text* says of a diet between *start* and *end*: the words of the clause, without `I am`."""
    previous: Span | None = None
    for part in _parts(text, start, end):
        span = _said(text, part)
        if span is None:
            continue
        if previous and text[previous.end : span.start].strip() == "(":
            continue
        if previous and _BETWEEN.fullmatch(text, previous.end, span.start):
            previous = Span(previous.start, span.end)
            continue
        if previous:
            yield previous
        previous = span
    if previous:
        yield previous


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PART.finditer(text, start, end):
        begin = match.start()
        for dash in [*_DASHED.finditer(text, match.start(), match.end()), None]:
            yield Span(begin, dash.start() if dash else match.end())
            begin = dash.end() if dash else match.end()


def _said(text: str, part: Span) -> Span | None:
    folded = fold(text[part.start : part.end])
    need = _NEED.search(folded)
    if (
        need is None
        or _DENIED.search(folded[: need.start()])
        or _NOTHING.match(folded, need.end())
        or _OTHERS.search(folded)
        or len(folded.split()) > _MOST_WORDS
        or "@" in folded
    ):
        return None
    begin = len(folded) - len(folded.lstrip(" -–•*"))
    openings = (pattern.match(folded, begin) for pattern in (_ABOUT, _WITHIN, _TAKES, _OPENING, _ADDS))
    begin = next((one.end() for one in openings if one and begin < one.end() <= need.start()), begin)
    begin = max([begin, *(match.end() for match in _HIMSELF.finditer(folded, begin) if match.end() <= need.start())])
    cut = need.group().startswith("not ") or len(folded[begin : need.start()].split()) > _AHEAD
    if _NEGATION.match(need.group()) and cut:
        begin = need.start()
    closing = _SINCE.search(folded, need.end()) or _CLOSING.search(folded, begin)
    end = closing.start() if closing else len(folded.rstrip())
    return None if _TO_WHAT.fullmatch(folded, begin, end) else Span(part.start + begin, part.start + end)
