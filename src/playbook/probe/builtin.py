"""Builtin functions, replaced where they are implemented, so that whoever holds one gets the replacement.

This takes ``ctypes`` and CPython's layout of a builtin function, which is the same here and under WebAssembly.
"""

import ctypes
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any

# The flags of a builtin function that say how it is called, from CPython's methodobject.h.
_VARARGS, _KEYWORDS, _NOARGS, _ONE, _FAST = 1, 2, 4, 8, 128
_CONVENTION = _VARARGS | _KEYWORDS | _NOARGS | _ONE | _FAST

_Object, _Pointer = ctypes.py_object, ctypes.c_void_p
_SIGNATURES: dict[int, tuple[Any, ...]] = {
    _NOARGS: (_Pointer, _Pointer),
    _ONE: (_Pointer, _Object),
    _VARARGS: (_Pointer, _Object),
    _FAST | _KEYWORDS: (_Pointer, _Pointer, ctypes.c_ssize_t, _Pointer),
}
_kept: list[object] = []  # what C holds the address of must outlive the process's last call

Answer = Callable[..., object]
Undo = Callable[[], object]


class _Method(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("call", _Pointer), ("flags", ctypes.c_int), ("doc", ctypes.c_char_p))


def _method(function: Any) -> _Method:  # noqa: ANN401 - any builtin function
    """Return CPython's own entry for a builtin function, which all who hold the function share."""
    address = _Pointer.from_address(id(function) + object.__basicsize__).value
    return _Method.from_address(address or 0)


def original(function: Any) -> Answer:  # noqa: ANN401 - any builtin function
    """Return the function as it is now, whatever it becomes."""
    address = _method(function).call
    call = ctypes.PYFUNCTYPE(_Object, _Object, _Object)(address)
    return lambda *arguments: call(function.__self__, arguments)


def replace(function: Any, answer: Answer) -> Undo:  # noqa: ANN401 - any function
    """Let the function give what ``answer`` gives, for everybody who holds it, and return what undoes it.

    An error that ``answer`` raises cannot pass through C: it is printed, and the caller gets a SystemError.
    """
    if isinstance(function, FunctionType):  # Pyodide's own sleep
        before = function.__code__, function.__kwdefaults__
        _kept.append(answer)
        function.__kwdefaults__ = {"_answer": answer}
        function.__code__ = _ask.__code__
        return partial(_put_code_back, function, *before)
    method = _method(function)
    kind = method.flags & _CONVENTION
    callback = ctypes.PYFUNCTYPE(_Object, *_SIGNATURES[kind])(_caller(kind, answer))
    _kept.append(callback)
    undo = partial(setattr, method, "call", method.call)
    method.call = ctypes.cast(callback, _Pointer).value
    return undo


def _ask(t: Any, *, _answer: Any = None) -> Any:  # noqa: ANN401 - takes the place of Pyodide's sleep
    return _answer(t)


def _put_code_back(function: FunctionType, code: Any, defaults: Any) -> None:  # noqa: ANN401 - as they were
    function.__code__, function.__kwdefaults__ = code, defaults


def _caller(kind: int, answer: Answer) -> Answer:
    """Return what C calls: it takes the arguments of that convention apart and hands them to ``answer``."""
    if kind == _NOARGS:
        return lambda owner, _: answer(*_class(owner))
    if kind == _ONE:
        return lambda _, argument: answer(argument)
    if kind == _VARARGS:
        return lambda _, arguments: answer(*arguments)
    return lambda owner, values, count, names: answer(*_class(owner), **_given(values, count, names))


def _class(owner: int | None) -> list[type]:
    """Return the class that a class method was called on; a function of a module has none."""
    found = ctypes.cast(owner, _Object).value if owner else None
    return [found] if isinstance(found, type) else []


def _given(values: int, count: int, names: int | None) -> dict[str, Any]:
    """Return the one argument of ``datetime.now``, however it was given."""
    given = count + (len(ctypes.cast(names, _Object).value) if names else 0)
    return {"zone": _Object.from_address(values).value} if given else {}
