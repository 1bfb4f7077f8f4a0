"""A rebuild under `mkdocs serve` uses the tooling's Python as it was last saved."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playbook.project import PROJECT

# A process of its own, since the package is forgotten and imported anew.
PROGRAM = """
import importlib, pathlib
from mkdocs.config.defaults import MkDocsConfig
from playbook.pages.reloading import with_saved_code
kept = MkDocsConfig.plugins.plugin_cache
build = with_saved_code(lambda: print(importlib.import_module("playbook.pages.theme").__doc__, len(kept)))
build()
theme = pathlib.Path("playbook/pages/theme.py")
theme.write_text('"Saved."\\n' + theme.read_text().partition('"\\n')[2])
build()
build()
"""


def test_what_was_saved_is_imported_anew_and_mkdocs_is_given_its_plugin(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "src" / "playbook", tmp_path / "playbook", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second, third = done.stdout.strip().splitlines()
    assert first.endswith(" 0")
    assert (second, third) == ("Saved. 1", "Saved. 1")
