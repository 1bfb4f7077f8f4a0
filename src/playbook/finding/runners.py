"""Run a tool once over many files for many codes, and say what it finds in one form."""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from sys import intern
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from playbook.book.tools import AST_GREP, MYPY_OPTIONAL

_LONGEST_COMMAND = 100_000  # characters of paths; the shortest limit of the systems that we run on is above it
_DISTRIBUTIONS = {AST_GREP: "ast-grep-cli"}
RAN = {0, 1}  # nothing found, something found: all of them end so


class Finding(NamedTuple):
    """One thing that a tool found: where (line and column from 1, and the last line), which code, the tool's words.

    ``comment_line`` is the line on which the tool looks for a comment that silences it, 0 where it does not say so.
    """

    path: Path
    line: int
    column: int
    last_line: int
    code: str
    message: str
    comment_line: int = 0


class ToolError(Exception):
    """The tool could not run. The text is what it said, or how to install it."""


# A runner takes the files, and the codes that are wanted, each with its rule's text (empty where the tool has its own).
Runner = Callable[[Sequence[Path], Mapping[str, str]], list[Finding]]

UNREADABLE = frozenset({"E902", "invalid-syntax"})
"""What Ruff reports of a file that cannot be opened or is not UTF-8, and of one that does not parse."""


def run_ruff(paths: Sequence[Path], codes: Mapping[str, str]) -> list[Finding]:
    """Return what Ruff finds. Raises ToolError for a code that Ruff does not have."""
    return [finding for finding in ruff_findings(paths, codes) if finding.code in codes]


def ruff_findings(paths: Sequence[Path], codes: Iterable[str], *, silenced: bool = False) -> Iterator[Finding]:
    """Yield what Ruff finds, also what a comment silences if that is wanted, and of ``UNREADABLE`` what it meets.

    Raises ToolError for a code that Ruff does not have.
    """
    options = ["check", "--isolated", "--no-cache", "--target-version=py314", "--output-format=json-lines"]
    options += ["--ignore-noqa"] if silenced else []
    command = [program("ruff"), *options, "--select", ",".join(codes)]
    for line in _lines(command, paths):
        fault = json.loads(line)
        start, end = fault["location"], fault["end_location"]
        place = (start["row"], start["column"], end["row"])
        yield _finding(fault["filename"], place, fault["code"], fault["message"], fault["noqa_row"] or 0)


def run_bandit(paths: Sequence[Path], codes: Mapping[str, str], *, silenced: bool = False) -> list[Finding]:
    """Return what Bandit finds, also what a comment silences if that is wanted.

    Raises ToolError for a code that Bandit does not have.
    """
    options = ["--quiet", "--format=json", *(["--ignore-nosec"] if silenced else [])]
    command = [program("bandit"), *options, "--tests", ",".join(codes)]
    found = [item for batch in batches(paths) for item in json.loads(output(command, batch))["results"]]
    return [
        _finding(
            finding["filename"],
            (finding["line_number"], finding["col_offset"] + 1, max(finding["line_range"])),
            finding["test_id"],
            finding["issue_text"],
        )
        for finding in found
    ]


def run_mypy(paths: Sequence[Path], codes: Mapping[str, str], *, cache: Path | None = None) -> list[Finding]:
    """Return what mypy finds of these codes. The files' common folder is taken for the root of their packages.

    ``cache`` is the folder of what it remembers, beside the caches of the working directory unless it is given.
    Raises ToolError for a file that it cannot parse: mypy then says nothing of the others.
    """
    root = Path(os.path.commonpath([path.resolve().parent for path in paths]))
    kept = cache or Path.cwd() / ".mypy_cache" / "examples"
    options = ["--strict", "--config-file=", f"--cache-dir={kept}", "--explicit-package-bases", "--output=json"]
    options += [f"--enable-error-code={code}" for code in codes if code in MYPY_OPTIONAL]
    command = [program("mypy"), *options]
    whole = batches([path.resolve() for path in paths])
    lines = [line for batch in whole for line in _mypy_output(command, batch, root)]
    return [
        _finding(
            str(root / error["file"]),
            (error["line"], error["column"] + 1, error["end_line"]),
            error["code"],
            error["message"],
        )
        for error in map(json.loads, lines)
        if error["code"] in codes
    ]


