"""What an answer repeats of the reply that it answers, told apart from what its sender typed into and below it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.extraction.wording.words import folded_words

_SHARE = 0.7
"""Of the words of a reply so many are found again where it is quoted; signs, wrapping and links may differ."""
_RUN = 4
"""Words in a row that are no coincidence."""
_MOST_WORDS = 3000
_HEADER = re.compile(r"\s*(?:van|from|de|von|verzonden|sent|envoy[ée]|gesendet)\s*:", re.IGNORECASE)
_LINK = re.compile(r"mailto:|https?:|^\s*<[^<>\s]+>\s*$")
_KEPT = frozenset({Zone.SIGNATURE, Zone.DISCLAIMER, Zone.FORWARDED})


def unquoted(document: Document, reply: str) -> Document:
    """Return *document* with the lines of our *reply* quoted, and those typed into or below them new.

    Unchanged where the reply is not quoted, or not as we wrote it.
    """
    lines = document.lines
    # Mail programs turn links into what they show.
    ours = folded_words("\n".join(line for line in reply.splitlines() if not _LINK.search(line)))
    theirs = list(_placed(lines))
    if not ours or len(ours) + len(theirs) > _MOST_WORDS:
        return document
    matcher = SequenceMatcher(None, ours, [word for word, _ in theirs], autojunk=False)
    runs = [block for block in matcher.get_matching_blocks() if block.size]
    quoted = [run for run in runs if run.size >= _RUN]
    if not quoted or sum(run.size for run in runs) < _SHARE * len(ours):
        return document
    begin = theirs[quoted[0].b][1]
    repeated = {at for run in runs for at in range(run.b, run.b + run.size)}
    typed = {line for at, (_, line) in enumerate(theirs) if at not in repeated}
    end = begin + sum(1 for _ in takewhile(lambda line: not _HEADER.match(line.text), lines[begin:]))

    def mended(at: int, line: Line) -> Line:
        if not begin <= at < end:
            return line
        return _typed(line) if at in typed else line.as_quoted()

    return document.relined(mended)


def _placed(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    for at, line in enumerate(lines):
        for word in folded_words(line.text):
            yield word, at


def _typed(line: Line) -> Line:
    """Return a line in which the sender typed something."""
    if line.zone in _KEPT:
        return line
    return line.as_quoted() if _LINK.search(line.text) else line.as_new()
