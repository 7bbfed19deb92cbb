"""Telephone numbers as E.164; phonenumbers is loaded when an event asks for one."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span

_DIGITS = re.compile(r"(?<!\d)(?!\d{1,2}[.)]\s)\+?\(?\d(?:[\d.()-]|\s(?!/)|/){6,22}\d")
_REGIONS = {"nl": ("BE", "NL"), "fr": ("BE", "FR"), "de": ("DE", "BE"), "en": ("BE", "GB")}


def find(text: str, start: int, end: int, language: str) -> Iterator[tuple[Span, str]]:
    """Yield the valid numbers of *text* between *start* and *end*."""
    for match in _DIGITS.finditer(text, start, end):
        value = read(match.group(), language)
        if value:
            yield Span(*match.span()), value


def read(text: str, language: str) -> str | None:
    """Return the number in *text* as E.164, read as Belgian first unless it says its country; None if none is valid."""
    import phonenumbers  # noqa: PLC0415 (loaded only where a telephone number is asked)

    match = _DIGITS.search(text)
    if match is None:
        return None
    for region in _REGIONS.get(language, ("BE",)):
        try:
            number = phonenumbers.parse(re.sub(r"\(0\)", "", match.group()), region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None
