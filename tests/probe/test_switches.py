"""What a module lets everybody switch: each is found, does what it does, and a flag is as before at the end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pytest

from playbook import probe
from playbook.probe.switches import functions, switches


@dataclass
class Settings:
    strict: bool = True


class Door:
    """It is the object that is tampered with."""


STRICT = True
CHECKED = ContextVar("CHECKED", default=True)
OPTIONS = {"strict": True, "rooms": 1}
settings = Settings()
_told = {"strict": True}
_HIDDEN = True


def configure(*, strict: bool) -> None:
    _told["strict"] = strict


def loosen(strict=False) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    _told["strict"] = strict


@contextmanager
def importing() -> Iterator[None]:
    _told["strict"] = False
    yield
    _told["strict"] = True


def say(word: str) -> str:
    return word


def is_loose() -> bool:
    return not (STRICT and CHECKED.get() and OPTIONS["strict"] and settings.strict and _told["strict"])


ALL = {
    "set STRICT",
    "set CHECKED",
    "set OPTIONS['strict']",
    "set settings.strict",
    "configure()",
    "loosen()",
    "importing()",
}


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    _told["strict"] = True


def loosened(ways: list[Any]) -> set[str]:
    found = set()
    for name, use in ways:
        _told["strict"] = True
        with suppress(TypeError), probe.entered(use(Door())):
            found |= {name} if is_loose() else set()
    return found


def test_each_switch_is_found_and_works() -> None:
    assert loosened(list(switches(globals(), []))) == ALL


def test_they_are_ways_of_tampering_too() -> None:
    assert {way.name for way in probe.tampering(Door(), [])} >= ALL


def test_a_flag_is_as_before_at_the_end() -> None:
    loosened([way for way in switches(globals(), []) if way[0].startswith("set")])
    assert not is_loose()


def test_what_is_private_takes_no_flag_or_comes_from_elsewhere_is_none() -> None:
    names = {name for name, _ in switches(globals(), [])}
    assert not names & {"set _HIDDEN", "say()", "contextmanager()", "suppress()"}
    assert {"say", "importing"} <= {name for name, _ in functions(globals())}
