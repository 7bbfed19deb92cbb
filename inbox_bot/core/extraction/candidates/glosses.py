"""Options by how the announcement explains them: `confirmed (regular practice)`."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event
from inbox_bot.core.extraction.candidates.denial import denies
from inbox_bot.core.extraction.folding import fold

_SHORTEST, _STEM, _FEWEST = 4, 6, 2
_WORD = re.compile(r"[^\W\d_]+")


def option(text: str, options: tuple[str, ...], event: Event) -> str | None:
    """Return the one option of which *text* says what the announcement explains it by; None if none or several."""
    explained = _glosses(event, options)
    said = {word[:_STEM] for word in _WORD.findall(fold(text))} if explained else set()
    found = [one for one, telling, denying in explained if telling <= said and denying == denies(fold(text))]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=64)
def _glosses(event: Event, options: tuple[str, ...]) -> tuple[tuple[str, frozenset[str], bool], ...]:
    """Return each option that is explained, with the stems of what tells, and whether that denies something."""
    announced = fold(event.announcement)
    found = []
    for one in options:
        gloss = re.search(rf"(?<!\w){re.escape(fold(one))}\s*\(([^()\n]{{5,80}})\)", announced)
        telling = {word[:_STEM] for word in _WORD.findall(gloss[1]) if len(word) >= _SHORTEST} if gloss else set()
        if gloss and len(telling) >= _FEWEST:
            found.append((one, frozenset(telling), denies(gloss[1])))
    return tuple(found)
