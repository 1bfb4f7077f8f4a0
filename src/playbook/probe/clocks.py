"""Every clock of Python, moved at once.

The functions of ``time`` and ``datetime`` are changed where they are implemented: whoever holds one (by
``from time import monotonic``, as a default argument, in a partial) gets the moved time, and ``datetime``
stays the class that it is.
"""
# ruff: noqa: SLF001 - asyncio has no other place at which a loop waits

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from playbook.probe.ends import Probe

# How long the event loop looks for work of threads and sockets before it moves the clock to its next timer.
_PATIENCE = 0.02
# A smaller step is lost in a number as large as the seconds since 1970, and the timer would never come.
_LEAST = 1e-6
# A moved clock may be compared with times that were read before it: no monotonic one goes back.
_MONOTONIC = ("monotonic", "perf_counter")

Answer = Callable[..., object]


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
        from playbook.probe.builtin import original, replace  # noqa: PLC0415 - ctypes is for those who move a clock

        for name, answer in self._answers(original).items():
            self.undo.callback(replace(getattr(time, name), answer))
        self.undo.callback(replace(dt.datetime.now, lambda cls, zone=None: cls.fromtimestamp(self.now, zone)))
        self.undo.callback(replace(dt.datetime.utcnow, self._utcnow))
        self._move_with_loops()
        if time.monotonic() != self.read("monotonic") or dt.datetime.now(dt.UTC).timestamp() != self.now:
            raise RuntimeError("this Python's clocks cannot be moved: its builtin functions are laid out differently")

    def read(self, name: str) -> float:
        """Return what ``time.<name>()`` gives: ``monotonic`` and ``perf_counter`` went on from where they were."""
        return self.now if name == "time" else self._readings[name] + self.now - self._began

    def _utcnow(self, cls: type[dt.datetime]) -> dt.datetime:
        return cls.fromtimestamp(self.now, dt.UTC).replace(tzinfo=None)

    def _answers(self, original: Callable[[Any], Answer]) -> dict[str, Answer]:
        """Return what each function of ``time`` gives, by its name."""
        answers: dict[str, Answer] = {"sleep": self._sleep}
        for name in ("time", *_MONOTONIC):
            answers[name] = lambda name=name: self.read(name)
            answers[f"{name}_ns"] = lambda name=name: round(self.read(name) * 1e9)
        localtime, gmtime, strftime, asctime = (
            original(getattr(time, name)) for name in ("localtime", "gmtime", "strftime", "asctime")
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
        run_once = loops._run_once

        def run_once_moved(loop: Any) -> None:  # noqa: ANN401 - as above
            if not loop._ready and loop._scheduled and not loop._stopping:
                loop._process_events(loop._selector.select(_PATIENCE))
                waiting = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
                if waiting and not loop._ready and (left := min(waiting) - loop.time()) > 0:
                    self.forward(max(left, _LEAST))
            run_once(loop)

        loops._run_once = run_once_moved
        self.undo.callback(setattr, loops, "_run_once", run_once)


def clock(at: dt.datetime | float | str | None = None) -> Clock:
    """Stop every clock, at a moment or where it is; ``forward`` moves them, and so does sleeping.

    ``at`` is a datetime with a zone, seconds since 1970 or an ISO text. Moved are ``time.time``, ``monotonic``,
    ``perf_counter`` and their ``_ns``, ``localtime`` and its kin, ``datetime.now``, ``utcnow``, ``today``,
    ``date.today``, the loops of asyncio and both ``sleep``: an hour of ``asyncio.sleep`` takes no time. Not moved
    are what waits for threads or sockets, a database's own ``now()`` and Pydantic's ``PastDatetime``.

    Examples:
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
