"""Where the project's own folders are: this checkout, or the installed package with the rules in it; found once."""

import os
import tomllib
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
PROJECT = _PACKAGE.parents[1]
PLAYGROUND = PROJECT / "playground"
# A wheel holds the rules inside of the package.
SNIPPETS = _PACKAGE / "snippets" if (_PACKAGE / "snippets").is_dir() else PROJECT / "snippets"
ADDRESS = "https://playbook.example/"
"""Where the site is published; a fork changes it here and in mkdocs.yml."""


def rules_root() -> Path:
    """Return the rules that an author means: those of the working directory, or else of this project."""
    here = Path("snippets")
    return here if here.is_dir() else SNIPPETS


def release() -> str:
    """Return the playbook's version: that of this checkout's ``pyproject.toml``, or else of the installed package."""
    written = PROJECT / "pyproject.toml"
    if SNIPPETS.is_relative_to(_PACKAGE) or not written.is_file():
        return version("backend-playbook")
    return str(tomllib.loads(written.read_text(encoding="utf-8"))["project"]["version"])


def write_whole(path: Path, content: str | bytes) -> None:
    """Write the content to the file, all of it or nothing; folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Of this process alone, since another may be writing the same.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content.encode() if isinstance(content, str) else content)
    part.replace(path)
