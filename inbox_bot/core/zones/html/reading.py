"""From markup to rows, in linear time."""

import re
from contextlib import suppress

from inbox_bot.core.zones.html.walker import Walker
from inbox_bot.core.zones.normal import MAX_CHARACTERS, MAX_LINES
from inbox_bot.core.zones.row import Row

_TAG = re.compile(
    r"""</?[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*+>  # a whole tag
      | <(?P<name>/?[A-Za-z][\w:]*)[^<>]*>           # one with broken quotes: only its name is sure
      | <[!?][^<>]*> | (?P<stray><)""",
    re.VERBOSE,
)
# A number that stands for no character; the parser reads it whole, in quadratic time.
_NO_CHARACTER = re.compile(r"&#(?:\d{9,}|[xX][\da-fA-F]{9,});?")


def rows_of_html(html: str) -> list[Row]:
    """Return the rows of *html*; linear in its length, which is bounded, whatever is broken in it."""
    walker = Walker()
    with suppress(ValueError, AssertionError):  # what the parser says of markup that no browser would mind
        walker.feed(_guarded(_uncommented(html)[:MAX_CHARACTERS]))
        walker.close()
    return walker.finished()[:MAX_LINES]


def _uncommented(html: str) -> str:
    """Return *html* without comments; one that never ends is text, since losing words is worse."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 2)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join([*kept, html[at:]])


def _guarded(html: str) -> str:
    """Return *html* with whole tags only: `html.parser` is quadratic over others and raises on odd declarations."""

    def guard(match: re.Match[str]) -> str:
        if match["stray"]:
            return "&lt;"
        return f"<{match['name']}>" if match["name"] else "" if match[0][1] in "!?" else match[0]

    return _TAG.sub(guard, _NO_CHARACTER.sub("\ufffd", html))
