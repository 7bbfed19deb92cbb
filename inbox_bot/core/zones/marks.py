"""The sign `>` before quoted lines (RFC 3676, section 4.5)."""

import re

_MARKS = re.compile(r"(?:>[ ]?)+")


def unmarked(line: str) -> tuple[int, str]:
    """Return how many times *line* is marked as quoted, and what stands behind the marks."""
    found = _MARKS.match(line)
    return (found.group().count(">"), line[found.end() :]) if found else (0, line)
