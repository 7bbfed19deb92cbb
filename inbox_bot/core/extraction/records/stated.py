"""What a sentence says of somebody who is known by its label: `zijn functie moet jurist zijn`."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.evidence import LABELLED, candidate
from inbox_bot.core.extraction.labels.values import read, says_nothing
from inbox_bot.core.extraction.labels.vocabulary import slot_of, vocabulary
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading

_WHOSE = (
    r"(?<!\w)(?:my|our|his|her|their|the|mijn|onze|zijn|haar|de|het|mon|ma|notre|son|sa|le|la|l'|meine?|unsere?|seine?|ihre?|die|der|das)"
    r"\s?"
)
_LABEL = r"(?P<label>[^\W\d_][\w-]*(?:\s[\w-]+)?)"
_NOW = rf"(?:(?:{lexicon.any_of('nowadays')}|{lexicon.any_of('from_now_on')})\s+)?"
_VALUE = r"(?P<value>[^,;:!?()]{2,80}?)"
_END = (
    r"(?=\s*[.,;:!?(](?:\s|$)|\s*$|\s+(?:and|en|et|und|but|maar|mais|aber|not|niet|nicht|"
    r"instead|in\s+plaats|ipv|au\s+lieu|statt)(?!\w))"
)
_IS = (
    r"(?:(?P<plain>is|was|becomes|wordt|est|devient|sera|ist|wird)|(?:should|ought\s+to)\s+(?:now\s+)?(?:be|read)|must\s+be|will\s+be|has\s+changed\s+to|"
    r"moet\s+(?:zijn|luiden|worden)|zou\s+moeten\s+zijn|luidt|doit\s+etre|devrait\s+etre|"
    r"lautet|heisst|muss\s+(?:lauten|heissen|sein)|sollt?e?\s+(?:lauten|heissen|sein))\s+"
)
_MUST = r"(?:moet|moest|hoort|dient|muss|musste|soll|sollte)\s+"
_TO_BE = r"(?:(?:te\s+)?(?:zijn|worden|luiden)|sein|lauten|heissen|werden)(?!\w)"
_STATES = tuple(
    map(
        re.compile,
        (
            rf"(?:{_WHOSE}|(?:^|[.;!?]\s+)){_LABEL}\s+{_NOW}{_IS}{_NOW}{_VALUE}{_END}",
            rf"(?:{_WHOSE}|(?:^|[.;!?]\s+)){_LABEL}\s+{_MUST}{_NOW}(?!{_TO_BE}){_VALUE}\s+{_TO_BE}",
            rf"(?<!\w){_MUST}{_WHOSE}(?P<label>[^\W\d_][\w-]*)\s+{_NOW}{_VALUE}\s+{_TO_BE}",
        ),
    )
)
"""`my affiliation is …`, `functie moet jurist zijn`, `bij Tom moet de functie advocaat zijn`."""
_TOLD = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY, FieldType.JOB_TITLE, FieldType.COUNTRY})


def attach_stated(reading: Reading, drafts: Sequence[Draft], context: Context) -> None:
    """Give the only one spoken of what a sentence says by its label: `his affiliation should now read …`."""
    if not context.known or len(drafts) != 1:
        return
    found = drafts[0].found
    for one in _stated(reading):
        others = [other for other in found.get(one.key, ()) if not _overlap(one, other)]
        if not any(_is_labelled(other) for other in others):
            found[one.key] = others
            drafts[0].add(one)


def _stated(reading: Reading) -> Iterator[Candidate]:
    known = vocabulary(reading.event)
    for row in reading.own:
        for match in (found for states in _STATES for found in states.finditer(row.folded)):
            slot = known.match(match["label"].split()[-1], alone=True) or known.match(match["label"], alone=True)
            span = Span(row.span.start + match.start("value"), row.span.start + match.end("value"))
            only_is = match.groupdict().get("plain")
            one = _value(reading, slot[0], span) if slot else None
            if one and not (only_is and _describes(reading, one)):
                yield one


def _value(reading: Reading, slot: str, span: Span) -> Candidate | None:
    field = next((field for field in reading.event.fields if slot_of(field) == slot), None)
    text = reading.clean[span.start : span.end].strip()
    if field is None or field.type not in _TOLD or not text or says_nothing(text):
        return None
    value = read(reading, field, text)
    return candidate(slot, value, reading.document.slice(span), span, "text", ("label",)) if value else None


def _describes(reading: Reading, one: Candidate) -> bool:
    """Tell whether *one* only tells what something is like: `de functie is belangrijk voor mij`."""
    title = next(field for field in reading.event.fields if slot_of(field) == one.key).type is FieldType.JOB_TITLE
    return not (jobs.has_head(one.value) if title else one.text[:1].isupper())


def _overlap(one: Candidate, other: Candidate) -> bool:
    return bool(one.span and other.span and one.span.start < other.span.end and other.span.start < one.span.end)


def _is_labelled(one: Candidate) -> bool:
    return any(piece.name in LABELLED for piece in one.evidence)
