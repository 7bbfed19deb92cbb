"""Messages with nothing in them but what a test of zones is about, and mails in which every line carries its zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.message import Address, Message

ORGANISER = "info@organiser.example"
_ZONES = {"N": Zone.NEW, "S": Zone.SIGNATURE, "D": Zone.DISCLAIMER, "Q": Zone.QUOTED, "F": Zone.FORWARDED}


def write(
    text: str = "",
    html: str = "",
    *,
    sender: str = "Jan Peeters <jan.peeters@gent.example>",
    to: str = ORGANISER,
    subject: str = "inschrijving",
    reply: bool = False,
) -> Message:
    return Message(
        digest="",
        message_id="<1@example.org>",
        in_reply_to=("<0@example.org>",) if reply else (),
        references=(),
        senders=(Address(*parseaddr(sender)),),
        reply_to=(),
        to=(Address(*parseaddr(to)),),
        cc=(),
        return_path=None,
        subject=subject,
        date=None,
        received=None,
        text=text,
        html=html,
        attachments=(),
        automatic=None,
        bounce=None,
        mailing_list=None,
        calendar=None,
        unreadable=None,
    )


def lines(document: Document, *zones: Zone) -> list[str]:
    """Return what is written in *zones*, in all of them where none is named."""
    return [line.text for line in document.lines if line.text and (not zones or line.zone in zones)]


@dataclass(frozen=True)
class MarkedMail:
    name: str
    message: Message
    zones: tuple[Zone, ...]
    """The zone of each line that is not blank."""


def marked_mails() -> Iterator[MarkedMail]:
    """Yield the mails of `core/zones/mails.txt`: a head, then each line behind the letter of its zone."""
    written = (Path(__file__).parent / "core" / "zones" / "mails.txt").read_text("utf-8")
    for block in written.split("=== ")[1:]:
        head, _, body = block.partition("\n\n")
        name, *headers = head.splitlines()
        facts = dict(header.split(": ", 1) for header in headers)
        rows = body.rstrip("\n").splitlines()
        message = write(
            "\n".join(row[2:] for row in rows),
            sender=facts["From"],
            to=facts["To"],
            subject=facts["Subject"],
            reply="Reply" in facts,
        )
        yield MarkedMail(name, message, tuple(_ZONES[row[0]] for row in rows if re.search(r"[^>\s]", row[2:])))
