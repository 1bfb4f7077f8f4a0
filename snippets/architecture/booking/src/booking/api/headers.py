"""What is on every answer, failures too: the request's ID, and headers that keep it private."""

import re
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from booking.logs import request_id

PRIVATE = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}
REQUEST_ID = "X-Request-ID"


def keep_private(application: ASGIApp) -> ASGIApp:
    """Return the application with headers that keep patients' data out of caches and frames."""
    return _with_headers(application, PRIVATE)


def identified(application: ASGIApp) -> ASGIApp:
    """Return the application with an ID for each request: the caller's own, if it is one."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope).get(REQUEST_ID, "") if scope["type"] == "http" else ""
        known = given if re.fullmatch(r"[\w-]{8,64}", given, re.ASCII) else uuid4().hex
        request_id.set(known)
        await _with_headers(application, {REQUEST_ID: known})(scope, receive, send)

    return serve


def _with_headers(application: ASGIApp, headers: dict[str, str]) -> ASGIApp:
    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await application(scope, receive, send_with_headers)

    return serve
