"""Show what the treatments cost: every page asks for it, and it changes twice a year."""

import asyncio
import json
import logging
import os
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger("clinic")
KEY, LOCK = "clinic:prices", "clinic:prices:lock"
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

    async def show(self) -> dict[str, int]:
        """Return all prices."""
        try:
            for _ in range(40):
                if kept := await self.cache.getex(KEY, ex=KEPT):
                    return dict(json.loads(kept))
                if await self.cache.set(LOCK, "", nx=True, ex=10):
                    return await self._load()
                await asyncio.sleep(0.05)  # another one is asking
        except RedisError as error:
            log.warning("The prices come without the cache: %s", error)
        return await self.store.read()

    async def _load(self) -> dict[str, int]:
        """Ask the database, and keep the answer for a while."""
        try:
            prices = await self.store.read()
            await self.cache.set(KEY, json.dumps(prices), ex=KEPT)
        finally:
            await self.cache.delete(LOCK)
        return prices

    async def change(self, treatment: str, pence: int) -> None:
        """Set a price, and tell the screens at the desk."""
        await self.store.write(treatment, pence)
        try:
            await self.cache.delete(KEY)
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
