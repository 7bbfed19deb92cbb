"""Delivery reports as mail servers write them, about a message of ours."""

from email import message_from_bytes
from email.message import Message as Part
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

_GONE = "550 5.1.1 The email account that you tried to reach does not exist"


def _addressed(
    part: Part, number: int, subject: str, sender: str = "Mail Delivery System <MAILER-DAEMON@mx.example>"
) -> bytes:
    part["From"], part["To"], part["Subject"] = sender, "linda@kcvs.example", subject
    part["Message-ID"] = f"<report-{number}@mx.example>"
    part["Date"] = "Tue, 20 Nov 2018 10:05:00 +0100"
    return part.as_bytes()


def report(sent: bytes, *, action: str = "failed", headers_only: bool = False, number: int = 1) -> bytes:
    """Return a delivery status notification as Postfix writes it (RFC 3464)."""
    original = message_from_bytes(sent)
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole.attach(MIMEText("This is the mail system at host mx.example.\n\nI'm sorry to have to inform you.\n"))
    recipient = Part()
    recipient["Final-Recipient"] = f"rfc822; {original['To']}"
    recipient["Action"] = action
    recipient["Status"] = "5.1.1" if action == "failed" else "4.4.1"
    recipient["Diagnostic-Code"] = f"smtp; {_GONE}"
    status = Part()
    status["Content-Type"] = "message/delivery-status"
    of_host = Part()
    of_host["Reporting-MTA"] = "dns; mx.example"
    status.set_payload([of_host, recipient])
    whole.attach(status)
    if headers_only:
        head = sent.partition(b"\r\n\r\n")[0].decode() + "\r\n"
        part = MIMEText(head.replace("\r\n", "\n"), "rfc822-headers", "us-ascii")
        whole.attach(part)
    else:
        whole.attach(MIMEMessage(original))
    return _addressed(whole, number, "Undelivered Mail Returned to Sender")


def qmail(sent: bytes, number: int = 2) -> bytes:
    """Return what qmail writes: words, and the message below."""
    to = message_from_bytes(sent)["To"]
    said = (
        "Hi. This is the qmail-send program at mx.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        f"This is a permanent error; I've given up. Sorry it didn't work out.\n\n<{to}>:\n{_GONE}\n\n"
        "--- Below this line is a copy of the message.\n\nReturn-Path: <>\n"
    )
    return _addressed(MIMEText(said + _text(sent)), number, "failure notice")


def exim(sent: bytes, number: int = 3) -> bytes:
    """Return what older Exims write: words, a header with the address, and the headers below."""
    original = message_from_bytes(sent)
    part = MIMEText(
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered to one or more of its\nrecipients.\n\n"
        f"  {original['To']}\n    {_GONE}\n\n------ This is a copy of the message's headers. ------\n\n"
        + "".join(f"> {line}\n" for line in _text(sent).partition("\n\n")[0].split("\n"))
    )
    part["X-Failed-Recipients"] = original["To"]
    return _addressed(part, number, "Mail delivery failed: returning message to sender")


def exchange(sent: bytes, number: int = 4) -> bytes:
    """Return a report that names the message in its own headers alone."""
    original = message_from_bytes(sent)
    part = MIMEText(f"Uw bericht aan {original['To']} kan niet worden bezorgd.\n\n{original['To']} is niet gevonden.\n")
    part["In-Reply-To"] = original["Message-ID"]
    return _addressed(part, number, "Onbestelbaar: Inschrijving", "Microsoft Outlook <postmaster@kcvs.example>")


def warning(sent: bytes, number: int = 5) -> bytes:
    """Return Exim's word, in text alone, that delivery is still tried."""
    said = (
        "This message was created automatically by mail delivery software.\n"
        f"A message that you sent has not yet been delivered to:\n\n  {message_from_bytes(sent)['To']}\n\n"
        "No action is required on your part. Delivery attempts will continue for some time.\n\n"
    )
    return _addressed(MIMEText(said + _text(sent)), number, "Warning: message 1abc delayed 24 hours")


def _text(sent: bytes) -> str:
    return sent.decode().replace("\r\n", "\n")
