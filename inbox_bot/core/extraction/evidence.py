"""What speaks for a value, and how loudly: the sum of weights through a logistic is the confidence."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import Final

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.model import Candidate, Evidence


def _table() -> dict[str, float]:
    path = files("inbox_bot.core.extraction") / "lexicon" / "weights.toml"
    groups = tomllib.loads(path.read_text("utf-8")).values()
    return {name: one["weight"] for group in groups for name, one in group.items()}


WEIGHTS: Final = _table()
"""Log-odds of each piece of evidence; `bias` is that of a value for which nothing speaks."""

LABELLED: Final = frozenset({"label", "column", "label below", "misspelled label", "label without colon"})
"""The pieces by which the sender says what a value is."""

THRESHOLD = 0.8
"""A value below this confidence is not taken."""

AGREEING = frozenset({"agrees with sender", "agrees with address"})
"""What says that a value is the sender's own."""

TIERS = ("text", "forwarded", "subject", "signature", "from", "domain")
"""Sources, the one to believe first: text beats signature, and both beat the headers."""


def confidence(names: Iterable[str]) -> float:
    """Return the probability of a value for which *names* speak; KeyError for an unknown name."""
    return 1 / (1 + exp(-(WEIGHTS["bias"] + sum(WEIGHTS[name] for name in names))))


def candidate(  # noqa: PLR0917 (in the order of the fields of a candidate)
    key: str, value: str, text: str, span: Span | None, source: str, names: Iterable[str]
) -> Candidate:
    """Return a candidate with its evidence weighed, the strongest piece first."""
    return Candidate(key, value, text, span, source, *_weighed(tuple(names)))


@lru_cache(maxsize=512)
def _weighed(names: tuple[str, ...]) -> tuple[tuple[Evidence, ...], float]:
    ordered = sorted(dict.fromkeys(names), key=lambda name: -WEIGHTS[name])
    return tuple(Evidence(name, WEIGHTS[name]) for name in ordered), confidence(ordered)
