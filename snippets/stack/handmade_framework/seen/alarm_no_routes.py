"""The class only counts its requests. It makes no framework of Starlette."""

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send


class Counting(Starlette):
    count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.count += 1
        await super().__call__(scope, receive, send)
