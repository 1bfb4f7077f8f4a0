"""Event loops, portals and thread pools for an interpreter that has one thread and cannot start another.

Pyodide's own event loop hands its work to the browser and so cannot block; ``asyncio.run`` therefore gets
a loop here that does. What other programs do in a thread is done at once by the one that asks for it:
the calls of a ThreadPoolExecutor, of ``anyio.to_thread`` and of a blocking portal (Starlette's TestClient).
A ``threading.Thread`` still cannot be started.
"""
# ruff: noqa: ANN401, SLF001 - asyncio and AnyIO have no other way in; the tests run the pinned releases

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from types import SimpleNamespace
from typing import Any, Never, cast

from after_import import after_import

_events: Any = asyncio.events
_tasks: Any = asyncio.tasks
_portal_loops: list["BlockingLoop"] = []


class DeadlockError(RuntimeError):
    """Something is waited for that nothing can bring about: there is no other thread."""


class _Sleeper:
    """Stands where a loop has its selector: there are no sockets, so it only lets the time pass."""

    def select(self, timeout: float | None) -> list[Never]:
        if timeout is None:
            raise DeadlockError("the event loop waits for something that only another thread or a socket could bring")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def close(self) -> None:
        """Nothing is held."""


class BlockingLoop(asyncio.BaseEventLoop):
    """An event loop that runs until it is done, as those of CPython do."""

    # BaseEventLoop's own, which it does not declare.
    _ready: deque[asyncio.Handle]
    _scheduled: list[asyncio.TimerHandle]
    _default_executor: Executor | None
    _run_forever_setup: Callable[[], None]
    _run_forever_cleanup: Callable[[], None]
    _run_once: Callable[[], None]

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Sleeper()

    def turn(self) -> bool:
        """Run what is due next, in the place of the loop's own thread. Return whether there was anything."""
        if not self._ready and not self._scheduled:
            return False
        with outside_any_loop():
            self._run_forever_setup()
            try:
                self._run_once()
            except DeadlockError:
                return False
            finally:
                self._run_forever_cleanup()
        return True

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ARG002 - asyncio's
        """Shut the executor down, which has no thread to wait for."""
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=False)

    def _process_events(self, event_list: list[Never]) -> None:
        """There are no events of sockets."""

    def _write_to_self(self) -> None:
        """Nobody sleeps who could be woken."""


class _BlockingLoopPolicy(_events._AbstractEventLoopPolicy):  # type: ignore[misc] # not declared
    """Gives blocking loops, and like CPython none where none was set."""

    _loop: asyncio.AbstractEventLoop | None = None

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._loop = loop

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return BlockingLoop()


@contextlib.contextmanager
def outside_any_loop() -> Iterator[None]:
    """Hide the running loop and its current task, and put both back."""
    loop = _events._get_running_loop()
    task = _tasks._swap_current_task(loop, None) if loop else None
    _events._set_running_loop(None)
    try:
        yield
    finally:
        _events._set_running_loop(loop)
        if loop:
            _tasks._swap_current_task(loop, task)


@contextlib.contextmanager
def blocking_loops() -> Iterator[None]:
    """Run a program as CPython does: outside any loop, with loops that block. Undo it at the end."""
    before = _events._get_event_loop_policy()
    _events._set_event_loop_policy(_BlockingLoopPolicy())
    try:
        with outside_any_loop():
            yield
    finally:
        _events._set_event_loop_policy(before)
        _portal_loops.clear()


def install() -> None:
    """Do inline what needs threads elsewhere, in each module once it is imported."""
    _make_futures_turn_loops()
    after_import("concurrent.futures.thread", _patch_pool)
    after_import("anyio._backends._asyncio", _patch_anyio_worker)
    after_import("anyio.from_thread", _patch_anyio_portal)
    after_import("limits.storage.memory", _patch_limits_timer)


def _make_futures_turn_loops() -> None:
    """Let whoever waits for a future turn the portals' loops, which elsewhere run in threads of their own."""
    for name in ("result", "exception"):
        setattr(Future, name, _turning(getattr(Future, name)))


