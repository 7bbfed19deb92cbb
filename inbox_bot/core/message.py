"""Octets to Message: the facts of RFC 5322, 2045 and 3834. The only module that knows mail-parser.

mail-parser reads the header section: its addresses and dates are stricter than those of the standard library. The parts
are read in `bodies`: there mail-parser takes named bodies for attachments and attached mails for text, leaves 7-bit
charsets undecoded, and some truncated messages crash it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message as Part

from mailparser import MailParser, core, utils

from inbox_bot.core import bounds
from inbox_bot.core.attendance import Attendance
from inbox_bot.core.authentication import dmarc_failed
from inbox_bot.core.automatic import automatic, bounce, is_stamped, mailing_list, no_reply
from inbox_bot.core.bodies import Bodies, bodies
from inbox_bot.core.headers import Headers, decoded, sheltered
from inbox_bot.core.returned import returned

# They write the headers they stumble over, and people's names with them.
for _module in (core, utils):
    _module.log.disabled = True

# More says nothing more, and whoever looks for words there may take quadratic time.
_SUBJECT, _NAME = 1_000, 200


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
    no_reply: str | None = None
    """Which sender says by its name that nobody reads an answer. A web form writes from such an address too."""
    content: str = ""
    """SHA-256 over sender and text: the same for what somebody sends twice; empty where there is no text."""
    attendance: Attendance | None = None
    """What the sender's calendar answers to an invitation, where this is such an answer (RFC 5546)."""
    returned: tuple[str, ...] = ()
    """The Message-IDs of what this, if it is a delivery report, may bring back; none while delivery is still tried."""
    dmarc_failed: frozenset[str] = frozenset()
    """The authserv-ids (lower case) of the servers that found the author's domain forged (RFC 8601, RFC 7489)."""

    @property
    def is_stamped(self) -> bool:
        """Whether a person may have written it, for all that the headers say of machines and lists."""
        signs = [sign for sign in (self.automatic, self.mailing_list) if sign]
        human = not self.bounce and self.return_path != "" and (not self.mailing_list or self.in_reply_to)
        return bool(signs and human) and all(map(is_stamped, signs))

    @property
    def digest_of_head(self) -> str:
        """The digest that it has where its header section alone is read; empty where only its text tells it apart."""
        return _named(self.message_id, self.senders, self.subject, b"\0") if self.message_id else ""

    @property
    def sender(self) -> Address | None:
        """The only author; None where there is none, or more than one."""
        return self.senders[0] if len(self.senders) == 1 else None


def parse(octets: bytes) -> Message:
    """Return the facts of one message (RFC 5322). Total: what exceeds the bounds, or cannot be read, is `unreadable`.

    Time and memory are linear in the size of *octets*, up to the bounds in `bounds`; nothing is built beyond them.
    """
    try:
        root = bounds.tree(octets)
        return _message(octets, root, bodies(root), None)
    except bounds.BoundsError as error:
        return _unreadable(octets, str(error))
    except Exception as error:  # noqa: BLE001 - hostile octets find every hole of the parsers below; none may end a poll
        return _unreadable(octets, f"{type(error).__name__} while reading it")


def _unreadable(octets: bytes, reason: str) -> Message:
    """Return what the header section tells, as far as it can be read, and *reason*."""
    try:
        return _message(octets, bounds.header_section(octets), Bodies(), reason)
    except Exception:  # noqa: BLE001 - as above: the organiser then sees the reason and the original alone
        return _message(octets, Part(), Bodies(), reason)


def _message(octets: bytes, root: Part, body: Bodies, unreadable: str | None) -> Message:
    headers = Headers(root, longest=bounds.HEADER)
    senders = _addresses(headers, "from")
    date, received = _dates(root)
    message_id = "".join(headers.ids("message-id")[:1])
    subject = headers.text("subject")[:_SUBJECT]
    # Two messages that cannot be read are told apart by their octets.
    text = octets if unreadable else f"{body.text}\0{body.html}".encode()
    return Message(
        digest=_named(message_id, senders, subject, text),
        message_id=message_id,
        in_reply_to=headers.ids("in-reply-to"),
        references=headers.ids("references"),
        senders=senders,
        reply_to=_addresses(headers, "reply-to"),
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        return_path=_return_path(headers),
        subject=subject,
        date=date,
        received=received,
        text=body.text,
        html=body.html,
        attachments=tuple(Attachment(name, content_type) for name, content_type in body.attachments),
        automatic=automatic(headers, root),
        bounce=bounce(headers, root),
        mailing_list=mailing_list(headers),
        calendar=body.calendar,
        unreadable=unreadable,
        no_reply=no_reply(headers),
        content=_content(senders, body),
        attendance=body.attendance,
        returned=returned(headers, root, body.text),
        dmarc_failed=dmarc_failed(headers),
    )


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    """Return the addresses of every *name* header, display names decoded after the structure was read, not before."""
    pairs = (pair for value in headers.raw(name) for pair in utils.get_addresses(sheltered(value)))
    return tuple(Address(decoded(display_name)[:_NAME], addr_spec) for display_name, addr_spec in pairs if addr_spec)


def _return_path(headers: Headers) -> str | None:
    values = headers.raw("return-path")
    return values[0].strip("<> ") if values else None


def _dates(root: Part) -> tuple[datetime | None, datetime | None]:
    """Return the dates of the Date and the topmost Received header, both in UTC."""
    parser = MailParser(_dated(root))
    hops = parser.received
    received = hops[-1].get("date_utc") if hops else None
    return parser.date, datetime.fromisoformat(received) if received else None


def _dated(root: Part) -> Part:
    """Return the header fields of *root* that hold dates; mail-parser reads all that it is given, and some crash it."""
    section = Part()
    for name, value in root.raw_items():
        if name.lower() in {"date", "received"}:
            section.set_raw(name, value)
    return section


def _content(senders: Sequence[Address], body: Bodies) -> str:
    words = " ".join((body.text or body.html).split())
    return _digest(*(sender.addr_spec.lower() for sender in senders), words) if words else ""


def _named(message_id: str, senders: Sequence[Address], subject: str, text: bytes) -> str:
    return _digest(message_id, " ".join(sender.addr_spec for sender in senders), subject, text)


def _digest(*facts: str | bytes) -> str:
    octets = (fact if isinstance(fact, bytes) else fact.encode() for fact in facts)
    return hashlib.sha256(b"\0".join(octets)).hexdigest()
