"""Answers that the sender typed into the quoted form."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.message import Message
from inbox_bot.core.zones.forwards import is_one_of
from inbox_bot.core.zones.greeting import is_greeting
from inbox_bot.core.zones.headings import Heading
from inbox_bot.core.zones.labels import asks_person, is_label, value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.quotes import Quotation, Quote
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.signature.closing import closes
from inbox_bot.core.zones.words import any_of

_POINTS = re.compile(rf"\b{any_of('points_below', 'filled_in')}\b")
_NOTED = re.compile(rf"\b{any_of('noted')}\b")
_ASKED = re.compile(rf"\b{any_of('asked')}\b")
_OWN_LABEL = re.compile(
    r"[\s>•·*–-]*[^\W\d_][^:=\n]{1,80}?(?:(?:[:=]|\.{2,}|…+)\s*\S|\?(?:\s*\([^()\n]*\))?\s*[^\s(]).{0,80}$"
)
_MAY_LABEL = re.compile(r"[\s>•·*–-]*[^\W\d_](?:[^.!\n]{0,50}|[^\n]{0,79}[:?])\s*$")
"""A short line among answered labels is the event's own: `Workshop dinner (yes/no)`."""
_TICKED = re.compile(r"[☑☒✓✔✅]|[\[(]\s*[xX]\s*[\])]")
_NAME = re.compile(r"[^\W\d_]{2,}")
_PAIR = 2
_ANSWER = 80


def answers(rows: Sequence[Row], quoted: Quotation, said: str, message: Message) -> set[int]:
    """Return the rows inside quotes that are the sender's: *said* above points at them, or says nothing."""
    found = set(_labels_above_answers(rows, quoted))
    pointed = bool(_POINTS.search(fold(said))) or not _says_anything(said)
    # Identities: parents come first, and quotes may be nested a thousand deep.
    anothers: set[int] = set()
    for quote in (*quoted.quotes, *_unheaded(quoted)):
        if id(quote.parent) in anothers or _is_anothers(rows, quote, message):
            anothers.add(id(quote))
        elif pointed or _names_sender(rows, quote, message):
            found.update(_typed_into(rows, quote))
    return found


def _unheaded(quoted: Quotation) -> Iterator[Quote]:
    """Yield the marked lines above which nothing says whose they are, as one quote."""
    headed = {at for quote in quoted.quotes for at in (*range(quote.heading.start, quote.heading.end), *quote.body)}
    loose = [at for at, depth in enumerate(quoted.depths) if depth == 1 and at not in headed]
    if loose and not quoted.quotes:
        yield Quote(Heading(loose[0], loose[0], attribution=True), loose[0], 1, loose)


def _names_sender(rows: Sequence[Row], quote: Quote, message: Message) -> bool:
    """Tell whether somebody else's quoted form gives the sender's own name: who but the sender would have typed it?"""
    sender = message.sender
    if sender is None or is_one_of(fold(quote.heading.sender), message.senders):
        return False
    known = set(_NAME.findall(fold(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}")))
    named = [value_of(rows[at].text) for at in quote.body if asks_person(rows[at].text)]
    if quote.heading.start == quote.heading.end:  # nothing says whose it is: the parts of a name may have a row each
        named = [" ".join(named)]
    return any(len(known & set(_NAME.findall(fold(name)))) >= _PAIR for name in named)


def _is_anothers(rows: Sequence[Row], quote: Quote, message: Message) -> bool:
    """Tell whether *quote* is neither the organiser's nor the sender's: what it says is about somebody else."""
    sender = fold(quote.heading.sender)
    if is_one_of(sender, (*message.to, *message.cc, *message.senders)):
        return False
    if "@" not in sender:
        texts = [rows[at].text for at in quote.body]
        return any(value_of(text) in sender for text in texts if asks_person(text) and value_of(text))
    # The organiser's form may have come from a colleague of whom this mail goes to.
    homes = {fold(address.addr_spec.rpartition("@")[2]) for address in message.to}
    asked = _ASKED.search(" ".join(fold(rows[at].text) for at in quote.body))
    return not (asked and any(home and f"@{home}" in sender for home in homes))


def _says_anything(said: str) -> bool:
    return any(line and not is_greeting(line) for line in map(str.strip, said.splitlines()))


def _labels_above_answers(rows: Sequence[Row], quoted: Quotation) -> list[int]:
    """Return the bare quoted labels that have an unmarked line below: without them that line says little."""
    labels: list[int] = []
    between = signed = False
    for at, row in enumerate(rows):
        if row.blank or quoted.depths[at] == 0:
            continue
        # Below its closing a mail says who wrote it, with the reply right behind.
        signed = signed or closes(row.text)
        between = between or bool(labels)
        answer = next((below for below in range(at + 1, min(at + 3, len(rows))) if not rows[below].blank), at)
        known = is_label(row.text) or (bool(labels) and not signed and _MAY_LABEL.match(row.text) is not None)
        if row.marks and quoted.depths[answer] == 0 and known:
            labels.append(at)
    # One label at the end of the quote with the reply below it is no answered form.
    return labels if between else []


def _typed_into(rows: Sequence[Row], quote: Quote) -> set[int]:
    body = [at for at in quote.body if not rows[at].blank]
    said = " ".join(fold(rows[at].text) for at in body)
    asked = bool(_ASKED.search(said))
    if _NOTED.search(said) and not asked:
        return set()
    author = fold(quote.heading.sender)
    labelled = [at for at in _asked_rows(rows, body) if (value := value_of(rows[at].text)) and value not in author]
    person = any(asks_person(rows[at].text) for at in labelled)
    if person and (len(labelled) >= _PAIR or asked):
        return set(labelled) | _beside(rows, body, labelled)
    return _values_below(rows, body)


def _beside(rows: Sequence[Row], body: Sequence[int], labelled: Sequence[int]) -> set[int]:
    """Return the rows of the same list whose labels are the event's own: `Workshop dinner (yes/no): yes`."""
    found: set[int] = set()
    for at in body[body.index(labelled[0]) :]:
        if at not in labelled and _OWN_LABEL.match(rows[at].text) is None and _TICKED.search(rows[at].text) is None:
            if at > labelled[-1] and not rows[at].text.rstrip().endswith(":"):
                break
            continue
        found.add(at)
    return found


def _asked_rows(rows: Sequence[Row], body: Sequence[int]) -> Iterator[int]:
    """Yield the rows that are no part of a list introduced by «we noted»."""
    noted = False
    for at in body:
        text = rows[at].text
        if not (value_of(text) or is_label(text)):
            noted = bool(_NOTED.search(fold(text)))
        if not noted:
            yield at


def _values_below(rows: Sequence[Row], body: Sequence[int]) -> set[int]:
    """Return label and value rows where at least two labels have a short line of their own below."""
    pairs: list[int] = []
    for at, below, after in zip(body, body[1:], [*body[2:], -1], strict=False):
        if not is_label(rows[at].text) or is_label(rows[below].text) or len(rows[below].text) > _ANSWER:
            continue
        if pairs or (after >= 0 and is_label(rows[after].text)):
            pairs.extend((at, below))
    return set(pairs) if len(pairs) > _PAIR else set()
