"""mypy is asked of an example and of its callers, and its own words come back."""

from types import ModuleType

import pytest

from playbook import probe
from playbook.proof import new_module

SOURCE = """
# mypy: disallow-untyped-defs
from dataclasses import dataclass

@dataclass
class Desk:
    number: int

    @property
    def label(self) -> str:
        return f"desk {self.number}"

    def move(self, by):
        self.number += by

def find(number: int) -> Desk | None:
    return Desk(number) if number else None

def count() -> int:
    return "one"  # type: ignore[return-value]

async def later(number: int) -> list[int]:
    return [number]

def _hidden(anything):
    return anything
"""


@pytest.fixture
def module() -> ModuleType:
    return new_module("desks", SOURCE, "<desks>")


def test_findings_are_of_the_module_itself(module: ModuleType) -> None:
    assert probe.findings(module) == [
        ("no-untyped-def", "def move(self, by):"),
        ("no-untyped-def", "def _hidden(anything):"),
    ]


def test_comments_that_silence_mypy_can_be_taken_out(module: ModuleType) -> None:
    assert probe.findings(module, unsilenced=True) == [("return-value", 'return "one"')]


def test_findings_are_of_the_caller_alone_when_there_is_one(module: ModuleType) -> None:
    caller = "import example\nexample.find('3')\nexample.find(3).label\nexample.Desk(3).move('far')\n"
    assert probe.findings(module, caller=caller) == [
        ("arg-type", "example.find('3')"),
        ("union-attr", "example.find(3).label"),
    ]
    assert probe.findings(module, caller="import example\nexample.find(3)\n") == []


def test_the_type_of_all_that_is_public_is_revealed(module: ModuleType) -> None:
    kinds = probe.revealed(module)
    assert list(kinds) == ["Desk", "Desk.label", "Desk.move", "find", "count", "later"]
    assert [name for name, kind in kinds.items() if "Any" in kind] == ["Desk.move"]
    assert kinds["find"] == "def (number: int) -> example.Desk | None"


def test_a_caller_that_is_no_python_is_said(module: ModuleType) -> None:
    assert probe.findings(module, caller="import example\nexample.find(\n")[0].code == "syntax"


def test_options_that_mypy_does_not_have_are_refused(module: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="--no-such-option"):
        probe.findings(module, "--no-such-option")
