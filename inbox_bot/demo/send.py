"""Send the running demo a mail: `python -m inbox_bot.demo.send PORT TO FROM TEXT`."""

import smtplib
import sys
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid

from inbox_bot.demo.servers import LOOPBACK


def main(port: str, to: str, sender: str, text: str) -> None:
    """Send *text* as a participant would."""
    message = MIMEText(text, "plain", "utf-8")
    message["From"], message["To"], message["Subject"] = sender, to, "Inschrijving"
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid(domain="demo.invalid")
    with smtplib.SMTP(LOOPBACK, int(port), timeout=10) as smtp:
        smtp.send_message(message)


if __name__ == "__main__":
    main(*sys.argv[1:])
