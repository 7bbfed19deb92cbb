"""Where the sender's words end in a closing, a name, a block of contact lines."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Zone
from inbox_bot.core.message import Message
from inbox_bot.core.zones.greeting import is_greeting
from inbox_bot.core.zones.labels import asks_person, is_label, value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.words import any_of

_CLOSING = re.compile(rf"(?:(?P<often>{any_of('closings')})|{any_of('closings_alone')})(?!\w)(?P<rest>.*)$")
# «Groeten uit 't stad», but not «Groeten aan Filip, ik heb nog les van hem gehad».
_FROM = re.compile(rf"(?:[/|&+]|{any_of('closing_goes_on')}\b)")
_AFTERTHOUGHT = re.compile(rf"{any_of('afterthoughts')}\s*[.:]")
_PERSONAL = re.compile(rf"\b{any_of('first_person')}(?!\w)")
_DELIMITER = re.compile(r"(?:--|—|–|_{2,}|-{3,}|={3,}|\*{3,})$")
_PHONE = re.compile(r"(?<![\w@.])(?:\+|00|\(?0)\d[\d\s./()-]{6,18}\d(?!\w)")
_SITE = re.compile(r"\bwww\.[\w-]+\.|https?://|\b(?:tel|gsm|fax|mob|phone|telefon|telefoon)\b\s*[.:]?\s*[\d+(]")
_POSTAL = re.compile(r"\b(?:[a-z]{1,2}-)?\d{4,5}\s+[a-z][a-z'-]+|\b\d{4}\s?[a-z]{2}\b")
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+\.[a-z]{2,}")
_SENTENCE_END = re.compile(r"[!?:;.…](?:\s*[:;]-?[)(DP])?$")
# «Veuillez agréer, Madame, l'expression de mes sentiments distingués» is longer than other closings.
_FORMULA = re.compile(
    r"(?:veuillez|je vous prie|nous vous prions|recevez).*\b(?:salutations|sentiments|consideration)\b"
)
_PLACEHOLDER = re.compile(r"\[[^\]]{1,80}\](?:<[^>]*>)?|_{3,}|-{3,}")
_LABELLED = re.compile(r"[^\W\d][\w /-]{0,30}\s?[:=]\s")
_SPELLED = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|['’.-])*")
_PARTICLES = frozenset({"van", "de", "der", "den", "ten", "von", "zu", "le", "la", "du", "di", "el", "d'"})
_WORD = re.compile(r"[^\W\d_]+")
_MOST_AFTER, _MOST_DELIMITED, _MOST_CONTACT = 25, 15, 12
_SHORT, _LONG, _CLOSING_REST, _NAME_WORDS, _NAMED = 90, 50, 45, 5, 3


def mark_signatures(rows: Sequence[Row], zones: list[Zone], message: Message) -> None:
    """Turn the lines of *rows* that sign the mail into SIGNATURE in *zones*; lines that give data stay NEW."""
    names = _names(message)
    runs = _runs(zones)
    for place, run in enumerate(runs):
        written = [at for at in run if zones[at] is Zone.NEW and not rows[at].blank]
        if written:
            start = _start(rows, written, names, at_an_end=place in (0, len(runs) - 1))
            _mark(rows, zones, [at for at in run if at >= start])
    for at, row in enumerate(rows):
        if row.signed and zones[at] is Zone.NEW and not _gives_data(row):
            zones[at] = Zone.SIGNATURE


def _runs(zones: Sequence[Zone]) -> list[list[int]]:
    """Return the stretches of the sender's own lines."""
    runs: list[list[int]] = [[]]
    for at, zone in enumerate(zones):
        if zone in (Zone.NEW, Zone.DISCLAIMER):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _start(rows: Sequence[Row], written: list[int], names: frozenset[str], *, at_an_end: bool) -> int:
    """Return the row where the signature of these *written* rows starts, or one past the last row."""
    for place, at in enumerate(written):
        left = len(written) - place - 1
        if rows[at].text in ("--", "—") and left <= _MOST_DELIMITED:
            return at
        opens = place == 0 and is_greeting(rows[at].text)  # «Greetings,» may begin or end a mail
        if left <= _MOST_AFTER and not opens and _closes(rows[at].text) and not _goes_on(rows, written[place + 1 :]):
            return at
    if not at_an_end:
        return len(rows)
    return min(_contact_block(rows, written, names), _name_line(rows, written, names))


def _closes(text: str) -> bool:
    said = fold(text).strip(" *_")
    found = _CLOSING.match(said) if len(said) <= _SHORT else None
    if not found or value_of(text) or _PHONE.search(said) or "?" in said:
        return False
    rest = found["rest"].strip(" ,.!*;-")
    if not rest or _FORMULA.match(said):
        return True
    names = text.strip(" ,.!*;-_").split()[-len(rest.split()) :]
    if len(names) <= _NAMED and (found["often"] or all(map(_SPELLED.match, names))):
        return True
    return (
        bool(found["often"]) and len(rest) <= _CLOSING_REST and bool(_FROM.match(rest)) and not _PERSONAL.search(rest)
    )


