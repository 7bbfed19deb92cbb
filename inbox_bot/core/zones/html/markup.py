"""Tags, their attributes, and the text between them, whatever is broken in it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(
    r"""<(?P<end>/)?(?P<name>[A-Za-z][^\t\n\r\f />\x00<"']*)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>  # a whole tag
      | <(?P<broken>/?[A-Za-z][\w:]*)[^<>]*>                          # one with broken quotes: only its name is sure
      | (?P<other><[!?][^<>]*>)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*)(?:\s*=+\s*('[^']*'|"[^"]*"|[^>\s]*))?(?:\s|/(?!$))*""")
_RAW = frozenset({"script", "style"})
"""Elements in which nothing is a tag but their own end (WHATWG HTML, section 13.1.2)."""
# A number that stands for no character.
_NO_CHARACTER = re.compile(r"&#(?:\d{9,}|[xX][\da-fA-F]{9,});?")


class Start(NamedTuple):
    """The start of an element."""

    tag: str
    attributes: dict[str, str]


class End(NamedTuple):
    """The end of an element."""

    tag: str


def tokens(html: str) -> Iterator[Start | End | str]:
    """Yield tags and texts of *html* in order; a sign that begins no tag is text. Linear in its length."""
    html = _NO_CHARACTER.sub("\ufffd", html)
    at, raw = 0, ""
    for found in _TAG.finditer(html):
        tag = (found["name"] or (found["broken"] or "").removeprefix("/")).lower()
        ends = bool(found["end"] or (found["broken"] or "").startswith("/"))
        if raw and not (ends and tag == raw):
            continue
        if at < found.start():
            yield html[at : found.start()] if raw else unescape(html[at : found.start()])
        at, raw = found.end(), ""
        if ends:
            yield End(tag)
        elif tag:
            rest = found["rest"] or ""
            attributes, closed = _attributes(rest) if rest else ({}, False)
            yield Start(tag, attributes)
            if closed:
                yield End(tag)
            elif tag in _RAW:
                raw = tag
    if at < len(html) and not raw:
        yield unescape(html[at:])


def _attributes(rest: str) -> tuple[dict[str, str], bool]:
    """Return what stands behind the name of a tag, and whether the tag ends its element, too."""
    found: dict[str, str] = {}
    at = len(rest) - len(rest.lstrip("/ \t\n\r\f"))
    while match := _ATTRIBUTE.match(rest, at):
        value = match[2] or ""
        found[match[1].lower()] = unescape(value[1:-1] if value[:1] in {"'", '"'} else value)
        at = match.end()
    return found, rest[at:].strip() == "/" or (not found and rest.strip().endswith("/"))


def uncommented(html: str) -> str:
    """Return *html* without comments; one that never ends is text, since losing words is worse."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 2)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join([*kept, html[at:]])
