"""How many somebody brings along: guests in figures, in words, or as `my husband`."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices, numbers, relatives
from inbox_bot.core.extraction.candidates.denial import HEDGE, denies
from inbox_bot.core.extraction.folding import fold

_RELATIVE = lexicon.any_answer("relatives")
_GUEST = alternation(word for word in lexicon.concept("guests") if word[0].isalpha())
_NONE = re.compile(
    rf"(?<!\w)(?:no|without(?:\s+any)?|not\s+bring\w*(?:\s+any)?|zero|nae|geen|zonder|sans|pas\s+d'|aucun|kein\w*|ohne)\s+(?:\w+\s+)?{_GUEST}(?!\w)|"
    rf"(?<!\w)(?!(?:(?<=and )|(?<=^))by\s+myself)(?<!set up )(?<!work )(?<!working ){lexicon.any_answer('alone')}(?!\w)"
)
_PLUS = re.compile(r"(?<![\w+])\+\s?(\d)(?!\d|[\s./-]?\(?\d)|(?<!\w)plus\s+(\w+)(?!\w)")
_WITH_ME = re.compile(
    r"(?<!\w)(?:for|of|voor|pour|fur|with|met|mit|avec)\s+(\w+)(?:\s+(?:people|persons|personen|personnes))?,?\s+\(?"
    r"(?:(?:incl\w*\.?|counting|inbegrepen|inkl\w*\.?|y\s+compris)\s+(?:me|myself|mij|mezelf|mijzelf|moi|mir|mich)|moi\s+comprise?|"
    r"mezelf\s+inbegrepen|myself\s+included|mich\s+eingeschlossen)(?!\w)"
)
"""`Dinner for three incl. me`: the guests, and who brings them."""
_COUNTED = re.compile(rf"(?<![\w.,/])(\w+)\s+(?:(\w+)\s+)?{_GUEST}(?!\w)")
_WITH = re.compile(
    r"(?<!\w)(?:(?:along\s+)?with|plus|including|incl\.?|bring(?:ing)?(?:\s+along)?|accompanied\s+by|by|avec|accompagne\w*\s+(?:de|par)|met|"
    r"vergezeld\s+van|samen\s+met|mit|in\s+begleitung(?:\s+von)?)\s+(?=\w)"
)
"""What leads to who is brought along."""
_MYSELF = re.compile(
    r"(?<!\w)(?:me|myself|i|mezelf|mijzelf|ik|moi|ich|mich|mir)\s*(?:,|\s(?:and|with|en|met|et|avec|und|mit)(?!\w))\s*(?=\w)"
)
_WHO = re.compile(
    r"(?<!\w)(?=(?:my|our|mijn|onze|ons|mon|ma|mes|nos|notre|meine?|unsere?|\d|two|three|twee|drie|deux|trois|zwei|drei)\s)"
)
_AND_I = re.compile(r"(?<=\s)(?:me|i|myself|ik|moi|ich|mezelf)$")
_MAY = r"(?:will|would|is|are|also|too|may|shall|can|both|all|zal|zullen|ook|wird|werden|auch|seront|sera|aussi)\s+"
_JOINS = re.compile(
    rf"(?:\s+[^\W\d_]+(?=\s+{_MAY}))?\s+(?:{_MAY}){{0,3}}(?:join|com|attend|accompan|be\s+(?:there|with)|komt|komen|eet|eten|"
    r"viendr|viennent|vient|kommt|kommen|isst|essen|begleit|vergezel|m'accompagn)\w*"
)
"""What says behind them that they come; the name of the last may stand between: `my wife Ann will be with me`."""
_TOLD = re.compile(rf"(?<!\w){_GUEST}\s*[:=-]?\s+(\w+)\s*[.!)]*$")
"""`Guests zero`."""
_COME_ALONG = re.compile(
    r"(?<![\w.,/])(\w+)\s+(?:(\w+)\s+)?(?:persons?|people|friends?|others?|adults|children|colleagues?)\s+(?:will\s+|would\s+|are\s+)?"
    r"(?:com(?:e|es|ing)|join(?:s|ing)?|accompan\w+)(?:\s+with)?\s+(?:me|us)(?!\w)"
)
"""`2 persons come with me`."""
_BRINGS = re.compile(
    r"(?<!\w)(?:bring(?:ing)?|with|plus|avec|amene|breng|met|bringe|mit)\s+(?:along\s+)?(\w+)\s+(?:(?:of\s+)?(?:my|mijn|mes|meine[rn]?)\s+)?"
    r"(?:mates?|friends?|people|persons?|others?|colleagues?|pals?|kids?|child|children|persoon|personen|vriend|vriendin|vrienden|mensen|kinderen|"
    r"personnes?|amis?|amies?|enfants?|leute|freund|freundin|freunde|freundinnen|kind|kinder)(?!\w)"
)
_AS_GUEST = re.compile(
    r"(?<!\w)as\s+(?:my|a|an|our|the\s+only)\s+(?:\w+\s+)?(?:guest|companion|plus one)(?!\w)|\(1 (?:person|guest)\)|"
    r"(?<!\w)accompanied\s+(?:[^\W\d_]+\s+){0,4}by\s+(?:his|her|my|their|an?|one)\s+[^\W\d_]+"
)
_BY_NAME = re.compile(r"(?:\b(?:bringing|bring|with|avec|met|mit)\s+|^)[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?[\s.!]*$")
"""Beside the label of guests, who it is: `I'm bringing Peter`."""
_NEGATED = re.compile(r"(?<!\w)(?:not|niet|pas|nicht|geen|kein\w*|no|n't|can't|won't)(?!\w)|n't(?!\w)")
_BESIDE = re.compile(r"(?:with|avec|met|mit|samen\s+met|ensemble\s+avec)(?!\w)")
_LEADS = re.compile(
    r"(?:\W|(?:and|en|et|und|but|maar|mais|aber|yes|ja|oui|also|ook|aussi|auch|together|i|ik|je|ich)(?!\w))*"
)
_COMES = re.compile(
    rf"(?<!\w)(?:{lexicon.any_answer('comings')}|{alternation(lexicon.concept('dinner'))}|{alternation(lexicon.concept('lunch'))})(?!\w)"
)
_FEWEST, _MOST = 2, 30
"""Nobody brings more guests: it is part of a telephone's number."""
_AND = re.compile(r"\s*[+&,]\s*|\s+(?:and|en|et|und|plus)\s+")
_PERSONS = re.compile(
    rf"(?:(?:my|our|mijn|onze|mon|ma|mes|nos|meine?\w?|unsere?)\s+)?(?:(\w+)\s+)?(?:{_RELATIVE}|{_GUEST}|"
    r"child|children|kids?|sons|daughters|friends|parents|kind|kinderen|kinder|enfants?|amis?)"
)
_NAMED = re.compile(r"\W{0,2}\s*[A-Z]\w+\s+[A-Z]")

