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
    attributes: str
    """As they are written."""


class End(NamedTuple):
    """The end of an element."""

    tag: str


def tokens(html: str) -> Iterator[Start | End | str]:
    """Yield tags and texts of *html* in order; a sign that begins no tag is text. Linear in its length."""
    html = _NO_CHARACTER.sub("\ufffd", html)
    at, raw = 0, ""
    for found in _TAG.finditer(html):
        end, name, rest, broken = found.group("end", "name", "rest", "broken")
        tag = (name or (broken or "").removeprefix("/")).lower()
        ends = bool(end or (broken or "").startswith("/"))
        if raw and not (ends and tag == raw):
            continue
        if at < found.start():
            yield html[at : found.start()] if raw else unescape(html[at : found.start()])
        at, raw = found.end(), ""
        if ends:
            yield End(tag)
        elif tag:
            yield Start(tag, rest or "")
            if rest and rest.endswith("/") and _closes(rest):
                yield End(tag)
            elif tag in _RAW:
                raw = tag
    if at < len(html) and not raw:
        yield unescape(html[at:])


def attributes(written: str) -> dict[str, str]:
    """Return the attributes that stand behind the name of a tag; the last of a name counts."""
    return {
        match[1].lower(): unescape(value[1:-1] if value[:1] in {"'", '"'} else value)
        for match in _ATTRIBUTE.finditer(written, _begin(written))
        for value in [match[2] or ""]
    }


def _begin(written: str) -> int:
    return len(written) - len(written.lstrip("/ \t\n\r\f"))


def _closes(written: str) -> bool:
    """Tell whether the slash at the end stands by itself and in no value, so that the tag ends its element, too."""
    ends = [match.end() for match in _ATTRIBUTE.finditer(written, _begin(written))]
    return not ends or ends[-1] < len(written)


def uncommented(html: str) -> str:
    """Return *html* without comments; one that never ends is text, since losing words is worse."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 2)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join([*kept, html[at:]])
