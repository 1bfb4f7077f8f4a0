"""What an author wants to know within a minute: ``make check``, which is ``python -m tests.check``.

Style, types, unit tests and the proofs of what changed since ``main`` run side by side; what failed is told at the end
with all that it said. A test that is marked ``whole`` needs a browser, the bundle, every rule or another host's shell:
``make test`` has it. One that is marked ``slow`` is run when its room was changed, TypeScript's when the playground
was; where nothing differs from ``main``, nothing is left out.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import NamedTuple

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.project import PROJECT, SNIPPETS

# A change of these may change what any proof gives.
ENGINE = (
    "src/playbook/proof",
    "src/playbook/probe",
    "src/playbook/proving",
    "src/playbook/postgres",
    "pyproject.toml",
    "uv.lock",
)
PLAYGROUND = "playground/"
WORKERS = 2


class Job(NamedTuple):
    """A command and what it is called."""

    name: str
    command: Sequence[str]


class Outcome(NamedTuple):
    """What a command said, and whether it found nothing wrong."""

    name: str
    good: bool
    said: str
    seconds: float


def jobs(changed: Iterable[str]) -> Iterator[Job]:
    """Yield what is to be run, the longest first."""
    binaries = Path(sys.executable).parent
    npm = [shutil.which("npm") or "npm", "--prefix", "playground"]
    files = list(changed)
    ids = changed_rules(files)
    rooms = [f"--rooms={','.join(changed_rooms(files))}"] if files else []
    unit = ["-q", "-n", str(WORKERS), "-m", "not whole", *rooms, "tests"]
    yield Job("unit tests", [sys.executable, "-m", "pytest", *unit])
    if ids != []:
        yield Job("proofs of what changed", [str(binaries / "playbook"), "check", *(ids or [])])
    if not files or any(file.startswith(PLAYGROUND) for file in files):
        yield Job("TypeScript: style and types", [*npm, "run", "--silent", "check"])
        yield Job("TypeScript: unit tests", [*npm, "test", "--silent"])
    yield Job("types", [str(binaries / "mypy")])
    yield Job("imports", [str(binaries / "lint-imports"), "--no-cache"])
    yield Job("style", [str(binaries / "ruff"), "check"])
    yield Job("format", [str(binaries / "ruff"), "format", "--check"])


def changed_files() -> list[str]:
    """Return what differs from where this branch left ``main``, and what Git does not know yet."""
    base = _git("merge-base", "HEAD", "main") or _git("merge-base", "HEAD", "origin/main") or ["HEAD"]
    return [*_git("diff", "--name-only", base[0]), *_git("ls-files", "--others", "--exclude-standard")]


def changed_rules(changed: Iterable[str], snippets: Path = SNIPPETS) -> list[str] | None:
    """Return the IDs of the rules to prove again; None stands for all of them."""
    files = list(changed)
    if any(file.startswith(ENGINE) for file in files):
        return None
    folders = {folder for file in files for folder in Path(file).parents}
    root = snippets.parent
    return [rule.id for rule in _book(snippets).rules if rule.folder.relative_to(root) in folders]


def changed_rooms(changed: Iterable[str]) -> list[str]:
    """Return the rooms whose slow tests are run too: those that were changed, and all of them after the engine."""
    files = list(changed)
    if any(file.startswith(ENGINE) for file in files):
        return sorted(room.name for room in (PROJECT / "tests").iterdir() if room.is_dir())
    places = [Path(file.removeprefix("src/playbook/").removeprefix("tests/")).parts for file in files]
    rooms = {room for room, *inside in places if inside and (PROJECT / "tests" / room).is_dir()}
    services = [area.service.folder for area in _book(SNIPPETS).areas if area.service]
    served = any((PROJECT / file).is_relative_to(folder) for file in files for folder in services)
    return sorted(rooms | {"pages"} if served else rooms)


@cache
def _book(snippets: Path) -> Catalogue:
    return read_catalogue(snippets)


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def outcome(job: Job) -> Outcome:
    """Run the job."""
    begun = time.monotonic()
    done = subprocess.run(
        job.command,
        cwd=PROJECT,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(job.name, done.returncode == 0, done.stdout, time.monotonic() - begun)


def main() -> int:
    """Run all jobs, and return 1 if one of them found something."""
    faults = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for done in as_completed([pool.submit(outcome, job) for job in jobs(changed_files())]):
            result = done.result()
            print(f"{'✓' if result.good else '✗'} {result.name} ({result.seconds:.0f} s)", flush=True)
            faults += [] if result.good else [result]
    for fault in faults:
        print(f"\n✗ {fault.name}\n{fault.said.strip()}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
