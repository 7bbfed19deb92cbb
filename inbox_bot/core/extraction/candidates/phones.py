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
_BEFORE = rf"(?<![\w@.+])(?<!\d[/-])(?!{_DATE}|\d{{1,2}}[.)]\s)"
_NUMBER = re.compile(rf"{_BEFORE}(?:[+(]{{0,2}}|\+\s)\d{_INNER}{{4,28}}\d(?![\w@])")
_ODD = re.compile(
    rf"{_BEFORE}[+(]{{0,2}}(?:0|\+)\d{{1,4}}\)?(?:\s?[,;:_*~=|'\\./-]{{1,2}}\s?\d{{2,3}}|\s\d{{2,3}}){{2,4}}(?![\w@]|[,.]\d)"
)
"""Groups of two or three digits that some sign parts by which nobody else parts them: `0475/12,34.56`."""
_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | dict.fromkeys("·•∙‧", ".")
    | dict.fromkeys("’‘`´ʼ", "'")
    | {"[": "(", "]": ")"}
)
_LETTER_O = re.compile(r"(?<![^\W\d_])[oO](?=\d{2})|(?<=\d)[oO](?=\d)")
"""Some write the letter for the digit: `O475 12 34 56`."""
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
_SIGNS = re.compile(r"[^\d+()]+")
_CODES = {"BE": "32", "NL": "31", "FR": "33", "DE": "49", "LU": "352", "AT": "43", "CH": "41", "GB": "44", "IT": "39"}
_AND_NEXT = re.compile(r"(?:\d\D?){8}\d/\s?\d{1,3}$")
"""Behind a whole number the end of another: `0475 12 34 56/57` is assigned in some country as a whole, too."""
_REACH = 32
_LONG = 10


def find(text: str, start: int, end: int, regions: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Yield the valid numbers of *text* between *start* and *end*, those without a country read as of *regions*."""
    plain = _LETTER_O.sub("0", text[start:end].translate(_PLAIN))
    taken: list[Span] = []
    for span, value in (*_written(plain, _NUMBER, tuple(regions)), *_written(plain, _ODD, tuple(regions))):
        if not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
            yield Span(start + span.start, start + span.end), value


def _written(text: str, pattern: re.Pattern[str], regions: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Yield the valid numbers that are written in the way of *pattern*; in an odd one, only assigned ones."""
    at = 0
    while match := pattern.search(text, at):
        at = match.end()
        before = text[max(0, match.start() - _REACH) : match.start()]
        bare = match.group()[0] not in "+(0" and not _has_country(match.group(), regions)
        if (bare and not _LABELLED.search(before)) or _NUMBERED.search(before):
            postal = _FOREIGN.match(match.group())
            at = match.start() + postal.end() if postal else at
            continue
        found = _best(match.group(), regions, odd=pattern is _ODD)
        if found:
            at = match.start() + found[0]
            yield Span(match.start(), at), found[1]


def _has_country(written: str, regions: tuple[str, ...]) -> bool:
    """Tell whether *written* begins with the code of a country, and only lacks its sign: `32 475 12 34 56`."""
    digits = "".join(filter(str.isdigit, written))
    code = _CODES.get(regions[0] if regions else "BE")
    return (
        code is not None
        and digits.startswith(code)
        and len(digits) > _LONG
        and _read(f"+{digits}", (), assigned=True) is not None
    )


def _best(written: str, regions: tuple[str, ...], *, odd: bool) -> tuple[int, str] | None:
    """Return how far the number reaches with which *written* begins, and its value; an assigned one first."""
    readings = _readings(written)
    if odd:
        value = _read(_SIGNS.sub(" ", written), regions, assigned=True)
        return (len(written), value) if value else None
    nearest = regions[:1] if _AND_NEXT.search(written) else regions
    for among, assigned in ((nearest, True), (regions, True), (regions, False)):
        for one in readings:
            value = _read(one, among, assigned=assigned)
            if value:
                return len(one), value
    return None


def read(text: str, regions: Sequence[str]) -> str | None:
    """Return the first number in a labelled *text* as E.164; None if none is valid."""
    found = next(find(text, 0, len(text), regions), None)
    if found:
        return found[1]
    plain = _NUMBER.search(text.translate(_PLAIN))
    return _read(plain.group(), tuple(regions)) if plain else None


def _readings(written: str) -> list[str]:
    """Return *written* and its beginnings: what ` / `, or else a space, joins may be one number, or several."""
    ends = [match.start() for sign in (_BESIDE, _JOINED) for match in sign.finditer(written)]
    return [written, *(written[:end] for end in reversed(ends))]


def _is_long(written: str) -> bool:
    """Tell whether digits are as many as those of no date and no postal code, and begin as a number that one dials."""
    return written.lstrip("( ")[0] in "+0" and sum(map(str.isdigit, written)) >= _LONG


@lru_cache(maxsize=512)
def _read(written: str, regions: tuple[str, ...], *, assigned: bool = False) -> str | None:
    """Return a number as E.164: assigned ones first, then by how long the country's codes are, then mobile ones.

    Where it must be an *assigned* one, no other is returned.
    """
    import phonenumbers  # noqa: PLC0415 (loaded only where a telephone number is asked)

    plain = _TRUNK.sub("", written)
    group = _FIRST_GROUP.match(plain)
    best: tuple[tuple[bool, bool, bool], str] | None = None
    for region in regions or ("BE",):
        try:
            number = phonenumbers.parse(plain, region)
        except phonenumbers.NumberParseException:
            continue
        valid = phonenumbers.is_valid_number(number)
        if not valid and (assigned or not (_is_long(plain) and phonenumbers.is_possible_number(number))):
            continue
        value = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        code = phonenumbers.length_of_national_destination_code(number) - bool(number.italian_leading_zero)
        fits = valid, group is None or len(group["code"]) == code, is_mobile(value)
        if best is None or fits > best[0]:
            best = fits, value
    return best[1] if best else None


def is_mobile(number: str) -> bool:
    """Tell whether *number*, as E.164, is one of a mobile telephone."""
    import phonenumbers  # noqa: PLC0415 (as above)

    return bool(phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE)
