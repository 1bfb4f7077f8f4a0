"""Every public way to change an object, or to make another of its kind: what an object has to guard itself against."""

import copy
import dataclasses
import enum
import inspect
import operator
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID

from playbook.probe.fitting import arguments, hints
from playbook.probe.switches import functions, switches

_SIMPLE = (str, bytes, int, float, complex, bool, type(None), enum.Enum, date, time, timedelta, UUID, Decimal)
_CHANGES = ("__setitem__", "__delitem__", "__iadd__", "__ior__", "__call__")
_JOINS = ("__add__", "__or__", "__sub__", "__and__")
_MOST_ARGUMENTS = 3

Reach = Callable[[Any], Any]


class Way(NamedTuple):
    """One way: its ``name``, as ``Diary.move()``, and ``use``, which goes it with an object of that kind."""

    name: str
    use: Callable[[Any], object]


def tampering(root: object, values: Sequence[object], depth: int = 3) -> list[Way]:
    """Return every public way to change the object with these values, or to make another one of its kind.

    Public is what has no leading underscore: attributes that are set or deleted, methods, also those of lists and
    dicts, of the object and of what its attributes and containers hold, down to ``depth``; for the object's own class
    its constructor, ``replace`` and ``copy`` too. An attribute is set to the values, and a flag or a number to others.
    A method gets the values, and what its annotations ask for. What can be entered is given out, for
    ``probe.entered``. Public functions of the module of ``root`` that take such an object are ways too, and last come
    the module's switches, of ``playbook.probe.switches``. A way is used with an object that is like ``root``; ``use``
    returns what it gave and raises what it raised. ``object.__setattr__`` and ``vars()`` are not public ways.

    Examples:
        >>> class Room:
        ...     def __init__(self):
        ...         self.guests = []
        ...     def enter(self, guest):
        ...         self.guests.append(guest)
        >>> names = {way.name for way in tampering(Room(), ["ada"])}
        >>> sorted(names & {"Room.enter()", "list.append()", "list.clear()", "set Room.guests"})
        ['Room.enter()', 'list.append()', 'list.clear()', 'set Room.guests']
    """
    found = [*_makings(root, values), *_helped(root, values)]
    inside = list(_inside(root, depth))
    names = sorted({name for _, one in inside for name, _ in _attributes(one)})
    twin = _twin(root)
    for reach, one in inside:
        found += _settings(reach, one, values)
        found += _calls(reach, one, values, names, twin)
    told = switches(vars(sys.modules[type(root).__module__]), values)
    return [*found, *(Way(*way) for way in told)]


def _twin(root: object) -> object:
    with suppress(Exception):  # a lock cannot be copied
        return copy.deepcopy(root)
    return root


def _inside(root: object, depth: int) -> Iterator[tuple[Reach, object]]:
    """Yield the object and what it holds, each with the way there from an object like it."""
    level: list[tuple[Reach, object]] = [(_itself, root)]
    for _ in range(depth + 1):
        yield from level
        level = [
            (partial(_through, reach, step), part)
            for reach, one in level
            for step, part in _parts(one)
            if not isinstance(part, _SIMPLE)
        ]


def _itself(whole: object) -> object:
    return whole


def _through(reach: Reach, step: Reach, whole: object) -> object:
    return step(reach(whole))


def _nth(place: int, whole: Iterable[object]) -> object:
    return list(whole)[place]


def _parts(one: object) -> Iterator[tuple[Reach, object]]:
    if isinstance(one, Mapping):
        yield from ((operator.itemgetter(key), part) for key, part in one.items())
    elif isinstance(one, Iterable):
        yield from ((partial(_nth, place), part) for place, part in enumerate(one))
    yield from ((operator.attrgetter(name), part) for name, part in _attributes(one))


def _attributes(one: object) -> Iterator[tuple[str, object]]:
    """Yield the public attributes that are no methods, with their values."""
    for name in _names(one):
        with suppress(Exception):  # a property that has no value yet
            if not callable(part := getattr(one, name)):
                yield name, part


def _names(one: object) -> list[str]:
    return [name for name in dir(one) if not name.startswith("_")]


def _settings(reach: Reach, one: object, values: Sequence[object]) -> Iterator[Way]:
    kind = type(one).__name__
    for name, part in _attributes(one):
        yield from (Way(f"set {kind}.{name}", partial(_set, reach, name, value)) for value in [*values, *_others(part)])
        yield Way(f"del {kind}.{name}", partial(_delete, reach, name))


def _others(part: object) -> list[object]:
    """Return other values of a flag, a number or a stretch of time: none, one less, one more and many."""
    if isinstance(part, bool):
        return [not part]
    if isinstance(part, int | float) and not isinstance(part, enum.Enum):
        return [0, part - 1, part + 1, part + 1000]
    return [timedelta(), -part] if isinstance(part, timedelta) else []


def _set(reach: Reach, name: str, value: object, whole: object) -> None:
    setattr(reach(whole), name, value)


def _delete(reach: Reach, name: str, whole: object) -> None:
    delattr(reach(whole), name)


