"""Values of the types that parameters ask for, made of values that are there."""

import inspect
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from itertools import islice, product
from typing import (
    Annotated,
    Any,
    Literal,
    NewType,
    NotRequired,
    Required,
    Self,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

_EITHER = (Union, types.UnionType, Annotated, Required, NotRequired)
_MOST_DEEP = 3
_MOST = 200
_LEFT_OUT: Any = object()


def arguments(
    function: Callable[..., object], values: Sequence[object], deep: int = _MOST_DEEP
) -> Iterator[dict[str, object]]:
    """Yield what a function can be called with: for each of its parameters a value that its annotation asks for.

    A parameter with a default is left out as well. One that says no type gets every value, and one that is true or
    false by default gets both. A function that is written in C, or takes a parameter by its place alone, gets nothing.

    Examples:
        >>> def enter(guests: list[str], *, quietly: bool = False): ...
        >>> {"guests": ["ada"], "quietly": True} in arguments(enter, ["ada", 2])
        True
    """
    try:
        taken = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return
    named = [one for one in taken if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    if any(one.kind is one.POSITIONAL_ONLY for one in taken):
        return
    told = hints(function)
    choices = [_choices(one, told, values, deep) for one in named]
    for given in islice(product(*choices), _MOST):
        yield {one.name: value for one, value in zip(named, given, strict=True) if value is not _LEFT_OUT}


def _choices(one: inspect.Parameter, told: Mapping[str, object], values: Sequence[object], deep: int) -> list[object]:
    flags = [True, False] if isinstance(one.default, bool) else []
    found = _fitting(told[one.name], values, deep) if one.name in told else [*flags, *values]
    return found if one.default is one.empty else [_LEFT_OUT, *found]


def hints(function: Any) -> dict[str, object]:  # noqa: ANN401 - a function, a method or a class
    """Return the types of its parameters by their names; nothing where it says none, or none that can be read."""
    for one in (function, getattr(function, "__init__", None)):
        with suppress(Exception):  # a name that is imported for type checkers only
            if told := get_type_hints(one):
                owner = getattr(function, "__self__", None)
                own = owner if isinstance(owner, type) else type(owner)
                return {name: own if hint is Self else hint for name, hint in told.items()}
    return {}


def _fitting(wanted: Any, values: Sequence[object], deep: int) -> list[Any]:  # noqa: ANN401 - any annotation
    """Return values of this type: those that are there or that one of them holds, or containers and records of them."""
    wanted = _named(wanted)
    kind, inner = get_origin(wanted) or wanted, get_args(wanted)
    if (listed := _listed(kind, inner, values)) is not None:
        return listed
    if kind in _EITHER:
        return [value for one in inner for value in _fitting(one, values, deep)]
    if not isinstance(kind, type) or deep < 0:
        return []
    if inner and issubclass(kind, Iterable):
        return _containers(kind, inner, values, deep - 1)
    there = [value for value in values if _is(value, kind)] or [part for part in _held(values) if _is(part, kind)]
    return there or (["Mallory"] if kind is str else list(_made(kind, values, deep - 1)))


def _named(wanted: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return what a name for a type stands for: ``type Number = int``, or a ``NewType``."""
    if isinstance(wanted, NewType):
        return _named(wanted.__supertype__)
    return _named(wanted.__value__) if isinstance(wanted, TypeAliasType) else wanted


def _listed(kind: Any, inner: Sequence[Any], values: Sequence[object]) -> list[Any] | None:  # noqa: ANN401 - as above
    """Return what can be given without looking at the values: of functions, those that answer yes or no always."""
    if kind is Literal:
        return list(inner)
    if kind is Callable:
        return [_yes, _no] if inner[-1:] == (bool,) else []
    if kind is bool:
        return [True, False]
    return list(values) if kind is Any or getattr(kind, "_is_protocol", False) else None


def _yes(*_given: object, **_named: object) -> bool:
    return True


def _no(*_given: object, **_named: object) -> bool:
    return False


def _is(value: object, kind: type) -> bool:
    if kind is date and isinstance(value, datetime):  # a moment is no day, though Python has it as one
        return False
    return not is_typeddict(kind) and isinstance(value, kind) and not (kind in (int, str) and isinstance(value, Enum))


def _held(values: Sequence[object]) -> Iterator[object]:
    """Yield what the values' attributes are, and of each moment its day and its time."""
    for value in values:
        if type(value).__module__ != "builtins" and not isinstance(value, Enum):
            for part in (getattr(value, name, None) for name in dir(value) if not name.startswith("_")):
                yield part
                if isinstance(part, datetime):
                    yield from (part.date(), part.time())


def _containers(kind: type, inner: Sequence[Any], values: Sequence[object], deep: int) -> list[Any]:
    if kind is tuple and ... not in inner:
        return list(islice(product(*(_fitting(one, values, deep) for one in inner)), _MOST))
    if issubclass(kind, Mapping):
        keys, held = (_fitting(one, values, deep) for one in inner)
        return [{key: value} for key, value in product(keys, held)]
    make = tuple if kind is tuple else set if issubclass(kind, Set) else list
    items = _fitting(inner[0], values, deep)
    with suppress(TypeError):  # a set of what cannot be in one
        return [make(each) for each in ([], *([item] for item in items), items)]
    return []


def _made(kind: type, values: Sequence[object], deep: int) -> Iterator[object]:
    """Yield records of this class, if it is one whose fields say their types."""
    if is_typeddict(kind):
        fields = {name: _fitting(hint, values, deep) for name, hint in get_type_hints(kind).items()}
        yield from (dict(zip(fields, chosen, strict=True)) for chosen in islice(product(*fields.values()), _MOST))
    elif issubclass(kind, Enum):
        yield from kind
    elif kind.__module__ != "builtins":
        for given in arguments(kind, values, deep):
            with suppress(Exception):  # it refuses these
                yield kind(**given)
