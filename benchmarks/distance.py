"""A server that seems far away: each octet takes half a round trip longer, in order and as many at once as come."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def far(port: int, round_trip: float) -> Iterator[int]:
    """Yield a port on loopback that leads to *port* over a line whose *round_trip* lasts that many seconds."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(_listen(port, round_trip / 2), loop).result(5)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _listen(port: int, delay: float) -> asyncio.Server:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * delay)  # TCP's own handshake
        from_server, to_server = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_carry(reader, to_server, delay), _carry(from_server, writer, delay))

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    loop = asyncio.get_running_loop()
    try:
        while some := await reader.read(65_536):
            loop.call_later(delay, writer.write, some)
    except ConnectionError:
        pass  # the other side hears of it below
    loop.call_later(delay, writer.close)