def _turning(wait: Callable[..., Any]) -> Callable[..., Any]:
    def waited(self: Future[Any], timeout: float | None = None) -> Any:
        until = None if timeout is None else time.monotonic() + timeout
        while not self.done():
            if until is not None and time.monotonic() >= until:
                return wait(self, 0)
            turned = [loop.turn() for loop in _portal_loops if not loop.is_running()]
            if not any(turned):
                raise DeadlockError("this future waits for a thread, and there are none in the browser")
        return wait(self, timeout)

    return waited


def _patch_pool(module: Any) -> None:
    """Run each call of a pool as it is handed in, where a thread would be started for it."""

    def run_queued(self: Any) -> None:
        context = self._create_worker_context()
        try:
            context.initialize()
        except BaseException:  # noqa: BLE001 - as the worker thread does
            self._initializer_failed()
            return
        while not self._work_queue.empty():
            item = self._work_queue.get_nowait()
            if item is not None:
                with outside_any_loop():
                    item.run(context)
        context.finalize()

    module.ThreadPoolExecutor._adjust_thread_count = run_queued


def _patch_anyio_worker(module: Any) -> None:
    """Run a function of ``anyio.to_thread`` inline, in a copy of the context as a thread has."""
    backend = module.AsyncIOBackend

    async def run_inline(
        cls: Any,
        func: Callable[..., Any],
        args: tuple[Any, ...],
        abandon_on_cancel: bool = False,  # noqa: ARG001 - AnyIO's signature
        limiter: Any = None,
    ) -> Any:
        await cls.checkpoint()
        async with limiter or cls.current_default_thread_limiter():
            context = module.copy_context()
            context.run(module.set_current_async_library, None)
            with outside_any_loop():
                return context.run(func, *args)

    backend.run_sync_in_worker_thread = classmethod(run_inline)


def _patch_anyio_portal(module: Any) -> None:
    """Open a blocking portal on a loop that turns whenever somebody waits for the portal."""

    @contextlib.contextmanager
    def start_blocking_portal(
        backend: str = "asyncio",
        backend_options: dict[str, Any] | None = None,
        *,
        name: str | None = None,  # noqa: ARG001 - there is no thread to be named
    ) -> Iterator[Any]:
        if backend != "asyncio":
            raise LookupError(f"No such backend in the browser: {backend}")
        loop = BlockingLoop()
        loop.set_debug(bool((backend_options or {}).get("debug")))
        _portal_loops.append(loop)
        try:
            yield from _open_portal(module, loop)
        finally:
            _portal_loops.remove(loop)
            loop.close()

    module.start_blocking_portal = start_blocking_portal


def _open_portal(module: Any, loop: BlockingLoop) -> Iterator[Any]:
    opened: Future[Any] = Future()

    async def host() -> None:
        async with module.BlockingPortal() as portal:
            portal._event_loop_thread_id = -1  # any but ours: whoever calls is not inside the loop
            opened.set_result(portal)
            await portal.sleep_until_stopped()

    running = loop.create_task(host())
    portal = cast("Any", opened.result())
    failed = True
    try:
        yield portal
        failed = False
    finally:
        with contextlib.suppress(RuntimeError):
            portal.call(portal.stop, failed)
        _finish(loop, running)
        _finish(loop, loop.create_task(loop.shutdown_asyncgens()))


def _finish(loop: BlockingLoop, task: asyncio.Task[None]) -> None:
    while not task.done() and loop.turn():
        pass
    task.result()


def _patch_limits_timer(module: Any) -> None:
    """Spare the in-memory storage its timer: it only frees memory, and what has expired is never counted."""

    class Timer:
        def __init__(self, *_: object) -> None:
            """Take what a threading.Timer takes."""

        def start(self) -> None:
            """There is no thread to start."""

        def is_alive(self) -> bool:
            return True

    module.threading = SimpleNamespace(RLock=module.threading.RLock, Timer=Timer)
