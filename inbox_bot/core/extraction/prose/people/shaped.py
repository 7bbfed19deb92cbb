"""Words that are written as a name is."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.folding import fold

_OPENED, _CLOSED = re.compile(r"(?:^|[:;,(|/\n]\s?)\s*\Z"), re.compile(r"\s*(?:[;,)|/\n]|$)")
"""What stands around the whole of an entry of a list."""
_BEFORE = 4
_ADDRESS = frozenset(
    {
        "herr",
        "herrn",
        "hr",
        "hrn",
        "frau",
        "fr",
        "dhr",
        "heer",
        "mevr",
        "mevrouw",
        "mr",
        "mrs",
        "ms",
        "mme",
        "madame",
        "monsieur",
    }
)
"""How people are addressed: what stands before is no part of their names, `Auftrag von Herrn An Claes`."""
_POINT = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})\.\s+")
_OF = re.compile(r"\s+(?:vom|von|van|de|du|aus|bei|beim)\s+(?:(?:der|dem|den|de|het|la)\s+)?(?P<club>[^\W\d_][\w-]+)")


def shaped(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the spans of *text* that are written as names, without titles and other words in front."""
    for match in names.SHAPE.finditer(text, start, end):
        for part in _sentences(text, Span(*match.span())):
            yield from _without_openers(text, _without_club(text, part))


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """Part what a point ends, unless it shortens a word: `see you in Novi Sad. My details`."""
    begin = span.start
    for match in _POINT.finditer(text, span.start, span.end):
        if fold(match[1]) not in lexicon.words("titles") | lexicon.words("abbreviations"):
            yield Span(begin, match.end(1))
            begin = match.end()
    yield Span(begin, span.end)


def _without_club(text: str, span: Span) -> Span:
    """Cut a club behind the name to which its bearer belongs: `An Claes von der Gesellschaft Aue`."""
    for joint in _OF.finditer(text, span.start, span.end):
        if is_club_word(fold(joint["club"])):
            return Span(span.start, joint.start())
    return span


def _without_openers(text: str, span: Span) -> Iterator[Span]:
    """Drop capitalised words in front that are no part of a name: titles, functions, a sentence's first word."""
    tokens = [(m.start(), m.group()) for m in re.finditer(r"\S+", text[span.start : span.end])]
    if len(tokens) > 1 and tokens[-1][1] == "I":
        tokens.pop()
        span = Span(span.start, span.start + tokens[-1][0] + len(tokens[-1][1]))
    addressed = max((at for at, (_, token) in enumerate(tokens) if fold(token).strip(".") in _ADDRESS), default=0)
    tokens = tokens[addressed:]
    whole = _OPENED.search(text, max(0, span.start - _BEFORE), span.start) and _CLOSED.match(text, span.end)
    while len(tokens) > 1 and (
        _opens(tokens[0][1])
        or names.has_letters_first([token for _, token in tokens])
        or (not whole and tokens[2:] and names.is_given(tokens[1][1]) and _is_other(tokens[0][1]))
    ):
        tokens = tokens[1:]
        while len(tokens) > 1 and tokens[0][1].islower():
            tokens = tokens[1:]
    if len(tokens) > 1:
        yield Span(span.start + tokens[0][0], span.end - (1 if text[span.end - 1] == "." else 0))


def _opens(token: str) -> bool:
    folded = fold(token).strip(".,")
    greets = folded in lexicon.words("salutations") and not names.is_given(token)
    listed = greets or any(folded in lexicon.words(name) for name in ("titles", "openers"))
    return listed or (jobs.is_head(token) and not names.is_given(token))


def _is_other(token: str) -> bool:
    """Tell whether a word is no name, nor the beginning of what an organisation is called."""
    return not _namelike(token) and not places.institution(token)


def _namelike(token: str) -> bool:
    folded = fold(token)
    return (
        names.is_given(token) or folded in lexicon.surnames() or folded in lexicon.words("particles") or token.isupper()
    )
