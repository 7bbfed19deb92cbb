"""Signs that look alike made alike: spaces, invisible marks, composed letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

# A longer source is cut: nobody registers in more, and mark-up takes most of it.
MAX_CHARACTERS = 500_000
MAX_LINES = 10_000
# A longer line is cut into lines of this length, so that no later step meets a long one.
MAX_LINE = 2_000
_DECORATION = 80
_HALF = _DECORATION // 2
# One sign, or space, over and over: most patterns would try each place in it.
_DECORATED = re.compile(rf"((?P<sign>.)(?P=sign){{{_DECORATION - 1}}})(?P=sign)+|(?<=\s{{{_DECORATION}}})\s+")
# No word and no address is that long; a part of it would be a word that nobody wrote. And signs that stand for a
# whole formula: folded, each is up to 18 letters.
_LONGEST_WORD = 400
_BLOB = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}|[\ufdfa\ufdfb]+")

# What some programs leave of colours and bold type in plain text: `{r}An{/r}`.
_MARKUP = re.compile(r"\{/?[a-z]{1,2}\}")
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_INVISIBLE = chain(
    range(9),
    range(0x0E, 0x20),
    range(0x7F, 0xA0),
    (0x0A, 0x0B, 0x0C, 0x0D, 0xAD, 0x61C, 0x180E, 0x2028, 0x2029, 0xFEFF),
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
)
_TABLE: dict[int, str | None] = {**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_SPACES, " ")}
_APOSTROPHES = dict.fromkeys("‘’`´", "'")


class _Folding(dict[int, str]):
    """Folds one character at a time; what is common is kept."""

    def __missing__(self, code: int) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        plain = "".join(_APOSTROPHES.get(c, c) for c in plain).casefold()
        if code < _COMMON:
            self[code] = plain
        return plain


# Letters and signs of European writing stand below.
_COMMON = 0x2500
_FOLDING = _Folding()
_NO_LETTER = re.compile(r"[\W_]+")


def pieces(line: str) -> Iterator[str]:
    """Yield *line* in pieces of bounded length, cut at a space where there is one, without runs that are no words."""
    if _is_decorated(line):
        line = _DECORATED.sub(r"\1", line)
    if len(line) > _LONGEST_WORD or not line.isascii():
        line = _BLOB.sub("…", line)
    while len(line) > MAX_LINE:
        end = line.rfind(" ", MAX_LINE // 2, MAX_LINE) + 1 or MAX_LINE
        yield line[:end]
        line = line[end:]
    yield line


def _is_decorated(line: str) -> bool:
    """Tell whether *line* may hold a run of one sign or of space that is long enough to be cut: it has half of it."""
    halves = (line[at : at + _HALF] for at in range(0, len(line) - _HALF + 1, _HALF)) if len(line) > _DECORATION else ()
    return any(half.isspace() or half.count(half[0]) == _HALF for half in halves)


def normal(line: str) -> str:
    """Return *line* in NFC with plain spaces, without invisible signs and without space at either end."""
    # Whatever is replaced or dropped is not printable.
    line = line if line.isprintable() else line.translate(_TABLE)
    line = _MARKUP.sub("", line) if "{" in line else line
    return unicodedata.normalize("NFC", line).strip(" ")


def fold(text: str) -> str:
    """Return *text* as words are compared: no case, no accents, one kind of apostrophe."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def squashed(text: str) -> str:
    """Return the letters and digits of *text* alone, to tell whether two texts say the same."""
    return _NO_LETTER.sub("", text).casefold()
