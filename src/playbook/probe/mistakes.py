"""A bug for any function: what it gives is of the right kind, and wrong."""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from decimal import Decimal
from typing import Any

_TEXTS: dict[type, Any] = {str: "¿wrong", bytes: b"?wrong"}
_NUMBERS = (int, float, Decimal)
_COLLECTIONS = (list, tuple, set, frozenset)


class Mistaken:
    r"""A bug for ``Suite.run`` by which the results that the tests see are of the right kind and wrong.

    A number becomes a negative one, a text another text, each of them always the same; a yes becomes a no. Elements
    of a collection and values of a dict are altered in their place, and anything else becomes None. Functions that
    call each other get what is right. ``altered`` counts the results that are not as they were. ``wrong`` makes
    another mistake of a result.

    Examples:
        >>> from playbook.probe.suites import Suite
        >>> mistaken = Mistaken()
        >>> tests = Suite("def owed(fee): return fee - 20\ndef test_owed(): assert owed(50) > 0")
        >>> tests.run({"owed": mistaken}).failed, mistaken.altered
        ({'test_owed': 'assert -1000003 > 0\n +  where -1000003 = owed(50)'}, 1)
    """

    def __init__(self, wrong: Callable[[Any], Any] | None = None) -> None:
        self.altered = 0
        self._mistake = wrong or _wrong
        self._within: ContextVar[bool] = ContextVar("within", default=False)

    def __call__(self, right: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401 - of any function
        """Call the right function and return a wrong result, unless one that is wrong already has called."""
        if self._within.get():
            return right(*given, **named)
        token = self._within.set(True)
        try:
            result = right(*given, **named)
        finally:
            self._within.reset(token)
        if inspect.iscoroutine(result):
            return self._awaited(result)
        return self._wrong(result)

    async def _awaited(self, result: Awaitable[Any]) -> Any:  # noqa: ANN401 - of any function
        token = self._within.set(True)
        try:
            given = await result
        finally:
            self._within.reset(token)
        return self._wrong(given)

    def _wrong(self, result: Any) -> Any:  # noqa: ANN401 - of any function
        wrong = self._mistake(result)
        self.altered += bool(wrong is not result and wrong != result)
        return wrong


def _wrong(value: Any) -> Any:  # noqa: ANN401 - of any function
    kind = type(value)
    if kind is bool:
        return not value
    if kind in _NUMBERS:
        return kind(-1_000_003)
    if kind in _COLLECTIONS:
        return kind(_wrong(one) for one in value)
    if kind is dict:
        return {key: _wrong(one) for key, one in value.items()}
    if isinstance(value, Iterator):
        return (_wrong(one) for one in value)
    return _TEXTS.get(kind)
