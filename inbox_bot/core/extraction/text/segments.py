"""Where a text falls apart: into segments and into sentences."""

import re
from collections.abc import Iterator

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.days import MONTH_NUMBERS

_PICTURES = r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u260E\uFE0F\u200D\u20E3]+"
"""Little pictures, which some put before each value."""
_SENTENCE_END = re.compile(r"(?<!(?<![\w'’+])\w)[.!?](?=\s|$)|[\n]")
_NO_COMPANY = r"(?!\s[^,;|\n]*\b(?:asbl|vzw|nv|bv|bvba|sa|sprl|srl|gmbh|ltd|inc|llp|ag|cv)\b)"
_SEPARATOR = re.compile(
    rf"[\n;|\t]|,(?=\s|$)|(?:(?<=\s)|^)(?:[-–—/•·+*~]+|&{_NO_COMPANY})(?=\s)|(?<!(?<![\w'’+])\w)[.!?:](?=\s|$)|[()\[\]]|"
    rf"(?<=\S) {{3,}}(?=\S)|{_PICTURES}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?")
_TITLE = re.compile(rf"(?<![\w@.-]){lexicon.any_of('titles')}\Z")
_SHORTENED = re.compile(rf"(?<![\w@.-]){lexicon.any_of('abbreviations')}\Z")
_DAY_POINT = re.compile(rf"\.\s*(?:{alternation(MONTH_NUMBERS)}(?!\w)|\d)")
_LONGEST_WORD = 16
_CUT_SHORT = 3
_FULL_MONTHS = alternation(month for month in MONTH_NUMBERS if len(month) > _CUT_SHORT or month[:2] in {"ma", "me"})
A_DATE = rf"\d{{1,2}}\.\s?(?:\d{{1,2}}(?:\.|\s|$)|(?i:{_FULL_MONTHS})(?!\w)(?!\s[A-ZÀ-Þ]))"
"""`13. Juni` and `14.06.` are no numbered entries; `1. August Meier` is one."""
_NUMBERING = re.compile(rf"\s*(?:{_PICTURES}\s*|[-•·*–>]+\s+|(?!{A_DATE})\(?\d{{1,2}}(?:[.)]\s*|/\s+)|[a-z][.)]\s+)")


def segments(text: str, start: int) -> list[Span]:
    """Return what stands between separators in *text*, as spans counted from *start*, without outer space."""
    spans, begin = [], 0
    numbering = _NUMBERING.match(text)
    if numbering:
        begin = numbering.end()
    for match in [*_ends(_SEPARATOR, text, begin), None]:
        end = match.start() if match else len(text)
        if text[begin:end].strip():
            spans.append(_unquoted(text, trim(text, Span(begin, end)), start))
        begin = match.end() if match else end
    return spans


def _unquoted(text: str, span: Span, start: int) -> Span:
    """Return what stands between quotation marks where nothing stands outside of them."""
    quoted = _QUOTED.fullmatch(text, span.start, span.end)
    return trim(text, Span(*quoted.span(1)) if quoted and quoted[1].strip() else span, start)


def sentences(text: str, start: int) -> list[Span]:
    """Return the sentences of *text*, as spans counted from *start*."""
    spans, begin = [], 0
    for match in [*_ends(_SENTENCE_END, text, 0), None]:
        end = match.end() if match else len(text)
        if text[begin:end].strip():
            spans.append(trim(text, Span(begin, end), start))
        begin = end
    return spans


def _ends(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield where *pattern* parts *text*: no point belongs to a word cut short, or to the day of a date."""
    for match in pattern.finditer(text, start):
        if match.group() != "." or not _is_within(text, match.start(), titles=pattern is _SENTENCE_END):
            yield match


def _is_within(text: str, point: int, *, titles: bool) -> bool:
    """Tell whether the point at *point* ends nothing; one behind a title parts it from its bearer's name."""
    if text[point - 1 : point].isdigit():
        return _DAY_POINT.match(fold(text[point : point + _LONGEST_WORD])) is not None
    before = fold(text[max(0, point - _LONGEST_WORD) : point])
    return titles if _TITLE.search(before) else _SHORTENED.search(before) is not None


def trim(text: str, span: Span, start: int = 0) -> Span:
    """Return *span* of *text* without outer white space, counted from *start*."""
    part = text[span.start : span.end]
    left = len(part) - len(part.lstrip())
    return Span(start + span.start + left, start + max(span.start + left, span.end - (len(part) - len(part.rstrip()))))
