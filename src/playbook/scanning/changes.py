"""Which lines a change touches, as git says it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from playbook.finding.runners import ToolError
from playbook.scanning.git import git

_HUNK = re.compile(r"^@@ -\d+(?:,(?P<gone>\d+))? \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")
_NAME = "+++ "


class Lines(Protocol):
    """A set of line numbers, from 1."""

    def isdisjoint(self, others: range, /) -> bool:
        """Say whether none of the others is in it."""
        ...


class Every:
    """Every line there is."""

    def isdisjoint(self, others: range) -> bool:
        """Say whether there are no others."""
        return not others


def changed_lines(base: str, folder: Path) -> Mapping[Path, Lines]:
    """Return the lines, by file, that differ from where this branch left ``base``, and all of a file unknown to git.

    What is not committed counts as well. Raises ToolError if ``folder`` is in no repository, or ``base`` is no commit.
    """
    root = Path(git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    _check_commit(folder, base)
    options = ["--merge-base", "--unified=0", "--no-color", "--no-ext-diff", "--dst-prefix=b/", "--diff-filter=d"]
    rows = iter(git(root, "-c", "core.quotepath=off", "diff", *options, base, "--").split("\n"))
    changed: dict[Path, Lines] = {root / name: frozenset(lines) for name, lines in _by_file(rows).items()}
    unknown = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return changed | {root / name: Every() for name in unknown.split("\0") if name}


def _check_commit(folder: Path, base: str) -> None:
    try:
        git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    except ToolError:
        right = "name a branch, a tag or a hash that `git log` knows (a shallow clone knows few)"
        raise ToolError(f"{base} is no commit of this repository; {right}") from None


def _by_file(rows: Iterator[str]) -> dict[str, set[int]]:
    changed: dict[str, set[int]] = {}
    lines: set[int] = set()
    for row in rows:
        if row.startswith(_NAME):
            lines = changed.setdefault(_name(row.removeprefix(_NAME)), set())
        elif hunk := _HUNK.match(row):
            start, gone, count = int(hunk["start"]), int(hunk["gone"] or 1), int(hunk["count"] or 1)
            lines.update(range(start, start + count))
            _skip(rows, gone + count)
    return changed


def _skip(rows: Iterator[str], count: int) -> None:
    """Go past the lines of a hunk, which may look like anything."""
    for _ in range(count):
        next(rows, None)


def _name(name: str) -> str:
    """Return the name without its prefix; git quotes one that has a quotation mark or a control character, like C."""
    name = name.removesuffix("\t")
    if not name.startswith('"'):
        return name.removeprefix("b/")
    escaped = name[1:-1].encode("utf-8", "surrogateescape")
    return escaped.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape").removeprefix("b/")
