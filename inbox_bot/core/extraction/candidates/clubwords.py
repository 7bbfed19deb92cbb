"""Words by which clubs and other bodies are called: compounds such as `Heimatverein`, and words of their own."""

from functools import cache, lru_cache

from inbox_bot.core.extraction import lexicon

_CASES = ("s", "es")
"""How a word ends in another case than the first: `des Arbeitskreises`."""


@lru_cache(maxsize=4096)
def is_club_word(folded: str) -> bool:
    """Tell whether a folded word says that a club is named."""
    hyphenated, _, word = folded.rpartition("-")
    stems = {word.removesuffix(ending) for ending in _CASES}
    if word in lexicon.clubs("words") or (hyphenated and not stems.isdisjoint(_endings())):
        return True
    return any(len(stem) > len(ending) + 2 for stem in stems for ending in _endings() if stem.endswith(ending))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(ending.removesuffix("s") for ending in lexicon.clubs("endings"))
