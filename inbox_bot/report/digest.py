"""A Report as the mail that the organiser gets every day."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, getaddresses
from zoneinfo import ZoneInfo

from inbox_bot.core.message import Address
from inbox_bot.core.reply.mime import Part, mailbox, multipart, text_part, to_octets, unstructured
from inbox_bot.report.model import Report
from inbox_bot.report.render import headline, render

_MSG_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


def digest(
    report: Report,
    organiser_addresses: Sequence[str],
    sender: Address,
    at: datetime,
    message_id: str = "",
    *,
    language: str = "nl",
) -> bytes:
    """Return *report* as a message to the organiser (RFC 3834: `auto-generated`), written *at* (aware).

    No header holds anything that a participant wrote, and the mails themselves are left out. Without a *message_id*
    it gets one of its moment and *sender*. ValueError for a *message_id* that is none; UnsafeReply where a header
    would hold more than printable ASCII.
    """
    message_id = message_id or f"<digest.{at.timestamp():.0f}@{sender.addr_spec.rpartition('@')[2]}>"
    if not _MSG_ID.fullmatch(message_id):
        raise ValueError("not a Message-ID")
    texts = (
        text_part(render(report, "text", language, originals=False), "plain", language),
        text_part(render(report, "html", language, originals=False), "html", language),
    )
    content = multipart("alternative", texts)
    headers = (
        ("Date", format_datetime(at.astimezone(ZoneInfo(report.timezone)))),
        ("From", mailbox(sender.display_name, sender.addr_spec)),
        ("To", ",\r\n ".join(mailbox(name, spec) for name, spec in getaddresses(list(organiser_addresses)))),
        ("Message-ID", message_id),
        ("Subject", unstructured("Subject", headline(report, language))),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    )
    return to_octets(Part((*headers, *content.headers), content.body))
