"""What a mail program writes above a quoted message: header blocks, attributions, separators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.words import any_of

_KINDS = ("from", "date", "to", "subject", "other_headers")
_HEADER = re.compile(
    r"\W{0,3}(?:" + "|".join(f"(?P<{kind}>{any_of(kind)})" for kind in _KINDS) + r")\s*\*?\s*:\s*\*?\s*"
)
_ANY_HEADER = re.compile(r"\*?[^\W\d][^:\n]{0,24}\s?:\*?(?:\s|$)")
_SEPARATOR = re.compile(
    rf"[-_=*\s>]{{2,}}\s*(?:(?P<reply>{any_of('replied')})|(?P<forward>{any_of('forwarded')}))\b"
    r"[^\n]{0,120}?\s*[-_=*]{2,}\s*:?$"
    rf"|(?P<begin>{any_of('forwarded')})\s?:$"
)
_RULE = re.compile(r"[_-]{5,}$")
_GROUPWISE = re.compile(r">>> (?P<from>.{3,150}?)\s?(?:>>>|:)$")
_TIME = r"\d{1,2}\s?[:.hu]\s?\d{2}\b"
_MONTH = any_of("months")
_DAY = (
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:19|20)\d\d\b"
    rf"|\d{{1,2}}\.?(?:er)?\s+(?:de\s+)?{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}\b"
)
_DATED = re.compile(_DAY)
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(_TIME)
_WROTE = re.compile(rf"\b{any_of('wrote')}\b(?!\s+{any_of('not_an_author')}\b)")
_CITED = re.compile(rf"{any_of('cited')}\b")
_ADDRESS = re.compile(r"[^\s<>\"'()\[\]]+@[^\s<>\"'()\[\]]+")
_ALONE_DATE = re.compile(rf"(?:{_DAY})[\s,om]*(?:{_TIME})(?::\d\d)?(?:\s?[ap]m)?$")
_ALONE_TO, _ALONE_SUBJECT = re.compile(any_of("to")), re.compile(any_of("subject"))
_LONGEST = 300
_MOST_SET_OUT = 14
_MOST_HEADERS, _MOST_CONTINUED = 10, 3
_ENOUGH_KINDS, _ENOUGH_BELOW_SEPARATOR = 3, 2
_MOST_WRAPPED = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows from *start* up to *end* announce a quoted message."""

    start: int
    end: int
    sender: str = ""
    subject: str = ""
    forwarding: bool = False
    """A separator says that the message is forwarded."""
    attribution: bool = False
    """One sentence («On … X wrote:»), no header block."""
    certain: bool = True
    """Enough by itself; otherwise only where marked lines follow."""


def heading_at(rows: Sequence[Row], at: int) -> Heading | None:
    """Return the heading that begins at row *at*, if one does."""
    text = rows[at].text
    if not text or len(text) > _LONGEST:
        return None
    return _header_block(rows, at) or _attribution(rows, at) or _set_out_block(rows, at)


def _header_block(rows: Sequence[Row], at: int) -> Heading | None:
    separator = _SEPARATOR.match(fold(rows[at].text))
    first = _next_written(rows, at + 1) if separator or _RULE.match(rows[at].text) else at
    values, end = _headers(rows, first)
    kinds = len(values.keys() - {"other_headers"})
    if separator:
        forwarding = not separator["reply"]
        enough = "from" in values and kinds >= _ENOUGH_BELOW_SEPARATOR
        end = end if enough else at + 1
        return Heading(at, end, values.get("from", ""), values.get("subject", ""), forwarding=forwarding)
    if kinds >= _ENOUGH_KINDS and _is_of_a_message(values):
        return Heading(at, end, values["from"], values.get("subject", ""))
    return _marked_up_block(rows, first) if rows[at].edge else None


def _is_of_a_message(values: dict[str, str]) -> bool:
    """Tell a header block from a form that asks «Van: … Datum: … Onderwerp: …»."""
    if next(iter(values)) != "from" and not ("from" in values and "@" in values["from"]):
        return False
    date = fold(values.get("date", ""))
    return bool(_ADDRESS.search(values["from"]) or (_DATED.search(date) and ("to" in values or _TIMED.search(date))))


