"""A secret is found wherever an example can keep it."""

import base64
import functools
import io
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import ContextVar

import pytest
from sqlalchemy import create_engine, text

from playbook import probe
from playbook.proof import new_module

SECRET = "correct horse 7"  # noqa: S105 - nobody's


def _closure() -> Callable[[], str]:
    kept = SECRET
    return lambda: kept


class Slotted:
    __slots__ = ("note",)

    def __init__(self) -> None:
        self.note = SECRET


class Plain:
    def __init__(self) -> None:
        self._hidden = {"deep": [("x", SECRET)]}


def _cached() -> object:
    @functools.lru_cache
    def look(key: str) -> int:
        return len(key)

    look(SECRET)
    return look


def _context_variable() -> object:
    variable = ContextVar("note", default="")
    variable.set(SECRET)
    return variable


def _sqlite() -> object:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (x)")
    database.execute("INSERT INTO t VALUES (?)", (f"note: {SECRET}",))
    return database


def _engine() -> object:
    engine = create_engine("sqlite:///:memory:")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        connection.execute(text("INSERT INTO t VALUES (:x)"), {"x": SECRET})
    return engine


PLACES: dict[str, Callable[[], object]] = {
    "a text that contains it": lambda: f"before {SECRET} after",
    "bytes": SECRET.encode,
    "hex": lambda: SECRET.encode().hex(),
    "base64": lambda: base64.b64encode(SECRET.encode()).decode(),
    "a key": lambda: {SECRET: 1},
    "an item of a set": lambda: {SECRET},
    "deque": lambda: deque([SECRET]),
    "deep in an object": Plain,
    "a slot": Slotted,
    "a closure": _closure,
    "a default": lambda: _with_default,
    "a partial": lambda: functools.partial(print, SECRET),
    "lru_cache": _cached,
    "a context variable": _context_variable,
    "StringIO": lambda: io.StringIO(SECRET),
    "sqlite3": _sqlite,
    "an engine": _engine,
    "a generator": lambda: (letter for letter in [SECRET]),
}


def _with_default(secret: str = SECRET) -> str:
    return secret


@pytest.fixture(autouse=True)
def _no_example_is_left() -> Iterator[None]:
    yield
    sys.modules.pop("example", None)


@pytest.mark.parametrize("name", PLACES)
def test_secret_is_found(name: str) -> None:
    module = new_module("example", "", "example.py")
    module.kept = PLACES[name]()  # type: ignore[attr-defined]
    found = probe.places(module, SECRET)
    assert found
    assert all(path.startswith("example.kept") for path in found)


def test_class_of_the_example_and_its_objects() -> None:
    source = f"class Store:\n    notes = []\nstore = Store()\nStore.notes.append({SECRET!r})\n"
    assert "example.Store.notes[0]" in probe.places(new_module("example", source, "example.py"), SECRET)


def test_several_secrets_are_found_in_one_walk() -> None:
    module = new_module("example", f"first = {SECRET!r}\nsecond = b'other-7f31'.hex()\n", "example.py")
    assert probe.places(module, SECRET, "other-7f31") == ["example.first", "example.second"]
    assert probe.places(module) == []


def test_nothing_is_found_where_nothing_is() -> None:
    source = "import sys, logging\nfrom fastapi import FastAPI\napp = FastAPI()\nusers = {'ada': '$argon2id$'}\n"
    assert probe.places(new_module("example", source, "example.py"), SECRET) == []
