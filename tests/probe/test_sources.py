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


def test_texts_are_those_of_several_words_too_and_no_docstrings() -> None:
    source = '"""A docstring."""\nNOBODY = hash("whom nobody knows")\nLONG = "ab" * 3\ndef f():\n    """Another."""\n'
    source += "class Kept:\n    pass\n"
    source += 'if __name__ == "__main__":\n    print("to be seen")\n'
    found = probe.texts(new_module("told", source, "<told>"))
    assert {"whom nobody knows", "ababab"} <= found
    assert found.isdisjoint({"to be seen", "Kept"})
    assert [text for text in found if text.endswith(".")] == []


def test_a_module_run_anew_has_everything_for_itself(module: ModuleType) -> None:
    again = probe.anew(module)
    again.calls.append("one")
    assert module.calls == []
    assert again.Desk is not module.Desk
    assert again.Desk().note == module.Desk().note


def test_a_script_runs_by_itself_and_gives_what_it_prints(module: ModuleType) -> None:
    main = new_module(
        "shown", "import sys\nif __name__ == '__main__':\n    print('runs')\n    sys.exit(0)\n", "<shown>"
    )
    assert probe.script(main) == "runs\n"
    assert probe.script(module) == ""


@pytest.mark.parametrize(("text", "error"), [("print(gone)", NameError), ("raise SystemExit('no')", SystemExit)])
def test_a_script_that_fails_raises_what_it_raises(text: str, error: type[BaseException]) -> None:
    source = f"if __name__ == '__main__':\n    {text}\n"
    with pytest.raises(error):
        probe.script(new_module("failing", source, "<failing>"))


WHOLE = """
from __future__ import annotations
import abc
import os.path
from typing import TYPE_CHECKING, Protocol, overload
if TYPE_CHECKING:
    from collections.abc import Sequence


class Sends(Protocol):
    def send(self, text: str) -> bool: ...


class Base(abc.ABC):
    @abc.abstractmethod
    def cost(self) -> int: ...


@overload
def first(of: None) -> None: ...
@overload
def first(of: int) -> int: ...
def first(of):
    match of:
        case [one, *rest]:
            return one, rest
        case {"a": two, **more}:
            return two, more
    return of


def ignore(event: object) -> None:
    '''Do nothing.'''


def named[T](of: Sequence[T], *args, key=None, **options) -> list[T]:
    try:
        return [one for one in of if (kept := one) and (lambda x: x)(kept)]
    except ValueError as error:
        print(error, os.path.sep, args, key, options, __file__)
        raise
"""


def test_a_whole_file_has_no_gaps(module: ModuleType) -> None:
    assert probe.gaps(new_module("whole", WHOLE, "<whole>")) == set()
    assert probe.gaps(module) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def f(day):\n    return day + timedelta(days=1)\n", {"timedelta"}),
        ("def f():\n    ...\n", {"f()"}),
        ("class A:\n    async def f(self) -> int:\n        '''Count.'''\n        pass\n", {"f()"}),
        ("def f():\n    def g():\n        raise NotImplementedError('later')\n    return g\n", {"g()"}),
        ("from os import *\ndef f():\n    return getcwd()\n", set()),
    ],
)
def test_what_nothing_gives_and_what_does_nothing_are_gaps(text: str, found: set[str]) -> None:
    assert probe.gaps(new_module("gapped", text, "<gapped>")) == probe.gaps(text) == found
