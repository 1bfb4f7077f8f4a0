"""Has ``mkdocs serve`` use the tooling's Python as it was last saved.

MkDocs keeps what it once imported, and each plugin that has ``on_startup``. Both are private to it: the cache of the
plugins is ``MkDocsConfig.plugins.plugin_cache``.
"""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_PACKAGE = __name__.partition(".")[0]
_PLUGIN = "playbook"


def with_saved_code(builder: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that first imports this package anew if one of its files changed since the last time."""
    used = _saved()

    def build() -> None:
        nonlocal used
        saved = _saved()
        if saved != used:
            _renew()
            used = saved
        builder()

    return build


def _saved() -> dict[Path, int]:
    """Return when each file of this package was last written."""
    folder = Path(__file__).parents[1]
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()}


def _renew() -> None:
    """Forget this package, and hand MkDocs a plugin that is made of its files as they are."""
    for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    importlib.invalidate_caches()
    plugin = importlib.import_module(f"{_PACKAGE}.pages.plugin").PlaybookPlugin()
    plugin.on_startup(command="serve", dirty=False)
    kept: dict[str, Any] = getattr(MkDocsConfig.plugins, "plugin_cache")  # noqa: B009 - untyped
    if before := kept.get(_PLUGIN):
        plugin.memory.kept = before.memory.kept
    kept[_PLUGIN] = plugin
