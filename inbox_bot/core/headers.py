"""The header section of a message: every occurrence, names and values as RFC 5322 and RFC 2047 mean them."""

import binascii
import re
from base64 import b64encode
from email.message import Message as Part
from typing import Final

from inbox_bot.core.charsets import clean, decode

# White space of any kind, and whatever could end a line or move a terminal's cursor.
_FOLD: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
# An encoded word is 75 characters long (RFC 2047, section 2); the bound only keeps a flood of openings linear.
_WORD: Final = r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,2000}?)\?="
_ENCODED_WORD: Final = re.compile(_WORD)
_RUN: Final = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_MSG_ID: Final = re.compile(r"<([^<>\s\x00-\x1f\x7f]+)>")


class Headers:
    """Case-insensitive view on the header fields of *part*, in the order they came."""

    def __init__(self, part: Part, longest: int = 100_000) -> None:
        """Read the fields of *part*, leaving out those longer than *longest* characters."""
        self._fields: dict[str, list[str]] = {}
        for name, value in part.raw_items():
            if len(value) <= longest:
                self._fields.setdefault(name.lower(), []).append(value)

    def raw(self, name: str) -> list[str]:
        """Return each value of *name* on one line, encoded words untouched, raw 8-bit letters read as text."""
        return [_unfolded(value) for value in self._fields.get(name, ())]

    def text(self, name: str) -> str:
        """Return the first value of *name*, decoded, on one line; empty where there is none."""
        values = self.raw(name)
        return decoded(values[0]) if values else ""

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the message identifiers in every *name* header, with angle brackets (RFC 5322, section 3.6.4)."""
        text = " ".join(self.raw(name))
        found = _MSG_ID.findall(text)
        if not found and "<" not in text:
            found = [word for word in text.split() if "@" in word and ">" not in word]
        return tuple(f"<{identifier}>" for identifier in found)


def decoded(text: str) -> str:
    """Return *text* with its encoded words decoded (RFC 2047), NFC, on one line without NUL and lone surrogates."""
    if "=?" in text:
        text = _RUN.sub(_decoded_run, text)
    return _FOLD.sub(" ", clean(text)).strip()


def sheltered(text: str) -> str:
    """Return *text* with its encoded words rewritten in Base64, so that none holds a comma, colon or at-sign.

    Address headers are told apart before they are decoded; many mailers leave such signs bare in a display name.
    """
    return _RUN.sub(lambda run: f"=?utf-8?b?{b64encode(_decoded_run(run).encode()).decode()}?=", text)


def _unfolded(value: str) -> str:
    # The parser carries octets over 127 as lone surrogates.
    octets = value.encode("utf-8", "surrogateescape")
    return _FOLD.sub(" ", decode(octets, None)).strip()


def _decoded_run(run: re.Match[str]) -> str:
    """Decode neighbouring encoded words together: some mailers split a letter's octets over two of them."""
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, text in _ENCODED_WORD.findall(run[0]):
        octets = _base64(text) if encoding in "bB" else binascii.a2b_qp(text.encode(), header=True)
        # RFC 2231, section 5: a language may follow the charset.
        name = charset.partition("*")[0].lower()
        if pieces and pieces[-1][0] == name:
            pieces[-1] = (name, pieces[-1][1] + octets)
        else:
            pieces.append((name, octets))
    return "".join(decode(octets, charset) for charset, octets in pieces)


def _base64(text: str) -> bytes:
    sound = re.sub(r"[^A-Za-z0-9+/]", "", text)
    sound = sound[:-1] if len(sound) % 4 == 1 else sound
    return binascii.a2b_base64(sound + "=" * (-len(sound) % 4))
