"""What an example says of itself: its docstrings, and the examples in them, run as doctest runs them."""

import functools
import importlib
import inspect
from collections.abc import Callable
from decimal import Decimal
from types import ModuleType
from typing import Any, Literal, Never, NoReturn
from unittest import mock

from playbook.probe.mistakes import Mistaken
from playbook.probe.sources import public

_STEPS: dict[type, Any] = {int: 1, Decimal: Decimal("0.01")}

Said = Literal["holds", "fails", "proves nothing", "none"]
"""What the examples of a docstring are worth; "proves nothing" is of those that hold with another result as well."""


def documentation(module: ModuleType) -> dict[str, str]:
    """Return the docstring of each public function, class and method, by its name, and an empty text where it has none.

    What Python makes up for a dataclass or a named tuple counts as none.

    >>> documentation(ModuleType("empty"))
    {}
    """
    return {name: _docstring(value) for name, value in public(module).items()}


def examples(module: ModuleType) -> dict[str, Said]:
    """Return what the examples in the docstring of each public function are worth; one that gives nothing needs none.

    They see the names of the module, as with ``python -m doctest``. They prove nothing if they hold as well when
    something else is in the function's place, as one that is skipped does, or when each result is another of its kind,
    as one does that tells its type or leaves its value out with ``...``: each number another, or a cent more, a list
    backwards, or a cent of its last element moved to its first. Nor do they if all that they show is errors, or if each
    result is what one of several arguments was, since then the others may be ignored.
    """
    found = {name: whole for name, one in public(module).items() if inspect.isfunction(whole := inspect.unwrap(one))}
    return {name: _worth(module, name) for name, one in found.items() if "." not in name and not _gives_none(one)}


def _docstring(value: object) -> str:
    text = inspect.getdoc(value) or ""
    made_up = isinstance(value, type) and text.startswith(f"{value.__name__}(")
    return "" if made_up else text


def _gives_none(function: Callable[..., object]) -> bool:
    return inspect.signature(function).return_annotation in (None, "None", Never, "Never", NoReturn, "NoReturn")


def _worth(module: ModuleType, name: str) -> Said:
    text = documentation(module)[name]
    doctest = importlib.import_module("doctest")
    found = doctest.DocTestParser().get_examples(text)
    if not found:
        return "none"
    if _failures(found, vars(module)):
        return "fails"
    of_no_kind = mock.Mock(return_value=object())
    if not _failures(found, vars(module) | {name: of_no_kind}) or not _shows_a_result(found, module, name):
        return "proves nothing"
    for mistaken in (Mistaken(), Mistaken(_more), Mistaken(_moved), Mistaken(_backwards)):
        other = functools.partial(mistaken, vars(module)[name])
        if not _failures(found, vars(module) | {name: other}) and mistaken.altered:
            return "proves nothing"
    return "holds"


def _shows_a_result(found: list[Any], module: ModuleType, name: str) -> bool:
    """Return whether the examples get a result that depends on all arguments, or might."""
    right, calls = vars(module)[name], []
    signature = inspect.signature(right)

    def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - takes any function's place
        result = right(*given, **named)
        calls.append((signature.bind(*given, **named).arguments, result))
        return result

    _failures(found, vars(module) | {name: called})
    handed_back = [
        one for one in signature.parameters if all(_is_same(given.get(one), result) for given, result in calls)
    ]
    return bool(calls) and (len(signature.parameters) == 1 or not handed_back)


def _is_same(one: object, other: object) -> bool:
    return type(one) is type(other) and bool(one == other)


def _more(value: Any) -> Any:  # noqa: ANN401 - of any function
    if type(value) in (list, tuple):
        return type(value)(_more(one) for one in value)
    return value + _STEPS[type(value)] if type(value) in _STEPS else value


def _moved(value: Any) -> Any:  # noqa: ANN401 - of any function
    if type(value) not in (list, tuple) or not value[1:] or not {type(value[0]), type(value[-1])} <= {*_STEPS}:
        return value
    first, *others, last = value
    return type(value)([_more(first), *others, last - _STEPS[type(last)]])


def _backwards(value: Any) -> Any:  # noqa: ANN401 - of any function
    return value[::-1] if type(value) in (list, tuple) else value


def _failures(found: list[Any], names: dict[str, Any]) -> int:
    """Return how many of these examples fail where these names are known."""
    doctest = importlib.import_module("doctest")
    runner = doctest.DocTestRunner(verbose=False)
    test = doctest.DocTest(found, dict(names), "documented", None, None, None)
    return int(runner.run(test, out=lambda _: None).failed)
