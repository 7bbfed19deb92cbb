"""What the words of an organisation's name say of it."""

import re
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, places
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.prose.employers import legal
from inbox_bot.core.extraction.wording.lexicon import frame_words

_PROSE = re.compile(
    r"(?<!\w)(?:i|you|your|my|our(?!\s+lady)|me|we|us|this|that|these|please|is|are|am|was|will|would|have|has|as|if|not|me|"
    r"mrs|mme|madame|monsieur|mevrouw|mevr|dhr|herr|frau|"
    r"(?:mandate|envoye|invite|designe|delegue|sollicite|recommande)e?s?\s+par|travaill\w+|participe\w*|souhait\w+|inscri\w+|tous|toutes|voici|je|nous|vous|votre|notre|mon|ma|mes|ce|cette|suis|sommes|est|sont|merci|serai|pour|avec|j'ai|"
    r"vient|viennent|viendr\w+|venons|sera|seront|serons|seraient|assister\w*|comes|coming|attends?|komt|komen|kommt|kommen|nimmt|nehmen|"
    r"ik|wij|u|uw|mijn|onze|ons|hij|zij|ze|heeft|hebben|volgende|onderstaande|mensen|personen|dit|dat|deze|ben|zijn|is|graag|met|"
    r"se|ne|qui|dont|namens|(?:au|im)\s+(?:nom|namen|auftrag)|on\s+behalf|pour\s+le\s+compte|de\s+la\s+part|"
    r"ich|wir|sie|ihr|ihre|mein|meine|unser|dies|diese|bin|sind|ist|bitte|mit)(?!\w)|n't(?!\w)|(?<!\w)(?:[jmnt]|qu)'(?=\w)|"
    r"^(?:apres|after|nach|na|depuis|sinds|since|seit|avant|before|suite|grace|pendant|tijdens)\s"
)
_DEPARTMENT = re.compile(
    r"(?:direction|service|departement|dept|department|division|unit|unite|cellule|section|office|faculty|faculte|faculdade|"
    r"facultad|faculteit|fakultat|dienst|afdeling|cel|directie|abteilung|referat|fachbereich|sachgebiet|chair|lehrstuhl|team|coordination)"
    r"(?!\w)(?!\s+public)"
)

_ENDING = re.compile(
    r"(?:\s+(?P<adjective>[a-zà-ÿ-]{3,}(?:s|x|ique|ale|aire|oise|aise|aine|ienne|ois|ais|ain|ien|al|el|elle|if|ive|euse|ante?|ée?|ure|iste)))?"
    r"(?:\s*(?<=\s)(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])[A-ZÀ-Þ][\w'’-]+)?(?=\s*(?:[,.;:()\n]|$))"
)
_TO_CAPITAL = re.compile(
    r"(?:\s+(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])[a-zà-ÿ][a-zà-ÿ-]{2,}){1,3}"
    r"(?:\s+(?:(?:de\s+la|du|des|de)\s+|(?:de\s+l|d|l)['’])?[A-ZÀ-Þ][\w'’-]+)+(?=\s*(?:[,.;:()\n]|$|\s[a-zà-ÿ]))"
)
"""How a French name goes on whose first word alone has a capital: `Contrat de rivière Ourthe`."""
_IT_IS_CALLED = re.compile(
    r",?\s+(?i:it(?:['’]s|\s+is)\s+called|is\s+(?:what\s+)?(?:it(?:['’]s|\s+is)\s+called|its\s+name|the\s+name)|heißt\s+(?:er|sie|es)|"
    r"heet\s+(?:het|hij|ze|zij)|s['’]appelle-t-(?:il|elle|on)|(?:qu['’])?(?:il|elle|ça)\s+s['’]appelle)$"
)
"""What follows a name in its sentence: `Blue Harbour it's called`."""
_PART = re.compile(r"(?<!\w)(?:division|department|dept|unit|section|branch|abteilung|referat)$")


