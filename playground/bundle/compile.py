"""Runs inside Pyodide: compiles archives with pyodide-build, as ``pyodide py-compile`` does on the command line.

``sources`` are the paths of wheels and zips; each gets its ``.pyc``-only twin, a zip of the same stem, in the
``target`` folder. The hash of a source is never checked at import time: what is in an archive does not change.
"""

import ast
import py_compile
from collections.abc import Buffer
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

from pyodide_build._py_compile import _compile

# What describes a library is much of its bytecode, and a run does without. These make their texts of it: Pyodide
# copies it to what it makes of C, the email package puts some together from others, dnspython's errors say it.
_WITH_DOCSTRINGS = ("_pyodide/", "pyodide/", "email/", "dns/", "click/", "celery/bin/")


def compile_archives(sources: list[str], target: str) -> None:
    """Compile the archives into the target folder."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile._get_default_invalidation_mode = lambda: unchecked  # noqa: SLF001 - _compile does not ask for a mode
    SourceFileLoader.source_to_code = _compiled
    for source in map(Path, sources):
        _compile(source, Path(target) / f"{source.stem}.zip", verbose=False)


def _compiled(_: SourceFileLoader, data: Buffer, path: str, *, _optimize: int = -1) -> CodeType:
    """Compile a source of a library; asserts stay, its descriptions do not."""
    tree = ast.parse(bytes(data), path)
    if not path.startswith(_WITH_DOCSTRINGS):
        for node in ast.walk(tree):
            _remove_description(node)
    return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


def _remove_description(node: ast.AST) -> None:
    match node:
        case (
            ast.Module(body=[ast.Expr(ast.Constant(str()) as text), *_])
            | ast.ClassDef(body=[ast.Expr(ast.Constant(str()) as text), *_])
            | ast.FunctionDef(body=[ast.Expr(ast.Constant(str()) as text), *_])
            | ast.AsyncFunctionDef(body=[ast.Expr(ast.Constant(str()) as text), *_])
            | ast.Call(func=ast.Name("Doc"), args=[ast.Constant(str()) as text])
        ):
            private = getattr(node, "name", "").startswith("_")
            # Not the empty text: libraries ask whether there is one, and take it apart.
            text.value = "..." if private else text.value.strip().partition("\n")[0]
