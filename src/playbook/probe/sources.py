"""What stands in the source of an example, and the example as another process would have it."""

import ast
import builtins
import contextlib
import io
import linecache
import re
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

_WORD = re.compile(r"[A-Za-z][\w-]*")
_GIVEN = {*vars(builtins), *vars(ModuleType("any")), "__file__", "__builtins__", "__annotations__", "__class__"}
_DECLARES = re.compile(r"\b(abstractmethod|overload|Protocol)\b")

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def words(module: ModuleType) -> set[str]:
    """Return the texts in the code of the module that are one word, as names of headers and variables are.

    Looked through is all of its source, functions within functions too; not what is put together while it runs.
    """
    return {text for text in _texts(_compiled(module)) if _WORD.fullmatch(text)}


def texts(module: ModuleType) -> set[str]:
    """Return the texts in the code of the module that are no docstrings, whatever stands in them.

    What Python joins when it compiles is one text: ``"a" "b"``, ``"ab" * 8``. Parts of f-strings are among them.
    What runs only as a script, under ``if __name__ == "__main__":``, is not.
    """
    tree = ast.parse(source(module))
    tree.body = [node for node in tree.body if not _is_for_scripts(node)]
    nodes = list(ast.walk(tree))
    written = {node.value for node in nodes if isinstance(node, ast.Constant)}
    found = set(_texts(compile(tree, str(module.__file__), "exec", dont_inherit=True, optimize=2)))
    # Python keeps some names as texts too: of classes, of what is imported and of what is annotated.
    return found - ({name for node in nodes for name in _names(node)} - written)


def _names(node: ast.AST) -> Iterator[str]:
    """Yield the names that the node gives, as Python may keep them among the constants of its code."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield from (name, "return")
        case ast.alias(name=name) | ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
            yield name


def _is_for_scripts(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def anew(module: ModuleType) -> ModuleType:
    """Return the module as another process would have it: its source is run once more, from the top."""
    again = ModuleType(f"{module.__name__}_anew")
    again.__file__ = module.__file__
    sys.modules[again.__name__] = again  # dataclasses and Pydantic look a module up by its name
    exec(_compiled(module), vars(again))  # noqa: S102
    return again


def script(module: ModuleType) -> str:
    """Return what the module prints when it is run as ``python example.py``, with nothing around it.

    Raises what it raises; an exit with 0 is an end like any other.
    """
    main, before = ModuleType("__main__"), sys.modules["__main__"]
    main.__file__ = module.__file__
    printed = io.StringIO()
    try:
        sys.modules["__main__"] = main
        with contextlib.redirect_stdout(printed):
            exec(_compiled(module), vars(main))  # noqa: S102
    except SystemExit as end:
        if end.code:
            raise
    finally:
        sys.modules["__main__"] = before
    return printed.getvalue()


def gaps(code: ModuleType | str) -> set[str]:
    """Return what is missing in the source: names that nothing gives, and functions (``name()``) without a body.

    The source is that of a module, or a text. A body of ``...``, ``pass`` or ``raise NotImplementedError`` is none,
    unless the function only declares: it is abstract, an overload, of a protocol, or returns None. Where a name is
    given is not looked at.
    """
    tree = ast.parse(code if isinstance(code, str) else source(code))
    nodes = list(ast.walk(tree))
    used = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    given = {name for node in nodes for name in _given(node)}
    missing = set() if "*" in given else used - given - _GIVEN
    return missing | {f"{function.name}()" for function in _hollow(tree)}


def public(module: ModuleType) -> dict[str, Any]:
    """Return the functions and classes that the module makes and does not hide, and their methods, by dotted name.

    Hidden is what begins with an underscore. A method is what stands in the class: a property or a class method as
    such.
    """
    found: dict[str, Any] = {}
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__ and callable(value):
            found[name] = value
            own = vars(value).items() if isinstance(value, type) else ()
            found |= {f"{name}.{part}": method for part, method in own if _is_public_method(part, method)}
    return found


def _is_public_method(name: str, value: object) -> bool:
    return not name.startswith("_") and isinstance(value, FunctionType | classmethod | staticmethod | property)


def source(module: ModuleType) -> str:
    """Return the source of the module, as it was when it was imported."""
    return "".join(linecache.getlines(getattr(module, "__file__", None) or ""))


def _compiled(module: ModuleType) -> CodeType:
    return compile(source(module), str(module.__file__), "exec", dont_inherit=True)


def _given(node: ast.AST) -> Iterator[str]:
    """Yield the names that this node of a syntax tree gives something to."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.TypeVar(name=name) | ast.ParamSpec(name=name) | ast.TypeVarTuple(name=name):
            yield name


def _hollow(tree: ast.AST) -> Iterator[_Function]:
    """Yield the functions in which nothing is done, and which somebody calls for what they return."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and any(_DECLARES.search(ast.unparse(base)) for base in node.bases):
            continue
        if isinstance(node, _Function) and all(map(_does_nothing, node.body)) and not _declares(node):
            yield node
        yield from _hollow(node)


def _declares(function: _Function) -> bool:
    returns = ast.unparse(function.returns) if function.returns else ""
    return returns == "None" or any(_DECLARES.search(ast.unparse(one)) for one in function.decorator_list)


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Raise(exc=error):
            return error is not None and "NotImplementedError" in ast.unparse(error)
    return False


def _texts(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, tuple | frozenset):
        for part in constant:
            yield from _texts(part)
    elif isinstance(constant, CodeType):
        yield from _texts(constant.co_consts)
