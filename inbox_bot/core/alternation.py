"""Many phrases to one pattern that is quick to try: a first letter is looked at once for all that begin with it."""

import re
from collections.abc import Iterable


def alternation(phrases: Iterable[str]) -> str:
    """Return a pattern that matches any of *phrases*, the longest first; a space in one stands for any white space."""
    below: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        below.setdefault(phrase[:1], []).append(_escaped(phrase[1:]))
    return "(?:" + "|".join(f"{_escaped(first)}(?:{'|'.join(rest)})" for first, rest in below.items()) + ")"


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")
