"""What the rules' own runs need: which members of the archives they read, which functions of WebAssembly they call.

It is found by running them in the browser's Python, under Node.js, by the code of the page's worker. What was found is
kept as long as neither the archives nor what the examples import and require changes: a trace that misses something
costs its reader a moment, no more. Readers change examples, so what programs commonly call is called as well: by the
programs in ``playground/bundle/common``.
"""

import ast
import base64
import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from playbook.bundle.compiled import AT_ONCE, run_node
from playbook.bundle.functions import marked
from playbook.bundle.wheels import BundleError
from playbook.project import write_whole

Reads = Mapping[str, frozenset[str]]
"""The members that were read, by the path of their archive in the browser's file system."""

Calls = Mapping[str, frozenset[int]]
"""The functions that were called, by their place among the bodies, for each module by its name in the bundle."""

_WATCH, _TELL = "watch_reads.py", "tell_reads.py"
# The programs that call what is common, and what each of them requires.
_COMMON: Mapping[str, tuple[str, ...]] = {
    "values": (),
    "sqlite": (),
    "models": ("pydantic",),
    "postgres": ("postgres",),
}


class Run(NamedTuple):
    """What one rule has the browser do."""

    requires: tuple[str, ...]
    proof: str
    good: str
    bad: str


class Traces(NamedTuple):
    """What is read by runs that require nothing, and by all of them; and what is called."""

    plain: Reads
    all: Reads
    called: Calls


class _Task(NamedTuple):
    """Jobs for one interpreter; what they read is heeded, or what they call alone."""

    requires: tuple[str, ...]
    jobs: tuple[Mapping[str, str], ...]
    key: str
    reads: bool


class _Found(NamedTuple):
    """What a task read, as pairs of an archive and a member, and what it called."""

    reads: list[tuple[str, str]]
    called: dict[str, list[int]]


class Tracer(NamedTuple):
    """How runs are traced: with which bundle, by which script, where it is kept, and for whom Python prepares."""

    bundle: Path
    archives: str
    """A text that changes when an archive does."""
    script: Path
    playground: Path
    cache: Path
    prepared: frozenset[str]
    modules: tuple[str, ...]
    """The modules of WebAssembly whose calls are looked at, by their names in the bundle."""


def traced(runs: Sequence[Run], tracer: Tracer) -> Traces:
    """Return what the runs need. Raises BundleError when they cannot be traced."""
    groups = _groups(runs, tracer.prepared)
    tasks = [*(_task(group, tracer) for group in groups.values()), *_common(tracer)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(partial(_kept, tracer=tracer), tasks))
    # The tasks after those of the groups read nothing that counts.
    reads = dict(zip(groups, (one.reads for one in found), strict=False))
    called = ((name, number) for one in found for name, numbers in one.called.items() for number in numbers)
    return Traces(_gathered(reads.get("", [])), _gathered(chain.from_iterable(reads.values())), _gathered(called))


def _task(runs: Sequence[Run], tracer: Tracer) -> _Task:
    digest = hashlib.sha256()
    for run in runs:
        wanted = [*run.requires, *sorted({*imports(run.good), *imports(run.bad), *imports(_inputs(run.proof))})]
        digest.update("\0".join([*wanted, ""]).encode())
    watch, tell = (_script(tracer, name) for name in (_WATCH, _TELL))
    jobs = [job for run in runs for job in _jobs(run)]
    requires = tuple(sorted({name for run in runs for name in run.requires}))
    return _Task(requires, ({"run": watch}, *jobs, {"run": tell}), digest.hexdigest() + watch + tell, reads=True)


def _jobs(run: Run) -> list[Mapping[str, str]]:
    good = {"prove": run.proof, "source": run.good, "side": "good"}
    bad = {"prove": run.proof, "source": run.bad, "side": "bad"}
    return [{"run": run.bad}, {"run": run.good}, good, bad]


def _common(tracer: Tracer) -> Iterator[_Task]:
    for name, requires in _COMMON.items():
        source = _script(tracer, f"common/{name}.py")
        statements = tracer.playground / "bundle" / "common" / f"{name}.sql"
        if statements.exists():
            source = f"STATEMENTS = {statements.read_text(encoding='utf-8')!r}\n{source}"
        yield _Task(requires, ({"run": source},), source, reads=False)


def _script(tracer: Tracer, name: str) -> str:
    return (tracer.playground / "bundle" / name).read_text(encoding="utf-8")


def _kept(task: _Task, tracer: Tracer) -> _Found:
    """Return what the task needs, found now or at an earlier time."""
    digest = hashlib.sha256("\0".join([tracer.archives, *tracer.modules, *task.requires, task.key]).encode())
    kept = tracer.cache / f"{digest.hexdigest()[:16]}.json"
    if not kept.exists():
        write_whole(kept, json.dumps(_found(task, tracer)))
    return _Found(*json.loads(kept.read_text(encoding="utf-8")))


def _inputs(proof: str) -> str:
    lines = (line.removeprefix(">>> ") for line in proof.splitlines() if line.startswith(">>> "))
    return "\n".join(line for line in lines if line.startswith(("import ", "from ")))


@cache  # `make serve` asks at each save
def imports(source: str) -> tuple[str, ...]:
    """Return the import statements of a source, as Python writes them."""
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return (source,)
    return tuple(ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def _groups(runs: Iterable[Run], prepared: frozenset[str]) -> dict[str, list[Run]]:
    """Return the runs by what Python prepares for them, which keeps them apart; those that require nothing alone."""
    groups: dict[str, list[Run]] = {}
    for run in runs:
        key = " ".join(sorted(prepared.intersection(run.requires))) or ("packages" if run.requires else "")
        groups.setdefault(key, []).append(run)
    return groups


def _found(task: _Task, tracer: Tracer) -> _Found:
    with tempfile.TemporaryDirectory() as temporary:
        told = Path(temporary, "task.json")
        content = {
            "bundle": str(tracer.bundle),
            "requires": task.requires,
            "jobs": task.jobs,
            "marked": _marked(tracer, Path(temporary)),
        }
        told.write_text(json.dumps(content), encoding="utf-8")
        answers = run_node(tracer.playground, str(tracer.script), str(told)).splitlines()
    # The last one says what was called.
    ended = len(answers) == len(task.jobs) + 1
    printed = json.loads(answers[-2])["stdout"].splitlines() if ended else []
    if not ended or (task.reads and not printed):
        raise BundleError("the rules' runs did not come to an end, so what they need is not known")
    reads = json.loads(zlib.decompress(base64.b64decode(printed[-1]))) if task.reads else []
    return _Found(reads, json.loads(answers[-1])["called"])


def _marked(tracer: Tracer, folder: Path) -> dict[str, str]:
    """Return where each module is that marks what is called of it."""
    paths = {name: folder / f"{number}.wasm" for number, name in enumerate(tracer.modules)}
    for name, path in paths.items():
        path.write_bytes(marked((tracer.bundle / name).read_bytes()))
    return {name: str(path) for name, path in paths.items()}


def _gathered[Value](pairs: Iterable[tuple[str, Value]]) -> dict[str, frozenset[Value]]:
    """Return all values of each name."""
    gathered: dict[str, set[Value]] = {}
    for name, value in pairs:
        gathered.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in gathered.items()}
