"""Changes that keep a mail a mail: its lines, header fields and parts are moved, repeated, replaced and wrapped."""

import random
import re
import tomllib
from base64 import encodebytes
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

_END = re.compile(rb"\r?\n\r?\n")
_TOLD = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text("utf-8"))
PIECES = tuple(piece.encode() for piece in _TOLD["pieces"])
FIELDS = tuple(field.encode() for field in _TOLD["fields"])
_RAW = (b"\xff", b"\xed\xa0\x80", b"\xe9", b"\x80", b"\r", b"+AGE-", b"~{", b"\x1b$B")
_Change = Callable[[random.Random, bytes], bytes]


def changed(octets: bytes, seed: int) -> bytes:
    """Return *octets* with one to four such changes; the same *seed* gives the same."""
    dice = random.Random(seed)  # noqa: S311  it keeps no secret
    for _ in range(dice.choice((1, 1, 2, 4))):
        octets = dice.choice(_WAYS)(dice, octets)
    return octets


def crossed(one: bytes, other: bytes, seed: int) -> bytes:
    """Return the lines of *one* with some of *other* among them, or its header section over the other's body."""
    dice = random.Random(seed)  # noqa: S311  as above
    if dice.random() < 0.3:
        return _split(one)[0] + _split(other)[1]
    mine, theirs = one.splitlines(keepends=True), other.splitlines(keepends=True)
    at, first = _place(dice, mine), _place(dice, theirs)
    return b"".join([*mine[:at], *theirs[first : first + dice.randint(1, 12)], *mine[at:]])


def _split(octets: bytes) -> tuple[bytes, bytes]:
    """Return the header section with the blank line below it, and the body."""
    found = _END.search(octets)
    return (octets[: found.end()], octets[found.end() :]) if found else (octets, b"")


def _place(dice: random.Random, lines: list[bytes]) -> int:
    return dice.randrange(len(lines) + 1)


def _lines(dice: random.Random, octets: bytes) -> bytes:
    """Drop, repeat or move some lines that stand together."""
    lines = octets.splitlines(keepends=True)
    at = _place(dice, lines)
    some, rest = lines[at : at + dice.randint(1, 6)], lines
    if dice.random() < 0.6:
        rest = lines[:at] + lines[at + len(some) :]
    to = _place(dice, rest)
    again = some * dice.choice((0, 1, 1, 2, 5))
    return b"".join([*rest[:to], *again, *rest[to:]])


def _piece(dice: random.Random, octets: bytes) -> bytes:
    """Put a piece between two words, or in the place of one."""
    words = re.split(rb"(\s+)", octets)
    at = dice.randrange(len(words))
    piece = dice.choice(PIECES) if dice.random() < 0.9 else dice.choice(_RAW)
    words[at : at + dice.randint(0, 2)] = [piece * dice.choice((1, 1, 1, 2, 30))]
    return b"".join(words)


def _words(dice: random.Random, octets: bytes) -> bytes:
    """Put the words of one line in another order, or change their case."""
    lines = octets.splitlines(keepends=True) or [b""]
    at = dice.randrange(len(lines))
    words = lines[at].split(b" ")
    dice.shuffle(words)
    lines[at] = dice.choice((b" ".join(words), lines[at].upper(), lines[at].title(), lines[at].rstrip() + b" "))
    return b"".join(lines)


def _field(dice: random.Random, octets: bytes) -> bytes:
    """Put a header field at the top, or between the lines of any part, in the place of another or not."""
    lines = octets.splitlines(keepends=True)
    at = dice.choice((0, min(8, len(lines)), _place(dice, lines)))
    lines[at : at + dice.randint(0, 1)] = [dice.choice(FIELDS) + b"\n"]
    return b"".join(lines)


def _wrapped(dice: random.Random, octets: bytes) -> bytes:
    """Say the body in another form."""
    head, body = _split(octets)
    fields, wrapped = dice.choice(_FORMS)(dice, body)
    return fields + b"\n" + head + wrapped


def _coded(_: random.Random, body: bytes) -> tuple[bytes, bytes]:
    return b"Content-Transfer-Encoding: base64", encodebytes(body)


def _in_a_charset(dice: random.Random, body: bytes) -> tuple[bytes, bytes]:
    charset = dice.choice(_TOLD["charsets"])
    # One that nobody knows is worth a try, too.
    with suppress(LookupError, ValueError):
        body = body.decode("utf-8", "replace").encode(charset, "replace")
    return f"Content-Type: text/plain; charset={charset}".encode(), body


def _as_markup(dice: random.Random, body: bytes) -> tuple[bytes, bytes]:
    before, after = dice.choice(
        ((b"<p>", b"</p>"), (b"<tr><td>", b""), (b"<div>", b"<br>"), (b"<blockquote>", b""), (b"<li>", b""))
    )
    lines = escape(body.decode("latin-1"), quote=False).encode("latin-1").splitlines()
    return b"Content-Type: text/html; charset=utf-8", b"".join(before + one + after + b"\n" for one in lines)


def _quoted(_: random.Random, body: bytes) -> tuple[bytes, bytes]:
    above = b"Op 5/11/2018 10:04 schreef Jan <jan@gent.be>:\n"
    return b"In-Reply-To: <a@b.be>", above + b"".join(b"> " + one for one in body.splitlines(keepends=True))


def _in_parts(dice: random.Random, body: bytes) -> tuple[bytes, bytes]:
    kind = dice.choice((b"mixed", b"alternative", b"related", b"report", b"signed"))
    inner = dice.choice((b"", b"Content-Type: text/html", b"Content-Type: message/rfc822", dice.choice(FIELDS)))
    end = dice.choice((b"\n--b--\n", b"\n--b\n" + dice.choice(FIELDS) + b"\n\n" + body, b""))
    return b"Content-Type: multipart/%s; boundary=b" % kind, b"--b\n" + inner + b"\n\n" + body + end


_FORMS = (_coded, _in_a_charset, _as_markup, _quoted, _in_parts)
_WAYS: tuple[_Change, ...] = (_lines, _lines, _piece, _piece, _piece, _words, _field, _field, _wrapped)
