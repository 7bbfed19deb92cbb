"""Soft line breaks: where a mail program broke a line, and its writer did not."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inbox_bot.core.document import Line, Zone

_NARROWEST, _WIDEST, _USUAL = 60, 100, 76
"""Characters. Narrower text is a list, wider text is not wrapped, and RFC 3676 section 4.2 wraps before the 78th."""
_LONG = 40
_LISTED = 2
_SMALL = 4
_RAGGED = 12
_ITEM = re.compile(
    r"\s*(?:[-•·>–*]|\(?\d{1,2}[.)])\s|\s*[\w /.-]{1,45}(?:\s*[:=]|\s{3,}\S|\s?\.{3,})|\s*[A-ZÀ-Þ][\w '’-]{1,45}\?\s\S"
)
_CUT = re.compile(r"(?<!\w)(?:(?:St|Ste|Dr|Prof)\.|Bad|Sankt|Sint|Saint|Sainte)$")
"""A name that goes on in the next line: `… / St.`."""
_NUMBER = re.compile(r"(?<!\w)[+(]?\d[\d ./()-]{6,}\d(?!\w)")
"""A telephone number or a date, which stands in an entry of a list rather than in a sentence."""
_ENDS = re.compile(r"[.!?:;]$")


def soft_breaks(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the offset of each line end among *lines* that only wraps a longer line."""
    width = max((len(line.text.rstrip()) for line in lines if line.zone is Zone.NEW), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return
    widest = [line for line in lines if line.zone is Zone.NEW and len(line.text.rstrip()) > width - _RAGGED]
    wrapped = False
    for line, following in pairwise(lines):
        wrapped = (
            _is_prose(line, following)
            and not (widest[:2] == [line] and _are_names(line.text, following.text))
            and (_is_full(line.text, following.text, width) or (wrapped and _runs_on(line.text, following.text)))
        )
        if wrapped:
            yield line.span.end


def _is_prose(line: Line, following: Line) -> bool:
    """Tell whether one could go on in the other: both are the sender's, and neither is an item, a row or an address."""
    if line.zone is not Zone.NEW or following.zone is not Zone.NEW or line.cells or following.cells:
        return False
    text, after = line.text.rstrip(), following.text
    if not text or not after.strip() or _ITEM.match(after):
        return False
    if _CUT.search(text):
        return True
    if _are_entries(text, after.strip()):
        return False
    return "@" not in text.rsplit(" ", 1)[-1]


def _are_names(text: str, after: str) -> bool:
    """Tell whether one ends in a word with a capital, and the other begins with one: nothing shows that it goes on."""
    said = _is_sentence(text) and text.count(", ") < _LISTED
    return (
        not (said or _CUT.search(text.rstrip()))
        and text.rsplit(maxsplit=1)[-1][0].isupper()
        and after.lstrip()[0].isupper()
    )


def _is_full(text: str, after: str, width: int) -> bool:
    """Tell whether the first word of *after* found no room, and may stand within a sentence."""
    text, word = text.rstrip(), after.split(maxsplit=1)[0]
    if len(text) + 1 + len(word) <= min(width, _USUAL):
        return False
    return (
        not word[0].isupper()
        or text[-1].islower()
        or _CUT.search(text) is not None
        or (text[-1] == "," and _is_sentence(text))
    )


def _is_sentence(text: str) -> bool:
    """Tell whether most words of a line are small: then a capital behind its last comma goes on in the sentence."""
    small = sum(word[0].islower() for word in text.split())
    return small >= _SMALL and "@" not in text


def _runs_on(text: str, after: str) -> bool:
    """Tell whether the rest of a line that was wrapped once more runs on: «… more / to / know …»."""
    text = text.rstrip()
    if _ENDS.search(text):
        return False
    return not after.lstrip()[0].isupper() or len(after) >= _LONG > len(text)


def _are_entries(text: str, after: str) -> bool:
    """Tell whether two lines are entries of a list: both are drawn so, or give an address behind a name."""
    data = text.count(", ") >= _LISTED and _NUMBER.search(text) is not None
    return (_is_listed(text) and _is_listed(after)) or ((("@" in text and "@" in after) or data) and after[0].isupper())


def _is_listed(text: str) -> bool:
    """Tell whether a line is an entry of a list, drawn with signs, or with commas around an address."""
    return ("@" in text and text.count(", ") > _LISTED) or any(
        text.count(sign) >= _LISTED for sign in (" / ", " | ", "|", ";", " - ", " – ")
    )
