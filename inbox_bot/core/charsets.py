"""Octets to text, whatever charset they claim. Total: the worst outcome is a replacement character."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

_SUPERSETS: Final = {
    # What senders call Latin-1 or ASCII is read as Windows-1252, as browsers and mail clients do (WHATWG Encoding).
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "ansi"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    **dict.fromkeys(("shift_jis", "x-sjis"), "cp932"),
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
}
# Codecs of Python that are no charsets, or cost more than linear time.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)
# Their text is made of ASCII octets without meaning what ASCII would.
_ASCII_CLAD: Final = re.compile(r"iso-?2022|utf-?7|hz", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# A letter and what may compose with it. Thousands of marks on one letter would take quadratic time to be put in order.
_COMPOSED: Final = re.compile(r".?[^\x00-\x7f]{1,100}", re.DOTALL)


def decode(octets: bytes, charset: str | None) -> str:
    """Return *octets* as clean text (see `clean`), under *charset* only as far as they agree with it.

    UTF-8 that claims to be Latin-1 or nothing at all is read as UTF-8; Latin-1 that claims to be UTF-8 as Windows-1252.
    """
    name = _known(charset)
    if octets.isascii() and not _ASCII_CLAD.search(name):
        return clean(octets.decode("ascii"))
    for candidate in ("utf-8", name) if name == "cp1252" else (name, "utf-8"):
        try:
            return clean(octets.decode(candidate))
        except (LookupError, ValueError):
            continue
    return clean(_lenient(octets, name))


def clean(text: str) -> str:
    """Return *text* in NFC, line ends as a line feed, without NUL, byte-order mark and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.replace("\0", "")
    text = _SURROGATE.sub("\ufffd", text.replace("\0", "").removeprefix("\ufeff"))
    return _COMPOSED.sub(lambda stretch: unicodedata.normalize("NFC", stretch[0]), text)


def _known(charset: str | None) -> str:
    name = (charset or "").strip().strip("\"'").lower()
    if not _NAME.fullmatch(name) or name.replace("-", "_") in _NO_CHARSETS:
        return ""
    return _SUPERSETS.get(name, name)


def _lenient(octets: bytes, name: str) -> str:
    """Read what breaks every strict rule: mostly sound text keeps its charset, the rest is Windows-1252."""
    if octets.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return octets[: len(octets) // 2 * 2].decode("utf-16", "replace")
    for candidate in (name, "utf-8"):
        try:
            text = octets.decode(candidate, "replace")
        except (LookupError, ValueError):
            continue
        damaged = text.count("\ufffd")
        if damaged <= sum(not letter.isascii() for letter in text) - damaged:
            return text
    return octets.decode("cp1252", "replace")
