"""Changes to a module that is not imported yet: made once it is, so that nobody pays for what is not used."""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

Change = Callable[[Any], None]


def after_import(name: str, change: Change) -> None:
    """Call ``change`` with the module of this name as soon as it is imported; at once if it is already."""
    if name in sys.modules:
        change(sys.modules[name])
    else:
        _finder.changes[name] = change


class _Finder(MetaPathFinder):
    """Finds the awaited modules where they are found anyway, with a loader that changes them."""

    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        change = self.changes.pop(name, None)
        if change is None:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, change)
        return spec


class _Loader(Loader):
    """Loads as the loader that it holds, then changes the module."""

    def __init__(self, loader: Loader, change: Change) -> None:
        self._loader = loader
        self._change = change

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        self._change(module)


_finder = _Finder()
sys.meta_path.insert(0, _finder)
