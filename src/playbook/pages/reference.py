"""The pages about the modules of this package; the text on them comes from the docstrings."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader

from playbook.pages.pages import Page

_PACKAGE = Path(__file__).parents[1]


class Room(NamedTuple):
    """A page of the reference: a module that stands alone, or a folder with its modules; and where its source is.

    ``own`` are the names that the folder itself defines, beside what it passes on from its modules.
    """

    name: str
    summary: str
    modules: Sequence[str]
    source: str
    own: Sequence[str] = ()


def rooms() -> list[Room]:
    """Return the package's modules and folders, in the order of their names."""
    paths = [path for path in sorted(_PACKAGE.iterdir()) if not path.name.startswith(("_", "."))]
    return [_room(path) for path in paths if path.suffix == ".py" or (path / "__init__.py").exists()]


def _room(path: Path) -> Room:
    source = f"src/playbook/{path.name}"
    if path.suffix == ".py":
        return Room(path.stem, _summary(path), [path.stem], source)
    inside = [f"{path.name}.{module.stem}" for module in sorted(path.glob("[!_]*.py"))]
    init = path / "__init__.py"
    return Room(path.name, _summary(init), inside, f"{source}/__init__.py", _own(init))


def _own(path: Path) -> list[str]:
    """Return the names of the public functions and classes that the file defines."""
    defined = ast.parse(path.read_text(encoding="utf-8")).body
    named = [node.name for node in defined if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in named if not name.startswith("_")]


def _summary(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].replace("``", "`")


def reference_pages(shown: Iterable[Room]) -> Iterator[Page]:
    """Yield the list of the rooms and a page for each."""
    environment = Environment(loader=PackageLoader("playbook.pages"), trim_blocks=True)  # noqa: S701 - Markdown
    yield Page("reference/index.md", environment.get_template("reference.md").render(rooms=shown))
    for room in shown:
        markdown = environment.get_template("module.md").render(room=room)
        yield Page(f"reference/{room.name}.md", markdown, room.source)