def _calls(reach: Reach, one: object, values: Sequence[object], names: Iterable[str], twin: object) -> Iterator[Way]:
    """Yield the calls of the object's methods, ``+``, ``|``, ``-`` and ``&`` among them.

    Each gets as many of the values as it takes, in each order, but no list or record where it asks for a text or a
    number, and then what its annotations ask for: lists, records and dicts of the values, another object like the
    whole, each flag on and off, and for ``**`` each attribute's name.
    """
    if type(one) in (tuple, frozenset) or isinstance(one, Iterator):  # nothing that they have changes them
        return
    if hasattr(type(one), "__enter__"):
        yield Way(f"with {type(one).__name__}", reach)
    changes = [name for name in _CHANGES if name in dir(one)]
    changes += [name for name in _JOINS if inspect.isfunction(getattr(type(one), name, None))]
    for name in [name for name in _names(one) if callable(getattr(one, name, None))] + changes:
        method, way = getattr(one, name), f"{type(one).__name__}.{name}()"
        places = _places(method, values)
        for count in _counts(method):
            for given in product(*places[:count]):
                yield Way(way, partial(_call, reach, name, given))
        extras = [{}, *({each: value} for each, value in product(names, values))] if _takes_any(method) else [{}]
        for named, extra in product(arguments(method, [*values, twin]), extras):
            yield Way(way, partial(_call_named, reach, name, extra | named))


def _call(reach: Reach, name: str, given: tuple[object, ...], whole: object) -> object:
    return getattr(reach(whole), name)(*given)


def _call_named(reach: Reach, name: str, given: dict[str, object], whole: object) -> object:
    return getattr(reach(whole), name)(**given)


def _counts(method: Callable[..., object]) -> range:
    """Return the numbers of positional arguments that the method may take."""
    try:
        taken = inspect.signature(method).parameters.values()
    except (TypeError, ValueError):  # one that is written in C
        return range(_MOST_ARGUMENTS)
    placed = [one for one in taken if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    least = sum(one.default is one.empty for one in placed)
    most = _MOST_ARGUMENTS if any(one.kind is one.VAR_POSITIONAL for one in taken) else len(placed)
    return range(least, min(most, _MOST_ARGUMENTS) + 1)


def _places(method: Callable[..., object], values: Sequence[object]) -> list[Sequence[object]]:
    """Return for each place of a positional argument the values that are given there."""
    simple = [value for value in values if isinstance(value, _SIMPLE)]
    told, names = hints(method), list[str]()
    with suppress(TypeError, ValueError):  # one that is written in C
        names = list(inspect.signature(method).parameters)
    known: list[Sequence[object]] = [simple if told.get(name) in _SIMPLE else values for name in names]
    return [*known, *[values] * _MOST_ARGUMENTS]


def _takes_any(method: Callable[..., object]) -> bool:
    """Return whether the method takes keywords of any name."""
    with suppress(TypeError, ValueError):
        return any(one.kind is one.VAR_KEYWORD for one in inspect.signature(method).parameters.values())
    return False


def _helped(root: object, values: Sequence[object]) -> Iterator[Way]:
    """Yield the public functions of the module that take such an object."""
    for name, helper in functions(vars(sys.modules[type(root).__module__])):
        for given in arguments(helper, [root, *values]):
            if any(value is root for value in given.values()):
                yield Way(f"{name}()", partial(_help, helper, root, given))


def _help(helper: Callable[..., object], root: object, given: dict[str, object], whole: object) -> object:
    return helper(**{name: whole if value is root else value for name, value in given.items()})


def _makings(root: Any, values: Sequence[object]) -> Iterator[Way]:  # noqa: ANN401 - any object
    kind, name = type(root), type(root).__name__
    yield Way(f"copy({name})", copy.copy)
    parameters: Iterable[str] = ()
    with suppress(TypeError, ValueError):  # a class that is written in C
        parameters = inspect.signature(kind).parameters
    for parameter, value in product(parameters, values):
        yield Way(f"{name}()", partial(_make, kind, {parameter: value}))
    for given in arguments(kind, values):
        yield Way(f"{name}()", partial(_make, kind, given))
    if replace := _replacer(root):
        for field, value in product(_fields(root), values):
            yield Way(f"replace({name})", partial(_replace, replace, {field: value}))


def _make(kind: Callable[..., object], given: dict[str, object], _whole: object) -> object:
    return kind(**given)


def _replacer(one: object) -> Callable[..., object] | None:
    """Return what ``copy.replace`` calls, which is there from Python 3.13 on: of dataclasses and named tuples too."""
    if dataclasses.is_dataclass(one):
        return dataclasses.replace
    found: Callable[..., object] | None = getattr(type(one), "__replace__", getattr(type(one), "_replace", None))
    return found


def _fields(one: Any) -> list[str]:  # noqa: ANN401 - any object
    if dataclasses.is_dataclass(one):
        return [field.name for field in dataclasses.fields(one)]
    return [name for name, _ in _attributes(one)]


def _replace(replace: Callable[..., object], given: dict[str, object], whole: object) -> object:
    return replace(whole, **given)
