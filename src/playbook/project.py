"""Where the project's own folders are: this checkout, found once."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SNIPPETS = PROJECT / "snippets"
PLAYGROUND = PROJECT / "playground"
