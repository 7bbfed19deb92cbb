"""Sign in in a browser: it comes back to a port of this machine, or its address is pasted (RFC 8252, section 7.3)."""

import os
import select
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from inbox_bot.login.errors import SignInAbandonedError

_PATIENCE = 600.0
"""Seconds that somebody may take to sign in."""
_REQUEST = 5.0
"""Seconds that a browser may take to say what it wants."""
_LONGEST = 16_384
_THANKS = "Thank you: inbox-bot can go on. You may close this page."
_ELSE = "This page is for the sign-in of inbox-bot alone."


class Browser:
    """Waits for the browser's way back."""

    def __init__(self, listener: socket.socket, typed: int | None, say: Callable[[str], None], patience: float) -> None:
        self._listener = listener
        self._typed = typed
        self._say = say
        self._patience = patience

    @classmethod
    @contextmanager
    def open(cls, typed: int | None, say: Callable[[str], None], patience: float = _PATIENCE) -> Iterator[Self]:
        """Listen on a free port of this machine, and to the file descriptor *typed*, where somebody may paste."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            yield cls(listener, typed, say, patience)

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends the browser."""
        return f"http://localhost:{self._listener.getsockname()[1]}"

    def answer(self, address: str, state: str) -> Mapping[str, str]:
        """Have *address* opened; return the parameters that come back with *state*.

        Whatever else knocks or is typed is no answer. SignInAbandonedError where none comes.
        """
        self._say("1. Open this address in a browser:")
        self._say(f"   {address}")
        self._say("2. Sign in with the account of the mailbox, and allow what is asked.")
        self._say(
            "If the browser then shows a page that cannot be reached, copy that page's address and paste it here."
        )
        end = time.monotonic() + self._patience
        while (left := end - time.monotonic()) > 0:
            sources: list[socket.socket | int] = [self._listener, *([] if self._typed is None else [self._typed])]
            for ready in select.select(sources, [], [], left)[0]:
                found = self._pasted(state) if ready == self._typed else self._knocked(state)
                if found:
                    return found
        raise SignInAbandonedError("nobody signed in in time; run `inbox-bot login` again")

    def _pasted(self, state: str) -> Mapping[str, str]:
        octets = os.read(self._typed, _LONGEST) if self._typed is not None else b""
        if not octets:
            self._typed = None  # there is nobody who could paste
        lines = octets.decode("utf-8", "replace").split()
        if found := next(filter(None, (_parameters(line, state) for line in lines)), None):
            return found
        if lines:
            self._say(f"That is not the address of the page; it begins with {self.redirect_uri}")
        return {}

    def _knocked(self, state: str) -> Mapping[str, str]:
        with suppress(OSError):
            sock, _ = self._listener.accept()
            with sock:
                sock.settimeout(_REQUEST)
                line = sock.makefile("rb").readline(_LONGEST).decode("latin-1")
                found = _parameters(line.split(" ")[1] if line.startswith("GET ") else "", state)
                body = (_THANKS if found else _ELSE).encode()
                head = f"HTTP/1.0 {200 if found else 404} -\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}"
                with suppress(OSError):
                    sock.sendall(f"{head}\r\n\r\n".encode() + body)
            return found
        return {}


def _parameters(address: str, state: str) -> Mapping[str, str]:
    """Return the parameters of *address* if they are the answer to our question; `state` tells (RFC 6749, 10.12)."""
    try:
        found = dict(parse_qsl(urlsplit(address).query))
    except ValueError:
        return {}
    return found if found.get("state") == state and ("code" in found or "error" in found) else {}
