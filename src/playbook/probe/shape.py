"""The shape of an example's code: how long its functions are, what a reader meets on the way to an answer, its names.

A measure of code is a convention. What each one counts stands here and on the page of the rule that uses it.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from types import FrameType, FunctionType, ModuleType
from typing import NamedTuple

from playbook.probe.reach import reachable
from playbook.probe.sources import source

_Def = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}

_UNNAMED = {"<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>", "<module>"}


class Function(NamedTuple):
    """A function, method or lambda: its qualified name, such as ``Desk.book``, and its lines of code."""

    name: str
    lines: int


class Name(NamedTuple):
    """A name that the code gives, and to what.

    The kind is ``class``, ``function``, ``parameter``, ``attribute``, ``variable``, ``item`` for the variable of
    a comprehension, or ``alias`` for what is imported under another name.
    """

    kind: str
    text: str


def functions(module: ModuleType) -> list[Function]:
    """Return every function, method and lambda of the module in the order of the file, with its lines of code.

    Counted is from ``def`` to the last line: each line with code on it, so a call over four lines counts as four, and
    a line with two statements as two. Not counted are decorators, docstrings, comments and blank lines. A function
    within another is counted on its own, and its lines belong to the outer one as well.

    Examples:
        >>> from playbook.proof import new_module
        >>> lines = ["def add(a, b):", "    'Add them.'", "", "    return (a +  # as one does", "            b)"]
        >>> functions(new_module("sums", chr(10).join(lines), "<sums>"))
        [Function(name='add', lines=3)]
    """
    text = source(module)
    tree = ast.parse(text)
    weights = _weights(text, tree)
    found = [(node.lineno, _measured(name, node, weights)) for name, node in _functions(tree)]
    return [function for _, function in sorted(found, key=lambda one: one[0])]


def classes(module: ModuleType) -> list[str]:
    """Return the classes of the module that have a method or property of their own, in the order of the file.

    Those that inherit one from a class of the module are among them. A class of fields alone (an exception, an
    enumeration, a dataclass, a TypedDict) is not: it is a name, and not a place where something happens. Classes that
    the running module made of its own functions, such as ``type("Surgery", (), {"lead": lead})``, come last.
    """
    found = [node for node in ast.walk(ast.parse(source(module))) if isinstance(node, ast.ClassDef)]
    active: list[str] = []
    for node in sorted(found, key=lambda node: node.lineno):
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        if any(isinstance(part, _Def) for part in node.body) or set(bases) & set(active):
            active.append(node.name)
    living = [value for _, value in reachable(module) if isinstance(value, type)]
    return list(dict.fromkeys([*active, *(kind.__name__ for kind in living if _acts(kind, module))]))


def followed(module: ModuleType, call: Callable[[], object]) -> list[str]:
    """Return the functions of the module that run while ``call()`` runs, each once, in the order of their first call.

    They are what a reader has to open in order to follow that one answer. Lambdas and the methods of the module's
    classes are among them; comprehensions, and methods that ``dataclass`` writes, are not.
    """
    seen: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename == module.__file__ and code.co_name not in _UNNAMED:
            seen[code.co_qualname.replace("<locals>.", "")] = None

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
    return list(seen)


def names(module: ModuleType) -> list[Name]:
    """Return each name that the module's code gives, once for each kind, in the order of the syntax tree.

    Names that come from elsewhere (imported under their own name, or only read) are not among them.
    """
    return list(dict.fromkeys(_given(ast.parse(source(module)))))


def _acts(kind: type, module: ModuleType) -> bool:
    """Return whether the class has a function that the module's own file defines, written in it or put into it."""
    if kind.__module__ != module.__name__:
        return False
    own = [part for base in kind.__mro__ for part in vars(base).values()]
    plain = [getattr(part, "fget", None) or getattr(part, "__func__", part) for part in own]
    codes = [part.__code__ for part in plain if isinstance(part, FunctionType)]
    return any(code.co_filename == module.__file__ for code in codes)


def _functions(tree: ast.AST, way: str = "") -> Iterator[tuple[str, _Def | ast.Lambda]]:
    for node in ast.iter_child_nodes(tree):
        inner = f"{way}{node.name}." if isinstance(node, _Scope) else way
        if isinstance(node, _Def):
            yield f"{way}{node.name}", node
        elif isinstance(node, ast.Lambda):
            yield f"{way}<lambda>", node
        yield from _functions(node, inner)


def _measured(name: str, node: _Def | ast.Lambda, weights: Counter[int]) -> Function:
    return Function(name, sum(weights[line] for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)))


def _weights(text: str, tree: ast.Module) -> Counter[int]:
    """Return for each line of the text what it counts: 0 without code, else how many statements begin on it, or 1."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    spans = [range(token.start[0], token.end[0] + 1) for token in tokens if token.type not in _SILENT]
    begun = Counter(node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt))
    weights = Counter({line: max(1, begun[line]) for span in spans for line in span})
    for node in ast.walk(tree):
        if isinstance(node, _Scope | ast.Module) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            for line in range(first.lineno, (first.end_lineno or first.lineno) + 1):
                weights[line] -= 1
    return weights


def _given(tree: ast.AST) -> Iterator[Name]:
    items = {
        id(name)
        for part in ast.walk(tree)
        if isinstance(part, ast.comprehension)
        for name in ast.walk(part.target)
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=text):
                yield Name("class", text)
            case ast.FunctionDef(name=text) | ast.AsyncFunctionDef(name=text):
                yield Name("function", text)
            case ast.arg(arg=text):
                yield Name("parameter", text)
            case ast.Attribute(attr=text, ctx=ast.Store()):
                yield Name("attribute", text)
            case ast.Name(id=text, ctx=ast.Store()):
                yield Name("item" if id(node) in items else "variable", text)
            case ast.ExceptHandler(name=str(text)) | ast.MatchAs(name=str(text)) | ast.MatchStar(name=str(text)):
                yield Name("variable", text)
            case ast.alias(name=own, asname=str(text)) if text != own:
                yield Name("alias", text)
