"""One function put in the place of another, for everybody who holds it."""

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from playbook.probe.ends import Probe

Answer = Callable[..., object]


class Swap(Probe):
    """A function that does what ``answer`` does while this lasts; ``calls`` counts how often it was asked."""

    def __init__(self, function: Any, answer: Answer) -> None:  # noqa: ANN401 - a function or method
        super().__init__()
        self.calls = 0
        self._function = _plain(function)
        self._answer = answer

    def begin(self) -> None:
        """Give the function another code: whoever imported it, wrapped it or depends on it has the same object."""
        function = self._function
        self.undo.callback(_put_back, function, function.__code__, function.__kwdefaults__)
        asked = _ask_later if inspect.iscoroutinefunction(function) else _ask
        function.__code__ = asked.__code__.replace(co_freevars=function.__code__.co_freevars)
        function.__kwdefaults__ = {"_answer": self._count}

    def _count(self, *arguments: object, **named: object) -> object:
        self.calls += 1
        return self._answer(*arguments, **named)


def swapped(function: Any, answer: Answer) -> Swap:  # noqa: ANN401 - a function or method
    """Let another function answer for this one: ``with probe.swapped(example.book, refuse): …``.

    It reaches callers that a patched module would not: those with the function in a ``Depends``, a default, a partial,
    a closure. A method is swapped for all instances, and ``answer`` gets ``self`` first; of a decorated function the
    innermost one is swapped. Raises TypeError for what is not written in Python.

    Examples:
        >>> def price(minutes):
        ...     return 2 * minutes
        >>> kept = [price]
        >>> with swapped(price, lambda minutes: 7) as swap:
        ...     kept[0](30), swap.calls
        (7, 1)
        >>> kept[0](30)
        60
    """
    return Swap(function, answer)


def _plain(function: Any) -> FunctionType:  # noqa: ANN401 - a function or method
    inner = inspect.unwrap(getattr(function, "__func__", function))
    while hasattr(inner, "func"):  # a partial
        inner = inspect.unwrap(inner.func)
    inner = getattr(inner, "__func__", inner)
    if not isinstance(inner, FunctionType):
        inner = vars(type(inner)).get("__call__")
    if not isinstance(inner, FunctionType):
        raise TypeError(f"{function!r} is no function that Python code defines")
    return inner


def _ask(*arguments: Any, _answer: Any = None, **named: Any) -> Any:  # noqa: ANN401 - takes any function's place
    return _answer(*arguments, **named)


async def _ask_later(*arguments: Any, _answer: Any = None, **named: Any) -> Any:  # noqa: ANN401 - takes any function's place
    return _answer(*arguments, **named)


def _put_back(function: FunctionType, code: Any, defaults: Any) -> None:  # noqa: ANN401 - as they were
    function.__code__, function.__kwdefaults__ = code, defaults
