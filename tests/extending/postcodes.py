"""Belgian postal codes: four digits, the first of which is no 0."""

import re

_CODE = re.compile(r"(?:B-?)?([1-9]\d{3})")


def read(text: str) -> str | None:
    """Return the code that *text* is; None where it is none."""
    match = _CODE.fullmatch(text.strip())
    return match[1] if match else None
