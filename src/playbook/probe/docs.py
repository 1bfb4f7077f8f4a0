"""What an example says of itself: its docstrings, and the examples in them, run as doctest runs them."""

import functools
import importlib
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any, Literal
from unittest import mock

from playbook.probe.mistakes import Mistaken
from playbook.probe.sources import public

Said = Literal["holds", "fails", "proves nothing", "none"]
"""What the examples of a docstring are worth; "proves nothing" is of those that hold whatever the function gives."""


def documentation(module: ModuleType) -> dict[str, str]:
    """Return the docstring of each public function, class and method, by its name, and an empty text where it has none.

    What Python makes up for a dataclass or a named tuple counts as none.

    >>> documentation(ModuleType("empty"))
    {}
    """
    return {name: _docstring(value) for name, value in public(module).items()}


def examples(module: ModuleType) -> dict[str, Said]:
    """Return what the examples in the docstring of each public function are worth; one that gives None needs none.

    They see the names of the module, as with ``python -m doctest``. An example proves nothing if it holds as well when
    something else is in the function's place, as one that is skipped does, or when each result is another of its kind,
    as one does that tells its type or leaves its value out with ``...``.
    """
    found = {name: whole for name, one in public(module).items() if inspect.isfunction(whole := inspect.unwrap(one))}
    return {name: _worth(module, name) for name, one in found.items() if "." not in name and not _gives_none(one)}


def _docstring(value: object) -> str:
    text = inspect.getdoc(value) or ""
    made_up = isinstance(value, type) and text.startswith(f"{value.__name__}(")
    return "" if made_up else text


def _gives_none(function: Callable[..., object]) -> bool:
    return inspect.signature(function).return_annotation in (None, "None")


def _worth(module: ModuleType, name: str) -> Said:
    text = documentation(module)[name]
    doctest = importlib.import_module("doctest")
    found = doctest.DocTestParser().get_examples(text)
    if not found:
        return "none"
    if _failures(found, vars(module)):
        return "fails"
    mistaken = Mistaken()
    of_no_kind, of_its_kind = mock.Mock(return_value=object()), functools.partial(mistaken, vars(module)[name])
    noticed = [_failures(found, vars(module) | {name: other}) for other in (of_no_kind, of_its_kind)]
    return "holds" if noticed[0] and (noticed[1] or not mistaken.altered) else "proves nothing"


def _failures(found: list[Any], names: dict[str, Any]) -> int:
    """Return how many of these examples fail where these names are known."""
    doctest = importlib.import_module("doctest")
    runner = doctest.DocTestRunner(verbose=False)
    test = doctest.DocTest(found, dict(names), "documented", None, None, None)
    return int(runner.run(test, out=lambda _: None).failed)
