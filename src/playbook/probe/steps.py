"""A step of something asynchronous, in a proof's hands: it takes its time, gives or raises, and may be stopped."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Step:
    """An async function that gives ``gives`` after some seconds, or raises it if it is an exception.

    ``calls`` are the arguments of each call, by position and then by name; ``stopped`` counts the calls that were
    cancelled on their way.

    >>> step = Step("receipt", seconds=0)
    >>> asyncio.run(step.run("Ada", text="hello"))
    'receipt'
    >>> step.calls, step.stopped
    ([('Ada', 'hello')], 0)
    """

    gives: object = None
    seconds: float = 1
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    stopped: int = 0

    def __call__(self, *given: object, **named: object) -> Awaitable[object]:
        """Return what is to be awaited."""
        return self.run(*given, **named)

    async def run(self, *given: object, **named: object) -> object:
        """Take the seconds, then give or raise. Raises what it is cancelled with, and counts it."""
        self.calls.append((*given, *named.values()))
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if isinstance(self.gives, BaseException):
            raise self.gives
        return self.gives
