"""What a module lets everybody switch: its flags, and its functions that take a flag or are entered."""

import inspect
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import Enum
from functools import partial
from typing import Any

from playbook.probe.fitting import arguments, hints

Module = dict[str, Any]


def functions(module: Module) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public functions that the module itself defines, also those that a decorator wraps.

    Examples:
        >>> [name for name, _ in functions(vars(inspect)) if name == "unwrap"]
        ['unwrap']
    """
    for name, one in list(module.items()):
        if inspect.isfunction(one) and not name.startswith("_") and inspect.unwrap(one).__globals__ is module:
            yield name, one


def switches(module: Module, values: Sequence[object]) -> Iterator[tuple[str, Callable[[Any], object]]]:
    """Yield what the module can be told, each with what goes that way. It is given an object, and leaves it alone.

    A flag gives something to enter, and is as before at the end: a name of the module, a value of a dict, a context
    variable, or an attribute of an object whose class the module defines. A function is called with the values.

    Examples:
        >>> sorted({name for name, _ in switches({"__name__": "clinic", "STRICT": True}, [])})
        ['set STRICT']
    """
    for name, now, write in _flags(module):
        yield f"set {name}", partial(_other_way_round, now, write)
    for name, one in functions(module):
        if _is_entered(one) or _takes_flag(one):
            for given in arguments(one, values):
                yield f"{name}()", partial(_tell, one, given)


def _flags(module: Module) -> Iterator[tuple[str, bool, Callable[[bool], object]]]:
    """Yield each flag with its name, what it is now, and what sets it."""
    for name, one in [(name, one) for name, one in module.items() if not name.startswith("_")]:
        if isinstance(one, bool):
            yield name, one, partial(operator.setitem, module, name)
        elif isinstance(one, ContextVar):
            with suppress(LookupError):
                yield from [(name, now, one.set)] if isinstance(now := one.get(), bool) else []
        elif type(one) is dict:
            held = [(key, now) for key, now in one.items() if isinstance(now, bool)]
            yield from ((f"{name}[{key!r}]", now, partial(operator.setitem, one, key)) for key, now in held)
        elif type(one).__module__ == module["__name__"] and not isinstance(one, Enum):
            told = [(at, getattr(one, at, None)) for at in dir(one) if not at.startswith("_")]
            yield from ((f"{name}.{at}", now, partial(setattr, one, at)) for at, now in told if isinstance(now, bool))


@contextmanager
def _other_way_round(now: bool, write: Callable[[bool], object], _whole: object) -> Iterator[None]:
    write(not now)
    try:
        yield
    finally:
        write(now)


def _is_entered(one: Callable[..., object]) -> bool:
    return inspect.isgeneratorfunction(inspect.unwrap(one)) and not inspect.isgeneratorfunction(one)


def _takes_flag(one: Callable[..., object]) -> bool:
    told = inspect.signature(one).parameters.values()
    return bool in hints(one).values() or any(isinstance(taken.default, bool) for taken in told)


def _tell(one: Callable[..., object], given: Mapping[str, object], _whole: object) -> object:
    return one(**given)