def joined(text: str, found: dict[Span, tuple[str, ...]]) -> dict[Span, tuple[str, ...]]:
    """Put together what names one employer: a department and its university, a name and its short form in brackets."""
    result: dict[Span, tuple[str, ...]] = {}
    last: Span | None = None
    for span in sorted(found, key=lambda one: one.start):
        between = text[last.end : span.start] if last else ""
        open_ended = between.endswith("(") and not text.startswith(")", span.end)
        if last and open_ended and not text[last.start : last.end].isupper():
            continue  # the bracket goes on, and tells of what is named before it
        if last and between.endswith("(") and places.is_place(text[last.start : last.end]):
            del result[last]
            last = span
            result[last] = found[span]
        elif last and between.endswith("(") and "place word" in found[span]:
            continue  # where it is: `Heimatfreunde Aue (Gemeinde Berg)`
        elif last and re.fullmatch(r"\s?,\s|\s?\(|\s[-–]\s", between):
            evidence = result.pop(last)
            bracket = between.endswith("(") and text[span.end : span.end + 1] == ")"
            last = Span(last.start, span.end + bracket)
            result[last] = tuple(dict.fromkeys((*evidence, *found[span])))
        else:
            result[span], last = found[span], span
    return result


_QUOTED = re.compile(r"\s[\"“„«]\s?[A-ZÀ-Þ][^\"“”„«»\n]{1,40}\s?[\"”“»]")
"""What a house is called behind what it is: `Basisschool "De Wegel"`."""


def extended(text: str, span: Span) -> Span:
    """Return *span* with the rest of the name: small letters in French, `Cercle des Peintres ardennais`, or quotes."""
    if (end := legal.goes_on(text, span.end)) > span.end:
        return Span(span.start, end)
    quoted = _QUOTED.match(text, span.end)
    if quoted and places.institution(text[span.start : span.end]):
        return Span(span.start, quoted.end())
    further = _TO_CAPITAL.match(text, span.end) if " " not in text[span.start : span.end].strip() else None
    if further and not is_prose(further.group()):
        return Span(span.start, further.end())
    more = _ENDING.match(text, span.end)
    adjective = fold(more["adjective"] or "") if more else ""
    goes_on = more and more.group() and places.institution(text[span.start : span.end])
    known = adjective in frame_words() or jobs.is_head(adjective) or bool(_PROSE.fullmatch(adjective))
    return Span(span.start, more.end()) if more and goes_on and not known else span


def weighed(text: str, span: Span, evidence: tuple[str, ...]) -> tuple[str, ...]:
    """Add to the evidence that the name at *span* is only of a part of an organisation."""
    name = fold(text[span.start : span.end])
    part = _DEPARTMENT.match(name) or _PART.search(name)
    return (*evidence, "department") if part else evidence


_PRAISED = re.compile(r"(?:association\s+|asbl\s+)?(?:reconnu|agree|subventionne|soutenu|membre|partenaire)\w*\s")
"""How a slogan goes on about an organisation: `Association reconnue d'utilité publique`."""


_KINDS = frozenset({"ngo", "ngos", "ong", "npo", "nvo", "cso", "ingo", "sme", "obnl", "n.g.o"})
"""Short for a kind of organisation."""


@lru_cache(maxsize=1024)
def is_generic(text: str) -> bool:
    """Tell whether *text* only says of what kind an organisation is: `Collège`, `the Centre`."""
    said = [
        word for word in re.findall(r"[^\W_]+", fold(text)) if word not in lexicon.words("particles") | {"the", "our"}
    ]
    kinds = lexicon.words("organisations") | lexicon.words("institutions")
    if _PRAISED.match(fold(text)) or fold(text).strip(". ") in _KINDS:
        return True
    return (
        len(said) == 1
        and not {said[0], said[0].removesuffix("s")}.isdisjoint(kinds - lexicon.words("acronyms"))
        and not text.rsplit(maxsplit=1)[-1][1:].isupper()
    )


def bare(name: str) -> str:
    """Return *name* without the sentence that goes on: its point, `I`."""
    return re.sub(r"\s+I$", "", name.rstrip(",-") if name.endswith("V.") else name.rstrip(".,-"))


@lru_cache(maxsize=64)
def _announced(event: Event) -> str:
    return key(f"{event.title} {event.place}")


def is_announced(event: Event, name: str) -> bool:
    """Tell whether *name* is what the event itself, or its venue, is called."""
    return key(name) in _announced(event)


def is_prose(text: str) -> bool:
    """Tell whether a segment is a part of a sentence and no name."""
    return bool(_PROSE.search(fold(text))) or jobs.has_head(text)


def until_called(text: str, span: Span) -> Span:
    """Return *span* without what says that it is a name: `Blue Harbour it's called`."""
    behind = _IT_IS_CALLED.search(text, span.start, span.end)
    return Span(span.start, behind.start()) if behind else span
