"""Free text: whatever stands beside its label."""

import re


def read(text: str) -> str | None:
    """Return *text* on one line without outer space; None where it says nothing."""
    value = re.sub(r"\s+", " ", text).strip(" \t;,|")
    return value if any(c.isalnum() for c in value) else None
