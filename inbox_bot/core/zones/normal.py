"""Signs that look alike made alike: spaces, invisible marks, composed letters."""

import re
import unicodedata
from itertools import chain

# A longer body is cut: nobody registers in more, and every later step is linear in it.
MAX_CHARACTERS = 500_000
MAX_LINES = 10_000

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
_APOSTROPHES = str.maketrans("‘’`´", "''''")


def normal(line: str) -> str:
    """Return *line* in NFC with plain spaces, without invisible signs and without space at either end."""
    if line.isascii() and line.isprintable():
        return line.strip(" ")
    return unicodedata.normalize("NFC", line.translate(_TABLE)).strip(" ")


def fold(text: str) -> str:
    """Return *text* as words are compared: no case, no accents, one kind of apostrophe."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.translate(_APOSTROPHES)
    return text.casefold()


def squashed(text: str) -> str:
    """Return the letters and digits of *text* alone, to tell whether two texts say the same."""
    return re.sub(r"[\W_]+", "", text).casefold()