def _mypy_output(command: Sequence[str], batch: Sequence[str], root: Path) -> list[str]:
    try:
        return output(command, batch, folder=root).splitlines()
    except ToolError as error:
        first = str(error).partition("\n")[0]
        if not first.startswith("{"):
            raise
        fault = json.loads(first)
        raise ToolError(f"{root / fault['file']}:{fault['line']}: {fault['message']}") from None


def run_ast_grep(paths: Sequence[Path], codes: Mapping[str, str]) -> list[Finding]:
    """Return what ast-grep finds with these rules. Raises ToolError for a rule that it cannot read."""
    command = [program(AST_GREP), "scan", "--json=stream", "--inline-rules", "---\n".join(codes.values())]
    return [_ast_grep_finding(json.loads(line)) for line in _lines(command, paths)]


def _ast_grep_finding(match: Mapping[str, Any]) -> Finding:
    start, end = match["range"]["start"], match["range"]["end"]
    place = (start["line"] + 1, start["column"] + 1, end["line"] + 1)
    return _finding(match["file"], place, match["ruleId"], match["message"])


def _finding(name: str, place: tuple[int, int, int], code: str, message: str, comment_line: int = 0) -> Finding:
    """Return a finding that shares its path and its texts with those before it: a scan keeps a hundred thousand."""
    return Finding(_path(name), *place, intern(code), intern(message), comment_line)


@lru_cache
def _path(name: str) -> Path:
    return Path(name)


def program(tool: str) -> str:
    """Return where the tool is: beside this interpreter, or on the PATH in the release that belongs to this project.

    Raises ToolError if it is in neither place, or another release is.
    """
    beside = shutil.which(tool, path=sysconfig.get_path("scripts"))
    if beside:
        return beside
    there = shutil.which(tool)
    try:
        wanted = metadata.version(_DISTRIBUTIONS.get(tool, tool))
    except metadata.PackageNotFoundError:
        there = None
    if there is None:
        raise ToolError(f"{tool} is not installed; install this project anew, all that it depends on included")
    said = output([there, "--version"], [])
    if wanted not in said.split():
        raise ToolError(f"{there} says {said.strip()!r}, and {tool} {wanted} is wanted; put that on the PATH")
    return there


def output(command: Sequence[str], paths: Sequence[str], *, folder: Path | None = None) -> str:
    """Return what the command prints. Raises ToolError with its complaint if it could not do its work."""
    environment = os.environ | {"MYPYPATH": str(folder)} if folder else None
    done = subprocess.run(  # noqa: S603 - a tool of ours, and paths
        [*command, *paths], capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=environment
    )
    if done.returncode not in RAN:
        raise _refusal(command, done.returncode, done.stderr.strip() or done.stdout.strip())
    return done.stdout


def _lines(command: Sequence[str], paths: Sequence[Path]) -> Iterator[str]:
    """Yield what the command prints of the paths, line by line: ast-grep prints much more than the files have.

    Raises ToolError with its complaint if it could not do its work.
    """
    for batch in batches(paths):
        with TemporaryFile() as complaint:
            with subprocess.Popen(  # noqa: S603 - a tool of ours, and paths
                [*command, *batch], stdout=subprocess.PIPE, stderr=complaint, encoding="utf-8"
            ) as running:
                yield from running.stdout or ()
            if running.returncode not in RAN:
                complaint.seek(0)
                raise _refusal(command, running.returncode, complaint.read().decode(errors="replace").strip())


def _refusal(command: Sequence[str], code: int, complaint: str) -> ToolError:
    return ToolError(complaint or f"{Path(command[0]).name} ended with {code}")


def batches(paths: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the paths in lists that are short enough for a command line."""
    batch: list[str] = []
    size = 0
    for path in map(str, paths):
        if batch and size + len(path) > _LONGEST_COMMAND:
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += len(path) + 1
    if batch:
        yield batch
