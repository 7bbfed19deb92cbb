"""What was asked freely, is spoken of, and was taken from nowhere."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.denial import HEDGE
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_ANSWERED = frozenset({FieldType.BOOLEAN, FieldType.CHOICE, FieldType.NUMBER, FieldType.DATE})
"""What has an answer wherever it is spoken of; of remarks and diets people say that there are none."""
_SHORT = 3
_CLAUSES = re.compile(r"[.!?;](?=\s)")
_NOTHING = re.compile(rf"(?<!\w)(?:{lexicon.any_answer('refusal')}|{lexicon.any_of('none')}|0)(?!\w)|^\W*\w+\W*$")
"""What says that there is none, or says nothing: `no guests`, `Dinner`."""


def untold(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of an optional field of which the mail speaks, and which nobody was given."""
    for field in reading.event.fields:
        given = field.required or any(field.key in one for one in participants)
        telling = None if given else _telling(reading.event, field)
        said = telling and next((row for row in reading.own if _speaks(row, telling)), None)
        if said:
            yield f'{field.label}: cannot read "{said.text.strip()[:80]}".'


def _speaks(row: Row, telling: re.Pattern[str]) -> bool:
    """Tell whether *row* speaks of it, and says more than that there is nothing to say, or not yet."""
    if not telling.search(row.folded) or row.text.rstrip().endswith(":"):
        return False
    clauses = [clause for clause in _CLAUSES.split(row.folded) if telling.search(clause)]
    return any(not (_NOTHING.search(clause) or HEDGE.search(clause)) for clause in clauses)


@lru_cache(maxsize=256)
def _telling(event: Event, field: Field) -> re.Pattern[str] | None:
    """Return what matches a word for what *field* asks; None where it is asked in no word of its own."""
    words = [word for word in concepts.telling(event, field) if word.isalpha() and len(word) > _SHORT]
    asked = field.type in _ANSWERED and words
    return re.compile(rf"(?<!\w){alternation(map(fold, words))}(?!\w)") if asked else None
