"""Files of other people: which Python files are meant, which of them no tool can read, and how one is written."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.finding.runners import UNREADABLE, Finding, ToolError, batches, output, program, ruff_findings

MOST_BYTES = 20_000_000
"""A longer file is no source that somebody wrote, and a tool may take all of the memory for it."""

_SUFFIXES = {".py", ".pyi"}


class Unread(NamedTuple):
    """A file that could not be searched, the line (from 1) where it ends to be Python, and why."""

    path: Path
    line: int
    reason: str


def python_files(paths: Sequence[Path]) -> list[Path]:
    """Return the Python files at and below the paths, sorted, each once, as Ruff sees them.

    Ruff leaves out what a ``.gitignore`` names and the usual folders of packages and caches, and follows no link to
    a folder. A file that is named itself is always among them. Raises ToolError if a path or a file cannot be taken.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise ToolError(f"{path} is not there; name files and folders that are")
    command = [program("ruff"), "check", "--isolated", "--no-cache", "--show-files"]
    shown = {Path(line) for batch in batches(paths) for line in output(command, batch).splitlines()}
    shown |= {path.absolute() for path in paths if path.is_file()}
    files = sorted(path for path in shown if path.suffix in _SUFFIXES)
    for path in files:
        _check_size(path)
    return files


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        return  # Ruff says what is wrong with it.
    if size > MOST_BYTES:
        raise ToolError(
            f"{path} has {size:,} bytes, and the most is {MOST_BYTES:,}; leave it out with a line in .gitignore"
        )


def searched(paths: Sequence[Path], codes: Iterable[str]) -> tuple[list[Finding], list[Unread]]:
    """Return what Ruff finds of these codes in the files that can be read, silenced or not, and the other files.

    A file cannot be read that is not UTF-8, does not parse as Python, or cannot be opened; its first fault is given.
    """
    findings: list[Finding] = []
    unread: dict[Path, Unread] = {}
    for one in ruff_findings(paths, ["E902", *codes], silenced=True):
        if one.code in UNREADABLE:
            unread.setdefault(one.path, Unread(one.path, one.line, one.message))
        else:
            findings.append(one)
    return [one for one in findings if one.path not in unread], list(unread.values())


def shown(path: Path) -> str:
    """Return the path as a reader of the working directory writes it, with slashes."""
    # As text: Path.relative_to takes a millisecond, and a scan shows ten thousand paths.
    return str(path).removeprefix(f"{os.getcwd()}{os.sep}").replace(os.sep, "/")  # noqa: PTH109
