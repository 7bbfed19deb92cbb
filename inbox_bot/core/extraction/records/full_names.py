"""One name of a given name and a surname that stand apart."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading


def join_name(reading: Reading, draft: Draft, parts: Sequence[Labelled]) -> None:
    """Make one name of a given name and a surname; a lone `Naam` beside a given name is the surname."""
    lone = next((part for part in parts if part.slot == NAME and part.text and NAME not in draft.found), None)
    family = draft.found.get(FAMILY) or ([_as_family(reading, lone)] if lone and names.part(lone.text) else [])
    given = draft.found.get(GIVEN)
    whole = draft.found.get(NAME)
    if given and whole and not family and not _holds(whole[0].value, given[0].value):
        family = [replace(whole[0], key=FAMILY)]
        del draft.found[NAME]
    if FAMILY in draft.found and not given and _is_whole(family[0].value):
        draft.found[NAME] = [replace(family[0], key=NAME)]
        del draft.found[FAMILY]
    if not given or not family or NAME in draft.found:
        return
    draft.found[FAMILY] = family
    spans = [one.span for one in (given[0], family[0]) if one.span]
    span = Span(min(one.start for one in spans), max(one.end for one in spans))
    name = f"{given[0].value} {family[0].value}"
    draft.add(
        candidate(
            NAME,
            name,
            reading.document.slice(span),
            span,
            given[0].source,
            (given[0].evidence[0].name, *names.looks(name)),
        )
    )


def _holds(name: str, given: str) -> bool:
    return set(fold(given).split()) <= set(fold(name).split())


def _is_whole(name: str) -> bool:
    """Tell whether what stands beside the label of a surname is the whole name."""
    tokens = name.split()
    return names.read(name) is not None and names.is_given(tokens[0]) and not names.is_given(tokens[-1])


def _as_family(reading: Reading, part: Labelled) -> Candidate:
    return candidate(
        FAMILY, names.part(part.text) or "", reading.document.slice(part.span), part.span, part.source, (part.evidence,)
    )
