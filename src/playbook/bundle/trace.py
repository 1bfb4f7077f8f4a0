"""Which members of the archives the rules' own runs read: found by running them in the browser's Python.

Python runs under Node.js, by the code of the page's worker. What was found is kept as long as neither the archives
nor what the examples import and require changes: a trace that misses something costs its reader a moment, no more.
"""

import ast
import base64
import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from playbook.bundle.compiled import AT_ONCE, run_node
from playbook.bundle.wheels import BundleError
from playbook.project import write_whole

Reads = Mapping[str, frozenset[str]]
"""The members that were read, by the path of their archive in the browser's file system."""

_WATCH, _TELL = "watch_reads.py", "tell_reads.py"


class Run(NamedTuple):
    """What one rule has the browser do."""

    requires: tuple[str, ...]
    proof: str
    good: str
    bad: str


class Traces(NamedTuple):
    """What is read by runs that require nothing, and by all of them."""

    plain: Reads
    all: Reads


class Tracer(NamedTuple):
    """How runs are traced: with which bundle, by which script, where it is kept, and for whom Python prepares."""

    bundle: Path
    archives: str
    """A text that changes when an archive does."""
    script: Path
    playground: Path
    cache: Path
    prepared: frozenset[str]


def traced(runs: Sequence[Run], tracer: Tracer) -> Traces:
    """Return what the runs read. Raises BundleError when they cannot be traced."""
    groups = _groups(runs, tracer.prepared)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reads = pool.map(partial(_kept_reads, tracer=tracer), groups.values())
        found = dict(zip(groups, reads, strict=True))
    return Traces(_merged([found.get("", [])]), _merged(found.values()))


def _kept_reads(runs: Sequence[Run], tracer: Tracer) -> list[list[str]]:
    """Return what these runs read, now or at an earlier time, as archives and members."""
    kept = tracer.cache / f"{_key(runs, tracer)}.json"
    if not kept.exists():
        write_whole(kept, json.dumps(_reads(runs, tracer)))
    found: list[list[str]] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def _key(runs: Iterable[Run], tracer: Tracer) -> str:
    digest = hashlib.sha256(tracer.archives.encode())
    for name in (_WATCH, _TELL):
        digest.update((tracer.playground / "bundle" / name).read_bytes())
    for run in runs:
        wanted = [*run.requires, *sorted({*imports(run.good), *imports(run.bad), *imports(_inputs(run.proof))})]
        digest.update("\0".join([*wanted, ""]).encode())
    return digest.hexdigest()[:16]


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


def _reads(runs: Sequence[Run], tracer: Tracer) -> list[list[str]]:
    folder = tracer.playground / "bundle"
    watch, tell = ((folder / name).read_text(encoding="utf-8") for name in (_WATCH, _TELL))
    jobs: list[dict[str, str]] = [{"run": watch}]
    for run in runs:
        # The proof of the bad example imports what the good one's does, and may wait for what never comes.
        jobs += [{"run": run.bad}, {"run": run.good}, {"prove": run.proof, "source": run.good}]
    jobs.append({"run": tell})
    requires = sorted({name for run in runs for name in run.requires})
    with tempfile.TemporaryDirectory() as temporary:
        task = Path(temporary, "task.json")
        task.write_text(json.dumps({"bundle": str(tracer.bundle), "requires": requires, "jobs": jobs}), "utf-8")
        answers = run_node(tracer.playground, str(tracer.script), str(task)).splitlines()
    told = json.loads(answers[-1])["stdout"].splitlines() if len(answers) == len(jobs) else []
    if not told:
        raise BundleError("the rules' runs did not come to an end, so what they import is not known")
    reads: list[list[str]] = json.loads(zlib.decompress(base64.b64decode(told[-1])))
    return reads


def _merged(found: Iterable[Iterable[Sequence[str]]]) -> Reads:
    merged: dict[str, set[str]] = {}
    for reads in found:
        for archive, member in reads:
            merged.setdefault(archive, set()).add(member)
    return {archive: frozenset(members) for archive, members in merged.items()}
