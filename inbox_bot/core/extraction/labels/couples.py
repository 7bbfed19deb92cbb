"""Several names behind one label: `Naam: An Claes en Jan Peeters`, with what they share below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import emails, jobs, names
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.text.segments import trim

_AND = re.compile(r"\s*(?:[,;/+&]|(?<!\w)(?:en|et|and|und|e|y)(?!\w))\s*", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"^\s*(?:beiden?|allebei|both|tous(?:\s+les)?\s+deux|toutes(?:\s+les)?\s+deux|respectievelijk|resp\.?|respectivement|respectively|beziehungsweise|bzw\.?|jeweils)\s+",
    re.IGNORECASE,
)
_MOST = 8


def parted(group: Sequence[Labelled]) -> list[list[Labelled]]:
    """Return the labelled values of each of several people who fill one form together; those of one are left whole."""
    named = next((one for one in group if one.slot == NAME and one.text), None)
    parts = list(_parts(named)) if named and not names.read(named.text) else []
    called = [_called(one, parts) for one in parts]
    if not 1 < len(parts) <= _MOST or not all(called):
        return [list(group)]
    return [
        [replace(part, text=name), *(_share(one, number, len(parts)) for one in group if one is not named)]
        for number, (part, name) in enumerate(zip(parts, called, strict=True))
    ]


def _called(part: Labelled, parts: Sequence[Labelled]) -> str:
    """Return the full name of one: a first name alone has the surname of the last, `An en Jan Peeters`."""
    if names.read(part.text):
        return part.text
    last = names.read(parts[-1].text)
    return f"{part.text} {names.split(last)[1]}" if last and names.is_given(part.text) else ""


def _share(value: Labelled, number: int, people: int) -> Labelled:
    """Return what is the share of one: as many titles or addresses as people are given in order, the rest is all's."""
    parts = [one for one in _parts(value) if jobs.has_head(one.text) or emails.normal(one.text)]
    if len(parts) == people:
        return parts[number]
    said = _IN_ORDER.match(value.text)
    cut = said.end() if said else 0
    return replace(value, text=value.text[cut:], span=Span(value.span.start + cut, value.span.end))


def _parts(value: Labelled) -> Iterator[Labelled]:
    in_order = _IN_ORDER.match(value.text)
    begin = in_order.end() if in_order else 0
    for match in [*_AND.finditer(value.text, begin), None]:
        end = match.start() if match else len(value.text)
        if value.text[begin:end].strip():
            span = trim(value.text, Span(begin, end))
            text = value.text[span.start : span.end]
            yield replace(value, text=text, span=Span(value.span.start + span.start, value.span.start + span.end))
        begin = match.end() if match else end
