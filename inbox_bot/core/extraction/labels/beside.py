"""Labels with their values in the same row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.choices import choice
from inbox_bot.core.extraction.candidates.names import is_given
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import own_address
from inbox_bot.core.extraction.labels.enumerated import enumerated
from inbox_bot.core.extraction.labels.labelled import Labelled, beside
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, OTHER, Vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import trim

_BESIDE = re.compile(
    r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.):/-]\s*)?(?P<label>[^\n:=\t|]{1,60}?)\s*"
    r"(?:[:=]+(?!//)|;(?=\S)|\t+\s*:?|(?<=\?)\s|\.{2,}\s*:?|\s[-–—]+>?(?=\s)|->|→| {3,}:?|\|)\s*(?P<value>.*)$"
)
_SIGN = re.compile(r"[:=;\t?|→–—-]|\.\.| {3}")
"""What stands between a label and its value: without any, nothing need be tried."""
_PARENTHESES = re.compile(r"^[\s•·*–-]*[(\[](?P<label>[^()\[\]\n]{1,40})[)\]]\s*[:=-]?\s*(?P<value>\S.*)$")
_NAMED_BEHIND = re.compile(r"^[\s•·*–-]*(?P<value>[^()\n]{1,80}?)\s*\((?P<label>[^()\n]{2,40})\)\s*$")
"""`Kerr Cycles (affiliation)`, in rows below each other."""
_NOTED = re.compile(
    r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.):/-]\s*)?(?P<label>(?:(?!\s[-–—]\s|\s{3})[^\n:=\t|()]){2,60}?)\s*"
    r"(?:\([^()\n]{3,150}\)\s*(?:[:=|\t]\s*|$)|"
    r"\((?:[^()\n]{1,140}(?:/|\s(?:ou|or|of|oder)\s)[^()\n]{1,140}|"
    r"facultati\w+|optional|optionnel|optioneel|freiwillig|wer mag)\)\s+(?=\S))(?P<value>.*)$"
)
_NUMBERING = re.compile(r"^[\s>•·*–-]*(?:\(?\d{1,2}\s*[.)]\s*)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])|\s+(?=\()")
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")
_POLITE = re.compile(
    r"(?:^|[\s.,;])(?:uw|je|jouw|mijn|m'n|votre|mon|ma|notre|your|my|the|our|ihre?|meine?|unsere?)\s*$", re.IGNORECASE
)
"""What stands before the next label, and is no part of the value before it: `My name: An Claes. My town: Gent`."""
_LED_BY = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+[A-ZÀ-Þ][\w'’-]*(?:\s+[\w'’-]+){0,3}$")
"""The sentence that begins before the next label: `no dairy. Will attend dinner: yes`."""
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
"""What ends a sentence: no abbreviation is so long."""
_MORE = re.compile(r"[.!]\s+(?=[A-ZÀ-Þ][^.!?:]{1,60}(?::|\?)\s)")
"""What goes on behind a value, in a row of several labels, with a label that nobody knows."""
_GOES_ON = re.compile(
    r"\s(?:en|et|and|und)\s+(?:ik|ikzelf|wij|mijn|je|j'|nous|mon|ma|mes|i|i'm|we|my|ich|wir|mein\w*)(?!\w)|,\s+ik\s",
    re.IGNORECASE,
)
"""«My name is An Claes and I work for …» tells, and labels nothing."""
_SAYS = re.compile(
    r"(?:ik|je|u|j'|i|ich|wir|wij|nous|we|wie|waar|wat|voor|namens|uit|van|mail|mailen|te|bereikbaar|bevestig\w*|antwoord\w*|werkzaam|aan\s+de\s+slag|"
    r"pour|chez|where|what|wer|wo|was)(?!\w)"
)
"""Labels that are clauses: without a sign behind them they begin a sentence."""
_ARTICLE_BEFORE = re.compile(r"[^\W\d_]\s+(?:de\s+la|la|le|une?|de|het|een|the|an?|der|die|das|den|eine?n?)\s$")
"""Within a sentence a noun has an article, and a label has none: `j'espère qu'il reste de la place : …`."""
_ARTICLES = frozenset({"le", "la", "les", "the", "de", "het", "der", "die", "das"})
"""A value begins with one, and no label ends in one: `Organisation Le Relais`."""
_OF = re.compile(r"(?:de|du|des|van|of|von|vom)\s|d['’]")
"""What goes on like this is a name that only begins with a word for its kind: `Club de tir`, `School of Arts`."""
_WORDS = re.compile(r"\S+")
_ANSWER = re.compile(rf"{lexicon.any_of('yes')}|{lexicon.any_of('no')}|\d{{1,2}}\W.*")
"""What answers the label before it, though the announcement's own label may go on like this, too."""
_MOST_LABELS, _FEWEST, _COUPLE = 40, 3, 2
_LONGEST_ROW = 10
"""More words than these that end in a point are a sentence, whose first word misspells no label."""


