"""Which of several telephone numbers people say to call, and which no longer."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import phones
from inbox_bot.core.extraction.folding import fold

_RATHER = re.compile(rf"(?<!\w){lexicon.any_of('rather_this')}(?!\w)(?!\s+(?:que|than|dan|als)(?!\w)|\s+qu')")
_NO_LONGER = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('out_of_use')}|(?:plutot\s+qu|rather\s+than|liever\s+dan|lieber\s+als))(?!\w)"
)
_TURN = re.compile(
    r"[;!?]|[.:](?=\s|$)|(?P<comma>(?<!\d),(?=\s))|(?<!\w)(?:mais|maar|but|aber|sondern|ou|of|or|oder|et|en|and|und|sinon|anders|otherwise|sonst)(?!\w)"
)
_ASIDE = re.compile(r"\s*\([^()]*\)")


def read(text: str, regions: Sequence[str]) -> str | None:
    """Return of the numbers in a labelled *text* the one to call, as E.164; None if none is valid."""
    found = list(phones.find(text, 0, len(text), regions))
    told = called(fold(text), Span(0, len(text)), [span for span, _ in found]) if len(found) > 1 else []
    ranked = (
        value for wanted in ("rather", "") for (_, value), said in zip(found, told, strict=False) if said == wanted
    )
    return next(ranked, None) or phones.read(text, regions)


def called(folded: str, row: Span, numbers: Sequence[Span]) -> list[str]:
    """Return for each of the *numbers* in *row* of a folded text `rather`, `no longer` or nothing."""
    return [_told(*_around(folded, row, numbers, at)) for at in range(len(numbers))]


def _around(folded: str, row: Span, numbers: Sequence[Span], at: int) -> tuple[str, str]:
    """Return what is said of a number before it and behind it, up to another number and to where the sentence turns."""
    before = numbers[at - 1].end if at else row.start
    behind = numbers[at + 1].start if at + 1 < len(numbers) else row.end
    aside = _ASIDE.match(folded, before, numbers[at].start) if at else None
    turns = (turn.end() for turn in _TURN.finditer(folded, before, numbers[at].start) if not turn["comma"])
    begin = max(turns, default=before)
    mine = _ASIDE.match(folded, numbers[at].end, behind)
    turn = _TURN.search(folded, mine.end() if mine else numbers[at].end, behind)
    end = turn.start() if turn else (behind if at + 1 == len(numbers) else mine.end() if mine else numbers[at].end)
    return folded[max(begin, aside.end() if aside else begin) : numbers[at].start], folded[numbers[at].end : end]


def _told(before: str, behind: str) -> str:
    # What stands before a comma may still be said of the number before: `0475 … werkt niet, bel 016 …`.
    if _NO_LONGER.search(before.rpartition(", ")[2]) or _NO_LONGER.search(behind):
        return "no longer"
    return "rather" if _RATHER.search(before) or _RATHER.search(behind) else ""
