"""People's text made fit to be shown: nothing in it moves a cursor, turns the line round or cannot be encoded."""

import re

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Return *text* without control, direction and surrogate characters; every line end is a line feed."""
    return _UNSHOWN.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """Return *text* as one such line."""
    return " ".join(plain(text).split())
