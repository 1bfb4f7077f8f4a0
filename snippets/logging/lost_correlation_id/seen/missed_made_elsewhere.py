"""A function of its own makes the ID, and does not know of the request."""

from uuid import uuid4

from fastapi import Request, Response
from starlette.middleware.base import RequestResponseEndpoint


def new_trace_id() -> str:
    return uuid4().hex


async def keep_trace(request: Request, call_next: RequestResponseEndpoint) -> Response:
    request.state.trace_id = new_trace_id()
    return await call_next(request)
