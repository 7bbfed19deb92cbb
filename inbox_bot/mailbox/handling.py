"""What is left behind in the mailbox once a mail is handled: nothing, a keyword, or the mail in another folder."""

import logging
from collections.abc import Sequence
from imaplib import IMAP4

from inbox_bot.config import MoveTo, Tag
from inbox_bot.mailbox.fetching import chunks
from inbox_bot.mailbox.session import IMAPClient

log = logging.getLogger(__name__)


def tag(client: IMAPClient, uids: Sequence[int], keyword: Tag) -> None:
    """Give each mail the keyword."""
    for some in chunks(uids):
        client.add_flags(some, [keyword.keyword], silent=True)


def move(client: IMAPClient, uids: Sequence[int], to: MoveTo) -> None:
    """Move each mail to the folder, which is made if need be (RFC 6851, RFC 4315)."""
    if not client.folder_exists(to.move):
        client.create_folder(to.move)
        _subscribe(client, to.move)
    for some in chunks(uids):
        if client.has_capability("MOVE"):
            client.move(some, to.move)
        else:
            client.copy(some, to.move)
            remove(client, some)


def remove(client: IMAPClient, uids: Sequence[int]) -> None:
    """Delete each mail (RFC 4315); without UIDPLUS it is marked, and goes when people expunge."""
    for some in chunks(uids):
        client.delete_messages(some, silent=True)
        # A bare EXPUNGE would also remove what the people of this mailbox marked as deleted.
        if client.has_capability("UIDPLUS"):
            client.uid_expunge(some)


def obstacle(client: IMAPClient, handled: object, permanent_flags: Sequence[bytes] | None) -> str:
    """Return why this server cannot do what *handled* asks, or nothing."""
    if isinstance(handled, Tag) and permanent_flags is not None:
        allowed = {flag.lower() for flag in permanent_flags}
        if rb"\*" not in allowed and handled.keyword.lower().encode() not in allowed:
            return f'keeps no keyword "{handled.keyword}"'
    if isinstance(handled, MoveTo) and not (client.has_capability("MOVE") or client.has_capability("UIDPLUS")):
        return "can neither MOVE nor expunge single mails"
    return ""


def _subscribe(client: IMAPClient, folder: str) -> None:
    """Show the folder in mail programs; where the server refuses that, it is there all the same."""
    try:
        client.subscribe_folder(folder)
    except IMAP4.abort:
        raise
    except IMAP4.error:
        log.info("folder not subscribed", extra={"folder": folder})
