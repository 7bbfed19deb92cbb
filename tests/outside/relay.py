"""Between a client and a server: passes everything on, keeps what the client said, and may go dead."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_CHUNK = 65_536


@dataclass(slots=True)
class Relay:
    """Stands before the server on the port *server* of this machine."""

    server: int
    port: int
    """Where clients go."""
    said: bytearray = field(default_factory=bytearray)
    """What every client said."""
    deaths: int = 0
    away: bool = False
    """Whether whoever comes is sent away, and whoever is there."""
    held: bool = False
    """Whether an answer is held up now."""
    _hold: list[float] = field(default_factory=list)

    def go_dead(self) -> None:
        """Pass nothing on any more on the lines that are open, and do not say so, as where a machine slept too long."""
        self.deaths += 1

    def go_away(self) -> None:
        """Be as where the server is away, until `come_back`."""
        self.away = True

    def come_back(self) -> None:
        """Let clients in again."""
        self.away = False

    def hold_up(self, seconds: float) -> None:
        """Let the server's next answer come so much later."""
        self._hold.append(seconds)

    def serve(self, listening: socket.socket) -> None:
        """Let clients in until *listening* is shut."""
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                threading.Thread(target=self._between, args=(client,), daemon=True).start()

    def _between(self, client: socket.socket) -> None:
        born = self.deaths
        if self.away:
            client.close()
            return
        with client, socket.create_connection(("127.0.0.1", self.server)) as server:
            back = threading.Thread(target=self._pass_on, args=(server, client, bytearray(), born), daemon=True)
            back.start()
            self._pass_on(client, server, self.said, born)
            back.join()

    def _pass_on(self, start: socket.socket, end: socket.socket, kept: bytearray, born: int) -> None:
        with suppress(OSError):
            while (octets := start.recv(_CHUNK)) and not self.away:
                if kept is not self.said and self._hold:
                    self.held = True
                    time.sleep(self._hold.pop())
                    self.held = False
                if self.deaths == born:
                    kept += octets
                    end.sendall(octets)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR if self.deaths > born else socket.SHUT_WR)


@contextmanager
def relay(port: int) -> Iterator[Relay]:
    """Stand before the server on *port* of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        relaying = Relay(port, listening.getsockname()[1])
        threading.Thread(target=relaying.serve, args=(listening,), daemon=True).start()
        yield relaying
        # Closing does not wake who waits for a client.
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
