"""The pages about the modules of this package; the text on them comes from the docstrings."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, PackageLoader

from playbook.pages import Page

_PACKAGE = Path(__file__).parent


def modules() -> dict[str, str]:
    """Return the name of each module and the first line of its docstring, in the order of the names."""
    paths = sorted(path for path in _PACKAGE.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: _summary(path) for path in paths}


def _summary(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].replace("``", "`")


def reference_pages(summaries: Mapping[str, str]) -> Iterator[Page]:
    """Yield the list of the modules and a page for each."""
    environment = Environment(loader=PackageLoader("playbook"), trim_blocks=True)  # noqa: S701 - Markdown
    yield Page("reference/index.md", environment.get_template("reference.md").render(modules=summaries.items()))
    for name in summaries:
        markdown = environment.get_template("module.md").render(name=name)
        yield Page(f"reference/{name}.md", markdown, f"src/playbook/{name}.py")
