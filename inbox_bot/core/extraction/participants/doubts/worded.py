"""Values that are worded as a part of a sentence: a name, a title or a house holds no verb and begins with no link."""

import re
from collections.abc import Iterator

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.text.reading import Reading

_NAMED = frozenset({FieldType.JOB_TITLE, FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.PERSON_NAME})
_SAYS = re.compile(rf"(?<![\w'’.-])(?:{lexicon.any_of('sentence_words')}|j['’]\w+)(?![\w.-])")
_BEHALF = re.compile(rf"{lexicon.any_of('on_behalf')}\s")
_LINKED = re.compile(rf"{lexicon.any_of('sentence_openings')}\s")
_OPEN = re.compile(
    rf"(?<![\w'’-])(?:{lexicon.any_of('sentence_links')}|sorry|pardon|oeps|oops|oei|excuseer|excusez|excuse|entschuldigung)\W*$"
)
_FROM = re.compile(
    r"(?:from|vanuit|vom|namens|de\s+la\s+part|au\s+nom|on\s+behalf|im\s+namen)\s+(?:the|de|het|du|la|le|of|der|des)\s"
)
"""Before a house that sends somebody: `From the municipality of Lochem two of us …`."""


def worded(reading: Reading, given: Participant) -> Iterator[str]:
    """Tell of a value that its own words show to be too much, or too little: `nurse and I live in Mons`, `team of`."""
    for field in reading.event.fields:
        finding = given.get(field.key) if field.type in _NAMED else None
        if finding and _is_worded(finding.value):
            yield f'{field.label}: not sure of "{finding.value}"'


def _is_worded(value: str) -> bool:
    said = fold(value)
    linked = not value[:1].isupper() and _LINKED.match(said)
    # A word with a capital is a name: `EPF Grand Est`.
    says = any(not match.start() or value[match.start()].islower() for match in _SAYS.finditer(said))
    return bool(linked or _FROM.match(said) or _BEHALF.match(said) or says or _OPEN.search(said))
