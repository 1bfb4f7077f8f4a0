"""A server that takes requests and does not get on with them, on a clock that costs no time."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, Literal

from playbook.probe.clocks import Clock
from playbook.probe.outgoing import Outgoing, Reply

Where = Literal["connect", "write", "read", "headers", "bytes"]

A_DAY = 86_400.0
# Who sends a byte now and then sends the next one a little before the client would give up on it.
_BYTES, _NEARLY, _PAUSE = 60, 0.9, 60.0


class Hanging(Outgoing):
    """A server that hangs: ``requests`` is what it was sent, ``seconds`` is how long its callers were kept."""

    def __init__(self, where: Where, reply: Reply | None, seconds: float, skip: int) -> None:
        super().__init__(reply)
        self._where, self._wait, self._skip = where, seconds, skip
        self._clock, self._began = Clock(), 0.0

    def begin(self) -> None:
        """Stop the clocks, and stand in for the network."""
        self.undo.callback(self._clock.stop)
        self._began = self._clock.start().now
        super().begin()

    @property
    def seconds(self) -> float:
        """How much time has passed on the clock since the server began."""
        return self._clock.now - self._began

    def answer(self, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
        """Answer after the wait, or end in the client's own timeout if it has one."""
        answered, pauses = super().answer(request), self._pauses(request)
        if self._where == "bytes":
            return _slowly(answered, pauses, self._clock)
        for pause in pauses:
            self._clock.forward(pause)
        return answered

    async def answer_async(self, request: Any) -> Any:  # noqa: ANN401 - httpx2's own
        """Do the same for an asynchronous client, which may give up meanwhile."""
        answered, pauses = super().answer(request), self._pauses(request)
        if self._where == "bytes":
            return _slowly(answered, pauses, self._clock)
        for pause in pauses:
            await asyncio.sleep(pause)
        return answered

    def _pauses(self, request: Any) -> Iterator[float]:  # noqa: ANN401 - httpx2's own
        """Yield how long to wait, once or before each byte; raise when the client's timeout is over."""
        import httpx2  # noqa: PLC0415 - for rules that use it

        limits = request.extensions.get("timeout", {})
        if len(self.requests) <= self._skip:
            return
        if self._where in ("headers", "bytes"):
            limit = limits.get("read")
            yield from [_PAUSE if limit is None else min(_PAUSE, limit * _NEARLY)] * _BYTES
            return
        limit = limits.get(self._where)
        yield self._wait if limit is None else min(limit, self._wait)
        if limit is not None and limit < self._wait:
            name = f"{self._where.title()}Timeout"
            raise getattr(httpx2, name)(f"nothing within {limit} s", request=request)


def hanging(where: Where, reply: Reply | None = None, *, seconds: float = A_DAY, skip: int = 0) -> Hanging:
    """Let each request of ``httpx2`` reach a server that hangs, for a day or ``seconds``; then it answers after all.

    ``where``: it does not take the connection (``"connect"``), takes no request (``"write"``), sends nothing
    (``"read"``), or sends a byte now and then, always just before the client's timeout for reading is over: of the
    headers (``"headers"``), which the client sees when they are whole, or of the body (``"bytes"``). ``reply`` is as in
    ``outgoing``; the first ``skip`` requests are answered at once. All clocks stand still meanwhile and are moved by
    waiting alone, as with ``clock``: a day costs no time.

    Examples:
        >>> import httpx2
        >>> with hanging("read", seconds=3) as server:
        ...     answer = httpx2.get("https://lab.example", timeout=5)
        >>> answer.status_code, server.seconds
        (200, 3.0)
    """
    return Hanging(where, reply, seconds, skip)


def _slowly(answered: Any, pauses: Iterator[float], clock: Clock) -> Any:  # noqa: ANN401 - a response
    """Return the answer with a body that comes byte by byte."""
    import httpx2  # noqa: PLC0415 - for rules that use it

    body = answered.content.ljust(_BYTES)

    class Slow(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for place, pause in enumerate(pauses):
                clock.forward(pause)
                yield body[place : place + 1]
            yield body[_BYTES:]

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for place, pause in enumerate(pauses):
                await asyncio.sleep(pause)
                yield body[place : place + 1]
            yield body[_BYTES:]

    headers = {name: value for name, value in answered.headers.items() if name != "content-length"}
    return httpx2.Response(answered.status_code, headers=headers, stream=Slow())
