"""Words that are the core of a job title."""

import re
from collections.abc import Iterator
from functools import lru_cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*\.?")


_BEFORE_A_SUFFIX = 3
_WOMEN = {"ster": ("er", ""), "ares": ("aar",), "in": ("",), "euse": ("eur",), "trice": ("teur",), "iere": ("ier",)}
_COMPOUNDED = 6
"""Letters of a core that may end a compound: a shorter one ends other words, too."""


@lru_cache(maxsize=4096)
def is_head(word: str) -> bool:
    """Tell whether *word* is the core of a job title, alone or as the end of a compound."""
    folded = fold(word).strip(".")
    if folded in lexicon.jobs("heads"):
        return True
    if folded in lexicon.jobs("no_heads"):
        return False
    if "/" in folded or "-" in folded:
        first, _, rest = folded.partition("-")
        joined = rest in lexicon.jobs("seconds") and is_head(first)
        return (
            joined
            or is_head(re.split(r"[/-]", folded)[-1])
            or is_head(folded.split("/")[0].split("-")[0] if "/" in folded else "")
        )
    # Baptiste ends as what somebody does, and is a name, as Vorarlberger ends as who keeps sheep.
    if folded in lexicon.given_names():
        return False
    if len(folded) > _COMPOUNDED and any(map(_names_work, (folded, *_of_men(folded)))) and not _is_called(folded):
        return True
    ends = [folded[at:] for at in range(_BEFORE_A_SUFFIX, len(folded))]
    return not lexicon.jobs("suffixes").isdisjoint(ends) or (
        not lexicon.jobs("heads").isdisjoint(end for end in ends if len(end) >= _COMPOUNDED) and not _is_called(folded)
    )


def _of_men(folded: str) -> Iterator[str]:
    """Yield how a title may read that *folded* gives to a woman: `tuinierster`, `tekenares`, `Gärtnerin`."""
    for end, others in _WOMEN.items():
        yield from (folded.removesuffix(end) + other for other in others if folded.endswith(end))


def _names_work(folded: str) -> bool:
    """Tell whether the list of titles, or that of how they end, has *folded* as it stands."""
    return folded in lexicon.jobs("heads") or folded in lexicon.jobs("suffixes")


def _is_called(folded: str) -> bool:
    """Tell whether a word ends as names of people and places do, or is one."""
    return folded.endswith("berger") or folded in lexicon.surnames() or folded in lexicon.places()


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    """Tell whether *word* is the core of a title that several people have."""
    folded = fold(word).strip(".,")
    if folded in lexicon.jobs("no_heads"):
        return False
    return any(folded.endswith(end) and is_head(folded[: -len(end)]) for end in ("s", "x", "en", "n"))


def has_head(text: str) -> bool:
    """Tell whether some word of *text* is the core of a job title."""
    return any(is_head(match.group()) for match in _WORD.finditer(text))
