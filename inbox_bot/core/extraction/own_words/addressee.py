"""To whom a letter is written: what stands in its first lines is said of the reader, and not of the writer."""

import re
from itertools import takewhile

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.extraction.folding import fold

_FOR = re.compile(
    r"\s*(?:t\.?\s?a\.?\s?v\.?|ter attentie van|aan|a l'attention d(?:[eu']|es)|attn?\.?|to|for the attention of|"
    r"z\.?\s?hd?\.?|zu handen(?: von)?|zuhanden|an)\s*(?::|(?<=[ve.])\s|(?<=van)\s|(?<=de)\s|(?<=von)\s)|"
    r"\s*(?:an (?:den|die|das)|aan (?:de|het)|a l'(?!attention)|to the)\s(?:[\w-]+\s?){1,5}$"
)
_MOST = 6
"""Lines of an address block."""


def _goes_on(text: str) -> bool:
    return bool(text.strip()) and ":" not in text and "," not in text.rstrip()[-1:]


def unaddressed(document: Document) -> Document:
    """Return *document* with the block at its top that says for whom it is in the quoted zone."""
    own = [at for at, line in enumerate(document.lines) if line.zone is Zone.NEW and line.text.strip()]
    if not own or not _FOR.match(fold(document.lines[own[0]].text)):
        return document
    below = range(own[0], min(own[0] + _MOST, len(document.lines)))
    block = {own[0], *takewhile(lambda at: _goes_on(document.lines[at].text), below[1:])}
    if block.issuperset(own):
        return document
    return document.relined(lambda at, line: line.as_quoted() if at in block else line)