def _goes_on(rows: Sequence[Row], below: list[int]) -> bool:
    """Tell whether the mail itself goes on below a line that looked like its closing."""
    prose = [at for at in below if len(rows[at].text) > _LONG and _PERSONAL.search(fold(rows[at].text))]
    return len(prose) > 1


def _mark(rows: Sequence[Row], zones: list[Zone], run: list[int]) -> None:
    data = _data_rows(rows, run)
    for at in run:
        if zones[at] is Zone.NEW and at not in data and (at == run[0] or not _is_afterthought(rows[at].text)):
            zones[at] = Zone.SIGNATURE


def _data_rows(rows: Sequence[Row], run: list[int]) -> set[int]:
    """Return the rows below a closing that answer the form: labelled, and one of them says who somebody is."""
    tables = {rows[at].table for at in run if rows[at].cells and is_label(rows[at].cells[0])}
    labelled = {at for at in run if value_of(rows[at].text) or rows[at].table in tables}
    return labelled if any(asks_person(rows[at].text) for at in labelled) else set()


def _gives_data(row: Row) -> bool:
    return bool(value_of(row.text)) and asks_person(row.text)


def _is_afterthought(text: str) -> bool:
    said = fold(text)
    sentence = len(said) > _LONG and said.endswith((".", "?", "!"))
    return bool(_AFTERTHOUGHT.match(said)) or (sentence and bool(_PERSONAL.search(said)))


def _contact_block(rows: Sequence[Row], written: list[int], names: frozenset[str]) -> int:
    """Return where short lines begin that end the text with the sender's name, or with how to reach them."""
    start, contact, named = len(rows), False, False
    for at in reversed(written[-_MOST_CONTACT:]):
        text = rows[at].text
        name = _is_name(text, names)
        if rows[at].cells or not _signs(text) or (named and not name and not _PLACEHOLDER.fullmatch(text)):
            break
        contact |= _is_contact(text)
        named |= name
        start = at
    above = [rows[at].text for at in written if at < start]
    if all(map(is_greeting, above)) or not (named or (contact and not _names_another(rows[start].text))):
        return len(rows)
    in_a_form = value_of(rows[start].text) and value_of(above[-1])
    return len(rows) if in_a_form else _with_rule(rows, written, start)


def _names_another(text: str) -> bool:
    """Tell whether a block that begins with *text* may be about somebody whom the sender registers."""
    return _is_shaped_as_name(text) and len(text.split()) > 1


def _signs(text: str) -> bool:
    """Tell whether *text* may be a line of a signature: how to reach somebody, or a few words that are no sentence."""
    if _is_contact(text):
        return not asks_person(text) or not value_of(text)
    labelled = _LABELLED.match(text)
    return _is_short(text) and not is_label(text) and not (labelled and not _ADDRESS.search(text))


def _with_rule(rows: Sequence[Row], written: list[int], start: int) -> int:
    above = [at for at in written if at < start]
    if above and _DELIMITER.match(rows[above[-1]].text):
        return above[-1]
    return len(rows) if above and rows[above[-1]].text.endswith(":") else start


def _is_contact(text: str) -> bool:
    said = fold(text)
    return len(text) <= 2 * _SHORT and bool(_PHONE.search(said) or _SITE.search(said) or _POSTAL.search(said))


def _is_short(text: str) -> bool:
    return (
        len(text) <= _SHORT
        and not _SENTENCE_END.search(text)
        and not is_greeting(text)
        and not text.startswith(("*", "-", "•"))
        and not re.match(r"\d{1,2}[.)]\s", text)
        and not (len(text) > _LONG // 2 and _PERSONAL.search(fold(text)))
    )


def _name_line(rows: Sequence[Row], written: list[int], names: frozenset[str]) -> int:
    """Return the last written row where it is the sender's name, or a name alone below a sentence."""
    last = written[-1]
    above = rows[written[-2]].text if len(written) > 1 else ""
    if len(written) == 1 or is_label(above) or above.endswith(":") or rows[last].cells:
        return len(rows)
    if _is_name(rows[last].text, names):
        return last
    alone = bool(_SENTENCE_END.search(above)) and rows[last - 1].blank
    return last if alone and _is_shaped_as_name(rows[last].text) else len(rows)


def _is_shaped_as_name(text: str) -> bool:
    words = text.strip(" .,").split()
    spelled = all(_SPELLED.fullmatch(word) or word in _PARTICLES for word in words)
    return 0 < len(words) < _NAME_WORDS and spelled and not is_greeting(text)


def _is_name(text: str, names: frozenset[str]) -> bool:
    """Tell whether *text* is made of the sender's own names."""
    words = [word for word in _WORD.findall(fold(text)) if len(word) > 1]
    known = sum(word in names for word in words)
    return 0 < len(words) <= _NAME_WORDS and known * 2 >= len(words) and not re.search(r"[@,\d]", text)


def _names(message: Message) -> frozenset[str]:
    """Return the words of the sender's display name and of the local part of the address."""
    sender = message.sender
    if sender is None:
        return frozenset()
    said = fold(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}")
    return frozenset(word for word in _WORD.findall(said) if len(word) > 1)
