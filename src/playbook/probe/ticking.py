"""A ticker on an event loop: what is done on the loop that keeps it from ticking.

What runs on the loop is told from what was handed to a thread by whether the thread has a running loop. In the
browser, which has no threads, such a call runs in its place with the loop hidden, so the question is the same.
"""
# ruff: noqa: SLF001 - asyncio._get_running_loop is the one question that is cheap enough to be asked at each step

import asyncio
import builtins
import io
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from playbook.probe.clocks import Clock

# How many jumps and calls of Python are too many for one turn of the loop: some milliseconds.
STEPS = 20_000
# How often the loop must turn while a call blocks in a thread, and how long that may take.
_TURNS, _PATIENCE = 3, 3.0
_TOOL = 4
_CODE = (".py", ".pyc", ".so", ".zip")
# What asks the file system without opening a file: pathlib, os.path and shutil call these.
_ASKS = ("stat", "lstat", "access", "listdir", "scandir", "readlink", "mkdir", "rename", "replace", "unlink", "remove")
_BROWSER = sys.platform == "emscripten"


class Ticker(Clock):
    """A ticker beside a coroutine; ``held`` is what kept it from ticking, ``ticks`` is how often it did.

    It ticks with each turn of the event loop. The clocks stand still and are moved by waiting alone, as with
    ``clock``, so a pause takes no time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: list[str] = []
        self.ticks = 0
        self._steps = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._patience = _PATIENCE

    def begin(self) -> None:
        """Watch what blocks: sleeping, opening files, asking for them, waiting for a thread, long loops of Python."""
        super().begin()
        for module, name in ((builtins, "open"), (io, "open"), (os, "open")):
            self._replace(module, name, self._naming("open"), self._opened)
        for name in _ASKS:
            self._replace(os, name, self._naming(name))
        for name in ("result", "exception"):
            self._replace(Future, name, self._waiting)
        self._watch_turns()
        self._count_steps()

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Run the coroutine in a new event loop, watched, and return what it gives."""

        async def watched() -> T:
            self._loop = asyncio.get_running_loop()
            return await work

        return asyncio.run(watched())

    def wait(self, name: str = "a blocking call") -> None:
        """Block as a slow library does, until the ticker has ticked three times; ``held`` names it if it cannot."""
        if asyncio._get_running_loop() is not None:
            self.held.append(name)
        elif not _BROWSER and not all(self._turned() for _ in range(_TURNS)):
            self.held.append(name)
            self._patience = 0.0  # whoever blocks it once does so again

    def _turned(self) -> bool:
        """Return whether the loop turns while this thread waits."""
        turned = threading.Event()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(turned.set)
        return turned.wait(self._patience)

    def _sleep(self, seconds: float) -> None:
        if _on_a_loop():
            self.held.append("time.sleep")
        super()._sleep(seconds)

    def _replace(
        self,
        owner: Any,  # noqa: ANN401 - a module or a class
        name: str,
        around: Callable[..., Any],
        elsewhere: Callable[[Any], Any] = lambda given: given,
    ) -> None:
        """Call ``around`` before the function if it runs on the loop, and ``elsewhere`` with what it gave if not."""
        before = getattr(owner, name)

        def replaced(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - the function's own
            if not _on_a_loop():
                return elsewhere(before(*arguments, **options))
            around(*arguments)
            return before(*arguments, **options)

        self.undo.callback(setattr, owner, name, before)
        setattr(owner, name, replaced)

    def _naming(self, name: str) -> Callable[..., None]:
        def asking(path: object = "", *_: object) -> None:
            if not str(path).endswith(_CODE):  # what Python reads to import or to show a traceback
                self.held.append(name)

        return asking

    def _opened(self, file: Any) -> Any:  # noqa: ANN401 - a file of whatever kind, or its number
        """Return the file that a thread opened; reading or writing it on the loop is named."""
        for name in ("read", "readline", "readlines", "write") if isinstance(file, io.IOBase) else ():
            setattr(file, name, self._watched(name, getattr(file, name)))
        return file

    def _watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:  # noqa: ANN401 - the method's own
            if _on_a_loop():
                self.held.append(name)
            return method(*arguments)

        return watched

    def _waiting(self, future: Future[Any], *_: object) -> None:
        asked = sys._getframe(2).f_globals.get("__name__", "")
        if not asked.startswith("asyncio.") and (_BROWSER or not future.done()):
            self.held.append("Future.result")

    def _watch_turns(self) -> None:
        loops: Any = asyncio.BaseEventLoop
        run_once = loops._run_once

        def turn(loop: object) -> None:
            self._steps = 0
            self.ticks += 1
            run_once(loop)

        loops._run_once = turn
        self.undo.callback(setattr, loops, "_run_once", run_once)

    def _count_steps(self) -> None:
        watch = sys.monitoring
        events = watch.events.JUMP | watch.events.PY_START | watch.events.PY_RESUME
        watch.use_tool_id(_TOOL, "probe")
        self.undo.callback(watch.free_tool_id, _TOOL)
        for event in (watch.events.JUMP, watch.events.PY_START, watch.events.PY_RESUME):
            watch.register_callback(_TOOL, event, self._step)
        self.undo.callback(watch.set_events, _TOOL, watch.events.NO_EVENTS)
        watch.set_events(_TOOL, events)

    def _step(self, *_: object) -> None:
        if asyncio._get_running_loop() is not None:
            self._steps += 1
            if self._steps == STEPS:
                self.held.append("a loop of Python")


def ticker() -> Ticker:
    """Run coroutines beside a ticker, and name what was done on the event loop that kept it from ticking.

    ``held`` is empty if nothing did. Otherwise it has, in their order: ``"time.sleep"``, ``"open"``, ``"read"`` (or
    ``"readline"``, ``"readlines"``, ``"write"``: of a file that a thread opened), ``"stat"`` (or another function of
    ``os`` that asks the file system: ``Path.is_file`` calls it), ``"Future.result"`` (waiting for a thread), ``"a loop
    of Python"`` (more than 20,000 jumps and calls in one turn of the event loop), and the name that was given to
    ``wait``, which stands for a library that blocks.

    Examples:
        >>> import time
        >>> async def pause():
        ...     time.sleep(60)
        >>> with ticker() as watched:
        ...     watched.run(pause())
        >>> watched.held
        ['time.sleep']
    """
    return Ticker()


def _on_a_loop() -> bool:
    """Return whether this is called on an event loop. In the browser the loop itself sleeps, outside of any task."""
    loop = asyncio._get_running_loop()
    return loop is not None and (not _BROWSER or asyncio.current_task(loop) is not None)
