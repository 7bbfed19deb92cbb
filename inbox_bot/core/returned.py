"""Which message a delivery report brings back (RFC 3464), by its Message-ID; of qmail and others, by their text."""

import re
from collections.abc import Iterator
from email.message import Message as Part
from typing import Final

from inbox_bot.core.bounds import children
from inbox_bot.core.headers import Headers

_MOST: Final = 20
_HEAD: Final = 3_000
"""Characters of a report's text in which it says what happened, where no copy of the message begins before."""
_NAMED: Final = re.compile(r"^[ \t>|]{0,20}message-id:\s{0,5}(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_FAILED: Final = "failed"
_GIVEN_UP: Final = re.compile(r"permanent|giv(?:en|ing) up|expired|\b5\.\d{1,3}\.\d{1,3}\b|\b55\d\b", re.IGNORECASE)
_STILL_TRIED: Final = re.compile(
    r"\bdelay|will (?:be retried|keep trying|continue to try|retry)|(?:has|have) not (?:yet )?been delivered yet"
    r"|not yet been delivered|warning message only|could not send message for past|still (?:being )?retr"
    r"|vertraagd|vertraging|nog niet (?:afgeleverd|bezorgd)|retardé|pas encore (?:été )?(?:remis|livré|distribué)"
    r"|verzögert|verzögerung|noch nicht zugestellt",
    re.IGNORECASE,
)


def returned(headers: Headers, root: Part, text: str) -> tuple[str, ...]:
    """Return the Message-IDs of what may have come back, the likeliest first; none where delivery is still tried.

    *text* is the report's own body.
    """
    actions = [value.strip().lower() for part in _below(root) for value in part.get_all("action", [])]
    if _FAILED not in actions if actions else _waits(headers.text("subject"), text):
        return ()
    within = [message_id for part in _below(root) for message_id in _ids(part)]
    answered = (*headers.ids("in-reply-to"), *reversed(headers.ids("references")))
    return tuple(dict.fromkeys((*within, *_NAMED.findall(text), *answered)))[:_MOST]


def _waits(subject: str, text: str) -> bool:
    copy = _NAMED.search(text)
    told = f"{subject}\n{text[: min(_HEAD, copy.start()) if copy else _HEAD]}"
    return _STILL_TRIED.search(told) is not None and not _GIVEN_UP.search(told)


def _below(root: Part) -> Iterator[Part]:
    for part in children(root):
        yield part
        yield from _below(part)


def _ids(part: Part) -> list[str]:
    if part.get_content_type() == "text/rfc822-headers":
        return _NAMED.findall(str(part.get_payload()))
    return list(Headers(part).ids("message-id"))