def in_row(reading: Reading, rows: Sequence[Row], index: int, known: Vocabulary) -> list[Labelled]:
    """Return what *index*'s row itself labels; a label alone in its row has an empty value."""
    row = rows[index]
    listed, end = enumerated(reading, row, known)
    if listed:
        return [*listed, *_rest(reading, row, end, known)]
    within = list(islice(_within(reading, row, known), _MOST_LABELS))
    if len(within) > 1:
        return list(_between(reading, row, within, known))
    noted = _with_note(reading, row, known)
    if noted:
        return noted
    opened = within and reading.clean[row.span.start : within[0].start()].strip(" \t-•*·>0123456789.)(")
    run = list(_between(reading, row, within, known) if opened else _run_together(reading, row, known))
    if run:
        return run
    match = _PARENTHESES.match(row.text) or (_SIGN.search(row.text) and _BESIDE.match(row.text))
    named = known.match(match["label"]) if match else None
    if match and named:
        start, end = match.span("value")
        if _is_phone(reading, named[0]):
            end = start + len(_ENDS.split(match["value"], maxsplit=1)[0])
        return [beside(reading, row, named, trim(row.text, Span(start, end), row.span.start))]
    return _named_behind(reading, row, known) or _bare(reading, row, known)


def _named_behind(reading: Reading, row: Row, known: Vocabulary) -> list[Labelled]:
    match = _NAMED_BEHIND.match(row.text) if "(" in row.text else None
    slot = known.exact.get(fold(match["label"]).strip(), OTHER) if match else OTHER
    if match is None or slot == OTHER:
        return []
    span = trim(row.text, Span(*match.span("value")), row.span.start)
    return [beside(reading, row, (slot, "label without colon"), span)]


def _rest(reading: Reading, row: Row, start: int, known: Vocabulary) -> list[Labelled]:
    """Return what is labelled behind *start* in the text of *row*."""
    left = row.text[start:].lstrip(" .,;!?)")
    rest = replace(row, text=left, span=Span(row.span.end - len(left), row.span.end), cells=())
    return in_row(reading, [rest], 0, known) if _SIGN.search(left) else []


def _is_phone(reading: Reading, slot: str) -> bool:
    return any(field.key == slot and field.type is FieldType.PHONE for field in reading.event.fields)


def _chosen(reading: Reading, label: str, said: str, known: Vocabulary) -> bool:
    """Tell whether one option stands behind the label of its own field: `lunch sandwich`."""
    named = known.match(label, alone=True)
    field = next((field for field in reading.event.fields if named and field.key == named[0]), None)
    return field is not None and bool(field.options) and choice(said, field.options) is not None


def _with_note(reading: Reading, row: Row, known: Vocabulary) -> list[Labelled]:
    """Read `Lunch (soup or salad): soup`."""
    noted = _NOTED.match(row.text) if "(" in row.text else None
    asked = known.match(noted["label"]) if noted else None
    if noted is None or asked is None or asked[0] == OTHER or asked[1] != "label":
        return []
    span = trim(row.text, Span(*noted.span("value")), row.span.start)
    if not noted["value"].strip():
        span = _marked(reading, row, asked[0]) or Span(row.span.end, row.span.end)
    return [beside(reading, row, asked, span)]


def _marked(reading: Reading, row: Row, slot: str) -> Span | None:
    """Return the brackets behind a label in which one of the options is marked: `Lunch (soup / [x] salad):`."""
    field = next((field for field in reading.event.fields if field.key == slot), None)
    start, end = row.text.find("("), row.text.rfind(")")
    marked = field is not None and field.options and choice(row.text[start + 1 : end], field.options)
    return Span(row.span.start + start + 1, row.span.start + end) if marked else None


def _within(reading: Reading, row: Row, known: Vocabulary) -> Iterator[re.Match[str]]:
    if ":" in row.text or "=" in row.text or "?" in row.text:
        for match in known.within.finditer(reading.folded, row.span.start, row.span.end):
            before = reading.folded[row.span.start : match.start()].rstrip(" -•*")
            asks = match.group()[-1] != "?" or not before or before[-1] in ".!?,;:)"
            other = known.exact.get(match[1], OTHER) == OTHER
            if asks and not (other and _ARTICLE_BEFORE.search(reading.folded, row.span.start, match.start())):
                yield match


