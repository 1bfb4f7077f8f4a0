"""Which functions of an example send statements past the one class that ought to send them all."""

import inspect
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FrameType, FunctionType
from typing import Any

from playbook.probe.sql import Statements


class Bypass(Statements):
    """The statements since it began; ``senders`` are the functions that sent one while no method of the class ran.

    ``asked`` are the names of the methods that others called, each time that one was: not those that it called itself.
    """

    def __init__(self, kind: type) -> None:
        super().__init__()
        self.senders: list[str] = []
        self.asked: list[str] = []
        self._kind = kind
        self._running = 0

    def begin(self) -> None:
        """Listen to the statements, and to the methods of the class and of its parents in the same module."""
        super().begin()
        for owner in self._kind.__mro__:
            if owner.__module__ == self._kind.__module__:
                for name, method in list(vars(owner).items()):
                    self._watch(owner, name, method)

    def _watch(self, owner: type, name: str, method: object) -> None:
        if isinstance(method, FunctionType):
            watched: object = self._counted(name, method)
        elif isinstance(method, classmethod | staticmethod):
            watched = type(method)(self._counted(name, method.__func__))
        elif isinstance(method, property) and method.fget is not None:
            watched = method.getter(self._counted(name, method.fget))
        else:
            return
        setattr(owner, name, watched)
        self.undo.callback(setattr, owner, name, method)

    def _counted(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        in_steps = inspect.isgeneratorfunction(method)

        @wraps(method)
        def counted(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - the method's own
            if not self._running:
                self.asked.append(name)
            if in_steps:
                return self._step_by_step(method(*arguments, **named))
            return self._inside_of_it(method, *arguments, **named)

        return counted

    def _step_by_step(self, steps: Iterator[Any]) -> Iterator[Any]:
        """Yield what the generator gives; its code runs while it is asked for the next one, and not in between."""
        end = object()
        while (step := self._inside_of_it(next, steps, end)) is not end:
            yield step

    def _inside_of_it(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as above
        self._running += 1
        try:
            return call(*arguments, **named)
        finally:
            self._running -= 1

    def _note(self, text: str, parameters: object) -> None:
        before = len(self.statements)
        super()._note(text, parameters)
        if len(self.statements) > before and not self._running:
            self.senders.extend(_senders(self._kind.__module__))


def _senders(module: str) -> Iterator[str]:
    """Yield the name of the innermost running function of the module, if there is one."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - the only way to ask who calls
    while frame is not None:
        if frame.f_globals.get("__name__") == module:
            yield frame.f_code.co_qualname
            return
        frame = frame.f_back


def bypass(kind: type) -> Bypass:
    """Note which functions send statements while no method of this class is running, and what the class is asked.

    ``senders`` has a name for each such statement that is sent by the module of the class; a statement that the
    proof sends by itself is not among them. A relationship that is loaded late counts for whoever reads it.
    ``asked`` has the method, or property, for each time that it was called from outside of the class: by it a query
    can come in as a text or a function.

    Examples:
        >>> import sqlite3
        >>> database = sqlite3.connect(":memory:")
        >>> class Rooms:
        ...     def count(self):
        ...         return database.execute("SELECT 2").fetchone()
        >>> def count_by_hand():
        ...     return database.execute("SELECT 2").fetchone()
        >>> with bypass(Rooms) as seen:
        ...     _ = Rooms().count(), count_by_hand()
        >>> len(seen), len(seen.senders), seen.asked
        (2, 1, ['count'])
    """
    return Bypass(kind)
