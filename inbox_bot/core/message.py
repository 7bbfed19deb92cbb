"""Octets to Message: the facts of RFC 5322, 2045 and 3834. The only module that knows mail-parser."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """An RFC 5322 *mailbox*, renamed because `Mailbox` is the IMAP one."""

    display_name: str
    addr_spec: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is no body: its file name and media type, both as the sender wrote them."""

    filename: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as facts. Every string is decoded, free of line ends (but for *text* and *html*) and NUL."""

    digest: str
    """SHA-256 over Message-ID, From, Subject and text: survives re-delivery and a new UIDVALIDITY."""
    message_id: str
    """With angle brackets; empty if the message has none."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    senders: tuple[Address, ...]
    """Every From address of every From header (RFC 5322 allows one header, several addresses)."""
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    return_path: str | None
    """Address without brackets; empty for the null reverse-path `<>`; None where there is no such header."""
    subject: str
    date: datetime | None
    """The sender's Date header, aware. It proves nothing."""
    received: datetime | None
    """The date of the topmost Received header, aware."""
    text: str
    """The plain-text body, line ends as `\\n`; empty where there is none."""
    html: str
    attachments: tuple[Attachment, ...]
    automatic: str | None
    """Which header says that a machine sent this (RFC 3834, section 2, and those seen in practice)."""
    bounce: str | None
    """Which fact says that this is a delivery report (RFC 3464)."""
    mailing_list: str | None
    """Which header says that this came by a list or as bulk mail (RFC 2369, 2919)."""
    calendar: str | None
    """The iTIP method of a text/calendar part (RFC 5546): REQUEST, REPLY, …"""
    unreadable: str | None
    """Why the message could not be read within its bounds; its bodies are then empty."""

    @property
    def sender(self) -> Address | None:
        """The only author; None where there is none, or more than one."""
        return self.senders[0] if len(self.senders) == 1 else None
