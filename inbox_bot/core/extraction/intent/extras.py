"""What is said of a question asked beside, such as the dinner, and so not of coming at all."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event
from inbox_bot.core.extraction.labels.concepts import asked_freely
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import fold

_STOP = re.compile(r"[.!?;\n]")
_END = re.compile(r"[.!?;,\n]")


def is_of_extra(event: Event, match: Match) -> bool:
    """Tell whether *match* stands beside words of what is asked freely: `dinner: not sure yet`, `maybe with a guest`.

    The words may stand before it as a label does, or behind it up to a comma.
    """
    text, spans = match.sentence.text, match.sentence.spans
    start, end = spans[match.start][0], spans[match.end - 1][1]
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    stop = _END.search(text, end)
    said = fold(text[begin : stop.start() if stop else len(text)])
    return any(told.search(said) for told in _told(event))


@lru_cache(maxsize=64)
def _told(event: Event) -> tuple[re.Pattern[str], ...]:
    found = (about(event, field) for field in event.fields if asked_freely(field))
    return tuple(told for told in found if told)
