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

# Of the standard library docstrings are a tenth, and a run does without. Other packages may count on theirs.
_STDLIB = "python_stdlib"
# Pyodide copies the docstrings of its own to what it makes of C; the email package puts some together from others.
_WITH_DOCSTRINGS = ("_pyodide/", "pyodide/", "email/")


def compile_archives(sources: list[str], target: str) -> None:
    """Compile the archives into the target folder."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile._get_default_invalidation_mode = lambda: unchecked  # noqa: SLF001 - _compile does not ask for a mode
    original = SourceFileLoader.source_to_code
    for source in map(Path, sources):
        SourceFileLoader.source_to_code = _compiled if source.stem == _STDLIB else original
        _compile(source, Path(target) / f"{source.stem}.zip", verbose=False)


def _compiled(_: SourceFileLoader, data: Buffer, path: str, *, _optimize: int = -1) -> CodeType:
    """Compile a source of the standard library; asserts stay, docstrings do not."""
    tree = ast.parse(bytes(data), path)
    if not path.startswith(_WITH_DOCSTRINGS):
        _remove_docstrings(tree)
    return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


def _remove_docstrings(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        # A decorator may read it: dataclass works out the class's signature where there is none.
        if isinstance(node, ast.ClassDef) and node.decorator_list:
            continue
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str())) as docstring, *rest]:
                    node.body = rest or [ast.copy_location(ast.Pass(), docstring)]
