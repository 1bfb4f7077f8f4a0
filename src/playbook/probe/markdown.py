"""A technical answer in Markdown: its sections, what each says in words, its code, and that code as one file."""

import ast
import importlib.util
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r"([ \t]*)(`{3,}(?!.*`)|~{3,})[ \t]*([\w+#.-]*).*")
_NO_PARAGRAPH = re.compile(r"\s*$|\s*([-*+>|]|\d+[.)])(\s|$)| {4}|\t")
_COMMENT = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1[`~]*[ \t]*$|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PYTHON = {"python", "py", "python3"}


class Block(NamedTuple):
    """A fenced block: its language in lower case, or nothing, and the text between the fences."""

    language: str
    code: str


class Section(NamedTuple):
    """A section: the words of its title in lower case, its text without code and comments, its blocks, its level.

    The level is that of its heading, from 1 to 6. What comes before the first heading is a section whose title is
    empty and whose level is 0.
    """

    title: str
    prose: str
    blocks: list[Block]
    level: int = 0

    @property
    def words(self) -> list[str]:
        """The words of the prose in lower case, in their order."""
        return _words(self.prose)

    @property
    def python(self) -> list[str]:
        """The code of each block that says that it is Python."""
        return [block.code for block in self.blocks if block.language in _PYTHON]


class _Line(NamedTuple):
    """A line outside of code, or a block in its place. The level is that of a heading, else 0."""

    level: int
    text: str
    block: Block | None = None


def answer(text: str) -> list[Section]:
    r"""Return the sections of a Markdown text in their order.

    They are those of the outermost level that has two headings or more, so one title above them all does no harm;
    headings of further levels are part of the prose. A ``#`` in a block of code is no heading.

    Examples:
        >>> overview, testing = answer("## 📋 Overview\nIt *splits*.\n## Testing ##\n~~~py\n# none yet\n~~~")
        >>> overview.title, overview.words, testing.python
        ('overview', ['it', 'splits'], ['# none yet\n'])
        >>> [(section.level, section.title) for section in answer("# How to test?\n## Overview\n## Testing")]
        [(1, 'how to test'), (2, 'overview'), (2, 'testing')]
    """
    lines = list(_lines(_without_comments(text)))
    levels = [line.level for line in lines if line.level]
    outermost = min((level for level in levels if levels.count(level) > 1), default=min(levels, default=0))
    headings, parts = [_Line(0, "")], [list[_Line]()]
    for line in lines:
        if line.level and line.level <= outermost:
            headings.append(line)
            parts.append([])
        else:
            parts[-1].append(line)
    sections = [_section(heading, part) for heading, part in zip(headings, parts, strict=True)]
    return sections if sections[0].prose or sections[0].blocks else sections[1:]


def program(sections: Iterable[Section]) -> str:
    r"""Return the Python of these sections as one file, as if each block could import the others by any name.

    An import of a module that is not installed is left out if the blocks define what it asks for. Raises
    SyntaxError if a block is no Python.

    Examples:
        >>> [section] = answer("```python\ndef half(x): return x\n```\n```py\nimport sums\nsums.half(3)\n```")
        >>> "import sums" in program([section]), program([section]).endswith("sums.half(3)")
        (False, True)
    """
    trees = [ast.parse(code) for section in sections for code in section.python]
    body = [statement for tree in trees for statement in tree.body]
    own = _Joined({name for statement in body for name in _defined(statement)})
    statements = [own.visit(statement) for statement in sorted(body, key=_is_future, reverse=True)]
    joined = ast.Module(statements, type_ignores=[])
    return ast.unparse(ast.fix_missing_locations(joined))


class _Joined(ast.NodeTransformer):
    """Leaves out what one block imports from another."""

    def __init__(self, defined: set[str]) -> None:
        self._defined = defined

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """Take the names from this file, if they are not to be had elsewhere and are defined here."""
        names = {one.name for one in node.names} - {"*"}
        if (not node.level and _is_installed(node.module or "")) or not names <= self._defined:
            return node
        renamed = [f"{one.asname} = {one.name}" for one in node.names if one.asname]
        return ast.parse("if True: " + "; ".join(renamed or ["pass"])).body[0]

    def visit_Import(self, node: ast.Import) -> ast.AST:
        """Take the modules that are not installed as this file."""
        own = [one.asname or one.name for one in node.names if not _is_installed(one.name)]
        others = ", ".join(ast.unparse(one) for one in node.names if _is_installed(one.name))
        lines = [f"{name} = __import__('sys').modules[__name__]" for name in own]
        lines += [f"import {others}"] if others else []
        return ast.parse("if True: " + "; ".join(lines)).body[0] if own else node


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module.partition(".")[0]) is not None
    except ValueError:  # a module that was made by hand, as an example is
        return False


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _defined(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement defines in the module, also within an `if` or a `try`."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _without_comments(text: str) -> str:
    """Return the text without its comments; a block of code stays as it is."""
    return _COMMENT.sub(lambda found: found[0] if found[1] else "", text)


def _lines(text: str) -> Iterator[_Line]:
    rows = text.splitlines()
    at = 0
    while at < len(rows):
        if opening := _FENCE.fullmatch(rows[at]):
            end = _end(rows, at, opening[2])
            inner = [_dedented(row, len(opening[1])) for row in rows[at + 1 : end]]
            yield _Line(0, "", Block(opening[3].lower(), "".join(f"{row}\n" for row in inner)))
            at = end + 1
            continue
        below = _UNDERLINE.fullmatch(rows[at + 1]) if at + 1 < len(rows) else None
        if heading := _HEADING.fullmatch(rows[at]):
            yield _Line(len(heading[1]), heading[2] or "")
        elif below and not _NO_PARAGRAPH.match(rows[at]):
            yield _Line(1 if below[1][0] == "=" else 2, rows[at])
            at += 1
        else:
            yield _Line(0, rows[at])
        at += 1


def _end(rows: list[str], start: int, fence: str) -> int:
    """Return the row of the closing fence, or the number of rows if there is none."""
    closing = re.compile(rf"[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    return next((at for at in range(start + 1, len(rows)) if closing.fullmatch(rows[at])), len(rows))


def _dedented(row: str, width: int) -> str:
    return row[min(width, len(row) - len(row.lstrip())) :]


def _section(heading: _Line, lines: list[_Line]) -> Section:
    prose = "\n".join(line.text for line in lines if line.block is None).strip()
    title = " ".join(_words(heading.text))
    return Section(title, prose, [line.block for line in lines if line.block], heading.level)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
