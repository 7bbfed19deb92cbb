"""What a sentence says to be somebody's function, though no list knows its words: `mijn functie is dorpskompas`."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import places
from inbox_bot.core.extraction.candidates.denial import denies
from inbox_bot.core.extraction.candidates.jobs.edges import right
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words

_STATES = re.compile(
    r"(?<!\w)(?:(?:functie(?:titel|naam|omschrijving)?|job(?:titel)?|beroep|fonction|poste|metier|profession|position|job\s+title|occupation|"
    r"funktion|stelle|beruf|dienststellung)\s+(?:is|luidt|heet|est|ist|lautet)\s*:?\s+(?:die\s+van\s+|celle\s+d[e']\s*|that\s+of\s+)?"
    r"|(?:werk|werken|werkzaam|slag|aangesteld|tewerkgesteld|actief|travaille|travaillons|arbeite|tatig|beschaftigt)\s+(?:[^\W\d_]+\s+){0,3}?"
    r"(?:als|comme|en\s+tant\s+que?)\s+|(?:work|working|employed)\s+(?:[^\W\d_]+\s+){0,3}?as\s+(?=an?\s))"
    r"(?:(?:een|de|het|une?|le|la|an?|the|eine?|der|die)\s+)?[\"“'‘]?"
)
_NOUN = re.compile(r"[^\W\d_][\w'’-]{2,}(?!\s*[@:])")
_VAGUE = lexicon.jobs("vague")
"""What such a sentence may go on with that is no function."""
_MOST = 4


def stated(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what *text* states between *start* and *end* to be a function, in whatever words."""
    folded = fold(text[start:end])
    for match in _STATES.finditer(folded):
        noun = _NOUN.match(folded, match.end())
        if noun is None or not _may_name_work(noun.group()) or denies(match.group()):
            continue
        finish = right(folded, text[start:end], noun.end(), noun.start())
        said = text[start + noun.start() : start + finish]
        if len(said.split()) <= _MOST and not places.is_place(said) and not places.institution(said):
            yield Span(start + noun.start(), start + finish)


def _may_name_work(word: str) -> bool:
    return word not in _VAGUE and word not in frame_words() and word not in courtesies()
