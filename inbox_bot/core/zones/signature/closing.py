"""Lines that close a mail."""

import re
from collections.abc import Sequence

from inbox_bot.core.zones.labels import value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.signature.contact import PHONE
from inbox_bot.core.zones.words import any_of

_CLOSING = re.compile(rf"(?:(?P<often>{any_of('closings')})|{any_of('closings_alone')})(?!\w)(?P<rest>.*)$")
# «Groeten uit 't stad», but not «Groeten aan Filip, ik heb nog les van hem gehad».
_FROM = re.compile(rf"(?:[/|&+]|{any_of('closing_goes_on')}\b)")
_PERSONAL = re.compile(rf"\b{any_of('first_person')}(?!\w)")
# «Veuillez agréer, Madame, l'expression de mes sentiments distingués» is longer than other closings.
_FORMULA = re.compile(
    r"(?:veuillez|je vous prie|nous vous prions|recevez).*\b(?:salutations|sentiments|consideration)\b"
)
_SPELLED = re.compile(r"[A-ZÀ-Þ](?:[^\W\d_]|['’.-])*")
_SHORT, _LONG, _CLOSING_REST, _NAMED = 90, 50, 45, 3


def closes(text: str) -> bool:
    """Tell whether a line takes leave: a formula, or a usual word with a name behind it."""
    said = fold(text).strip(" *_")
    found = _CLOSING.match(said) if len(said) <= _SHORT else None
    if not found or value_of(text) or PHONE.search(said) or "?" in said or said.endswith(":"):
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


def goes_on(rows: Sequence[Row], below: list[int]) -> bool:
    """Tell whether the mail itself goes on below a line that looked like its closing."""
    prose = [at for at in below if len(rows[at].text) > _LONG and _PERSONAL.search(fold(rows[at].text))]
    return len(prose) > 1
