"""What people here sent by hand: the headers of the Sent folder's new messages, and nothing else of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32
from imaplib import IMAP4

from inbox_bot.core.headers import Headers
from inbox_bot.mailbox.fetching import chunks
from inbox_bot.mailbox.session import IMAPClient

MOST = 1000
"""Messages that one look reads, the newest: of what was sent before, the people know themselves."""
_FIELDS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES AUTO-SUBMITTED)]"


@dataclass(frozen=True, slots=True)
class SentFolder:
    """Where sent messages lie, as the server counts them."""

    name: str
    uidvalidity: int
    uidnext: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent."""

    message_id: str
    answers: tuple[str, ...]
    """The Message-IDs that it names as answered."""
    automatic: bool
    """Whether it says that no person wrote it (RFC 3834)."""


def folder(client: IMAPClient, configured: str | None) -> SentFolder | None:
    """Return the folder that is *configured*, else the one the server marks (RFC 6154); None where there is none."""
    name = configured or _marked(client)
    if name is None:
        return None
    try:
        status = client.folder_status(name, ["UIDVALIDITY", "UIDNEXT"])
    except IMAP4.abort:
        raise
    except IMAP4.error:
        return None  # it is not there, or not ours to see
    known = status.get(b"UIDVALIDITY"), status.get(b"UIDNEXT")
    return SentFolder(name, *known) if all(isinstance(one, int) for one in known) else None


def sent(client: IMAPClient, name: str, floor: int) -> list[Sent]:
    """Select *name*, unwritten, and return what lies there from the UID *floor* up, at most the newest `MOST`.

    Nothing where the server does not let us. Afterwards another folder has to be selected.
    """
    try:
        client.select_folder(name, readonly=True)
    except IMAP4.abort:
        raise
    except IMAP4.error:
        return []
    uids = sorted(uid for uid in client.search(["UID", f"{floor}:*"]) if uid >= floor)[-MOST:]
    return [_sent(items.values()) for some in chunks(uids) for items in client.fetch(some, [_FIELDS]).values()]


def _marked(client: IMAPClient) -> str | None:
    if not client.has_capability("SPECIAL-USE"):
        return None
    return next((name for flags, _, name in client.list_folders() if rb"\Sent" in flags), None)


def _sent(items: Iterable[object]) -> Sent:
    octets = next((one for one in items if isinstance(one, bytes)), b"")
    headers = Headers(BytesHeaderParser(policy=compat32).parsebytes(octets))
    states = [value.lower() for value in headers.raw("auto-submitted")]
    return Sent(
        message_id="".join(headers.ids("message-id")[:1]),
        answers=(*headers.ids("in-reply-to"), *headers.ids("references")),
        automatic=any(not state.startswith("no") for state in states),
    )
