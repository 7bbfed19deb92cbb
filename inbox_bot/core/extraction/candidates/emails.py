"""Addresses: found also where they are obfuscated, checked by email-validator."""

import re
from collections.abc import Iterator
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_ADDRESS = re.compile(
    r"(?<![\w.+%@-])[\w](?:[\w.!#$%&'*+/=?^`{|}~-]{0,62}[\w+-])?@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_](?:[\w-]*\w)?"
)
_AT = r"(?:\s*[\[({<]\s*(?:at|apenstaartje|arobase|a|@)\s*[\])}>]\s*|\s+(?:at|@)\s+|\s*@\s*)"
_AT_SOMEHOW = re.compile(r"[@\[({<]|\sat\s", re.IGNORECASE)
_DOT = r"(?:\s*[\[({]\s*(?:dot|punt|point|punkt|\.)\s*[\])}]\s*|\s+(?:dot|punt|point|punkt)\s+|\.)"
_OBFUSCATED = re.compile(
    rf"(?<![\w.@-])(?P<local>[\w+-]+(?:{_DOT}[\w+-]+)*?)(?P<at>{_AT})(?P<domain>[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}[^\W\d_]{{2,24}})(?![\w@])",
    re.IGNORECASE,
)


def is_public(addr_spec: str) -> bool:
    """Tell whether an address is at a provider for everybody, so that its domain says nothing of an employer."""
    return bool(lexicon.words("providers") & set(addr_spec.rpartition("@")[2].lower().split(".")))


@lru_cache(maxsize=4096)
def normal(text: str) -> str | None:
    """Return *text* as an address in normal form (as written, domain in lower case); None if it is none."""
    try:
        checked = validate_email(text, check_deliverability=False, allow_smtputf8=True)
    except EmailNotValidError:
        return None
    return checked.normalized


def find(text: str, start: int, end: int, *, obfuscated: bool = False) -> Iterator[tuple[Span, str]]:
    """Yield the addresses of *text* between *start* and *end*; spelled-out signs only when *obfuscated*."""
    if "@" in text[start:end]:
        for match in _ADDRESS.finditer(text, start, end):
            value = normal(match.group())
            if value:
                yield Span(*match.span()), value
    if obfuscated and _AT_SOMEHOW.search(text, start, end):
        yield from _spelled_out(text, start, end)


def _spelled_out(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    for match in _OBFUSCATED.finditer(text, start, end):
        if _ADDRESS.fullmatch(match.group()) or (not re.search(r"[\[({<@]", match["at"]) and " " not in match["at"]):
            continue
        parts = [re.sub(_DOT, ".", match[name], flags=re.IGNORECASE) for name in ("local", "domain")]
        value = normal("@".join(re.sub(r"\s", "", part) for part in parts))
        if value and (re.search(r"[\[({<@]", match["at"]) or "." in parts[0]):
            yield Span(*match.span()), value


def is_no_reply(addr_spec: str) -> bool:
    """Tell whether nobody reads what is sent to *addr_spec*."""
    local = fold(addr_spec.partition("@")[0])
    return any(
        local == word or local.startswith((f"{word}-", f"{word}+", f"{word}.")) for word in lexicon.words("no_reply")
    )
