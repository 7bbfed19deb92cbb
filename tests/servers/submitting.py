"""A submission server that errs once, as a test tells it to, and knows which letters it really took."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from inbox_bot.demo.servers import Accepted
from servers.scripted import Line, scripted

Take = Callable[[], None]
Err = Callable[[Line, Take], None]
"""What it does in place of its right answer; the second argument takes the letter, where there is one."""
_ANSWERS = {"AUTH": "235 welcome", "RSET": "250 ok", "QUIT": "221 bye"}


@dataclass(slots=True)
class Submitting:
    """Serves one connection after the other. Each of *errs* happens once, at the step that it is named for.

    The steps are the commands of RFC 5321, `CONNECT` before the greeting, and `.` for the dot.
    """

    errs: dict[str, Err]
    extensions: tuple[str, ...] = ()
    context: ssl.SSLContext | None = None
    """Speaks TLS from the first octet, or after STARTTLS where that is among *extensions*."""
    accepted: list[Accepted] = field(default_factory=list)

    def serve(self, line: Line) -> None:
        """Be the server of one connection."""
        if not self._erred("CONNECT", line) and self.context and "STARTTLS" not in self.extensions:
            line.start_tls(self.context)
        line.say("220 ready")
        envelope: dict[str, str] = {}
        while True:
            said = line.hear().decode()
            verb = said.partition(" ")[0].upper()
            if not self._erred(verb, line):
                self._answer(verb, said, line, envelope)

    def _answer(self, verb: str, said: str, line: Line, envelope: dict[str, str]) -> None:
        if verb in {"MAIL", "RCPT"}:
            envelope[verb] = said.partition("<")[2].partition(">")[0]
            line.say("250 ok")
        elif verb == "DATA":
            self._data(line, envelope)
        elif verb == "STARTTLS" and self.context:
            line.say("220 go ahead")
            line.start_tls(self.context)
        elif verb == "EHLO":
            line.say("250-here", *(f"250-{one}" for one in self.extensions), "250 8BITMIME")
        else:
            line.say(_ANSWERS[verb])
        if verb == "QUIT":
            raise EOFError

    def _data(self, line: Line, envelope: Mapping[str, str]) -> None:
        line.say("354 go ahead")
        begun = len(line.heard)
        line.hear_until(b".")
        text = b"".join(one.removeprefix(b".") + b"\r\n" for one in line.heard[begun:-1])

        def take() -> None:
            self.accepted.append(Accepted(envelope["MAIL"], (envelope["RCPT"],), text))

        if not self._erred(".", line, take):
            take()
            line.say("250 taken")

    def _erred(self, step: str, line: Line, take: Take = lambda: None) -> bool:
        err = self.errs.pop(step, None)
        if err is not None:
            err(line, take)
        return err is not None


@contextmanager
def submitting(server: Submitting) -> Iterator[int]:
    """Run *server*; give its port."""
    with scripted(server.serve) as running:
        yield running.port
