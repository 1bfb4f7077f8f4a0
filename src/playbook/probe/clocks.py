"""Every clock of Python, moved at once.

The functions of ``time`` and ``datetime`` are changed where they are implemented: whoever holds one (by
``from time import monotonic``, as a default argument, in a partial) gets the moved time, and ``datetime``
stays the class that it is. This takes ``ctypes`` and CPython's layout of a builtin function; ``start()`` checks
that it worked.
"""

import asyncio
import ctypes
import datetime as dt
import time
from collections.abc import Callable
from types import FunctionType
from typing import Any

from playbook.probe.ends import Probe

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
# How long the event loop looks for work of threads and sockets before it moves the clock to its next timer.
_PATIENCE = 0.02
# A moved clock may be compared with times that were read before it: no monotonic one goes back.
_MONOTONIC = ("monotonic", "perf_counter")
_kept: list[object] = []  # what C holds the address of must outlive the process's last call

Answer = Callable[..., object]


class _Method(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("call", _Pointer), ("flags", ctypes.c_int), ("doc", ctypes.c_char_p))


class Clock(Probe):
    """The time, standing still until it is moved; ``now`` is the moment in seconds since 1970."""

    def __init__(self, at: dt.datetime | float | str | None = None) -> None:
        super().__init__()
        self._at = at
        self.now = 0.0
        self._began = 0.0
        self._readings: dict[str, float] = {}

    def forward(self, seconds: float) -> None:
        """Move all clocks by that many seconds; negative ones move the wall clock alone."""
        self.now += seconds
        if seconds < 0:
            self._began += seconds

    def begin(self) -> None:
        """Stop all clocks at the wanted moment."""
        self._readings = {name: getattr(time, name)() for name in _MONOTONIC}
        self.now = self._began = _moment(self._at)
        for name, answer in self._answers().items():
            _replace(self, getattr(time, name), answer)
        _replace(self, dt.datetime.now, lambda cls, zone=None, tz=None: cls.fromtimestamp(self.now, zone or tz))
        _replace(self, dt.datetime.utcnow, self._utcnow)
        self._move_with_loops()
        if time.monotonic() != self.read("monotonic") or dt.datetime.now(dt.UTC).timestamp() != self.now:
            raise RuntimeError("this Python's clocks cannot be moved: its builtin functions are laid out differently")

    def read(self, name: str) -> float:
        """Return what ``time.<name>()`` gives: ``monotonic`` and ``perf_counter`` went on from where they were."""
        return self.now if name == "time" else self._readings[name] + self.now - self._began

    def _utcnow(self, cls: type[dt.datetime]) -> dt.datetime:
        return cls.fromtimestamp(self.now, dt.UTC).replace(tzinfo=None)

    def _answers(self) -> dict[str, Answer]:
        """Return what each function of ``time`` gives, by its name."""
        answers: dict[str, Answer] = {"sleep": self._sleep}
        for name in ("time", *_MONOTONIC):
            answers[name] = lambda name=name: self.read(name)
            answers[f"{name}_ns"] = lambda name=name: round(self.read(name) * 1e9)
        localtime, gmtime, strftime, asctime = (
            _original(getattr(time, name)) for name in ("localtime", "gmtime", "strftime", "asctime")
        )
        answers["localtime"] = lambda seconds=None: localtime(self.now if seconds is None else seconds)
        answers["gmtime"] = lambda seconds=None: gmtime(self.now if seconds is None else seconds)
        answers["strftime"] = lambda form, when=None: strftime(form, localtime(self.now) if when is None else when)
        answers["asctime"] = lambda when=None: asctime(localtime(self.now) if when is None else when)
        answers["ctime"] = lambda seconds=None: asctime(localtime(self.now if seconds is None else seconds))
        return answers

    def _sleep(self, seconds: float) -> None:
        self.forward(max(0.0, float(seconds)))

    def _move_with_loops(self) -> None:
        """Let an event loop that waits for a timer move the clock there, once nothing else happens."""
        loops: Any = asyncio.BaseEventLoop
        run_once = loops._run_once  # noqa: SLF001 - asyncio has no other place at which a loop waits

        def run_once_moved(loop: Any) -> None:  # noqa: ANN401 - as above
            if not loop._ready and loop._scheduled and not loop._stopping:
                loop._process_events(loop._selector.select(_PATIENCE))
                if not loop._ready:
                    self.forward(max(0.0, loop._scheduled[0].when() - loop.time()))
            run_once(loop)

        loops._run_once = run_once_moved
        self.undo.callback(setattr, loops, "_run_once", run_once)


def clock(at: dt.datetime | float | str | None = None) -> Clock:
    """Stop every clock, at a moment or where it is; ``forward`` moves them, and so does sleeping.

    ``at`` is a datetime with a zone, seconds since 1970 or an ISO text. Moved are ``time.time``, ``monotonic``,
    ``perf_counter`` and their ``_ns``, ``localtime`` and its kin, ``datetime.now``, ``utcnow``, ``today``,
    ``date.today``, the loops of asyncio and both ``sleep``: an hour of ``asyncio.sleep`` takes no time. Not moved
    are what waits for threads or sockets, a database's own ``now()`` and Pydantic's ``PastDatetime``.

    >>> with clock(at="2030-01-07T09:00Z") as stopped:
    ...     began = time.monotonic()
    ...     stopped.forward(60)
    ...     dt.datetime.now(dt.UTC).isoformat(), time.monotonic() - began
    ('2030-01-07T09:01:00+00:00', 60.0)
    """
    return Clock(at)


def _moment(at: dt.datetime | float | str | None) -> float:
    """Return whole microseconds, so that all clocks agree; ``now`` is cut to the second for the same reason."""
    if isinstance(at, str):
        at = dt.datetime.fromisoformat(at)
    if isinstance(at, dt.datetime):
        if at.tzinfo is None:
            raise ValueError(f"at={at.isoformat()!r} has no zone; write {at.isoformat()}Z or another offset")
        return at.timestamp()
    return float(int(time.time())) if at is None else float(at)


def _method(function: Any) -> _Method:  # noqa: ANN401 - any builtin function
    """Return CPython's own entry for a builtin function, which all who hold the function share."""
    address = _Pointer.from_address(id(function) + object.__basicsize__).value
    return _Method.from_address(address or 0)


def _original(function: Any) -> Answer:  # noqa: ANN401 - any builtin function
    """Return the function as it is now, whatever it becomes."""
    address = _method(function).call
    call = ctypes.PYFUNCTYPE(_Object, _Object, _Object)(address)
    return lambda *arguments: call(function.__self__, arguments)


def _replace(probe: Probe, function: Any, answer: Answer) -> None:  # noqa: ANN401 - any function
    """Let the function give what ``answer`` gives, for everybody who holds it, until the probe ends."""
    if isinstance(function, FunctionType):  # Pyodide's own sleep
        before = function.__code__, function.__kwdefaults__
        _kept.append(answer)
        function.__kwdefaults__ = {"_answer": answer}
        function.__code__ = _ask.__code__
        probe.undo.callback(_put_code_back, function, *before)
        return
    method = _method(function)
    kind = method.flags & _CONVENTION
    callback = ctypes.PYFUNCTYPE(_Object, *_SIGNATURES[kind])(_caller(kind, answer))
    _kept.append(callback)
    probe.undo.callback(setattr, method, "call", method.call)
    method.call = ctypes.cast(callback, _Pointer).value


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
