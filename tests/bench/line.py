"""A line of some speed in front of a server: all connections share it, and all that it carries is counted."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

BITS_PER_S = 20e6
ROUND_TRIP_S = 0.04
PIECE = 16_384


class Line:
    """What the line carries to the reader: ``sent`` is its bytes so far, headers included."""

    def __init__(self, port: int) -> None:
        """Lead to the server on this port of the machine."""
        self.sent = 0
        self._port = port
        self._free_at = 0.0

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection both ways until it ends."""
        with contextlib.suppress(OSError):
            await asyncio.sleep(ROUND_TRIP_S)
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._port)
            await asyncio.gather(self._up(reader, inner_writer), self._down(inner_reader, writer))

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                await asyncio.sleep(ROUND_TRIP_S / 2)
                writer.write(piece)
        writer.close()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                # The line is busy with what others have sent before.
                self._free_at = max(time.monotonic(), self._free_at) + len(piece) * 8 / BITS_PER_S
                self.sent += len(piece)
                await asyncio.sleep(self._free_at - time.monotonic())
                asyncio.get_running_loop().call_later(ROUND_TRIP_S / 2, writer.write, piece)
                await writer.drain()
        asyncio.get_running_loop().call_later(ROUND_TRIP_S, writer.close)


@contextlib.contextmanager
def slowed(url: str) -> Iterator[tuple[str, Line]]:
    """Give the address at which a server of this machine is reached by the line, and the line."""
    port = urlsplit(url).port
    assert port is not None
    line, loop = Line(port), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    made = asyncio.run_coroutine_threadsafe(asyncio.start_server(line.connect, "127.0.0.1", 0), loop).result()
    try:
        yield url.replace(str(port), str(made.sockets[0].getsockname()[1])), line
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
