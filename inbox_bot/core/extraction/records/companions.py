"""Those named in running text who take part, and what is said of those who do not."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.evidence import THRESHOLD
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import people
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading

_COLLEAGUE = re.compile(r"(?:collega|collegue|colleague|kollege|kollegin)\w*(?:'s)?\W+$")
_OUR_PART = re.compile(r"\s+(?:van|uit|bij|of|from|de|von|aus)\s+(?:onze|ons|mijn|our|my|notre|mon|ma|unsere[rmn]?)\s")
_OF_ONESELF = re.compile(r"[.!?;](?=\s|$)|\n|,?\s(?:en|maar|dus|and|but|et|mais|und|aber)\s+(?:ik|zelf|i|je|ich)(?!\w)")


def persons(reading: Reading, named: Sequence[Candidate], drafts: Sequence[Draft]) -> list[Draft]:
    """Return those named in running text who take part; beside a form only those who are brought along."""
    found: list[Draft] = []
    form = any(not _is_listed(draft) for draft in drafts)
    for one in named:
        shown = {piece.name for piece in one.evidence}
        known = next((draft for draft in [*drafts, *found] if names.same(draft.name, one.value)), None)
        if known:
            if known in found:
                known.add(one)
            continue
        if one.confidence < THRESHOLD or (form and "companion" not in shown):
            continue
        found.append(_person(reading, one, is_companion="companion" in shown))
    return found


def _is_listed(draft: Draft) -> bool:
    """Tell whether somebody stands in a list without labels, in which others may stand with less data."""
    return any(piece.name == "list" for one in draft.found.get(NAME, ()) for piece in one.evidence)


def _person(reading: Reading, one: Candidate, *, is_companion: bool) -> Draft:
    start = one.span.start if one.span else -1
    before = reading.folded[max(0, start - 30) : max(0, start)]
    return Draft(
        {NAME: [one]},
        start=start,
        is_companion=is_companion,
        is_colleague=(is_companion and bool(_COLLEAGUE.search(before)))
        or bool(one.span and _OUR_PART.match(reading.folded, one.span.end)),
    )


def said_of_others(reading: Reading, named: Sequence[Candidate], drafts: Sequence[Draft]) -> Iterator[Span]:
    """Yield what a sentence goes on to say of somebody who takes no part: a function, an address."""
    for name in people.announced(reading):
        end = _OF_ONESELF.search(reading.folded, name.end)
        yield Span(name.start, end.start() if end else len(reading.folded))
    for one in named:
        mentioned = any(piece.name == "mentioned" for piece in one.evidence)
        if (
            mentioned
            and _is_person(one)
            and one.span
            and not any(names.same(draft.name, one.value) for draft in drafts)
        ):
            end = _OF_ONESELF.search(reading.folded, one.span.end)
            others = [draft.start for draft in drafts if draft.start > one.span.end]
            yield Span(one.span.start, min([end.start() if end else len(reading.folded), *others]))


def _is_person(one: Candidate) -> bool:
    """Tell whether a name behind `with` or `from` is known as one: an organisation may be meant, too."""
    return any(piece.name in {"given name", "frame", "agrees with sender"} for piece in one.evidence)
