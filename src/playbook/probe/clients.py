"""Clients: one that always runs the lifespan, and several requests in the same moment."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from playbook.probe.ends import Probe, begun


class Client(Probe):
    """A TestClient of Starlette, whose lifespan runs; every attribute is the client's: ``get``, ``post``."""

    def __init__(self, app: Any, options: Mapping[str, Any]) -> None:  # noqa: ANN401 - any ASGI application
        super().__init__()
        self.app = app
        self._options = options
        self._client: Any = None

    def begin(self) -> None:
        """Start the application."""
        from starlette.testclient import TestClient  # noqa: PLC0415 - for rules that use it

        self._client = self.undo.enter_context(TestClient(self.app, **self._options))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the client has
        if name.startswith("__") or self._client is None:
            raise AttributeError(name)
        return getattr(self._client, name)


def client(app: Any, base_url: str = "http://testserver", *, raises: bool = False, **options: Any) -> Client:  # noqa: ANN401
    """Return a client of the application, started: its lifespan has begun, and ends with the proof or with ``with``.

    A bug answers 500 as it does in production, unless ``raises``. ``options`` are TestClient's own.
    """
    return Client(app, {"base_url": base_url, "raise_server_exceptions": raises, **options}).start()


def at_once(
    app: Any,  # noqa: ANN401
    *wanted: Mapping[str, Any],
    base_url: str = "http://testserver",
    client: tuple[str, int] = ("127.0.0.1", 123),
) -> list[Any]:
    """Send the requests in the same moment, and return the answers in their order.

    Each is what ``client.request`` takes: ``{"method": "GET", "url": "/api/v1/patients/1"}``. All of them have begun
    before one is answered if the application waits for something; in the browser, which has no threads,
    that is ``await`` alone. A bug answers 500. The lifespan runs, unless a ``client`` of the application has it open.
    The calls come from the address and port ``client``: ``at_once(app, …, client=("203.0.113.9", 50000))``.
    """
    return asyncio.run(_at_once(app, wanted, base_url, client))


async def _at_once(
    app: Any,  # noqa: ANN401
    wanted: tuple[Mapping[str, Any], ...],
    base_url: str,
    client: tuple[str, int],
) -> list[Any]:
    import httpx2  # noqa: PLC0415 - for rules that use it

    started = any(isinstance(probe, Client) and probe.app is app for probe in begun())
    lifespan = getattr(getattr(app, "router", None), "lifespan_context", None)
    running = contextlib.nullcontext() if started or lifespan is None else lifespan(app)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False, client=client)
    async with running, httpx2.AsyncClient(transport=transport, base_url=base_url) as sender:
        return list(await asyncio.gather(*(sender.request(**one) for one in wanted)))


def problem(answer: Any) -> tuple[int, str | None]:  # noqa: ANN401 - a response
    """Return the status as a number, and the code in the body, or None where there is none.

    The code is that of the envelope, ``{"error": {"code": …}}``, or of a body that is the problem itself,
    ``{"code": …}`` as RFC 9457 allows it.
    """
    try:
        body = answer.json()
    except ValueError:
        body = None
    inner = body.get("error", body) if isinstance(body, dict) else None
    code = inner.get("code") if isinstance(inner, dict) else None
    return int(answer.status_code), None if code is None else str(getattr(code, "value", code))
