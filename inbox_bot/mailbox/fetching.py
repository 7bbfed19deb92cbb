"""Read mails without leaving a trace; what cannot be read is left out, and met again at the next pass."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from imaplib import IMAP4
from typing import Any

from inbox_bot.mailbox.session import IMAPClient

log = logging.getLogger(__name__)

Items = dict[bytes, Any]
"""What one FETCH answer says about one mail."""

COMMAND_UIDS = 500
"""How many UIDs one command names: IMAPClient writes each out, and servers limit the line."""
BATCH_UIDS = 50
BATCH_OCTETS = 16_000_000
"""How much one batch holds, so that memory stays flat whatever people attach."""
HEADER_OCTETS = 262_144
"""How much of the header block of an oversize mail is read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the server knows about a mail without reading it."""

    uid: int
    received_at: datetime
    """The server's INTERNALDATE, aware."""
    size: int
    """In octets (RFC822.SIZE)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it came."""

    uid: int
    uidvalidity: int
    octets: bytes
    received_at: datetime
    size: int
    truncated: bool = False
    """Whether the mail was oversize, and `octets` holds its header block alone."""


def chunks(uids: Sequence[int]) -> Iterator[list[int]]:
    """Cut *uids* into what one command may name."""
    for start in range(0, len(uids), COMMAND_UIDS):
        yield list(uids[start : start + COMMAND_UIDS])


def facts(client: IMAPClient, uids: Sequence[int]) -> list[Fact]:
    """Return what is known about those of *uids* that are still there, by UID."""
    found = []
    for some in chunks(uids):
        answer = _answers(client, some, "RFC822.SIZE", "INTERNALDATE")
        found += [fact for uid, items in answer.items() if (fact := _fact(uid, items))]
    return sorted(found, key=lambda fact: fact.uid)


def batches(mails: Sequence[Fact], max_octets: int) -> list[list[Fact]]:
    """Cut *mails* into batches that fit in memory."""
    cut: list[list[Fact]] = []
    held = BATCH_OCTETS
    for mail in mails:
        octets = min(mail.size, max_octets)
        if not cut or len(cut[-1]) == BATCH_UIDS or held + octets > BATCH_OCTETS:
            cut.append([])
            held = 0
        cut[-1].append(mail)
        held += octets
    return cut


def fetch(client: IMAPClient, batch: Sequence[Fact], uidvalidity: int, max_octets: int) -> list[Fetched]:
    """Return the mails of *batch* that can be read, of oversize ones the header block."""
    whole = _texts(client, [mail.uid for mail in batch if mail.size <= max_octets], "BODY.PEEK[]")
    # A size may be an estimate (Exchange), so it is looked at again once the octets are here.
    heads = _texts(
        client,
        [mail.uid for mail in batch if mail.size > max_octets or len(whole.get(mail.uid, b"")) > max_octets],
        f"BODY.PEEK[HEADER]<0.{HEADER_OCTETS}>",
    )
    return [
        Fetched(mail.uid, uidvalidity, octets, mail.received_at, mail.size, truncated=mail.uid in heads)
        for mail in batch
        if (octets := heads.get(mail.uid) or whole.get(mail.uid)) and (mail.uid in heads or len(octets) <= max_octets)
    ]


def _fact(uid: int, items: Items) -> Fact | None:
    size, received_at = items.get(b"RFC822.SIZE"), items.get(b"INTERNALDATE")
    if isinstance(size, int) and isinstance(received_at, datetime) and received_at.tzinfo:
        # IMAPClient's own zone cannot be handed to another process.
        return Fact(uid, received_at.astimezone(UTC), size)
    return None


def _texts(client: IMAPClient, uids: list[int], item: str) -> dict[int, bytes]:
    return {uid: text for uid, items in _answers(client, uids, item).items() if (text := _text(items))}


def _answers(client: IMAPClient, uids: list[int], *asked: str) -> dict[int, Items]:
    """Return what the server answers about each of *uids*."""
    try:
        return dict(client.fetch(uids, asked))
    except IMAP4.abort:
        raise
    except (IMAP4.error, ValueError, LookupError):
        # One mail that the server chokes on, or whose answer nobody can parse, must not hold up the others.
        if len(uids) > 1:
            half = len(uids) // 2
            return _answers(client, uids[:half], *asked) | _answers(client, uids[half:], *asked)
        log.warning("mail cannot be read", extra={"uid": uids[0]})
        return {}


def _text(items: Items) -> bytes | None:
    """Return the body among *items*: an answer may hold flags alone, no body at all, or one that is empty."""
    return next((one for key, one in items.items() if key.startswith(b"BODY[") and isinstance(one, bytes)), None)
