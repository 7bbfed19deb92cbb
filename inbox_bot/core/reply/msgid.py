"""Message-IDs: the one a reply of ours always has, how we know it again, and which ids a reply refers to."""

import hashlib
import hmac
import re

from inbox_bot.core.message import Message

_MSG_ID = re.compile(r"<[!#-'*+\-./0-9:=?A-Z^-z{|}~]{1,120}@[!#-'*+\-./0-9:=?A-Z^-z{|}~\[\]]{1,120}>", re.ASCII)
_OURS = re.compile(r"<([0-9a-f]{32})\.([a-z]+)\.([0-9a-f]{16})@([^<>@\s]+)>", re.ASCII)
_CHAIN = 10


def reply_message_id(digest: str, outcome: str, key: bytes, domain: str) -> str:
    """Return the Message-ID of the reply that answers the mail with *digest* with *outcome*: always the same.

    Its first part names mail and outcome and tells nothing of either; its last part proves, to who has *key*,
    that we gave it.
    """
    name = _tag(key, "name", digest, outcome)[:32]
    return f"<{name}.{outcome}.{_tag(key, 'proof', name, outcome)[:16]}@{domain}>"


def is_ours(message_id: str, key: bytes, domain: str) -> bool:
    """Tell whether *message_id* (with angle brackets) was made by `reply_message_id` with *key* and *domain*."""
    match = _OURS.fullmatch(message_id)
    if match is None or match[4].lower() != domain.lower():
        return False
    return hmac.compare_digest(match[3], _tag(key, "proof", match[1], match[2])[:16])


def looks_ours(message_id: str) -> bool:
    """Tell whether *message_id* has the form that `reply_message_id` gives, with whatever key."""
    return _OURS.fullmatch(message_id) is not None


def threading(message: Message) -> tuple[tuple[str, str], ...]:
    """Return In-Reply-To and References for an answer to *message* (RFC 5322, section 3.6.4).

    Ids that are not well-formed ASCII are left out; of a long chain the first and the last remain.
    """
    before = message.references or (message.in_reply_to if len(message.in_reply_to) == 1 else ())
    parent = [message.message_id] if _sound(message.message_id) else []
    chain = [*dict.fromkeys(one for one in before if _sound(one) and one not in parent), *parent]
    if len(chain) > _CHAIN:
        chain = [chain[0], *chain[1 - _CHAIN :]]
    headers = [("In-Reply-To", parent[0])] if parent else []
    return (*headers, ("References", "\r\n ".join(chain))) if chain else ()


def _sound(message_id: str) -> bool:
    # An encoded word needs no control character to become one when decoded (CVE-2024-6923).
    return _MSG_ID.fullmatch(message_id) is not None and "=?" not in message_id


def _tag(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\0".join(parts).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
