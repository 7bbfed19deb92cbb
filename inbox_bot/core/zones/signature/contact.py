"""A block of contact lines that ends a mail."""

import re
from collections.abc import Sequence

from inbox_bot.core.zones.greeting import is_greeting
from inbox_bot.core.zones.labels import asks_person, is_label, value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.signature.names import is_name, is_shaped_as_name
from inbox_bot.core.zones.words import any_of

_PERSONAL = re.compile(rf"\b{any_of('first_person')}(?!\w)")
_DELIMITER = re.compile(r"(?:--|—|–|_{2,}|-{3,}|={3,}|\*{3,})$")
PHONE = re.compile(r"(?<![\w@.])(?:\+|00|\(?0)\d[\d\s./()-]{6,18}\d(?!\w)")
_SITE = re.compile(r"\bwww\.[\w-]+\.|https?://|\b(?:tel|gsm|fax|mob|phone|telefon|telefoon)\b\s*[.:]?\s*[\d+(]")
_POSTAL = re.compile(r"\b(?:[a-z]{1,2}-)?\d{4,5}\s+[a-z][a-z'-]+|\b\d{4}\s?[a-z]{2}\b")
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+\.[a-z]{2,}")
_SENTENCE_END = re.compile(r"[!?:;.…](?:\s*[:;]-?[)(DP])?$")
_PLACEHOLDER = re.compile(r"\[[^\]]{1,80}\](?:<[^>]*>)?|_{3,}|-{3,}")
_LABELLED = re.compile(r"[^\W\d][\w /-]{0,30}\s?[:=]\s")
_MOST_CONTACT = 12
_SHORT, _LONG = 90, 50

# «Naam Jan Peeters» is of a form, though it has no colon: nobody signs so.
_NAMED = re.compile(
    r"(?i:naam|voornaam|familienaam|achternaam|nom|prénom|prenom|name|vorname|nachname)\s+[A-ZÀ-Þ][a-zß-ÿ]"
)


def contact_block(rows: Sequence[Row], written: list[int], names: frozenset[str]) -> int:
    """Return where short lines begin that end the text with the sender's name, or with how to reach them."""
    start, contact, named = len(rows), False, False
    for at in reversed(written[-_MOST_CONTACT:]):
        text = rows[at].text
        name = is_name(text, names)
        if rows[at].cells or not _signs(text) or (named and not name and not _PLACEHOLDER.fullmatch(text)):
            break
        contact |= _is_contact(text)
        named |= name
        start = at
    above = [rows[at].text for at in written if at < start]
    if all(map(is_greeting, above)) or not (named or (contact and not _names_another(rows[start].text))):
        return len(rows)
    in_a_form = (value_of(rows[start].text) and value_of(above[-1])) or any(
        _NAMED.match(rows[at].text) for at in written if at >= start
    )
    return len(rows) if in_a_form else _with_rule(rows, written, start)


def _names_another(text: str) -> bool:
    """Tell whether a block that begins with *text* may be about somebody whom the sender registers."""
    return is_shaped_as_name(text) and len(text.split()) > 1


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
    return len(text) <= 2 * _SHORT and bool(PHONE.search(said) or _SITE.search(said) or _POSTAL.search(said))


def _is_short(text: str) -> bool:
    return (
        len(text) <= _SHORT
        and not _SENTENCE_END.search(text)
        and not is_greeting(text)
        and not text.startswith(("*", "-", "•"))
        and not re.match(r"\d{1,2}[.)]\s", text)
        and not (len(text) > _LONG // 2 and _PERSONAL.search(fold(text)))
    )
