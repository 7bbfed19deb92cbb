"""Whose mail it is, and whose addresses it names."""

import re

from inbox_bot.core.message import Message

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SAID, _MOST_NAMED = 10_000, 8
"""Characters, of text and of HTML, in which addresses are looked for, and so many at most."""


def sender_of(message: Message) -> str:
    """Return the only author's address in lower case, by which people are told apart; else the empty string."""
    return message.sender.addr_spec.lower() if message.sender else ""


def named_in(message: Message) -> frozenset[str]:
    """Return the addresses, lower case, that stand in what *message* says first, but for its author's and readers'."""
    said = f"{message.text[:_SAID]} {message.html[:_SAID]}"
    others = {one.addr_spec.lower() for one in (*message.senders, *message.to, *message.cc)}
    found = dict.fromkeys(match.group().lower().rstrip(".") for match in _ADDRESS.finditer(said))
    return frozenset([address for address in found if address not in others][:_MOST_NAMED])
