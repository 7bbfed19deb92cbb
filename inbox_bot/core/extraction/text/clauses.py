"""Clauses of running text: what one verb says, and whether it says yes or no."""

import re
from dataclasses import dataclass
from itertools import islice

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.denial import DENIED_FOODS, HEDGE, denies
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences

_BORDER = re.compile(
    r"[,;()|]|:(?=\s)|\s(?!\+\s?\d(?!\w))[-–—/+&]+(?=\s)|"
    r"(?<![\w-])(?!(?<=\d\s)\w+\s\d)(?:but|and|because|so|since|maar|en|want|omdat|dus|mais|et|car|aber|und|denn|weil)(?!\w)"
)
_YES = re.compile(rf"(?<![\w-]){lexicon.any_answer('assent')}(?![\w-])")
_REQUEST = re.compile(
    r"\W*(?:(?:hi|hey|hello|hallo|dag|salut|bonjour|moin|servus|guten tag|goeiedag)\W+)?"
    r"(?:(?:and|so|please|et|donc|en|dus|und|also)\s+)?(?:(?:could|can|would|will|may|might)\s+(?:you|i|we)|"
    r"(?:pour(?:rais|riez|rions)|p(?:eux|ouvez|uis)|v(?:eux|oulez|oudriez))[- ](?:tu|vous|je|nous)|"
    r"(?:serait|est)-il possible|"
    r"(?:kunt|kan|kun|zou|wil|wilt|mag)\s+(?:u|je|jij|ik|jullie)|(?:konnten|konnen|wurden|darf|kann|durfte)\s+(?:sie|ich|wir|du))"
    r"(?!\w)(?=[^?]*(?<!\w)"
    r"(?:register|save|book|reserve|add|put|sign|join|come|attend|note|include|have|inscrire|compter|ajouter|noter|reserver|"
    r"prevoir|mettre|enregistrer|retenir|inschrijven|noteren|toevoegen|reserveren|vrijhouden|voorzien|eintragen|anmelden|"
    r"vormerken|reservieren|einplanen|notieren|aufnehmen|mit\w{3,}en|teilnehmen|dabei|starten|laufen|"
    r"mee\w{3,}en|deelnemen|participer|courir|run|walk)(?!\w))"
)
_WONDERS = re.compile(
    r"(?<!\w)(?:know|tell|explain|whether|if|where|when|what|how|which|who|si|quand|comment|quel\w*|combien|dire|waar|wanneer|hoe|welke|wat|ob|wo|wann|wie|welche\w*|sagen|zeggen)(?!\w)"
)
_PART = re.compile(r"(?:[:;]|\s[-–—])\s+")
"""Before it stands why something is asked for: `I moved: could you note my new town?`"""
_ASIDE = re.compile(rf",\s*{lexicon.any_answer('asides')}\s*,")
_MOST = 60
_A_CLAUSE = 4
"""Words: fewer only say what is asked about."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, with what stands before it in the same sentence; all folded."""

    span: Span
    text: str
    before: str

    @property
    def answer(self) -> str | None:
        """`yes` or `no` as the clause says by itself; None where it says neither, or is not sure."""
        if HEDGE.search(self.text):
            return None
        if denies(self.text):
            return "no"
        return "yes" if _YES.search(self.text) else None


def clauses(reading: Reading, row: Row) -> list[Clause]:
    """Return the clauses of *row*, none of them of a question; what is said before one is asked counts."""
    found: list[Clause] = []
    asked = questions(row)
    for sentence in islice(sentences(row.text, row.span.start), _MOST):
        asks = next((one.start for one in asked if one.end == sentence.end), sentence.end)
        found += _split(reading.folded[sentence.start : asks], sentence.start)
    return found


def _told_first(asked: str) -> str:
    """Return what a question says before it asks: `I'd love to come to the dinner - is a guest all right?`."""
    parts = list(_PART.finditer(asked))
    said = asked[: parts[-1].start()] if parts else ""
    return said if len(said.split()) >= _A_CLAUSE and (_YES.search(said) or denies(said)) else ""


def questions(row: Row) -> list[Span]:
    """Return the sentences of *row* that ask something, and are no polite requests: `could you put me down?`.

    Without what one says before it asks: `I'd love to come to the dinner - is a guest all right?`
    """
    if "?" not in row.text:
        return []
    start = row.span.start
    asking = (
        span
        for span in islice(sentences(row.text, start), _MOST)
        if row.text[: span.end - start].rstrip(' )"').endswith("?")
    )
    said = ((span, row.folded[span.start - start : span.end - start]) for span in asking)
    asked = ((span, whole) for span, whole in said if not _requests(whole))
    return [Span(span.start + len(_told_first(whole)), span.end) for span, whole in asked]


def _requests(whole: str) -> bool:
    return any(map(_REQUEST.match, _PART.split(whole))) and not _WONDERS.search(whole)


def _split(whole: str, offset: int) -> list[Clause]:
    found, begin = [], 0
    whole = _ASIDE.sub(lambda aside: aside.group().replace(",", " "), whole)
    borders = list(islice(_BORDER.finditer(whole), _MOST))
    denied = [match.span() for match in DENIED_FOODS.finditer(whole)] if borders else []
    for match in [*(one for one in borders if not any(start < one.start() < end for start, end in denied)), None]:
        end = match.start() if match else len(whole)
        text = whole[begin:end]
        if text.strip(" .!"):
            start = begin + len(text) - len(text.lstrip())
            span = Span(offset + start, offset + begin + len(text.rstrip(" .!")))
            found.append(Clause(span, whole[start : begin + len(text.rstrip())], whole[:begin]))
        begin = match.end() if match else end
    return found
