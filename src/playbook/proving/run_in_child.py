"""Run a proof in a process of its own, so that nothing it does can reach ours, and stop it when it never ends."""

import contextlib
import importlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from playbook import probe
from playbook.proof import Ended, Observed, Output, Prompt, Report, Side, judge, observe, parse, prompts

LIMIT_SECONDS = 60.0
START_SECONDS = 60.0
_BEGUN = "begun"
_NOT_BEGUN = (
    "The child process ended before it ran the example, for the reason that stands above. If that is a script which "
    'calls prove_apart(), call it under `if __name__ == "__main__":`, since each child imports the script anew.'
)
_SLOW_IMPORTS = [
    __name__,
    "playbook.proving.run_in_child",
    "fastapi.testclient",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.postgresql.pg8000",
    "pg8000",
    "alembic.op",
    "pydantic_settings",
    "argon2",
    "coverage",
    "jwt",
    "pytest",
]


class Limits(NamedTuple):
    """How long a proof may run, in seconds, and how many bytes of addresses it may take, where Linux can see to it.

    ``last`` is the number of the line with which it stops, if that is before its end.
    """

    seconds: float = LIMIT_SECONDS
    memory: int | None = None
    last: int | None = None


def prove_apart(
    proof: str,
    source: str,
    *,
    filename: str,
    side: Side = "good",
    postgres_url: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """Run the proof in a child process, judge here what it gave, and return the report.

    A line holds if it gave what this ``side``'s example must give. After the seconds of its ``limits`` the child is
    killed: the line that it was in ended in ``timed out``, and those after it were not reached; so too when the
    example ends the process itself. ``postgres_url`` is where the proof's ``postgres()`` finds its database. Raises
    ProofError if the proof cannot be read, and RuntimeError if the child cannot start, as it cannot in a script
    without a main guard.
    """
    limits = limits or Limits()
    lines = [line for line in parse(proof) if limits.last is None or line.number <= limits.last]
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    asked = _Asked(prompts(lines), source, filename, postgres_url, limits.memory)
    child = context.Process(target=_run, args=(theirs, asked), daemon=True)
    child.start()
    theirs.close()
    try:
        return judge(lines, _collect(ours, child, limits.seconds), side)
    finally:
        ours.close()
        _end(child)


def _context() -> SpawnContext | ForkServerContext:
    """Return the way to start a child: a fork of a process that has imported the slow packages, where there is one."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_SLOW_IMPORTS)
    return context


def _collect(events: Connection, child: BaseProcess, limit: float) -> Observed:
    """Return what the child observed, or what came of it until it was stopped or ended by itself.

    The limit counts from when the example begins: how long a process takes to start is not its fault.
    Raises RuntimeError when it ended before it had begun.
    """
    outputs: list[Output] = []
    begun = False
    deadline = time.monotonic() + START_SECONDS
    while events.poll(max(0.0, deadline - time.monotonic())):
        try:
            event = events.recv()
        except EOFError:
            child.join(timeout=5)
            if not begun:
                raise RuntimeError(_NOT_BEGUN) from None
            return _cut_short(outputs, "process ended", f"ended the process with code {child.exitcode}")
        if isinstance(event, Observed):
            return event
        if event == _BEGUN:
            begun, deadline = True, time.monotonic() + limit
        else:
            outputs.append(event)
    return _cut_short(outputs, "timed out", f"did not end within {limit:g} s")


def _cut_short(outputs: list[Output], ended: Ended, said: str) -> Observed:
    return Observed([*outputs, Output(said, ended)], f"The example {said}.\n")


def _end(child: BaseProcess) -> None:
    """Kill the child and whatever it started."""
    if child.pid is not None and hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.join()


class _Asked(NamedTuple):
    """What the child is to do, and within which limit of memory, in bytes."""

    prompts: list[Prompt]
    source: str
    filename: str
    postgres_url: str | None
    memory: int | None


def _run(events: Connection, asked: _Asked) -> None:
    """Be the child: run the prompts in an empty folder, in silence, and send what each gave and then all of it."""
    if hasattr(os, "setsid"):
        os.setsid()
    _silence()
    _trust_nobody()
    names: dict[str, object] = {"probe": probe}
    if asked.postgres_url is not None:
        os.environ["DATABASE_URL"] = asked.postgres_url
        names["postgres"] = importlib.import_module("playbook.postgres").postgres
    if "PLAYBOOK_REDIS_URL" in os.environ:
        importlib.import_module("playbook.proving.redis_server").take_the_place_of_fakeredis()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        tempfile.tempdir = folder  # what the example makes there goes too
        _limit(asked.memory)
        events.send(_BEGUN)
        observed = observe(
            asked.prompts,
            asked.source,
            filename=asked.filename,
            names=names,
            on_output=lambda _, one: events.send(one),
        )
    events.send(observed)


def _trust_nobody() -> None:
    """Spare each client of httpx2 50 ms: no proof asks anybody outside, so whom we trust is not read."""
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ["SSL_CERT_DIR"] = os.devnull


def _limit(memory: int | None) -> None:
    if memory is None or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix alone has it

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _silence() -> None:
    """Let all that is written go nowhere, by the descriptors that a probe can turn elsewhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
