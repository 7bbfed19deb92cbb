"""Headers and parts to octets, and the proof that the octets say just that.

Written by hand: the standard library's policies cost thirty times as much and can be talked into more headers.
"""

import re
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import Header
from email.message import Message as Parsed
from email.policy import compat32
from email.utils import getaddresses, quote
from functools import lru_cache

Headers = Sequence[tuple[str, str]]

_PLAIN = re.compile(r"[ -~]*")
_SAFE = re.compile(r"[!-~ ]+(?:\r\n [!-~ ]+)*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# Below a blank line, whatever holds no line that could be a boundary: it says nothing of headers and parts.
_TEXT = re.compile(rb"(?<=\r\n\r\n)(?!--)(?:[^\r\n]+|[\r\n](?!--))+")
_FOLD = 76


class UnsafeReply(ValueError):  # noqa: N818 - it says what happened, not that something did
    """A reply whose octets would not say exactly what was meant; it must not leave."""


@dataclass(frozen=True, slots=True)
class Part:
    """A MIME entity (RFC 2045): its headers and its body, ready to be sent."""

    headers: Headers
    body: bytes


@lru_cache(maxsize=64)
def unstructured(name: str, text: str) -> str:
    """Return *text* as the value of the header *name*: encoded (RFC 2047) where it is not plain, folded."""
    text = _CONTROLS.sub(" ", text)
    plain = _PLAIN.fullmatch(text) and "=?" not in text
    return Header(text, "us-ascii" if plain else "utf-8", header_name=name, maxlinelen=_FOLD).encode(linesep="\r\n")


def mailbox(display_name: str, addr_spec: str) -> str:
    """Return an RFC 5322 *mailbox*; the display name comes from the organiser, never from a sender."""
    display_name = _CONTROLS.sub(" ", display_name).strip()
    if not display_name:
        return addr_spec
    if _PLAIN.fullmatch(display_name) and "=?" not in display_name:
        return f'"{quote(display_name)}" <{addr_spec}>'
    return f"{unstructured('From', display_name)}\r\n <{addr_spec}>"


def text_part(text: str, subtype: str, language: str) -> Part:
    """Return a text part in UTF-8; what UTF-8 cannot say becomes U+FFFD."""
    octets = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    headers = (
        ("Content-Type", f"text/{subtype}; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("Content-Language", language),
    )
    # binascii answers line ends as they come in, and breaks long lines likewise.
    return Part(headers, b2a_qp(octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), istext=True))


def multipart(subtype: str, parts: Sequence[Part]) -> Part:
    """Return *parts* as one entity; a single part stays as it is."""
    if len(parts) == 1:
        return parts[0]
    # "=_" occurs in no quoted-printable or base64 body (RFC 2045, section 6.7), so no body holds the boundary.
    boundary = f"=_{subtype}"
    bodies = b"".join(f"--{boundary}\r\n".encode() + to_octets(part) + b"\r\n" for part in parts)
    headers = (("Content-Type", f'multipart/{subtype}; boundary="{boundary}"'),)
    return Part(headers, bodies + f"--{boundary}--\r\n".encode())


def to_octets(part: Part) -> bytes:
    """Return the entity as octets; UnsafeReply if a header holds anything but printable ASCII."""
    for name, value in part.headers:
        if not _SAFE.fullmatch(value):
            raise UnsafeReply(f"the header {name} holds more than printable ASCII")
    head = "".join(f"{name}: {value}\r\n" for name, value in part.headers)
    return head.encode("ascii") + b"\r\n" + part.body


def verify(octets: bytes, entity: Part, rcpt_to: str) -> None:
    """Read *octets* as a stranger would; raise UnsafeReply unless they hold *entity*'s headers and one recipient."""
    head, blank, parts = _TEXT.sub(b"", octets).partition(b"\r\n\r\n")
    parsed = message_from_bytes(head + blank, policy=compat32)
    if [(name, _unfold(value)) for name, value in parsed.items()] != [
        (name, _unfold(value)) for name, value in entity.headers
    ]:
        raise UnsafeReply("the headers read back differ from those written")
    recipients = getaddresses([value for name in ("To", "Cc", "Bcc") for value in parsed.get_all(name, [])])
    if recipients != [("", rcpt_to)]:
        raise UnsafeReply("the reply does not go to exactly one recipient")
    if not _read_back(str(parsed.get("Content-Type", "")), blank + parts):
        raise UnsafeReply("the parts read back differ from those written")


def _unfold(value: str) -> str:
    return value.replace("\r\n", "")


@lru_cache(maxsize=32)
def _read_back(content_type: str, parts: bytes) -> bool:
    """Tell whether *parts* without their texts, the same from reply to reply, hold just what was meant."""
    parsed = message_from_bytes(f"Content-Type: {content_type}".encode() + parts, policy=compat32)
    return not any(part.defects or not _expected(part) for part in parsed.walk())


def _expected(part: Parsed) -> bool:
    return part.get_content_type() in {
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    }
