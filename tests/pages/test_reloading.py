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
from playbook.pages import drawing, plugin
from playbook.pages.reloading import with_saved_code
kept = MkDocsConfig.plugins.plugin_cache
def tell():
    theme, same = (importlib.import_module(f"playbook.pages.{name}") for name in ("theme", "drawing"))
    print(theme.__doc__.splitlines()[0], len(kept), same is drawing)
build = with_saved_code(tell)
build()
def save(name, text):
    pathlib.Path(f"playbook/pages/{name}.py").write_text(text)
def saved(name):
    return pathlib.Path(f"playbook/pages/{name}.py").read_text()
save("theme", '"Saved."\\n' + saved("theme").partition('"\\n')[2])
build()
build()
whole = saved("drawing")
save("drawing", "def half_written(")
try:
    build()
except SyntaxError:
    print("half written")
save("drawing", whole)
build()
"""


def test_what_was_saved_is_imported_anew_and_mkdocs_is_given_its_plugin(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "src" / "playbook", tmp_path / "playbook", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.strip().splitlines()
    assert first.endswith(" 0 True")
    # What imports nothing of it is kept, until it is saved itself.
    assert rest == ["Saved. 1 True", "Saved. 1 True", "half written", "Saved. 1 False"]
