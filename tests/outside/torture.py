"""Mails made to cost time, memory or a crash: what a parser, a codec or a pattern may choke on."""

import base64
from collections.abc import Iterator

_ASK = b"Graag schrijf ik mij in voor het seminarie.\nNaam: Jan Peeters\nGemeente: Gent\nFunctie: jurist\n"
_HEAD = b"From: Jan Peeters <jan@gent.be>\nTo: linda.boudry@kcvs.be\nMessage-ID: <torture@gent.be>\n"
_MEGA = 1_000_000


def _mail(body: bytes = _ASK, head: bytes = b"", subject: bytes = b"Inschrijving") -> bytes:
    return _HEAD + b"Subject: " + subject + b"\n" + head + b"\n" + body


def _text(body: bytes, charset: bytes = b"utf-8", subtype: bytes = b"plain", how: bytes = b"8bit") -> bytes:
    fields = b"Content-Type: text/%s; charset=%s\nContent-Transfer-Encoding: %s\n" % (subtype, charset, how)
    return _mail(body, fields)


def _html(body: bytes) -> bytes:
    return _text(body, subtype=b"html")


def _nested(depth: int) -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth))
    return _HEAD + b"".join(levels) + b"\n" + _ASK


def _parts(count: int, part: bytes = b"\nx\n") -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=b\n"
    return _mail(b"--b\n\n" + _ASK + (b"--b\n" + part) * count + b"--b--\n", head)


def _attached(octets: bytes) -> bytes:
    coded = base64.encodebytes(octets)
    part = b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n" + coded
    return _parts(1, part)


