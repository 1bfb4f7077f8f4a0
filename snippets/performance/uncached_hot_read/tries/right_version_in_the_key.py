"""Show what the treatments cost: every page asks for it, and it changes twice a year."""

import asyncio
import json
import logging
import os
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger("clinic")
KEY, VERSION = "clinic:prices", "clinic:prices:version"
KEPT = 300  # seconds


class Store(Protocol):
    """The database."""

    async def read(self) -> dict[str, int]:
        """Work the prices out, from six tables."""

    async def write(self, treatment: str, pence: int) -> None:
        """Keep a price."""


class PriceList:
    """What each treatment costs, in pence."""

    def __init__(self, store: Store, cache: Redis) -> None:
        self.store = store
        self.cache = cache
        self.turn = asyncio.Lock()

    async def show(self) -> dict[str, int]:
        """Return all prices."""
        async with self.turn:
            try:
                version = int(await self.cache.get(VERSION) or 0)
                kept = await self.cache.get(f"{KEY}:{version}")
                if kept:
                    return dict(json.loads(kept))
                prices = await self.store.read()
            except RedisError as error:
                log.warning("The prices come without the cache: %s", error)
                return await self.store.read()
            try:
                await self.cache.set(f"{KEY}:{version}", json.dumps(prices), ex=KEPT)
            except RedisError as error:
                log.warning("The prices are not kept: %s", error)
            return prices

    async def change(self, treatment: str, pence: int) -> None:
        """Set a price, and tell the screens at the desk."""
        await self.store.write(treatment, pence)
        try:
            await self.cache.incr(VERSION)
            await self.cache.publish("prices", treatment)
        except RedisError as error:
            log.warning("Old prices may be shown for five minutes: %s", error)


class Memory:
    """Stands for the database when this file is run."""

    async def read(self) -> dict[str, int]:
        """Return a price."""
        return {"massage": 4500}

    async def write(self, treatment: str, pence: int) -> None:
        """Keep nothing."""


if __name__ == "__main__":
    address = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
    redis = Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2)
    print(asyncio.run(PriceList(Memory(), redis).show()))
