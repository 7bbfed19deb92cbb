"""A line to a real IMAP server that breaks once, as a test tells it to."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from servers.scripted import Line, scripted

Answer = list[bytes]
"""What the real server answers: each answer whole, with its literals, the one with the tag last."""
Err = Callable[[Line, Answer], None]
"""What is said in place of the answer. The command is done by then."""
_LITERAL = re.compile(rb"\{(\d+)\}\r\n$")


@dataclass(slots=True)
class Between:
    """Hands on what client and server on *port* say. Each of *errs* happens once, at the step that it is named for.

    The steps are the commands of RFC 9051, without UID; `CONNECT` before the greeting, `FACTS` for a FETCH of sizes,
    and `HANDLE` for MOVE and STORE.
    """

    errs: dict[str, Err]
    port: int
    context: ssl.SSLContext | None = None
    """Speaks TLS from the first octet."""

    def serve(self, line: Line) -> None:
        """Be the server of one connection."""
        if not self._erred("CONNECT", line, []) and self.context:
            line.start_tls(self.context)
        with socket.create_connection(("127.0.0.1", self.port), 10) as real, closing(real.makefile("rb")) as answers:
            line.sock.sendall(_whole(answers))
            while True:
                command = line.hear()
                real.sendall(command + b"\r\n")
                answer = self._answer(command.partition(b" ")[0], line, real, answers)
                if not self._erred(_step(command), line, answer):
                    line.sock.sendall(b"".join(answer))

    def _answer(self, tag: bytes, line: Line, real: socket.socket, answers: BinaryIO) -> Answer:
        answer: Answer = []
        while not answer or not answer[-1].startswith(tag + b" "):
            said = _whole(answers)
            if said.startswith(b"+"):
                line.sock.sendall(said)
                real.sendall(line.hear() + b"\r\n")
            else:
                answer.append(said)
        return answer

    def _erred(self, step: str, line: Line, answer: Answer) -> bool:
        err = self.errs.pop(step, None)
        if err is not None:
            err(line, answer)
        return err is not None


@contextmanager
def between(server: Between) -> Iterator[int]:
    """Run *server*; give its port."""
    with scripted(server.serve) as running:
        yield running.port


def _step(command: bytes) -> str:
    name = command.split(b" ", 1)[1].removeprefix(b"UID ").partition(b" ")[0].decode().upper()
    if name == "FETCH" and b"RFC822.SIZE" in command:
        return "FACTS"
    return "HANDLE" if name in {"MOVE", "STORE"} else name


def _whole(answers: BinaryIO) -> bytes:
    """Read one answer with its literals (RFC 9051, section 4.3)."""
    said = answers.readline()
    if not said:
        raise EOFError
    while literal := _LITERAL.search(said):
        said += answers.read(int(literal[1])) + answers.readline()
    return said
