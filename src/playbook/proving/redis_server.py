"""A Redis server of yours in the place of fakeredis, for the proofs that speak to Redis.

``PLAYBOOK_REDIS_URL`` names it. Each proof empties its database, so give it one that holds nothing else, and prove one
rule at a time: what is published reaches every subscriber of a server. A proof that moves the clock moves the ends of
what is kept there as well, by shortening the time that is left.
"""

import os
from typing import Any, Final

import fakeredis
import redis
import redis.asyncio

from playbook.probe.clocks import Clock

ENVIRONMENT: Final = "PLAYBOOK_REDIS_URL"
_AWAY = "the server is away"


class Server:
    """Stands for ``fakeredis.FakeServer``: an empty database of the real server, which can be made to be away."""

    def __init__(self, **_options: object) -> None:
        self.connected = True
        _own().flushdb()


def _refuse(server: Server) -> None:
    if not server.connected:
        raise redis.ConnectionError(_AWAY)


class _Connection(redis.Connection):
    """Stands for ``fakeredis.FakeRedisConnection``."""

    def __init__(self, *, server: Server, **options: Any) -> None:  # noqa: ANN401 - redis-py's own
        self._server = server
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def connect(self) -> None:
        _refuse(self._server)
        super().connect()  # type: ignore[no-untyped-call]

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:  # noqa: ANN401
        _refuse(self._server)
        super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call]


class _AsyncConnection(redis.asyncio.Connection):
    def __init__(self, *, server: Server, **options: Any) -> None:  # noqa: ANN401 - redis-py's own
        self._server = server
        super().__init__(**options)

    async def connect(self) -> None:
        _refuse(self._server)
        await super().connect()  # type: ignore[no-untyped-call]

    async def send_packed_command(self, command: Any, check_health: bool = True) -> None:  # noqa: ANN401
        _refuse(self._server)
        await super().send_packed_command(command, check_health)


class Client(redis.Redis):
    """Stands for ``fakeredis.FakeRedis``."""

    def __init__(
        self,
        *,
        server: Server | None = None,
        connection_class: type[_Connection] = _Connection,
        **options: Any,  # noqa: ANN401 - redis-py's own
    ) -> None:
        pool = redis.ConnectionPool.from_url(
            os.environ[ENVIRONMENT], connection_class=connection_class, server=server or Server(), **options
        )
        super().__init__(connection_pool=pool)


class AsyncClient(redis.asyncio.Redis):
    """Stands for ``fakeredis.FakeAsyncRedis``."""

    def __init__(self, *, server: Server | None = None, **options: Any) -> None:  # noqa: ANN401 - redis-py's own
        pool = redis.asyncio.ConnectionPool.from_url(
            os.environ[ENVIRONMENT], connection_class=_AsyncConnection, server=server or Server(), **options
        )
        super().__init__(connection_pool=pool)


def take_the_place_of_fakeredis() -> None:
    """Have this process speak to the server that ``PLAYBOOK_REDIS_URL`` names."""
    places = {
        "FakeServer": Server,
        "FakeRedis": Client,
        "FakeStrictRedis": Client,
        "FakeRedisConnection": _Connection,
        "FakeAsyncRedis": AsyncClient,
    }
    for name, one in places.items():
        setattr(fakeredis, name, one)
    moved = Clock.forward

    def forward(clock: Clock, seconds: float) -> None:
        moved(clock, seconds)
        _shorten(seconds)

    setattr(Clock, "forward", forward)  # noqa: B010 - a method of a class


def _shorten(seconds: float) -> None:
    """Take so much from the time that each key has left."""
    server = _own()
    for key in server.keys() if seconds > 0 else []:
        left = server.pttl(key)
        if left > 0:
            server.pexpire(key, max(0, left - round(seconds * 1000)))


def _own() -> redis.Redis:
    return redis.Redis.from_url(os.environ[ENVIRONMENT])
