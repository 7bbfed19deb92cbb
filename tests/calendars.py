"""Answers to an invitation as people's calendars send them."""

from base64 import b64encode

UID = "seminar@kcvs.example"
_JAN = "jan@gent.example"
_TITLE = "Seminarie Steden in transitie"
_NAMES = {"DECLINED": "Declined", "ACCEPTED": "Accepted", "TENTATIVE": "Tentative"}


def outlook(status: str, uid: str = UID, title: str = _TITLE, attendee: str = _JAN, day: str = "20181207") -> bytes:
    """Return what Outlook sends: an alternative in Base64, in a time zone of Microsoft's own."""
    calendar = _calendar(
        f'ATTENDEE;PARTSTAT={status};CN="Peeters, Jan":mailto:{attendee}',
        f"UID:{uid}",
        f"SUMMARY;LANGUAGE=nl-BE:{_NAMES[status]}: {title}",
        f"DTSTART;TZID=Romance Standard Time:{day}T103000",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    )
    body = (
        'Content-Type: multipart/alternative; boundary="_000_x"\r\n\r\n'
        '--_000_x\r\nContent-Type: text/plain; charset="us-ascii"\r\n\r\n\r\n'
        '--_000_x\r\nContent-Type: text/calendar; charset="utf-8"; method=REPLY\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(calendar).decode()}\r\n--_000_x--\r\n"
    )
    return _mail(f"Peeters Jan <{attendee}>", f"{_NAMES[status]}: {title}", body)


def gmail(status: str, uid: str = UID, title: str = _TITLE, attendee: str = _JAN, day: str = "20181207") -> bytes:
    """Return what Google Calendar sends: words and the answer, its lines folded anywhere."""
    calendar = _calendar(
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={status};CN={attendee};X-NUM-GU\r\n"
        f" ESTS=0:mailto:{attendee[:5]}\r\n {attendee[5:]}",
        f"UID:{uid}",
        f"SUMMARY:{title}",
        f"DTSTART:{day}T093000Z",
    )
    body = (
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary="y"\r\n\r\n'
        '--y\r\nContent-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes\r\n\r\n'
        f"{attendee} has {_NAMES[status].lower()} this invitation.\r\n\r\n{title}\r\nFriday 7 Dec 2018\r\n\r\n"
        f'--y\r\nContent-Type: text/calendar; charset="UTF-8"; method=REPLY\r\n\r\n{calendar.decode()}\r\n--y--\r\n'
        '--x\r\nContent-Type: application/ics; name="invite.ics"\r\n\r\nx\r\n--x--\r\n'
    )
    return _mail(f"Jan Peeters <{attendee}>", f"{_NAMES[status]}: {title} @ Fri Dec 7, 2018", body)


def apple(status: str, uid: str = UID, title: str = _TITLE, attendee: str = _JAN, day: str = "20181207") -> bytes:
    """Return what iCloud sends, from an address of its own that nobody reads."""
    calendar = _calendar(
        f'ATTENDEE;CN="Jan Peeters";PARTSTAT={status};EMAIL="{attendee}":MAILTO:{attendee}',
        f"UID:{uid}",
        f"SUMMARY:{title}",
        f"DTSTART;TZID=Europe/Brussels:{day}T103000",
    )
    body = (
        f"Reply-To: {attendee}\r\nAuto-Submitted: auto-generated\r\n"
        'Content-Type: multipart/alternative; boundary="z"\r\n\r\n--z\r\nContent-Type: text/plain; charset="UTF-8"\r\n\r\n'
        f"Jan Peeters has {_NAMES[status].lower()} your invitation.\r\n"
        '--z\r\nContent-Type: text/calendar; charset="UTF-8"; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{b64encode(calendar).decode()}\r\n--z--\r\n"
    )
    return _mail('"Jan Peeters" <noreply@email.apple.com>', f"{title}", body)


def _mail(sender: str, subject: str, body: str) -> bytes:
    head = (
        f"From: {sender}\r\nTo: Linda <linda@kcvs.example>\r\nSubject: {subject}\r\nMessage-ID: <21@gent.example>\r\n"
        "Date: Tue, 20 Nov 2018 11:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    )
    return f"{head}{body}".encode()


def _calendar(*lines: str) -> bytes:
    whole = (
        *("BEGIN:VCALENDAR", "PRODID:-//Example//Calendar//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT"),
        *("DTSTAMP:20181120T100000Z", "ORGANIZER;CN=Linda:mailto:linda@kcvs.example"),
        *lines,
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\r\n".join(whole).encode()
