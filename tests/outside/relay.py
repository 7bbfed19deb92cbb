"""Between a client and a server: passes everything on, and keeps what the client said."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CHUNK = 65_536


@contextmanager
def relay(port: int) -> Iterator[tuple[int, bytearray]]:
    """Stand before the server on *port* of this machine; give the port to go to, and what every client said there."""
    said = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, port, said), daemon=True).start()
        yield listening.getsockname()[1], said
        # Closing does not wake who waits for a client.
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, port: int, said: bytearray) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_between, args=(client, port, said), daemon=True).start()


def _between(client: socket.socket, port: int, said: bytearray) -> None:
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        back = threading.Thread(target=_pass_on, args=(server, client, bytearray()), daemon=True)
        back.start()
        _pass_on(client, server, said)
        back.join()


def _pass_on(start: socket.socket, end: socket.socket, kept: bytearray) -> None:
    with suppress(OSError):
        while octets := start.recv(_CHUNK):
            kept += octets
            end.sendall(octets)
    with suppress(OSError):
        end.shutdown(socket.SHUT_WR)
