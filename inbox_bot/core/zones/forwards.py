"""Which quoted messages are passed on for the organiser to read, and which merely stand below a reply."""

import re
from collections.abc import Sequence

from inbox_bot.core.message import Address, Message
from inbox_bot.core.zones.labels import is_label
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.quotes import Quote
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.words import any_of

_PREFIX = re.compile(
    rf"\W*(?:(?P<forward>{any_of('forward_prefix')})|(?P<reply>{any_of('reply_prefix')}))\s*(?:\[\d\])?\s*[:_]"
)
_POINTS = re.compile(rf"\b{any_of('points_below')}\b")
_FILLED_IN = re.compile(rf"\b{any_of('filled_in')}\b")
# Two labels without a value: the form as the organiser sent it out.
_FORM = 2


def prefix(subject: str) -> str:
    """Return "forward" or "reply" as the first prefix of *subject* says, else nothing."""
    found = _PREFIX.match(fold(subject))
    return (found.lastgroup or "") if found else ""


def passed_on(rows: Sequence[Row], quotes: Sequence[Quote], message: Message, said: str) -> list[Quote]:
    """Return the quotes whose bodies are FORWARDED; *said* is what the sender wrote above them."""
    chosen: list[Quote] = []
    for quote in quotes:
        passing = quote.parent in chosen if quote.parent else True
        if passing and _passes_on(quote, message, said) and not _is_organisers(rows, quote, message):
            chosen.append(quote)
    return chosen


def _passes_on(quote: Quote, message: Message, said: str) -> bool:
    if quote.heading.forwarding:
        return True
    if quote.parent:
        return prefix(quote.parent.heading.subject) == "forward" or quote.parent.heading.forwarding
    how = prefix(message.subject)
    if how == "forward":
        return True
    said = fold(said)
    points = bool(_POINTS.search(said)) and not _FILLED_IN.search(said)
    known = "@" in quote.heading.sender and not is_one_of(quote.heading.sender, message.senders)
    return points and not quote.heading.attribution and (known or how != "reply")


def _is_organisers(rows: Sequence[Row], quote: Quote, message: Message) -> bool:
    """Tell whether the quoted message is the organiser's own: from whom this mail goes to, or with their form in it."""
    labels = sum(is_label(rows[at].text) for at in quote.body)
    return is_one_of(quote.heading.sender, (*message.to, *message.cc)) or labels > _FORM


def is_one_of(sender: str, addresses: Sequence[Address]) -> bool:
    """Tell whether *sender*, as a heading shows them, has one of *addresses*."""
    said = fold(sender)
    named = set(re.findall(r"[^\W\d_]{2,}", said))
    return any(
        fold(address.addr_spec) in said or ("@" not in said and _same_name(named, address))
        for address in addresses
        if address.addr_spec
    )


def _same_name(named: set[str], address: Address) -> bool:
    local = set(re.findall(r"[^\W\d_]{2,}", fold(address.addr_spec.partition("@")[0])))
    shown = set(re.findall(r"[^\W\d_]{2,}", fold(address.display_name)))
    return len(named) > 1 and named in (shown, local)
