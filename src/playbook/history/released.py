"""The IDs of the last release, which may never vanish."""

from pathlib import Path

from playbook.book.ledger import LEDGER_FILE, ids_in
from playbook.finding.runners import ToolError
from playbook.scanning.git import git

_TAGS = "v[0-9]*"


def last_release(project: Path) -> str | None:
    """Return the tag of the last release before this commit; None where there is none, or no git."""
    try:
        return git(project, "describe", "--tags", "--abbrev=0", "--match", _TAGS).strip()
    except ToolError:
        return None


def released_ids(project: Path, tag: str) -> set[str]:
    """Return the IDs that this release's ledger has, living and retired; none if it had no ledger."""
    try:
        return ids_in(git(project, "show", f"{tag}:snippets/{LEDGER_FILE}"))
    except ToolError:
        return set()
