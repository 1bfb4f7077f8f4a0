"""The HTTP requests that a program sends out, recorded and answered instead of sent."""

from collections.abc import Callable
from typing import Any

from playbook.probe.ends import Probe

Reply = Callable[[Any], Any]


class Outgoing(Probe):
    """The requests of ``httpx2`` since it began, in ``requests``: httpx2's own, with method, url, headers, content."""

    def __init__(self, reply: Reply | None) -> None:
        super().__init__()
        self.requests: list[Any] = []
        self._reply = reply

    def begin(self) -> None:
        """Stand in for the transports, in every client that there is and will be."""
        import httpx2  # noqa: PLC0415 - for rules that use it

        for kind, name in (
            (httpx2.HTTPTransport, "handle_request"),
            (httpx2.AsyncHTTPTransport, "handle_async_request"),
        ):
            self.undo.callback(setattr, kind, name, getattr(kind, name))
            setattr(kind, name, self._later if "async" in name else self._now)

    @property
    def _now(self) -> Callable[..., Any]:
        def handle_request(_transport: object, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
            request.read()
            self.requests.append(request)
            return self.answer(request)

        return handle_request

    @property
    def _later(self) -> Callable[..., Any]:
        async def handle_async_request(_transport: object, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
            await request.aread()
            self.requests.append(request)
            return await self.answer_async(request)

        return handle_async_request

    def answer(self, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
        """Return the answer to the request of a client that blocks."""
        import httpx2  # noqa: PLC0415 - as above

        return self._reply(request) if self._reply else httpx2.Response(200, json={})

    async def answer_async(self, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
        """Return the answer to the request of an asynchronous client."""
        return self.answer(request)


def outgoing(reply: Reply | None = None) -> Outgoing:
    """Record what is sent out with ``httpx2``, by clients that exist as well; nothing reaches the network.

    ``reply`` gets each request and returns an ``httpx2.Response`` or raises, as ``httpx2.ReadTimeout``. Without it
    the answer is 200 and ``{}``. The timeouts of a request are in ``request.extensions["timeout"]``. A client with
    a transport of its own (``MockTransport``, ``ASGITransport``) is left alone.
    """
    return Outgoing(reply)
