"""A second origin that listens: whatever reaches it has left the page."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.site import Server

STOLEN = "stolen"
# A page of the second origin itself.
PAGE = "/page"


class Beacon:
    """What has arrived, by HTTP, as a WebSocket's upgrade, as another TCP connection or as a datagram (STUN, QUIC)."""

    def __init__(self, port: int) -> None:
        self.http = f"http://127.0.0.1:{port}"
        self.websocket = f"ws://127.0.0.1:{port}"
        self.stun = f"stun:127.0.0.1:{port}"
        self.hits: list[str] = []

    def count(self, kind: str, since: int = 0) -> int:
        """Return how many hits of this kind there are after the first ``since``."""
        return sum(hit.startswith(kind) for hit in self.hits[since:])

    def wait_for(self, kind: str, seconds: float = 10) -> bool:
        """Return whether a hit of this kind comes within so many seconds."""
        until = time.monotonic() + seconds
        while not self.count(kind) and time.monotonic() < until:
            time.sleep(0.05)
        return self.count(kind) > 0


class _Handler(BaseHTTPRequestHandler):
    """Writes down each request, and answers so that a browser has nothing to complain of."""

    def __init__(self, tell: Callable[[str], None], *arguments: Any) -> None:  # noqa: ANN401 - handed on
        self.tell = tell
        super().__init__(*arguments)

    def do_GET(self) -> None:
        upgrade = self.headers.get("Upgrade", "").lower() == "websocket"
        self.tell(f"{'websocket' if upgrade else 'http'} {self.path}")
        self.send_response(400 if upgrade else 200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Content-Type", "text/html" if self.path == PAGE else "text/javascript")
        self.end_headers()

    do_POST = do_PUT = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Listener(ThreadingHTTPServer):
    """Counts the connections too: one that never becomes a request has left all the same."""

    tell: Callable[[str], None]
    # A browser that is ended leaves its connections open.
    block_on_close = False

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401 - handed on
        """Accept everybody."""
        self.tell("tcp")
        return super().verify_request(request, client_address)


@contextlib.contextmanager
def listening() -> Iterator[Beacon]:
    """Listen on one port for TCP and UDP while the block runs."""
    with _Listener(("127.0.0.1", 0), BaseHTTPRequestHandler) as server, contextlib.ExitStack() as stack:
        beacon = Beacon(server.server_port)
        server.tell = beacon.hits.append
        server.RequestHandlerClass = partial(_Handler, beacon.hits.append)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        datagrams = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        datagrams.bind(("127.0.0.1", server.server_port))
        threading.Thread(target=_receive, args=(datagrams, beacon), daemon=True).start()
        yield beacon


def _receive(datagrams: socket.socket, beacon: Beacon) -> None:
    with contextlib.suppress(OSError):
        while datagrams.recv(2048):
            beacon.hits.append("udp")


class _Recording(Server):
    """The site, writing down who asks for something stolen."""

    def __init__(self, tell: Callable[[str], None], *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - handed on
        self.tell = tell
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        if STOLEN in self.path:
            self.tell(f"site {self.path}")
        super().do_GET()


@contextlib.contextmanager
def serve_watched(folder: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """Serve the site as :func:`tests.browser.site.serve` does; ``tell`` hears of each request for something stolen."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Recording, tell, directory=str(folder))) as server:
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{Server.prefix}"
        server.shutdown()