_DENIED_BEHIND = re.compile(
    r"(?:(?!(?<!\w)(?:who|which|that|die|dat|qui|der|das|welche\w*)(?!\w))[^.,;:!?\n])*?"
    r"(?<!\w)(?:nicht|niet|pas|not|nie)(?!\w)(?!\s+(?:nur|alleen|seulement|only))"
)
"""What denies in the same clause: `eine Begleitperson bringe ich nicht mit`."""


def count(text: str, before: str = "") -> str | None:
    """Return how many *text* brings along, as digits; None where it says nothing of it, or names them in full.

    *before* is what the same sentence says before it, folded.
    """
    folded = fold(text)
    return told(folded, before) or family(text, before)


def told(folded: str, before: str = "") -> str | None:
    """Return the number of guests that a *folded* text tells, as digits; who they are counts for nothing."""
    if _NONE.search(folded):
        return "0"
    together = _WITH_ME.search(folded)
    if together and (all_of_us := numbers.number(together[1])) and int(all_of_us):
        return str(int(all_of_us) - 1)
    return _numbered(folded, before)


def speaks(folded: str, takes_part: re.Pattern[str]) -> bool:
    """Tell whether a *folded* sentence speaks of bringing somebody along, in whatever words.

    That is where it leads to people with a word for that, `with our children`, or names relatives of the writer beside
    what *takes_part* finds: `a seat for my sister at the dinner`.
    """
    brought = any(relatives.listed(folded, lead.end()) for lead in _WITH.finditer(folded))
    if not brought and not any(relatives.listed(folded, who.end()) for who in _WHO.finditer(folded)):
        return False
    comes = takes_part.search(folded) or (_COMES.search(folded) if brought else None)
    return comes is not None and not denies(folded)


def family(text: str, before: str = "") -> str | None:
    """Return how many relatives *text* brings along, as digits: `with my husband and our two children`."""
    folded = fold(text)
    if _AS_GUEST.search(folded):
        return None if _NEGATED.search(folded) else "1"
    found = next((one for one in _brought(folded, before) if not _NAMED.match(text, one[0])), None)
    return str(found[1]) if found and found[1] and not _NEGATED.search(folded) else None


