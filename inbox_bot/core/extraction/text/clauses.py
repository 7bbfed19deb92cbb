"""Clauses of running text: what one verb says, and whether it says yes or no."""

import re
from dataclasses import dataclass
from itertools import islice

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences

_BORDER = re.compile(
    r"[,;()|]|:(?=\s)|\s[-–—/+&]+(?=\s)|(?<!\w)(?:but|and|because|so|since|maar|en|want|omdat|dus|mais|et|car|aber|und|denn|weil)(?!\w)"
)
_YES = re.compile(rf"(?<![\w-]){lexicon.any_answer('assent')}(?![\w-])")
_NO = re.compile(rf"(?<![\w-]){lexicon.any_answer('refusal')}(?!\w)|n't(?!\w)|(?<!\w)n'(?=\w)")
HEDGE = re.compile(rf"(?<!\w){lexicon.any_answer('hedges')}(?!\w)")
_NOTHING_DENIED = re.compile(
    r"(?<!\w)(?:not only|niet alleen|pas seulement|nicht nur|no problem|geen probleem|"
    r"(?:without|no|zonder|sans|ohne|geen|kein\w*)\s+(?:(?:any|my|a|an|mijn|mon|ma|mein\w*)\s+)?"
    r"(?:company|guests?|partner|companions?|wife|husband|plus one|allerg\w*|diet\w*|special|restrictions?|gasten|"
    r"gezelschap|gaste|begleitung|accompagnant|invites?))(?!\w)"
)
_REQUEST = re.compile(
    r"\W*(?:and\s+|so\s+|please\s+)?(?:could|can|would|will|may|might)\s+(?:you|i|we)(?!\w)(?=[^?]*(?<!\w)"
    r"(?:register|save|book|reserve|add|put|sign|join|come|attend|note|include|have)(?!\w))"
)
_WONDERS = re.compile(r"(?<!\w)(?:know|tell|explain|whether|if|where|when|what|how|which|who)(?!\w)")
_MOST = 60


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


def denies(folded: str) -> bool:
    """Tell whether a folded text denies something that matters."""
    return _NO.search(_NOTHING_DENIED.sub("", folded)) is not None


def clauses(reading: Reading, row: Row) -> list[Clause]:
    """Return the clauses of *row*, none of them of a question."""
    found = []
    for sentence in islice(sentences(row.text, row.span.start), _MOST):
        whole = reading.folded[sentence.start : sentence.end]
        if not whole.rstrip(' )"').endswith("?") or (_REQUEST.match(whole) and not _WONDERS.search(whole)):
            found += _split(whole, sentence.start)
    return found


def _split(whole: str, offset: int) -> list[Clause]:
    found, begin = [], 0
    for match in [*islice(_BORDER.finditer(whole), _MOST), None]:
        end = match.start() if match else len(whole)
        text = whole[begin:end]
        if text.strip(" .!"):
            start = begin + len(text) - len(text.lstrip())
            span = Span(offset + start, offset + begin + len(text.rstrip(" .!")))
            found.append(Clause(span, whole[start : begin + len(text.rstrip())], whole[:begin]))
        begin = match.end() if match else end
    return found
