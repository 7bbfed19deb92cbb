"""What the attributes of an element say of the lines in it: hidden, quoted, signed, without size."""

import re
from functools import lru_cache
from typing import NamedTuple

from inbox_bot.core.zones.hidden import is_hidden, sizes_to_nothing
from inbox_bot.core.zones.html.markup import attributes

_CITING = re.compile(
    r"gmail_quote|protonmail_quote|moz-quote|(?:^|\s)cite(?:\s|$)|mcntmcntmcnt|zmail_extra", re.IGNORECASE
)
_CITED_BY_STYLE = re.compile(r"border-left\s*:\s*(?:\S+\s+)?\d", re.IGNORECASE)
_EDGE = re.compile(
    r"divRplyFwdMsg|appendonsend|OutlookMessageHeader|moz-cite-prefix|gmail_attr|moz-email-headers", re.IGNORECASE
)
_EDGE_BY_STYLE = re.compile(r"border-top\s*:\s*solid\s+#(?:E1E1E1|B5C4DF)", re.IGNORECASE)
_SIGNED = re.compile(r"gmail_signature|moz-signature|composer_signature|(?:^|[\s_-])Signature$", re.IGNORECASE)
_LONG = 500


class Look(NamedTuple):
    """What an element's attributes say."""

    hidden: bool = False
    classes: frozenset[str] = frozenset()
    edge: bool = False
    """The heading of a quoted message starts here."""
    meaning: str = ""
    """"quote", "signature", "tiny", "sized", the address that is linked to, or nothing."""
    spaced: bool = True
    """Whether a paragraph keeps its distance: those of Word do not."""


_PLAIN = Look()


def look(tag: str, written: str) -> Look:
    """Return what the attributes of *tag* say, as they are *written*."""
    if not written:
        return _PLAIN
    return _kept(tag, written) if len(written) <= _LONG else _look(tag, written)


@lru_cache(maxsize=512)
def _kept(tag: str, written: str) -> Look:
    """Return the same for what programs write over and over."""
    return _look(tag, written)


def _look(tag: str, written: str) -> Look:
    facts = attributes(written)
    style, classes = facts.get("style", ""), facts.get("class", "")
    names = f"{classes} {facts.get('id', '')}"
    tiny = sizes_to_nothing(style)
    return Look(
        hidden="hidden" in facts or is_hidden(style),
        classes=frozenset(classes.split()),
        edge=bool(_EDGE.search(names) or _EDGE_BY_STYLE.search(style)),
        meaning=_meaning(tag, names, style, facts) or ("" if tiny is None else "tiny" if tiny else "sized"),
        spaced="Mso" not in classes,
    )


def _meaning(tag: str, names: str, style: str, facts: dict[str, str]) -> str:
    if tag == "blockquote" and (facts.get("type") == "cite" or "cite" in facts or _CITING.search(names)):
        return "quote"
    if (tag == "blockquote" or facts.get("name") == "quote") and _CITED_BY_STYLE.search(style):
        return "quote"
    if tag == "a" and facts.get("href", "").lower().startswith("mailto:"):
        return facts["href"][7:].partition("?")[0]
    return "signature" if _SIGNED.search(names) else ""