def _brought(folded: str, before: str) -> Iterator[tuple[int, int | None]]:
    """Yield where each list of people ends who come along, and how many they are."""
    for lead in (*_WITH.finditer(folded), *_MYSELF.finditer(folded)):
        found = relatives.listed(folded, lead.end())
        if found and (lead.re is _MYSELF or _comes(folded, lead.start(), before)):
            yield found
    for who in _WHO.finditer(folded):
        found = relatives.listed(folded, who.end())
        if found and (_AND_I.search(folded, who.end(), found[0]) or _JOINS.match(folded, found[0])):
            yield found


def _numbered(folded: str, before: str) -> str | None:
    """Return the number that *folded* tells of guests, as digits."""
    for pattern in (_PLUS, _COUNTED, _TOLD, _COME_ALONG, _BRINGS):
        for match in pattern.finditer(folded):
            found = (numbers.number(group or "") for group in reversed(match.groups()))
            value = next(filter(None, found), None)
            if value and int(value) <= _MOST and _comes(folded, match.start(), before):
                return "0" if _DENIED_BEHIND.match(folded, match.end()) else value
    return None


def _comes(folded: str, start: int, before: str) -> bool:
    """Tell whether who is named at *start*, as one *with* somebody, comes along: not `I run it with two friends`."""
    if not _BESIDE.match(folded, start) or _COMES.search(folded, 0, start) or _COMES.search(before):
        return True
    return _LEADS.fullmatch(folded, 0, start) is not None


def goes_on(folded: str) -> bool:
    """Tell whether a clause only adds to who is brought along: `and our two children`."""
    return relatives.begins(folded)


def _added(folded: str) -> str | None:
    """Return how many a list of people is, each by a word or a number: `spouse + 1 child`; None if it is none."""
    parts = _AND.split(folded.strip(" ."))
    people = [_PERSONS.fullmatch(part) for part in parts]
    if len(parts) < _FEWEST or not all(people):
        return None
    numbered = [numbers.number(one[1] or "") or "1" for one in people if one]
    return str(sum(map(int, numbered)))


_CLAUSE = re.compile(r"[,;(]")


def labelled(text: str) -> str | None:
    """Return the number beside a label of guests: a number, `none`, or who comes."""
    value = _added(fold(text)) or numbers.number(text) or count(text)
    if value:
        return value
    folded = fold(text).strip(" .-!")
    if folded in lexicon.words("none") or choices.boolean(_CLAUSE.split(text)[0]) == "no":
        return "0"
    if _BY_NAME.search(text) and not HEDGE.search(folded) and choices.boolean(text) is None:
        return "1"
    return "1" if re.fullmatch(rf"(?:my|mijn|mon|ma|meine?)?\s*{_RELATIVE}(?:\W.*)?", folded) else None


_N = r"(?P<n>\d{1,2}|[^\W\d_]{3,7})"
_PARTY = re.compile(
    rf"(?<!\w)(?:{_N}\s+of\s+us|(?:we|we'll|we're|wij|nous|on|wir|y|er)\s+(?:are|will\s+be|be|would\s+be|serons|sommes|viendrons|venons|vient|sera|"
    r"zijn|komen|sind|kommen)\s+(?:with\s+|met\s+|a\s+|au\s+nombre\s+de\s+|zu\s+)?(?P<m>\d{1,2}|[^\W\d_]{3,8})|"
    r"(?:zu|met\s+z'n|met\s+zijn|met)\s+(?P<o>zweit|dritt|viert|funft|sechst|tweeen|drieen|vieren|vijven|zessen)|"
    rf"(?:for|fur|voor|pour|table|tisch)\s+(?P<p>\d{{1,2}})(?!\s*(?:km|h|uhr|uur|euro|€))|"
    rf"(?P<q>\d{{1,2}}|[^\W\d_]{{3,7}})\s+(?:people|persons|personen|personnes|pers|participants|deelnemers|teilnehmer|erwachsene))(?!\w)"
)
TOGETHER = {"zweit": "2", "dritt": "3", "viert": "4", "funft": "5", "sechst": "6"} | {
    "tweeen": "2",
    "drieen": "3",
    "vieren": "4",
    "vijven": "5",
    "zessen": "6",
}
_ALONE = re.compile(rf"(?<!\w){lexicon.any_answer('alone')}(?!\w)")


def party(folded: str) -> tuple[Span, str] | None:
    """Return where a *folded* text says how many come together, the writer among them, and how many; None if not."""
    for match in _PARTY.finditer(folded):
        said = next(filter(None, match.groups()), "")
        value = TOGETHER.get(said) or numbers.number(said)
        if value and value != "0":
            return Span(*match.span()), value
    alone = _ALONE.search(folded)
    return (Span(*alone.span()), "1") if alone else None
