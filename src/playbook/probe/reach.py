"""Where a text is kept, in all that an example can reach: variables, objects, closures, caches, tables."""

import base64
import gc
import io
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

_MOST = 300_000
_CLOSED = (str, bytes, int, float, complex, bool, type(None), FrameType)

Named = tuple[str, Any]


def reachable(root: object) -> Iterator[Named]:
    """Yield everything that can be reached from a module or an object, each once, with the way to it.

    Gone through are variables, attributes, slots, containers, defaults, closures, caches of ``lru_cache``,
    classes of the module itself, context variables, what StringIO and BytesIO hold, and the rows of SQLite
    connections and SQLAlchemy engines. Other modules, and what belongs to their functions, are not.

    Examples:
        >>> class Desk:
        ...     note = {"ada": ["asthma"]}
        >>> dict(reachable(Desk()))["Desk.note['ada'][0]"]
        'asthma'
    """
    name = root.__name__ if isinstance(root, ModuleType) else type(root).__name__
    own = root.__name__ if isinstance(root, ModuleType) else type(root).__module__
    queue: list[Named] = [(name, root)]
    seen: dict[int, object] = {}
    for path, value in queue:
        if isinstance(value, _CLOSED):
            yield path, value
        elif id(value) not in seen:
            seen[id(value)] = value  # kept, so that no other object gets its id
            yield path, value
            if len(seen) < _MOST:
                queue.extend(_parts(path, value, own, first=value is root))


def places(root: object, *secrets: str | bytes) -> list[str]:
    """Return the ways to all texts and bytes that contain one of the secrets: as it is, in base64 or in hex.

    Several secrets are looked for in one walk, so ask for them together.

    Examples:
        >>> class Desk:
        ...     cache = {"ada": "her password is s3cret-7"}
        >>> places(Desk(), "s3cret-7")
        ["Desk.cache['ada']"]
    """
    forms = [form for secret in secrets for form in _forms(secret)]
    return [path for path, value in reachable(root) if any(form in text for text in _bytes(value) for form in forms)]


def _forms(secret: str | bytes) -> list[bytes]:
    raw = secret.encode() if isinstance(secret, str) else secret
    return [raw, raw.hex().encode(), base64.b64encode(raw).rstrip(b"="), base64.urlsafe_b64encode(raw).rstrip(b"=")]


def _bytes(value: object) -> list[bytes]:
    if isinstance(value, str):
        return [value.encode("utf-8", errors="surrogatepass")]
    return [bytes(value)] if isinstance(value, bytes | bytearray | memoryview) else []


def _parts(path: str, value: Any, own: str, *, first: bool) -> Iterable[Named]:  # noqa: ANN401, PLR0911 - one answer a type
    if isinstance(value, ModuleType):
        names = {} if not first else {k: v for k, v in vars(value).items() if k != "__builtins__"}
        return [(f"{path}.{name}", part) for name, part in names.items()]
    if isinstance(value, type):
        return [(f"{path}.{name}", part) for name, part in vars(value).items()] if value.__module__ == own else []
    if isinstance(value, FunctionType | MethodType):
        return _of_function(path, value)
    if isinstance(value, dict):
        keys = [(f"{path} key", key) for key in value]
        return [*keys, *((f"{path}[{key!r}]", part) for key, part in list(value.items()))]
    if isinstance(value, list | tuple):
        return [(f"{path}[{place}]", part) for place, part in enumerate(value)]
    if isinstance(value, set | frozenset):
        return [(f"{path} item", part) for part in value]
    return [*_of_object(path, value, own), *_outside(path, value)]


def _of_function(path: str, value: FunctionType | MethodType) -> Iterator[Named]:
    if isinstance(value, MethodType):
        yield f"{path}.__self__", value.__self__
        yield f"{path}.__func__", value.__func__
        return
    yield f"{path} defaults", value.__defaults__ or ()
    yield f"{path} defaults", value.__kwdefaults__ or {}
    yield from ((f"{path}.{name}", part) for name, part in vars(value).items())
    yield f"{path} constants", value.__code__.co_consts
    for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=False):
        with suppress(ValueError):  # not filled yet
            yield f"{path} closure {name}", cell.cell_contents


def _of_object(path: str, value: object, own: str) -> Iterator[Named]:
    named: dict[str, object] = dict(getattr(value, "__dict__", None) or {})
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            with suppress(Exception):
                named.setdefault(name, object.__getattribute__(value, name))
    yield from ((f"{path}.{name}", part) for name, part in named.items())
    if type(value).__module__ == own:
        yield f"{path}", type(value)
        yield from ((f"{path}.{name}", part) for name, part in vars(type(value)).items())
    # What C types hold without a name: the cache of lru_cache, a partial, a deque, an iterator.
    known = {id(part) for part in named.values()} | {id(getattr(value, "__dict__", None))}
    for part in gc.get_referents(value):
        if id(part) not in known and not isinstance(part, type | ModuleType):
            yield f"{path} holds", part


def _outside(path: str, value: Any) -> Iterator[Named]:  # noqa: ANN401 - anything
    """Yield what an object keeps where Python's references do not lead."""
    with suppress(Exception):  # closed, a variable that is not set, or a database that does not answer
        if isinstance(value, io.StringIO | io.BytesIO):
            yield f"{path}.getvalue()", value.getvalue()
        elif isinstance(value, ContextVar):
            yield f"{path}.get()", value.get()
        elif isinstance(value, sqlite3.Connection):
            yield from ((f"{path} row", line) for line in value.iterdump())
        elif "sqlalchemy" in sys.modules and isinstance(value, sys.modules["sqlalchemy"].Engine):
            yield from _rows(path, value)


def _rows(path: str, engine: Any) -> Iterator[Named]:  # noqa: ANN401 - a SQLAlchemy engine
    alchemy = sys.modules["sqlalchemy"]
    tables = alchemy.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for number, row in enumerate(connection.execute(alchemy.select(table)).mappings()):
                yield f"{path} table {table.name}[{number}]", dict(row)