def _headers(rows: Sequence[Row], at: int) -> tuple[dict[str, str], int]:
    """Return the value of each kind of header line from *at* on, in order, and the row below the last."""
    values: dict[str, str] = {}
    end, row = at, at
    while row < len(rows) and len(values) < _MOST_HEADERS:
        text = rows[row].text[:_LONGEST]
        found = _HEADER.match(fold(text)) if ":" in text else None
        if found is None or (found.lastgroup in values and found.lastgroup != "other_headers"):
            if not values or row - end >= _MOST_CONTINUED or (row > end and rows[row].blank and rows[row - 1].blank):
                break
            row += 1
            continue
        values[found.lastgroup or ""] = rows[row].text.partition(":")[2].strip(" *")
        if not values.get("from", found.lastgroup != "from") and row + 1 < len(rows):
            values["from"] = rows[row + 1].text
        row += 1
        end = row
    return values, end


def _marked_up_block(rows: Sequence[Row], at: int) -> Heading | None:
    """Return a header block in a language that is not in the tables, where markup says that there is one."""
    end = at
    while end < len(rows) and end - at < _MOST_HEADERS and _ANY_HEADER.match(rows[end].text):
        end += 1
    if end - at < _ENOUGH_KINDS:
        return None
    sender = rows[at].text.partition(":")[2].strip(" *")
    return Heading(at, end, sender, rows[end - 1].text.partition(":")[2].strip(" *"))


def _set_out_block(rows: Sequence[Row], at: int) -> Heading | None:
    """Return a header block as Notes sets it out: sender and date, then each label above its value."""
    if at + 1 >= len(rows) or not (_DIGIT.search(below := rows[at + 1].text) and _ALONE_DATE.match(fold(below))):
        return None
    said = [fold(row.text).rstrip(" :") for row in rows[at + 2 : at + 2 + _MOST_SET_OUT]]
    to = next((place for place, label in enumerate(said) if _ALONE_TO.fullmatch(label)), None)
    subject = next((place for place, label in enumerate(said) if _ALONE_SUBJECT.fullmatch(label)), None)
    if to is None or subject is None or subject < to:
        return None
    value = _next_written(rows, at + 3 + subject)
    return Heading(at, value + 1, rows[at].text, rows[value].text)


def _attribution(rows: Sequence[Row], at: int) -> Heading | None:
    text = rows[at].text
    if found := _GROUPWISE.match(text):
        certain = bool(_DATED.search(fold(text)) or "@" in text)
        return Heading(at, at + 1, found["from"], attribution=True, certain=certain)
    parts: list[str] = []
    for row in rows[at : at + _MOST_WRAPPED]:
        if row.blank or row.marks != rows[at].marks or len(row.text) > _LONGEST or (parts and row.edge):
            return None
        parts.append(row.text)
        if row.text.endswith(":"):
            below = _sentence(" ".join(parts[1:]), at + 1, at + len(parts)) if len(parts) > 1 else None
            if below and below.certain:
                return None  # a whole attribution: this row is the end of what the sender wrote
            return _sentence(" ".join(parts), at, at + len(parts), edge=rows[at].edge)
        if row.text.endswith((".", "!", "?")):
            return None
    return None


def _sentence(text: str, start: int, end: int, *, edge: bool = False) -> Heading | None:
    said = fold(text)
    address, dated = _ADDRESS.search(text), bool(_DATED.search(said))
    cited = bool(_CITED.match(said) and address)
    if not (_WROTE.search(said) or cited or (edge and (address or dated))):
        return None
    certain = (dated and bool(address or _TIMED.search(said))) or (edge and bool(address or dated))
    return Heading(start, end, address.group() if address else text, attribution=True, certain=certain)


def _next_written(rows: Sequence[Row], at: int) -> int:
    while at < len(rows) - 1 and rows[at].blank:
        at += 1
    return at
