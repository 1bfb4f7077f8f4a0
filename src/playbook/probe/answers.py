"""An application that answers otherwise or elsewhere at one of its routes, while all the code behind it stays."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from playbook.probe.routes import Route, routes

_SEGMENT = re.compile(r"{\w+(:\w+)?}")
_FIRST_THAT_IS_NO_SUCCESS = 300

Body = Callable[[Any], Any]


def alter(
    app: Any,  # noqa: ANN401 - an application of Starlette or FastAPI
    route: Route,
    *,
    status: int | None = None,
    body: Body | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Let the application answer otherwise to the requests of this route, wherever it answers with a success.

    ``status`` takes the place of the status; ``body`` gets the JSON value of the body and returns another; ``headers``
    are added. For good: hand in an application that nobody else uses, and before its first request.

    Examples:
        >>> from fastapi import FastAPI
        >>> from playbook.probe import client, routes
        >>> app = FastAPI()
        >>> _ = app.get("/rooms/{number}")(lambda number: {"name": "Blue"})
        >>> alter(app, routes(app)[0], status=203, body=lambda room: {**room, "beds": 2})
        >>> answer = client(app).get("/rooms/1")
        >>> int(answer.status_code), answer.json()
        (203, {'name': 'Blue', 'beds': 2})
    """
    app.add_middleware(_Altered, route=route, status=status, body=body, headers=headers or {})


def move(app: Any, route: Route, *, prefix: str) -> None:  # noqa: ANN401 - an application of FastAPI
    """Let the application declare this route under a prefix more, so a request to its old address gets 404.

    The other routes answer at both addresses. ``url_path_for``, the OpenAPI document and ``app.routes`` have
    the new addresses of all. For good: hand in an application that nobody else uses, and before its first request.

    Examples:
        >>> from fastapi import FastAPI
        >>> from playbook.probe import client, routes
        >>> app = FastAPI()
        >>> _ = app.get("/rooms/{number}", name="room")(lambda number: {"name": "Blue"})
        >>> move(app, routes(app)[0], prefix="/v2")
        >>> paths = "/rooms/1", app.url_path_for("room", number=1)
        >>> [(str(path), int(client(app).get(path).status_code)) for path in paths]
        [('/rooms/1', 404), ('/v2/rooms/1', 200)]
    """
    declared = list(app.router.routes)
    app.router.routes.clear()
    for one in declared:
        _declare(app, one, prefix)
    app.openapi_schema = None
    app.add_middleware(_Moved, route=route, prefix=prefix)


def _declare(app: Any, one: Any, prefix: str) -> None:  # noqa: ANN401 - an application, and what it routes to
    """Declare it anew, under a prefix more."""
    from fastapi import APIRouter  # noqa: PLC0415 - for rules that use it
    from starlette.routing import Route as Declared  # noqa: PLC0415 - as above
    from starlette.routing import compile_path  # noqa: PLC0415 - as above

    if isinstance(one, Declared):  # it stays what it is, for whoever looks for it in app.routes
        one.path = f"{prefix}{one.path}"
        one.path_regex, one.path_format, one.param_convertors = compile_path(one.path)
        app.router.routes.append(one)
    else:
        holder = APIRouter()
        holder.routes.append(one)
        app.include_router(holder, prefix=prefix)


def elsewhere(app: Any, route: Route) -> None:  # noqa: ANN401 - as above
    """Let this route answer under every prefix but its own, where a request gets 404.

    That is what a client sees whose prefix was renamed or lost, whatever the new one is. The addresses of other
    routes stay theirs. For good: hand in an application that nobody else uses, and before its first request.

    Examples:
        >>> from fastapi import FastAPI
        >>> from playbook.probe import client, routes
        >>> app = FastAPI()
        >>> _ = app.get("/api/v1/rooms/{number}")(lambda number: {"name": "Blue"})
        >>> elsewhere(app, routes(app)[0])
        >>> paths = "/api/v1/rooms/1", "/api/rooms/1", "/rooms/1"
        >>> [int(client(app).get(path).status_code) for path in paths]
        [404, 200, 200]
    """
    app.add_middleware(_Elsewhere, route=route, declared=routes(app))


