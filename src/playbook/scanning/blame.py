"""Who wrote a line, and when, as git says it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from playbook.finding.runners import ToolError
from playbook.scanning.git import git

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_NOBODY = "0"


class Author(NamedTuple):
    """The name of who wrote a line, and the day on which that was committed."""

    name: str
    day: date


def authors(path: Path, lines: Sequence[int]) -> Mapping[int, Author]:
    """Return the authors of these lines (from 1), of those that are committed; none where there is no repository."""
    ranges = [f"-L{line},{line}" for line in sorted(set(lines))]
    try:
        text = git(path.parent, "blame", "--line-porcelain", *ranges, "--", path.name)
    except ToolError:
        return {}
    found: dict[int, Author] = {}
    line, name, committed = 0, "", False
    for row in text.splitlines():
        head, _, rest = row.partition(" ")
        if _COMMIT.fullmatch(head):
            line, committed = int(rest.split(" ")[1]), head.strip(_NOBODY) != ""
        elif head == "author":
            name = rest
        elif head == "author-time" and committed:
            found[line] = Author(name, datetime.fromtimestamp(int(rest), UTC).date())
    return found
