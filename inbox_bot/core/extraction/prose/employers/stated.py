"""Employers of which a sentence says that they are: `our school is called X`, `mon employeur est X`, `onze vzw, X,`."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.prose.employers.patterns import BRACKET, KIND, LONG_NAME, NAME
from inbox_bot.core.extraction.text.row import Row

_HOUSE = (
    r"bureau|bedrijf|company|firma|société|entreprise|organi[sz]ation|organisatie|association|vereniging|"
    r"verein|agence|onderneming|ngo|charity|initiative|network|group|foundation|institute|institution|start-?up|firm|"
    r"studio|lab|cooperative|collective|consultancy|think\s+tank|university|ong|asbl|vzw|stichting|initiatief|"
    r"collectief|netzwerk|projekt|project|service|structure|établissement|équipe|school|schule|école|"
    r"club|dienst|instelling|einrichtung|träger|cabinet|atelier|praktijk|praxis|zaak|winkel|shop|boutique|maison"
)
_MASTER = r"employeur|employeuse|werkgever|werkgeefster|employer|arbeitgeber(?:in)?|patron|patronne|baas|boss|chef"
_ARTICLE = r"(?:l['’]|la\s+|les?\s+|the\s+|de\s+|het\s+|die\s+|der\s+|das\s+|den\s+)?"
_OWN = r"(?<!\w)(?i:mon|ma|notre|nos|mijn|onze|ons|my|our|unser[em]?|unseren|mein[em]?)\s+"
_QUOTED = r"[\"“„«]\s?(?P<quoted>[^\"“”„«»\n]{2,60}?)\s?[\"”“»]"
_WHOLE = rf"(?:{_QUOTED}|{LONG_NAME}|(?P<short>{KIND}{NAME}{BRACKET}))"
_CALLED = re.compile(
    rf"(?<!\w)(?i:{_HOUSE}|{_MASTER})\s+"
    rf"(?i:heet|s['’]appelle|(?:is\s+)?called|(?:is\s+)?named|hei(?:ß|ss)t|noemt|se\s+nomme|genaamd|appelée?|nommée?|namens)\s+"
    rf"{_WHOLE}"
)
_UNDER = re.compile(
    r"(?<!\w)(?i:(?:trad(?:e|ing)|operat(?:e|ing)|known)\s+as|sous\s+(?:le\s+nom|l['’]enseigne)(?:\s+d[e'’])?|under\s+the\s+name(?:\s+of)?|onder\s+de\s+naam|"
    rf"unter\s+dem\s+namen)\s+{_WHOLE}"
)
"""Under what name somebody works by themselves."""
_IS = re.compile(rf"{_OWN}(?i:{_MASTER}|{_HOUSE})\s*(?:\s(?i:is|est|ist)\s+|[:=]\s*){_ARTICLE}{_WHOLE}")
_BESIDE = re.compile(rf"{_OWN}(?i:{_MASTER}|{_HOUSE}),\s+{_ARTICLE}{_WHOLE}(?=\s*,)")

_MOVED = re.compile(
    r"(?<!\w)(?:(?i:mov(?:e|ed|ing)|transfer(?:red|ring)?|switch(?:ed|ing)?)\s+(?:(?i:over)\s+)?(?:(?i:from)\s+[^.;!?\n]{3,60}?\s+)?(?i:to)\s+(?:(?i:the)\s+)?|"
    r"(?i:stap|stapte|overgestapt|overstap)\s+(?:(?i:over)\s+)?(?:(?i:van)\s+[^.;!?\n]{3,60}?\s+)?(?i:naar)\s+(?:(?i:de|het)\s+)?|"
    r"(?i:pass(?:e|é|ée|erai)|quitte)\s+(?:(?i:de|du|d['’]|l['’]|la|le)\s*)[^.;!?\n]{3,60}?\s+(?i:à|au|pour|chez)\s+(?:(?i:l['’]|la\s|le\s))?|"
    r"(?i:wechs(?:le|ele|elte))\s+(?:(?i:von|vom)\s+[^.;!?\n]{3,60}?\s+)?(?i:zu|zum|zur)\s+(?:(?i:der|dem)\s+)?)"
    rf"(?=[A-ZÀ-Þ]){_WHOLE}"
)
"""Where somebody now is, who was elsewhere before: `I move from the Province to Water Watch`."""


def find(text: str, row: Row) -> Iterator[Span]:
    """Yield what *row* says that the sender's house is called."""
    for pattern in (_CALLED, _IS, _BESIDE, _MOVED, _UNDER):
        for match in pattern.finditer(text, row.span.start, row.span.end):
            yield Span(*match.span(next(name for name in ("quoted", "name", "short") if match[name])))
