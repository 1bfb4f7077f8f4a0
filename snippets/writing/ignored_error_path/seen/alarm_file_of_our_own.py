"""The program wrote the file itself, whole or not at all, so a field cannot be missing."""

import json
from pathlib import Path


def last_run(path: Path) -> str:
    try:
        run = json.loads(path.read_text("utf-8"))
    except ValueError:
        return "never"
    return str(run["ended"])
