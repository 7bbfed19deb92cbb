"""The one option that is marked where all of them stand: a box that is ticked, stars, capitals, an arrow."""

import re
from collections.abc import Callable, Sequence

from inbox_bot.core.document import Span

_BOX = re.compile(
    r"[☐☑☒□■✓✔✅✗✘]|\[[\s_.]*[xXvV✓*]?[\s_.]*\]|\(\s*[xXvV✓*]?\s*\)|"
    r"(?<![^\W_])[xX](?![^\W_])(?!\s?\d)|(?<=\s)[oO](?=\s)|^[oO](?=\s)"
)
TICKED = re.compile(r"[☑☒■✓✔✅]|\[\s*[xXvV✓]\s*\]|\(\s*[xX]\s*\)")
_FULL = re.compile(r"[☑☒■✓✔✅✗✘]|\[[\s_.]*[xXvV✓*][\s_.]*\]|\(\s*[xXvV✓*]\s*\)|[xX]")
_LETTERS = frozenset("oO")
_PARTS = re.compile(r"[/,;|\n•·]")
_POINTS = re.compile(r"(?:->|=>|→|➜|►|>>|\*+|_+)\s*\Z"), re.compile(r"\s*(?:<-+|<=+|←|<<|\*+|_+|!!+)")
"""What draws attention to what stands behind it, and before it."""

Named = Callable[[str, str], Span | None]
"""Where a text names an option."""


def marked(text: str, options: Sequence[str], named: Named) -> str | None:
    """Return the one of *options* that is marked in *text*, where several stand; None if none is, or more than one."""
    spots = sorted((span.start, span.end, option) for option in options if (span := named(text, option)))
    apart = [spot for at, spot in enumerate(spots) if not at or spot[0] >= spots[at - 1][1]]
    if len(apart) < 2 or len(apart) < len(spots):  # noqa: PLR2004 (a lone option is named, and not marked)
        return None
    boxes = list(_BOX.finditer(text))
    ticked = [number for number, box in enumerate(boxes) if _FULL.fullmatch(box.group())]
    if len(ticked) == 1:
        return _beside(text, boxes, ticked[0], apart)
    if ticked or boxes or len(apart) < len(options):
        return None
    return _pointed_at(text, apart) or _capital(text, apart) or _repeated(text, apart, named)


def ticked_alone(text: str) -> str:
    """Return what stands beside the one box of several in *text* that is ticked; else *text* itself."""
    found = [box for box in _BOX.finditer(text) if box.group() not in _LETTERS]
    ticked = [at for at, box in enumerate(found) if _FULL.fullmatch(box.group())]
    if len(found) < 2 or len(ticked) != 1:  # noqa: PLR2004 (a lone box stands beside all of the text)
        return text
    ends = [0, *(border for box in found for border in box.span()), len(text)]
    leads = not text[: found[0].start()].strip()  # each box stands before what it offers
    at = 2 * ticked[0] + (2 if leads else 0)
    return text[ends[at] : ends[at + 1]].strip()


def is_unticked(text: str) -> bool:
    """Tell whether *text* holds an empty box, and none that is ticked."""
    boxes = [box.group() for box in _BOX.finditer(text) if box.group() not in _LETTERS]
    return bool(boxes) and not any(map(_FULL.fullmatch, boxes))


def _beside(text: str, boxes: list[re.Match[str]], ticked: int, spots: list[tuple[int, int, str]]) -> str | None:
    """Return the option of the box that is *ticked*: each has one, or nothing parts them."""
    if len(boxes) == len(spots):
        return spots[ticked][2]
    box = boxes[ticked]
    before = next((spot for spot in reversed(spots) if spot[1] <= box.start()), None)
    behind = next((spot for spot in spots if spot[0] >= box.end()), None)
    parted = before is None or _PARTS.search(text, before[1], box.start()) is not None
    joined = behind is not None and _PARTS.search(text, box.end(), behind[0]) is None
    if before and behind and not parted and joined:
        return behind[2] if boxes[0].start() < spots[0][0] else before[2] if boxes[-1].start() > spots[-1][0] else None
    return behind[2] if behind and joined else before[2] if before and not parted else None


def _pointed_at(text: str, spots: list[tuple[int, int, str]]) -> str | None:
    before, behind = _POINTS
    found = [spot[2] for spot in spots if before.search(text[: spot[0]]) or behind.match(text, spot[1])]
    return found[0] if len(found) == 1 else None


def _capital(text: str, spots: list[tuple[int, int, str]]) -> str | None:
    found = [spot[2] for spot in spots if text[spot[0] : spot[1]].isupper()]
    return found[0] if len(found) == 1 else None


def _repeated(text: str, spots: list[tuple[int, int, str]], named: Named) -> str | None:
    """Return the one option that stands once more behind them all: `soup / salad: soup`."""
    end = spots[-1][1]
    found = [option for _, _, option in spots if named(text[end:], option)]
    return found[0] if len(found) == 1 else None
