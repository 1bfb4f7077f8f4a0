"""The words of an example's code, and the example run once more."""

from types import ModuleType

import pytest

from playbook import probe
from playbook.proof import new_module

SOURCE = """
from dataclasses import dataclass

ALIASES = {"X-Alias": 1}
calls = []


@dataclass
class Desk:
    note: str = "a sentence of several words"


def outer():
    def inner(headers, kind):
        return headers.get("x-internal-call") or kind in ("visitor", "guest")
    return inner
"""


@pytest.fixture
def module() -> ModuleType:
    return new_module("looked_at", SOURCE, "<looked at>")


def test_words_are_those_of_every_function_and_of_the_module(module: ModuleType) -> None:
    found = probe.words(module)
    assert {"X-Alias", "x-internal-call", "visitor", "guest"} <= found
    assert "a sentence of several words" not in found


def test_a_module_run_anew_has_everything_for_itself(module: ModuleType) -> None:
    again = probe.anew(module)
    again.calls.append("one")
    assert module.calls == []
    assert again.Desk is not module.Desk
    assert again.Desk().note == module.Desk().note
