"""Where the project's own folders are: this checkout, or the installed package with the rules in it; found once."""

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
