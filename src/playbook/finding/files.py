"""Files of other people: which Python files are meant, which of them no tool can read, and how one is written."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.finding.runners import ToolError, batches, output, program

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


def unread_files(paths: Sequence[Path]) -> list[Unread]:
    """Return those that are not UTF-8, do not parse as Python, or cannot be opened: each with its first fault."""
    options = ["check", "--isolated", "--no-cache", "--target-version=py314", "--output-format=json", "--select=E902"]
    command = [program("ruff"), *options]
    found: dict[Path, Unread] = {}
    for batch in batches(paths):
        for fault in json.loads(output(command, batch)):
            path = Path(fault["filename"])
            found.setdefault(path, Unread(path, fault["location"]["row"], fault["message"]))
    return list(found.values())


def shown(path: Path) -> str:
    """Return the path as a reader of the working directory writes it, with slashes."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def write_whole(path: Path, text: str) -> None:
    """Write the text to the file, all of it or nothing; folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
