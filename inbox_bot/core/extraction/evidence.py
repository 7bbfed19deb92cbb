"""What speaks for a value, and how loudly: the sum of weights through a logistic is the confidence."""

from collections.abc import Iterable
from functools import lru_cache
from math import exp

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.model import Candidate, Evidence

WEIGHTS = {
    # The sender says what it is.
    "label": 6.0,
    "column": 6.0,
    "list": 6.0,
    "label below": 5.0,
    "misspelled label": 5.0,
    "label without colon": 5.0,
    "answer": 5.0,
    "frame": 4.0,
    "capacity": 4.0,
    # Where it stands.
    "segment": 2.5,
    "position": 4.5,
    "neighbours": 2.0,
    "signature": 2.0,
    "closing": 2.0,
    "subject": 0.5,
    "display name": 3.0,
    "sender's address": 6.0,
    "address written out": 5.5,
    "copied": 5.0,
    "domain": 5.0,
    "postal address": 4.0,
    # What it looks like.
    "known": 2.5,
    "given name": 2.0,
    "surname": 0.5,
    "place word": 4.5,
    "organisation word": 3.0,
    "employer": 2.0,
    "in the organisation's name": 2.0,
    "workplace": 4.6,
    "job word": 2.5,
    "valid": 3.0,
    "option": 4.0,
    # What else agrees.
    "agrees with address": 2.5,
    "agrees with sender": 2.5,
    "companion": 2.0,
    # What speaks against it.
    "lower case": -1.0,
    "department": -0.6,
    "place of the event": -4.0,
    "somebody else's": -6.0,
    "mentioned": -6.0,
}
"""Log-odds of each piece of evidence."""

BIAS = -3.0
"""Log-odds of a value for which nothing speaks."""

THRESHOLD = 0.8
"""A value below this confidence is not taken."""

TIERS = ("text", "forwarded", "subject", "signature", "from", "domain")
"""Sources, the one to believe first: text beats signature, and both beat the headers."""


def confidence(names: Iterable[str]) -> float:
    """Return the probability of a value for which *names* speak; KeyError for an unknown name."""
    return 1 / (1 + exp(-(BIAS + sum(WEIGHTS[name] for name in names))))


def candidate(  # noqa: PLR0917 (in the order of the fields of a candidate)
    key: str, value: str, text: str, span: Span | None, source: str, names: Iterable[str]
) -> Candidate:
    """Return a candidate with its evidence weighed, the strongest piece first."""
    return Candidate(key, value, text, span, source, *_weighed(tuple(names)))


@lru_cache(maxsize=512)
def _weighed(names: tuple[str, ...]) -> tuple[tuple[Evidence, ...], float]:
    ordered = sorted(dict.fromkeys(names), key=lambda name: -WEIGHTS[name])
    return tuple(Evidence(name, WEIGHTS[name]) for name in ordered), confidence(ordered)