def _lines(line: bytes, octets: int) -> bytes:
    return (line + b"\n") * (octets // (len(line) + 1))


def _structures() -> Iterator[tuple[str, bytes]]:
    for depth in (15, 30, 300, 3000, 30_000):
        yield f"{depth} containers", _nested(depth)
        yield (
            f"{depth} attached messages",
            _HEAD + b"Content-Type: message/rfc822\n\n" * depth + _ASK,
        )
    for count in (150, 1000, 100_000):
        yield f"{count} parts", _parts(count)
        yield f"{count} parts without end", _parts(count)[:-6]
    yield (
        "parts of parts that never begin",
        _mail(b"x\n" * 100_000, b"Content-Type: multipart/mixed; boundary=b\n"),
    )
    yield (
        "a boundary of 70 hyphens",
        _mail(b"-" * 2 * _MEGA, b'Content-Type: multipart/mixed; boundary="%s"\n' % (b"-" * 70)),
    )
    yield "half boundaries", _mail(b"--bb\n" * 300_000, b"Content-Type: multipart/mixed; boundary=b\n")
    yield "a boundary within itself", _nested(10).replace(b"b1", b"b0")
    yield (
        "a container in Base64",
        _parts(3).replace(b"boundary=b\n", b"boundary=b\nContent-Transfer-Encoding: base64\n"),
    )
    yield (
        "a report of reports",
        _mail(b"--b\n" * 90, b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"),
    )


def _headers() -> Iterator[tuple[str, bytes]]:
    words, sizes = b"=?utf-8?q?a?= ", (10_000, 90_000, _MEGA, 5 * _MEGA)
    for size in sizes:
        yield f"a header of {size}", _mail(head=b"X-A: " + b"y" * size + b"\n")
        yield f"a subject of {size}", _mail(subject=b"y" * size)
    for count in (900, 50_000):
        yield f"{count} headers", _mail(head=b"X-A: y\n" * count)
        yield (
            f"{count} trace headers",
            _mail(head=b"Received: from a by b; Tue, 6 Nov 2018 08:00:00 +0100\n" * count),
        )
        yield f"{count} encoded words", _mail(subject=words * count)
        yield f"{count} folded lines", _mail(subject=b"a\n " * count + b"b")
        yield f"{count} addresses", _mail(head=b"Cc: " + b"a@b.be, " * count + b"c@d.be\n")
        yield f"{count} senders", _mail(head=b"From: x@y.be\n" * count)
        yield f"{count} groups", _mail(head=b"Cc: " + b"g:a@b.be;, " * count + b"\n")
        yield f"{count} comments", _mail(head=b"Cc: " + b"(" * count + b"\n")
        yield f"{count} quotes", _mail(head=b"Cc: " + b'"' * count + b"\n")
        yield f"{count} brackets", _mail(head=b"Cc: " + b"<" * count + b"\n")
        yield f"{count} identifiers", _mail(head=b"References: " + b"<a@b.be> " * count + b"\n")
        yield (
            f"{count} parameters",
            _mail(head=b"Content-Type: text/plain" + b"; a=b" * count + b"\n"),
        )
        yield (
            f"{count} continued parameters",
            _mail(
                head=b"Content-Type: text/plain" + b"".join(b"; a*%d*=b" % number for number in range(count)) + b"\n"
            ),
        )
        yield f"{count} openings of encoded words", _mail(subject=b"=?a?q?" * count)
        yield f"{count} points in a date", _mail(head=b"Date: " + b"1." * count + b"\n")
    for raw in (
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\r",
        b"\x1b[2J",
        b"=?utf-8?b?" + b"A" * 90_000 + b"?=",
        b"=?a\0?b?a?=",
    ):
        yield f"{raw[:12]!r} in the subject", _mail(subject=b"a" + raw + b"b")
        yield f"{raw[:12]!r} in a name", _mail().replace(b"Jan Peeters <", b"Jan " + raw + b" <")


def _bodies() -> Iterator[tuple[str, bytes]]:
    yield "25 MB in one line", _mail(_ASK + b"x" * 24 * _MEGA)
    yield "25 MB of lines", _mail(_ASK + _lines(b"x" * 70, 24 * _MEGA))
    yield "25 MB of empty lines", _mail(_ASK + b"\n" * 24 * _MEGA)
    yield "25 MB of an attachment", _attached(b"\x93" * 17 * _MEGA)
    yield "10 MB of an attachment", _attached(b"\x93" * 7 * _MEGA)
    yield "25 MB of text in Base64", _text(base64.encodebytes(b"hallo " * 2_900_000), how=b"base64")
    yield "25 MB of equals signs", _text(_lines(b"=" * 70, 24 * _MEGA), how=b"quoted-printable")
    yield "30 MB", _mail(b"x" * 30 * _MEGA)
    yield "no end of uuencode", _text(b"begin 644 a\n" + _lines(b"M" + b"'" * 60, 5 * _MEGA), how=b"x-uuencode")
    yield "uuencode within text", _mail(b"begin 644 a\n" + _lines(b"M" + b"'" * 60, _MEGA))
    for words in (
        b"hoofd van de ",
        b"Jan Peeters, directeur, ",
        b"Naam: ",
        b"en ",
        b"a@",
        b"a.b",
        b"2/12 ",
        b"> ",
        b"-",
        b"(",
        b",",
        b"\t",
    ):
        yield f"one line of {words!r}", _mail(_ASK + words * (400_000 // len(words)))
        yield f"lines of {words!r}", _mail(_ASK + _lines(words * (900 // len(words)), 400_000))
    for words in (b"van den ", b"Jan van ", b"1 ", b"De ", b"ik ben ", b"d'"):
        yield f"59,000 characters of {words!r}", _mail(_ASK + words * (59_000 // len(words)))
    yield "a row of 1,000 colons", _mail(_ASK + b"Naam" + b":" * 1000 + b"x\n" * 100)
    yield "a table drawn of 10,000 bars", _mail(_ASK + _lines(b"| a | b | c " * 40, 400_000))
    yield (
        "a thousand people",
        _mail(_ASK + b"".join(b"Naam: Jan Peeters%d\nFunctie: jurist\n\n" % one for one in range(1000))),
    )
    yield (
        "a thousand forwards",
        _mail(b"---- Doorgestuurd bericht ----\nVan: a@b.be\nOnderwerp: x\n\n" * 1000 + _ASK),
    )
    yield "quoted a thousand times", _mail(b"".join(b">" * (one % 100) + b" x\n" for one in range(10_000)))


def _markup() -> Iterator[tuple[str, bytes]]:
    for mark in (
        b"<div>",
        b"<table><tr><td>",
        b"<b",
        b"<!--",
        b"<p>&amp;",
        b"&",
        b"&#x110000;",
        b"<style>",
        b"<a href=",
        b"<br>",
        b"<script>",
        b"</p>",
        b"<svg>",
    ):
        yield f"2 MB of {mark!r}", _html(mark * (1_900_000 // len(mark)))
        yield f"{mark!r} 3,000 times before the text", _html(mark * 3000 + _ASK)
    yield "a table of 1,300 columns", _html(b"<table>" + (b"<tr>" + b"<td>x" * 1300) * 100)
    yield "an attribute of 1 MB", _html(b'<p title="' + b"x" * _MEGA + b'">' + _ASK)
    yield "an entity of 2 million digits", _html(b"&#" + b"9" * 1_800_000 + b";")


def _charsets() -> Iterator[tuple[str, bytes]]:
    lies = (b"hex", b"undefined", b"idna", b"punycode", b"utf-7", b"utf-16", b"utf-32", b"iso-2022-jp", b"rot13", b"zlib", b"base64", b"unicode_escape", b"mbcs",
            b"x-unknown", b"\xff", b"", b"a\0b", b"utf-8" * 200, b"../../etc/passwd", b"raw_unicode_escape", b"big5", b"hz", b"cp037", b"us-ascii")  # fmt: skip
    for charset in lies:
        yield f"charset {charset[:20]!r}", _text(_ASK + b"\xe9\x80" * 1000, charset)
    for charset in (b"utf-7", b"punycode", b"idna", b"utf-16", b"iso-2022-kr"):
        yield f"1 MB of charset {charset!r}", _text(b"Xy7_-Zq+" * 120_000, charset)
    for raw in (
        b"\0",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbf\xbe",
        b"\xe2\x80\xae",
        b"\r",
        b"\x0c",
        b"\xef\xb7\xba",
        b"e\xcc\x81\xcc\x96",
    ):
        yield f"{raw!r} in the text", _text(_ASK + (b"x" + raw) * 300_000)


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield each mail with what it is, made only when it is its turn: some are of 30 MB."""
    for kind in (_structures, _headers, _bodies, _markup, _charsets):
        yield from kind()
