"""Event loops: a coroutine run to its end by who is not in one."""

import asyncio
import inspect
from collections.abc import Awaitable


def awaited[T](value: T | Awaitable[T]) -> T:
    """Return the value; if it is awaitable, what it gives when it is awaited, in an event loop of its own.

    So a proof may call a function of an example whether it is written with ``async def`` or with ``def``.

    Examples:
        >>> awaited(7), awaited(asyncio.sleep(0, 7))
        (7, 7)
    """
    if not inspect.isawaitable(value):
        return value

    async def wait() -> T:
        return await value

    return asyncio.run(wait())
