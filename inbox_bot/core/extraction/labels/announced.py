"""The labels as the announcement spells them out: `Number of guests you bring to the dinner:`."""

import re
from collections.abc import Iterator, Mapping

from inbox_bot.core.extraction.folding import fold

_BULLET = re.compile(r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.):]\s*)?")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_MOST_WORDS = 14
"""More are a sentence."""


def labels(announcement: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return the longer labels in the list of an *announcement*, folded, with the slots of their beginnings in *own*.

    A list is two such lines or more below each other.
    """
    found: dict[str, str] = {}
    listed: list[tuple[str, str]] = []
    for label, slot in (*_lines(announcement, own), ("", "")):
        if slot:
            listed.append((label, slot))
            continue
        if len({one for _, one in listed}) > 1:
            found |= dict(listed)
        listed = []
    return {label: slot for label, slot in found.items() if label not in own}


def _lines(announcement: str, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each line as a label, with its slot; empty where it is none."""
    for line in announcement.splitlines():
        label = " ".join(_BRACKETS.sub("", _BULLET.sub("", fold(line))).split()).strip(" .:?*;,")
        begins = (known for known in own if re.match(rf"{re.escape(known)}(?!\w)", label))
        known = max(begins, key=len, default="")
        few = len(label.split()) <= _MOST_WORDS
        yield (label, own[known]) if known and few and ":" not in label else ("", "")
