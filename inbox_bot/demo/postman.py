"""Carries mail between the demo's servers: to the organiser's address into the mailbox, replies to the terminal."""

import socket
import threading
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from inbox_bot.config import Config
from inbox_bot.core.message import parse
from inbox_bot.demo.servers import Accepted, SmtpServer

_ROUND = 0.5
"""Seconds between two rounds."""


def put(config: Config, octets: bytes, received_at: datetime) -> None:
    """Put *octets* into the mailbox of *config*, received at *received_at* (aware)."""
    mailbox = config.mailbox
    password = mailbox.password.read(config.folder) if mailbox.password else ""
    with IMAPClient(mailbox.host, mailbox.port, ssl=False, timeout=10) as client:
        # A mail's octets are the last of many small writes, each of which would wait for its acknowledgement.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.normalise_times = False
        client.login(mailbox.username, password)
        # Unlike `append`, this leaves the ends of lines as they are.
        client.multiappend(mailbox.folder, [{"msg": octets, "date": received_at}])


class Postman:
    """Goes round; every message that the SMTP server took is carried once."""

    def __init__(self, config: Config, smtp: SmtpServer, replies: Path, say: Console) -> None:
        self._config = config
        self._address = parseaddr(config.submission.sender)[1].lower()
        self._smtp = smtp
        self._replies = replies
        self._say = say
        self._carried = 0
        self._stopping = threading.Event()
        replies.mkdir()

    def deliver(self, octets: bytes, received_at: datetime) -> None:
        """Put *octets* into the mailbox, received at *received_at* (aware)."""
        put(self._config, octets, received_at)

    def collect(self) -> None:
        """Carry what has come since the last time."""
        while self._carried < len(self._smtp.accepted):
            message = self._smtp.accepted[self._carried]
            self._carried += 1
            if message.mail_from and self._address in {one.lower() for one in message.rcpt_tos}:
                self.deliver(message.octets, datetime.now(UTC))
            else:
                self._show(message)

    def go_round(self) -> None:
        """Collect until told to stop."""
        while not self._stopping.wait(_ROUND):
            self.collect()

    def stop(self) -> None:
        """End the rounds."""
        self._stopping.set()

    def _show(self, message: Accepted) -> None:
        (self._replies / f"{self._carried:03}.eml").write_bytes(message.octets)
        parsed = parse(message.octets)
        head = f"To: {', '.join(message.rcpt_tos)}\nSubject: {parsed.subject}\n\n"
        self._say.print(Panel(Text(head + parsed.text.strip()), title="Reply", title_align="left", width=100))
