"""A worker for the queue of a Celery application, worked by hand: nothing runs until the proof says so."""

import contextlib
import datetime as dt
import threading
from collections.abc import Iterator
from queue import Empty
from typing import Any, NamedTuple
from unittest import mock

from playbook.probe.ends import Probe

_MEMORY = {"broker_url": "memory://", "result_backend": "cache+memory://"}
# Results that need no server: none at all, and messages to the process that asked. They stay what they are.
_SERVERLESS = ("None", "disabled", "rpc")


class Attempt(NamedTuple):
    """One run of a task: its name, how it ended ("SUCCESS", "RETRY", "REVOKED" …), what it returned or raised."""

    task: str
    state: str
    result: Any


class Worker(Probe):
    """The queues of the application, in memory; ``len()`` is how many tasks wait in them."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - a Celery application
        super().__init__()
        self.app = app

    def begin(self) -> None:
        """Let the application keep its queues and its results in memory, whatever server it is configured for."""
        before = {name: self.app.conf[name] for name in _MEMORY}
        self.undo.callback(self._configure, before)
        serverless = str(before["result_backend"]).partition(":")[0] in _SERVERLESS
        self._configure({**_MEMORY, "result_backend": before["result_backend"]} if serverless else _MEMORY)
        self.undo.callback(_forget_tasks)
        for queue in self._queues():
            queue.clear()
            queue.close()

    def __len__(self) -> int:
        return sum(queue.qsize() for queue in self._queues())

    def waiting(self) -> list[Any]:
        """Return what each task that waits was queued with: its arguments, and those by name."""
        messages = list(iter(self._next, None))
        for message in messages:
            message.requeue()
        return [message.payload[:2] for message in messages]

    def run(self, most: int = 100) -> list[Attempt]:
        """Attempt what is queued, one task after the other, and what these queue: retries too, without their delay.

        A task that has expired is revoked and not run. One that never stops is left after ``most`` runs. An unknown
        task raises KeyError, as a mistake of the application.
        """
        done: list[Attempt] = []
        while len(done) < most and (message := self._next()) is not None:
            done.append(self._run(message))
        return done

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Let the broker take nothing while the block runs: who sends a task gets kombu's OperationalError."""
        from kombu.exceptions import OperationalError  # noqa: PLC0415 - for rules that use it
        from kombu.transport.memory import Channel  # noqa: PLC0415 - as above

        with mock.patch.object(Channel, "_put", side_effect=OperationalError("the broker is away")):
            yield

    def _configure(self, values: dict[str, Any]) -> None:
        self.app.conf.update(values)
        self.app._pool = self.app.amqp._producer_pool = None  # noqa: SLF001 - connections to the other broker
        self.app._backend_cache, self.app._local = None, threading.local()  # noqa: SLF001 - the other backend

    def _queues(self) -> list[Any]:
        connection = self.app.connection_for_read()
        return [connection.SimpleQueue(queue) for queue in list(self.app.amqp.queues.values())]

    def _next(self) -> Any:  # noqa: ANN401 - kombu's message, or None
        for queue in self._queues():
            try:
                return queue.get(block=False)
            except Empty:
                continue
        return None

    def _run(self, message: Any) -> Attempt:  # noqa: ANN401 - kombu's message
        from celery.app.trace import build_tracer  # noqa: PLC0415 - for rules that use it

        task = self.app.tasks[message.headers["task"]]
        arguments, options, embedded = message.payload
        asked = {**message.headers, **(embedded or {}), "delivery_info": message.delivery_info}
        asked |= {name: message.properties.get(name) for name in ("correlation_id", "reply_to")}
        message.ack()
        if _expired(message.headers.get("expires")):
            self.app.backend.mark_as_revoked(message.headers["id"], "expired")
            return Attempt(task.name, "REVOKED", None)
        traced = build_tracer(task.name, task, app=self.app)(message.headers["id"], arguments, options, asked)
        state, given = (traced.info.state, traced.info.retval) if traced.info else ("SUCCESS", traced.retval)
        return Attempt(task.name, state, given)


def _expired(at: str | None) -> bool:
    """Return whether it is later than this; a time without a zone is in UTC."""
    if at is None:
        return False
    until = dt.datetime.fromisoformat(at)
    return dt.datetime.now(dt.UTC) > (until if until.tzinfo else until.replace(tzinfo=dt.UTC))


def _forget_tasks() -> None:
    """Keep Celery from giving the tasks of this example to the next one's application, which has the same names."""
    from celery import _state  # noqa: PLC0415 - for rules that use it

    known = vars(_state)["_on_app_finalizers"]
    known.difference_update([one for one in known if one.__module__ != "celery.app.builtins"])


def worker(app: Any) -> Worker:  # noqa: ANN401 - a Celery application
    """Take the place of the workers of a Celery application: its queues are kept in memory and worked by hand.

    So are its results, wherever it keeps them; with ``rpc://`` or no result backend it gets what it asks for.

    Examples:
        >>> from celery import Celery
        >>> queue = Celery("clinic", backend="redis://nowhere.invalid")
        >>> @queue.task(name="double")
        ... def double(number):
        ...     return number * 2
        >>> with worker(queue) as hand:
        ...     asked = double.delay(21)
        ...     len(hand), asked.state, hand.run(), asked.get(timeout=1)
        (1, 'PENDING', [Attempt(task='double', state='SUCCESS', result=42)], 42)
    """
    return Worker(app).start()
