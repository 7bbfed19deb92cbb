"""Telephone numbers as E.164; phonenumbers is loaded when an event asks for one.

A number that is not assigned counts where its length and its first digits are those of one: people mistype, number
plans grow, and who asks for a number will notice when calling.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from inbox_bot.core.document import Span

_DATE = r"\d{1,2}[./-]\s?\d{1,2}[./-](?:\d{4}|\d{2})?(?![\d./-])"
_INNER = r"(?:[\d()]|[ .\u00a0]|[-/–]\s?(?=[\d(])|\s[-/–]\s(?=[\d(]))"
_NUMBER = re.compile(rf"(?<![\w@.+])(?<!\d[/-])(?!{_DATE}|\d{{1,2}}[.)]\s)[+(]{{0,2}}\d{_INNER}{{4,28}}\d(?![\w@])")
_JOINED, _BESIDE = re.compile(r"\s?[-/–]\s"), re.compile(r"\s+|/(?=\d)")
_FIRST_GROUP = re.compile(r"[\s()]*0(?P<code>[\d]+)\)?(?=[\s./–-])")
_FOREIGN = re.compile(r"(?P<postal>[^\d+(\s]*\d+)[\s,./–-]+(?=[+(]?\(?[0+])")
_TRUNK = re.compile(r"\(\s*0\s*\)")
_LABELLED = re.compile(
    r"(?<![^\W\d_])(?:tel|telef\w*|fon|phone|ph|t|m|gsm|handy|mob|mobil\w*|mobile|cell|portable|nr|nummer|number|numero|rufnummer|anruf\w*)"
    r"[.:]?\s*(?:\([^)]{1,12}\)\s*)?(?:\s[^\W\d][^\d\n:.]{0,16}:)?[:.]?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?!PS|NB)[A-Z]{2}|\b[A-Z]{2}\d\d(?: ?\d{4})*\s|\b(?i:(?:tele)?fax(?:-?nr)?|vat|btw|"
    r"tva|uid|ust\S*|iban|konto\S*|hr[ab]))[.:]?\s?$"
)
"""What says that another kind of number follows: a company's, an account's."""
_REACH = 32
_LONG = 10


def find(text: str, start: int, end: int, regions: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Yield the valid numbers of *text* between *start* and *end*, those without a country read as of *regions*."""
    at = start
    while match := _NUMBER.search(text, at, end):
        at = match.end()
        before = text[max(start, match.start() - _REACH) : match.start()]
        plain = match.group()[0] not in "+(0"
        if (plain and not _LABELLED.search(before)) or _NUMBERED.search(before):
            postal = _FOREIGN.match(match.group())
            at = match.start() + postal.end() if postal else at
            continue
        for written in _readings(match.group()):
            value = _read(written, tuple(regions))
            if value:
                at = match.start() + len(written)
                yield Span(match.start(), at), value
                break


def read(text: str, regions: Sequence[str]) -> str | None:
    """Return the first number in a labelled *text* as E.164; None if none is valid."""
    found = next(find(text, 0, len(text), regions), None)
    if found:
        return found[1]
    plain = _NUMBER.search(text)
    return _read(plain.group(), tuple(regions)) if plain else None


def _readings(written: str) -> list[str]:
    """Return *written* and its beginnings: what ` / `, or else a space, joins may be one number, or several."""
    ends = [match.start() for sign in (_BESIDE, _JOINED) for match in sign.finditer(written)]
    return [written, *(written[:end] for end in reversed(ends))]


def _is_long(written: str) -> bool:
    """Tell whether digits are as many as those of no date and no postal code, and begin as a number that one dials."""
    return written.lstrip("( ")[0] in "+0" and sum(map(str.isdigit, written)) >= _LONG


@lru_cache(maxsize=512)
def _read(written: str, regions: tuple[str, ...]) -> str | None:
    """Return a number as E.164: assigned ones first, then by how long the country's codes are, then mobile ones."""
    import phonenumbers  # noqa: PLC0415 (loaded only where a telephone number is asked)

    plain = _TRUNK.sub("", written)
    group = _FIRST_GROUP.match(plain)
    best: tuple[tuple[bool, bool, bool], str] | None = None
    for region in regions or ("BE",):
        try:
            number = phonenumbers.parse(plain, region)
        except phonenumbers.NumberParseException:
            continue
        assigned = phonenumbers.is_valid_number(number)
        if not assigned and not (_is_long(plain) and phonenumbers.is_possible_number(number)):
            continue
        value = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        code = phonenumbers.length_of_national_destination_code(number) - bool(number.italian_leading_zero)
        fits = assigned, group is None or len(group["code"]) == code, is_mobile(value)
        if best is None or fits > best[0]:
            best = fits, value
    return best[1] if best else None


def is_mobile(number: str) -> bool:
    """Tell whether *number*, as E.164, is one of a mobile telephone."""
    import phonenumbers  # noqa: PLC0415 (as above)

    return bool(phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE)