def _run_together(reading: Reading, row: Row, known: Vocabulary) -> Iterator[Labelled]:
    """Read `naam jan peeters stad gent functie jurist`: a row or clause that begins with a label and has two more."""
    found = list(known.word.finditer(reading.folded, row.span.start, row.span.end))
    slots = [known.exact[match[1]] for match in found]
    if len(set(slots)) < (_COUPLE if set(slots) == {GIVEN, FAMILY} else _FEWEST) or len(set(slots)) < len(slots):
        return
    before = [reading.clean[row.span.start : match.start()].strip(" \t-•*")[-1:] for match in found]
    if before[0] and (before[0] not in ":.!," or not set(before[1:]) <= {",", ";", "."}):
        return
    for match, following, slot in zip(found, [*found[1:], None], slots, strict=True):
        span = trim(reading.clean, Span(match.end(), following.start() if following else row.span.end))
        text = reading.clean[span.start : span.end].rstrip(" ,;|/-–")
        yield beside(reading, row, (slot, "label"), Span(span.start, span.start + len(text)), match.start())


def _between(reading: Reading, row: Row, within: list[re.Match[str]], known: Vocabulary) -> Iterator[Labelled]:
    if (
        len(within) == 1
        and within[0].start() > row.span.start
        and not reading.clean[within[0].end() : row.span.end].strip()
    ):
        return  # a sentence that ends in the word introduces what stands below
    for match, following in zip(within, [*within[1:], None], strict=True):
        end = following.start() if following else row.span.end
        span = trim(reading.clean, Span(match.end(), end))
        opened = reading.clean[row.span.start : match.start()]
        if opened.count("(") > opened.count(")") and ")" in reading.clean[span.start : span.end]:
            span = Span(span.start, reading.clean.index(")", span.start))
        text = reading.clean[span.start : span.end]
        if following is None and within[0].start() > row.span.start:
            text = _SENTENCE.split(text)[0]
            text = text[: _next_label(known, match[1], fold(text))]
        elif following:
            text = _LED_BY.sub("", _POLITE.sub("", text))
        if more := _MORE.search(text):
            text = text[: more.start()]
        text = _FULL_STOP.sub("", text.rstrip(" ,;|/-–"))
        span = Span(span.start, span.start + len(text))
        yield beside(reading, row, known.match(match[1]) or (OTHER, "label"), span, match.start())


def _next_label(known: Vocabulary, label: str, folded: str) -> int:
    """Return where, in the *folded* value of *label*, a comma and one more label begin: `Land: CH, Strecke 10 km`."""
    slot = known.exact.get(label)
    more = (match for match in known.word.finditer(folded) if known.exact[match[1]] != slot)
    return next((match.start() for match in more if folded[: match.start()].endswith((", ", "; "))), len(folded))


def _bare(reading: Reading, row: Row, known: Vocabulary) -> list[Labelled]:
    """Read a label alone on its line (its value stands below), or one that is followed by its value without a sign."""
    start = _NUMBERING.match(row.text)
    offset = start.end() if start else 0
    spots = [(m.start(), m.end()) for m in _WORDS.finditer(row.text, offset)]
    if not spots or len(row.text) > 150:  # noqa: PLR2004 (a longer line is prose)
        return []
    short = len(spots) <= 6 and not row.text.rstrip().endswith(",")  # noqa: PLR2004 (labels are short)
    short = short or fold(row.text[offset:]).strip(" .:") in known.own
    whole = known.match(row.text[offset:], alone=True) if short else None
    answered = len(spots) > 1 and (
        _ANSWER.fullmatch(fold(row.text[spots[1][0] :]).strip(" ."))
        or _chosen(reading, row.text[offset : spots[0][1]], row.text[spots[1][0] :], known)
    )
    if whole and whole[0] != OTHER and not answered:
        return [beside(reading, row, whole, Span(row.span.end, row.span.end))]
    says = _SAYS.match(reading.folded, row.span.start + offset) and not own_address.points(row.text[spots[0][1] :])
    if _GOES_ON.search(row.text, offset) or says:
        return []
    ends = [
        (at, end) for at, (start, end) in enumerate(spots[:-1][:4], 1) if fold(row.text[start:end]) not in _ARTICLES
    ]
    named = [(known.match(row.text[offset:end], alone=True), at) for at, end in ends]
    given = is_given(row.text[spots[0][0] : spots[0][1]])
    sentence = len(spots) > _LONGEST_ROW and row.text.rstrip().endswith((".", "!", "?"))
    sure = given or sentence
    found = [(one, at) for one, at in named if one and one[0] != OTHER and not (sure and one[1] != "label")]
    # The longest label, but rather a right one than one that the first word of the value seems to misspell.
    for label, at in sorted(found, key=lambda one: (one[0][1] == "label", one[1]), reverse=True)[:1]:
        span = trim(row.text, Span(spots[at][0], len(row.text)), row.span.start)
        if _OF.match(reading.folded, span.start):
            return []
        return [beside(reading, row, (label[0], "label without colon"), span)]
    return []
