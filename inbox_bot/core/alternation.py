"""Many phrases to one pattern that is quick to try: what begins alike is looked at once."""

import re
from collections.abc import Iterable


def alternation(phrases: Iterable[str]) -> str:
    """Return a pattern that matches any of *phrases*, the longest first; a space in one stands for any white space."""
    return f"(?:{_branches(sorted(set(phrases)))})"


def _branches(endings: list[str]) -> str:
    below: dict[str, list[str]] = {}
    for ending in filter(None, endings):
        below.setdefault(ending[0], []).append(ending[1:])
    branches = [_sign(first) + _group(rest) for first, rest in below.items()]
    # What ends here is tried last.
    return "|".join([*branches, ""] if "" in endings else branches)


def _group(endings: list[str]) -> str:
    return _branches(endings) if len(endings) == 1 else f"(?:{_branches(endings)})"


def _sign(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)
