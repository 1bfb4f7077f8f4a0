"""What an application declares: its routes and inputs, those outside its schema and in mounted ones too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from playbook.probe import bodies, draws

Place = Literal["path", "query", "header", "cookie"]
BodyKind = Literal["", "json", "form"]

_SEGMENT = re.compile(r"{(\w+)(?::(\w+))?}")
_CONVERTERS: dict[str, bodies.Schema] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "uuid": {"type": "string", "format": "uuid"},
}
_METHODS_WITHOUT_OWN = {"HEAD"}


@dataclass(frozen=True, slots=True)
class Input:
    """One parameter: its name as it is sent, where, whether it must be there, and its JSON schema."""

    name: str
    where: Place
    required: bool
    schema: bodies.Schema = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address. ``guards`` are the classes of its security dependencies: ``("HTTPBearer",)``.

    ``described`` says whether the OpenAPI document has it; ``body`` is its JSON schema, or None;
    ``endpoint`` is the function.
    """

    method: str
    path: str
    inputs: tuple[Input, ...] = ()
    body: bodies.Schema | None = field(default=None, compare=False, repr=False)
    body_kind: BodyKind = ""
    guards: tuple[str, ...] = ()
    described: bool = True
    endpoint: Any = field(default=None, compare=False, repr=False)

    def request(self, given: Mapping[str, object] | None = None, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return arguments for ``client.request``: valid values are drawn for all inputs.

        ``given`` holds values by the name of an input or of a field of the body, which are used in every place
        that has such a name; a value of ``...`` leaves the input out. ``options`` (``headers=``, ``json=`` …)
        are put over what was drawn: headers and params are joined, all else is replaced. A header takes the place
        of a drawn one whose name differs in capitals alone.
        """
        given = given or {}
        drawn = {(one.where, one.name): given.get(one.name, bodies.value(one.schema)) for one in self.inputs}
        sent = {place: _there(drawn, place) for place in ("path", "query", "header", "cookie")}
        address = _SEGMENT.sub(lambda match: quote(str(sent["path"].get(match[1], match[0])), "/%:@"), self.path)
        headers = {name: str(value) for name, value in sent["header"].items()}
        if sent["cookie"]:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in sent["cookie"].items())
        headers = _put_over(headers, options.pop("headers", None) or {})
        params = sent["query"] | (options.pop("params", None) or {})
        return {
            "method": self.method,
            "url": address,
            "params": params,
            "headers": headers,
            **self._sent(given),
            **options,
        }

    def _sent(self, given: Mapping[str, object]) -> dict[str, Any]:
        if self.body is None:
            return {}
        content = bodies.value(self.body)
        if isinstance(content, dict):
            content |= {name: given[name] for name in content if name in given}
            content = {name: value for name, value in content.items() if value is not ...}
        if self.body_kind == "json":
            return {"json": content}
        files = {name for name, one in self.body.get("properties", {}).items() if _is_file(one)}
        return {
            "data": {name: value for name, value in content.items() if name not in files},
            "files": {name: (f"{draws.word()}.txt", draws.word().encode()) for name in content if name in files},
        }

    def send(self, client: Any, given: Mapping[str, object] | None = None, **options: Any) -> Any:  # noqa: ANN401
        """Call the route with that client, and return the answer; the arguments are those of ``request``."""
        return client.request(**self.request(given, **options))


def _there(drawn: Mapping[tuple[Place, str], object], place: str) -> dict[str, object]:
    return {name: value for (where, name), value in drawn.items() if where == place and value is not ...}


def _put_over(drawn: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return both, without the drawn headers that are given as well: a name is the same in capitals."""
    named = {name.lower() for name in given}
    return {name: value for name, value in drawn.items() if name.lower() not in named} | dict(given)


def _is_file(schema: bodies.Schema) -> bool:
    return schema.get("format") == "binary" or "contentMediaType" in schema


def routes(app: Any, *, own: bool = False) -> list[Route]:  # noqa: ANN401 - any Starlette application
    """Return every route that the application answers, with each method as one.

    Included routers, mounted applications, plain Starlette routes, parameters with ``include_in_schema=False``
    and those of dependencies are there; what a function takes from the request by itself cannot be seen.
    FastAPI's own (``/docs``, ``/openapi.json``) are left out, unless ``own``.
    """
    found = [route for context in _contexts(app.routes) for route in _of(context, "")]
    return [
        route for route in found if own or not str(getattr(route.endpoint, "__module__", "")).startswith("fastapi.")
    ]


def requests(app: Any, **options: Any) -> list[tuple[Route, dict[str, Any]]]:  # noqa: ANN401 - as above
    """Return every route with arguments for ``client.request``: valid drawn values, and these options for each."""
    return [(route, route.request(**options)) for route in routes(app)]


def _contexts(found: Iterable[Any]) -> Iterator[Any]:
    try:
        from fastapi.routing import iter_route_contexts  # noqa: PLC0415 - Starlette alone will do
    except ImportError:
        return iter(found)
    return iter(iter_route_contexts(list(found)))


def _of(context: Any, prefix: str) -> Iterator[Route]:  # noqa: ANN401 - Starlette's routes, or FastAPI's contexts
    path = f"{prefix}{getattr(context, 'path', None) or ''}"
    inner = getattr(context, "routes", None)
    if inner is not None:  # a mounted application
        for one in _contexts(inner):
            yield from _of(one, path)
        return
    methods = getattr(context, "methods", None)
    if methods is None and not hasattr(context, "endpoint"):
        return
    details = _details(context)
    known = {one.name for one in details.get("inputs", ()) if one.where == "path"}
    more = [Input(m[1], "path", True, _CONVERTERS.get(m[2] or "", {"type": "string"})) for m in _SEGMENT.finditer(path)]
    inputs = (*(one for one in more if one.name not in known), *details.pop("inputs", ()))
    for method in sorted(set(methods or {"GET"}) - _METHODS_WITHOUT_OWN):
        yield Route(method, path, inputs, described=bool(getattr(context, "include_in_schema", False)),
                    endpoint=getattr(context, "endpoint", None), **details)  # fmt: skip


def _details(context: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return what FastAPI knows of a route beyond its address."""
    dependant = getattr(context, "dependant", None)
    if dependant is None:
        return {}
    inputs = tuple({(one.where, one.name): one for one in _inputs(dependant)}.values())
    sent = getattr(context, "body_field", None)
    kind: BodyKind = "" if sent is None else "form" if type(sent.field_info).__name__ in ("Form", "File") else "json"
    body = _schema(sent) if sent is not None else None
    return {"inputs": inputs, "body": body, "body_kind": kind, "guards": tuple(dict.fromkeys(_guards(dependant)))}


def _inputs(dependant: Any) -> Iterator[Input]:  # noqa: ANN401 - FastAPI's Dependant
    from fastapi.dependencies import utils  # noqa: PLC0415 - only FastAPI's routes have a dependant

    places: tuple[Place, ...] = ("path", "query", "header", "cookie")
    for where in places:
        fields = getattr(dependant, f"{where}_params")
        for declared in utils._get_flat_fields_from_params(fields):  # noqa: SLF001 - it takes models apart
            yield _input(declared, where)
    for one in dependant.dependencies:
        yield from _inputs(one)


def _input(declared: Any, where: Place) -> Input:  # noqa: ANN401 - FastAPI's ModelField
    info = declared.field_info
    name = declared.validation_alias or declared.alias
    if where == "header" and name == declared.name and getattr(info, "convert_underscores", True):
        name = name.replace("_", "-")
    return Input(name, where, bool(info.is_required()), _schema(declared))


def _schema(declared: Any) -> bodies.Schema:  # noqa: ANN401 - FastAPI's ModelField
    adapter = declared._type_adapter  # noqa: SLF001 - FastAPI's only way from a field to its schema
    schema: bodies.Schema = adapter.json_schema(by_alias=True)
    # One with a description of its own only refers to its model.
    return bodies.resolved(schema, schema)


def _guards(dependant: Any) -> Iterator[str]:  # noqa: ANN401 - FastAPI's Dependant
    from fastapi.security.base import SecurityBase  # noqa: PLC0415 - as above

    for one in dependant.dependencies:
        if isinstance(one.call, SecurityBase):
            yield type(one.call).__name__
        yield from _guards(one)
