"""Where mail reaches somebody, of the one or several addresses that stand beside a label."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import own_address
from inbox_bot.core.extraction.text.reading import Reading

_PARTS = re.compile(r"\s+[–—-]+\s+|[;,(.]\s+|\s\(")
_OUT_OF_USE = re.compile(
    r"(?<!\w)(?:niet|geen|wordt|oude?|vroegere?|verval\w*|vervangt|not|no|old|former|clos\w+|expires?|ne|plus|pas|ancienne?|ferm\w+|"
    r"remplace|nicht|kein\w*|alte|wird|fruhere?|ersetzt)(?!\w)"
)
"""What is said of a second address behind the one to use: `an@gent.example - an@ocmw.example wordt afgesloten`."""
_ASIDE = re.compile(r"\s\([^()]*\)")
_SEVERAL = re.compile(r"\s*[/;|,]\s*|\s(?:or|and|of|en|ou|et|oder|und|\+|&)\s")
_SECOND = re.compile(
    r"(?<!\w)(?:cc|bcc|copy|back-?up|second|secondary|spare|private|personal|alternative\w*|kopie|prive|reserve|tweede|copie|prive|"
    r"perso|secours|zweite\w*|privat\w*|ersatz)(?!\w)"
)
"""What is said of an address that is only there as well."""
_PREFERRED = re.compile(rf"(?<!\w){lexicon.any_answer('preferred')}(?!\w)")
_FAILING = re.compile(rf"(?<!\w){lexicon.any_answer('failing_that')}(?!\w)")
_ORDER = re.compile(rf"(?<!\w)(?:(?P<last>{lexicon.any_answer('the_last')})|{lexicon.any_answer('the_first')})(?!\w)")
_JOINT = re.compile(r"[/;|,]|(?<!\w)(?:or|of|ou|oder|maar|but|mais|aber)(?!\w)")
_BRACKETS = re.compile(r"\([^()]*\)")


def read(reading: Reading, text: str) -> str | None:
    """Return the address that *text* gives, of several the one to write to; None if it gives none, or several."""
    found = [value for _, value in emails.find(text, 0, len(text), obfuscated=True)]
    for several in (_outside_brackets, _in_use, _preferred, _to_write_to):
        found = several(text) or found if len(set(found)) > 1 else found
    if len(set(found)) == 1:
        return found[0]
    if found:
        return None
    sender = reading.sender
    known = sender is not None and own_address.is_pointed_at(text) and not emails.is_no_reply(sender.addr_spec)
    return emails.normal(sender.addr_spec) if sender and known else None


def _outside_brackets(text: str) -> list[str]:
    plain = _ASIDE.sub("", text)
    return [value for _, value in emails.find(plain, 0, len(plain))]


def _in_use(text: str) -> list[str]:
    """Return the first address of *text* where the others are said to be out of use."""
    first, _, rest = _PARTS.sub("\n", text, count=1).partition("\n")
    return [value for _, value in emails.find(first, 0, len(first))] if _OUT_OF_USE.search(fold(rest)) else []


def _preferred(text: str) -> list[str]:
    """Return the address of *text* that is said to be the better one, or the first where the next is there in need."""
    found = list(emails.find(text, 0, len(text)))
    folded = fold(text)
    wish = _PREFERRED.search(folded)
    if wish:
        order = _ORDER.search(folded, found[0][0].end) if found else None
        liked = [
            value
            for (_, value), said in zip(found, _said(folded, [span for span, _ in found]), strict=True)
            if _PREFERRED.search(said)
        ]
        return [found[-1 if order["last"] else 0][1]] if order else liked if len(liked) == 1 else []
    between = folded[found[0][0].end : found[1][0].start] if len(found) > 1 else ""
    return [found[0][1]] if _FAILING.search(between) else []


def _said(folded: str, spans: Sequence[Span]) -> list[str]:
    """Return what is said of each address: the words around it, up to what joins it to the next."""
    plain = _BRACKETS.sub(
        lambda aside: re.sub(r"\W", " ", aside.group()) if "@" not in aside.group() else aside.group(), folded
    )
    joints = (_JOINT.search(plain, one.end, other.start) for one, other in pairwise(spans))
    borders = [
        0,
        *(joint.end() if joint else other.start for joint, other in zip(joints, spans[1:], strict=True)),
        len(folded),
    ]
    return [folded[start:end] for start, end in pairwise(borders)]


def _to_write_to(text: str) -> list[str]:
    """Return the addresses of *text* that are neither a copy nor a second one."""
    parts = [part for part in _SEVERAL.split(text) if "@" in part and not _SECOND.search(fold(part))]
    return [value for part in parts for _, value in emails.find(part, 0, len(part))]
