"""What we noted and wrote ourselves, wherever an answer repeats it below: nobody who answers has said it."""

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.extraction.folding import fold

_NOTHING = frozenset({"-", "–", "/"})


def requoted(document: Document, noted: frozenset[str]) -> Document:
    """Return *document* with each line below the first quoted one that gives a label and a *noted* value quoted, too.

    A form that is quoted may be filled in, and so its filled-in lines are the sender's own; those of our confirmation
    are not, and no sign tells them apart but what stands there.
    """
    first = next((at for at, line in enumerate(document.lines) if line.zone is Zone.QUOTED), None)
    if first is None or not noted:
        return document
    return document.relined(lambda at, line: _moved(line, noted) if at >= first else line)


def _moved(line: Line, noted: frozenset[str]) -> Line:
    _, colon, value = line.text.partition(":")
    repeats = line.zone is Zone.NEW and bool(colon) and fold(value).strip() in noted | _NOTHING
    return line.as_quoted() if repeats else line
