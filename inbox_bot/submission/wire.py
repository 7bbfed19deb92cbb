"""What goes over the wire: commands, answers, and a message's text (RFC 5321)."""

import re
import select
import smtplib
from collections.abc import Sequence
from typing import NamedTuple

_MAX_WORDS = 300
_SHUTTING_DOWN = 421
_GO_AHEAD = 354


class Answer(NamedTuple):
    """What the server said: a three-digit code, 0 for what is none, and its words in one line."""

    code: int
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.words}"

    @property
    def positive(self) -> bool:
        """Whether the server agrees, or waits for more."""
        return 200 <= self.code < 400  # noqa: PLR2004 - RFC 5321, section 4.2.1

    @property
    def accepted(self) -> bool:
        """Whether what was asked is done."""
        return 200 <= self.code < 300  # noqa: PLR2004 - as above

    @property
    def temporary(self) -> bool:
        """Whether the same may be accepted later."""
        return 400 <= self.code < 500  # noqa: PLR2004 - as above

    @property
    def permanent(self) -> bool:
        """Whether the same would be refused again."""
        return 500 <= self.code < 600  # noqa: PLR2004 - as above

    @property
    def last(self) -> bool:
        """Whether nothing sensible can follow on this connection."""
        return self.code == _SHUTTING_DOWN or not 200 <= self.code < 600  # noqa: PLR2004 - as above

    @property
    def go_ahead(self) -> bool:
        """Whether the server waits for the text of a message."""
        return self.code == _GO_AHEAD


def read(smtp: smtplib.SMTP) -> Answer:
    """Read one answer; raises OSError."""
    code, said = smtp.getreply()
    return Answer(max(code, 0), words(said))


def words(said: bytes | str) -> str:
    """Return *said* in one short line without control characters."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", text).strip()[:_MAX_WORDS]


def converse(smtp: smtplib.SMTP, commands: Sequence[str]) -> list[Answer]:
    """Send *commands*, all at once where the server allows (RFC 2920), else until one is refused; raises OSError."""
    if smtp.has_extn("pipelining"):
        smtp.send("".join(f"{command}\r\n" for command in commands).encode())
        return [read(smtp) for _ in commands]
    answers: list[Answer] = []
    for command in commands:
        smtp.send(f"{command}\r\n".encode())
        answers.append(read(smtp))
        if not answers[-1].positive:
            break
    return answers


def text(octets: bytes) -> bytes:
    """Return *octets* with CRLF line ends and doubled leading dots (section 4.5.2), without the final dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", octets)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def has_spoken(smtp: smtplib.SMTP) -> bool:
    """Tell whether the server has something to say, or has hung up, while it should listen."""
    if smtp.sock is None:
        return True
    poller = select.poll()
    poller.register(smtp.sock, select.POLLIN)
    return bool(poller.poll(0))
