"""Runs inside Pyodide: compiles archives with pyodide-build, as ``pyodide py-compile`` does on the command line.

``sources`` are the paths of wheels and zips; each gets its ``.pyc``-only twin, a zip of the same stem, in the
``target`` folder. The hash of a source is never checked at import time: what is in an archive does not change.
"""

import py_compile
from pathlib import Path

from pyodide_build._py_compile import _compile


def compile_archives(sources: list[str], target: str) -> None:
    """Compile the archives into the target folder."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile._get_default_invalidation_mode = lambda: unchecked  # noqa: SLF001 - _compile does not ask for a mode
    for source in map(Path, sources):
        _compile(source, Path(target) / f"{source.stem}.zip", verbose=False)
