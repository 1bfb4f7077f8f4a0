"""Ask git."""

import subprocess
from pathlib import Path

from playbook.finding.runners import ToolError


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints in this folder. Raises ToolError with its complaint, or that it is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - git, and arguments of ours
            ["git", *arguments],  # noqa: S607 - the reader's own git
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            cwd=folder,
            check=False,
        )
    except FileNotFoundError:
        raise ToolError("git is not installed, and what a change touches is read from it") from None
    if done.returncode:
        raise ToolError(f"git says of {folder}: {done.stderr.strip() or f'{arguments[0]} failed'}")
    return done.stdout