class _Moved:
    """Middleware that takes the requests of all routes but one on to where they are now."""

    def __init__(self, app: Any, route: Route, prefix: str) -> None:  # noqa: ANN401 - as below
        self._app = app
        self._route = route
        self._prefix = prefix

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's own
        stays = scope["type"] != "http" or scope["path"].startswith(self._prefix) or _is_meant(self._route, scope)
        path = scope.get("path", "") if stays else f"{self._prefix}{scope['path']}"
        await self._app(scope if stays else {**scope, "path": path, "raw_path": path.encode()}, receive, send)


class _Elsewhere:
    """Middleware that gives 404 at the address of a route, and takes what ends like it on to there."""

    def __init__(self, app: Any, route: Route, declared: list[Route]) -> None:  # noqa: ANN401 - as below
        self._app = app
        self._route = route
        self._declared = declared
        fixed = route.path.partition("{")[0]
        self._prefix = fixed.rstrip("/").rpartition("/")[0]
        self._end = re.compile(f"(?:/.*)?(/{_pattern(route.path.removeprefix(self._prefix).lstrip('/'))})")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's own
        from starlette.responses import JSONResponse  # noqa: PLC0415 - for rules that use it

        if _is_meant(self._route, scope):
            await JSONResponse({"detail": "Not Found"}, 404)(scope, receive, send)
            return
        path = self._taken(scope)
        await self._app({**scope, "path": path, "raw_path": path.encode()} if path else scope, receive, send)

    def _taken(self, scope: Mapping[str, Any]) -> str:
        """Return where the request is taken, or nothing: it is none of this route's."""
        if scope["type"] != "http" or scope["method"] != self._route.method:
            return ""
        found = self._end.fullmatch(scope["path"])
        if not found or any(_is_meant(one, scope) for one in self._declared):
            return ""
        return f"{self._prefix}{found[1]}"


class _Altered:
    """Middleware that waits for the whole answer of one route, and sends another."""

    def __init__(
        self,
        app: Any,  # noqa: ANN401 - what the application itself is to this middleware
        route: Route,
        status: int | None,
        body: Body | None,
        headers: Mapping[str, str],
    ) -> None:
        self._app = app
        self._route = route
        self._status = status
        self._body = body
        self._headers = headers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's own
        if not _is_meant(self._route, scope):
            await self._app(scope, receive, send)
            return
        messages: list[dict[str, Any]] = []

        async def keep(message: dict[str, Any]) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        for message in self._other(messages):
            await send(message)

    def _other(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the messages of the other answer, or these if they are no success."""
        starts = [message for message in messages if message["type"] == "http.response.start"]
        if not starts or starts[0]["status"] >= _FIRST_THAT_IS_NO_SUCCESS:
            return messages
        content = b"".join(message.get("body", b"") for message in messages)
        if self._body and content:
            content = json.dumps(self._body(json.loads(content))).encode()
        kept = [(name, value) for name, value in starts[0]["headers"] if name.lower() != b"content-length"]
        added = {**self._headers, "content-length": str(len(content))}
        headers = [*kept, *((name.lower().encode(), value.encode()) for name, value in added.items())]
        start = {**starts[0], "status": self._status or starts[0]["status"], "headers": headers}
        return [start, {"type": "http.response.body", "body": content}]


def _is_meant(route: Route, scope: Mapping[str, Any]) -> bool:
    """Return whether this is a request to the declared address of the route."""
    if scope["type"] != "http" or scope["method"] != route.method:
        return False
    return re.fullmatch(_pattern(route.path), scope["path"]) is not None


def _pattern(path: str) -> str:
    return _SEGMENT.sub(lambda found: ".+" if found[1] == ":path" else "[^/]+", path)
