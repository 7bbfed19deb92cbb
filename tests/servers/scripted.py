"""A server that says exactly what a test tells it to."""

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PATIENCE = 60.0


class Line:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.heard: list[bytes] = []
        self.told = threading.Event()
        self._file = sock.makefile("rb")

    def say(self, *lines: str | bytes) -> None:
        for line in lines:
            self.sock.sendall((line.encode() if isinstance(line, str) else line) + b"\r\n")

    def hear(self) -> bytes:
        """Read one line; EOFError if the client is gone."""
        line = self._file.readline()
        if not line:
            raise EOFError
        self.heard.append(line.rstrip(b"\r\n"))
        return self.heard[-1]

    def hear_until(self, last: bytes) -> None:
        while self.hear() != last:
            pass

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on; ssl.SSLError where the client does not want to."""
        self._file.close()
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self._file = self.sock.makefile("rb")

    def hang(self) -> None:
        """Say nothing any more, until the client leaves."""
        with suppress(EOFError):
            while True:
                self.hear()

    def wait_until_told(self) -> None:
        """Do nothing at all until the test is over."""
        self.told.wait(10)

    def close(self) -> None:
        self._file.close()
        self.sock.close()


class Scripted:
    """Where it listens, and the connections it has had."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lines: list[Line] = []

    def has_heard(self, pattern: bytes) -> bool:
        """Tell whether a line on any connection matches the regular expression."""
        return any(re.search(pattern, heard) for line in list(self.lines) for heard in list(line.heard))

    def once_heard(self, pattern: bytes, then: Callable[[], None]) -> None:
        """Wait, in a thread of its own, until *pattern* was heard; do *then*."""
        end = time.monotonic() + _PATIENCE
        while not self.has_heard(pattern):
            assert time.monotonic() < end
            time.sleep(0.01)  # the script's thread reads on
        then()


@contextmanager
def scripted(*scripts: Callable[[Line], None], context: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """Serve the first connection by the first script, and so on; the last script serves all that follow."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Scripted(listener.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(listener, server, scripts, context), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for line in list(server.lines):
                line.told.set()
                with suppress(OSError):
                    line.sock.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(
    listener: socket.socket,
    server: Scripted,
    scripts: tuple[Callable[[Line], None], ...],
    context: ssl.SSLContext | None,
) -> None:
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        with suppress(OSError, EOFError):
            sock.settimeout(10)
            line = Line(context.wrap_socket(sock, server_side=True) if context else sock)
            server.lines.append(line)
            try:
                scripts[min(len(server.lines), len(scripts)) - 1](line)
            finally:
                line.close()
        sock.close()
