"""Has ``mkdocs serve`` use the tooling's Python as it was last saved.

Only the saved modules are imported anew, and those that import them: what the others keep is still true. MkDocs keeps
what it once imported, and each plugin that has ``on_startup``. Both are private to it: the cache of the plugins is
``MkDocsConfig.plugins.plugin_cache``.
"""

import ast
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_PACKAGE = __name__.partition(".")[0]
_PLUGIN = "playbook"
_PLUGIN_MODULE = f"{_PACKAGE}.pages.plugin"
# Jinja looks by itself whether a template is what it was.
_TEMPLATES = "templates"


def with_saved_code(builder: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that first imports anew what was saved of this package since the last time."""
    used = _saved()

    def build() -> None:
        nonlocal used
        saved = _saved()
        changed = {path for path, _ in saved.items() ^ used.items() if path.parent.name != _TEMPLATES}
        if changed:
            _renew(changed)
        used = saved
        builder()

    return build


def _saved() -> dict[Path, int]:
    """Return when each file of this package was last written."""
    folder = Path(__file__).parents[1]
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()}


def _renew(changed: set[Path]) -> None:
    """Forget what these files are part of, and hand MkDocs a plugin that is made of them as they are."""
    for name in _stale(changed):
        module = sys.modules.pop(name)
        place, _, own = name.rpartition(".")
        if getattr(sys.modules.get(place), own, None) is module:
            delattr(sys.modules[place], own)
    importlib.invalidate_caches()
    if _PLUGIN_MODULE in sys.modules:
        return
    plugin = importlib.import_module(_PLUGIN_MODULE).PlaybookPlugin()
    plugin.on_startup(command="serve", dirty=False)
    kept: dict[str, Any] = getattr(MkDocsConfig.plugins, "plugin_cache")  # noqa: B009 - untyped
    if before := kept.get(_PLUGIN):
        plugin.memory.kept = before.memory.kept
    kept[_PLUGIN] = plugin


def _stale(changed: set[Path]) -> set[str]:
    """Return the modules of the changed files and those that import them, directly or not; for other files, all."""
    files = {name: Path(sys.modules[name].__file__ or "") for name in _loaded()}
    if any(path.suffix != ".py" for path in changed):
        return set(files)
    stale: set[str] = set()
    more = {name for name, path in files.items() if path in changed}
    imported = {name: set(_imported(path)) for name, path in files.items() if path.is_file()}
    while more:
        stale |= more
        more = {name for name, found in imported.items() if found & stale} - stale
    return stale


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]


def _imported(path: Path) -> Iterator[str]:
    """Yield what a module may import of this package, with the packages around it; nothing of one that is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    except SyntaxError:
        return
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))
