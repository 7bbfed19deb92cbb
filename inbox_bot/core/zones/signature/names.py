"""Lines that hold the sender's name, or any."""

import re
from collections.abc import Sequence

from inbox_bot.core.message import Message
from inbox_bot.core.zones.greeting import is_greeting
from inbox_bot.core.zones.labels import is_label
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row

_SENTENCE_END = re.compile(r"[!?:;.…](?:\s*[:;]-?[)(DP])?$")
_SPELLED = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|['’.-])*")
_PARTICLES = frozenset({"van", "de", "der", "den", "ten", "von", "zu", "le", "la", "du", "di", "el", "d'"})
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 5


def name_line(rows: Sequence[Row], written: list[int], names: frozenset[str]) -> int:
    """Return the last written row where it is the sender's name, or a name alone below a sentence."""
    last = written[-1]
    above = rows[written[-2]].text if len(written) > 1 else ""
    if len(written) == 1 or is_label(above) or above.endswith(":") or rows[last].cells:
        return len(rows)
    if is_name(rows[last].text, names):
        return last
    alone = bool(_SENTENCE_END.search(above)) and rows[last - 1].blank
    return last if alone and is_shaped_as_name(rows[last].text) else len(rows)


def is_shaped_as_name(text: str) -> bool:
    """Tell whether *text* is written as a name is."""
    words = text.strip(" .,").split()
    spelled = all(_SPELLED.fullmatch(word) or word in _PARTICLES for word in words)
    return 0 < len(words) < _NAME_WORDS and spelled and not is_greeting(text)


def is_name(text: str, names: frozenset[str]) -> bool:
    """Tell whether *text* is made of the sender's own names."""
    words = [word for word in _WORD.findall(fold(text)) if len(word) > 1]
    known = sum(word in names for word in words)
    return 0 < len(words) <= _NAME_WORDS and known * 2 >= len(words) and not re.search(r"[@,\d]", text)


def names_of(message: Message) -> frozenset[str]:
    """Return the words of the sender's display name and of the local part of the address."""
    sender = message.sender
    if sender is None:
        return frozenset()
    said = fold(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}")
    return frozenset(word for word in _WORD.findall(said) if len(word) > 1)
