"""Time to build the site, against plain Material with as many pages of the same length."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playbook.book.catalogue import Rule, read_catalogue
from playbook.pages.reference import reference_pages, rooms
from playbook.project import PROJECT, SNIPPETS
from tests.bench.figures import ratio

RUNS = 3
PLAIN = """\
site_name: Plain
theme:
  name: material
  font: false
plugins:
  - search
  - mkdocstrings: {handlers: {python: {paths: [SOURCE], options: {docstring_style: google, show_source: false}}}}
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.highlight, pymdownx.superfences]
"""


def compare_builds(folder: Path) -> Iterator[str]:
    """Yield the ratio of the build times of this project, in an empty folder. The bundle is gathered before."""
    plain = folder / "plain"
    pages = _write_plain(plain)
    ours, theirs = [], []
    _build(PROJECT, folder / "ours-site")
    for _ in range(RUNS):
        ours.append(_build(PROJECT, folder / "ours-site"))
        theirs.append(_build(plain, folder / "plain-site"))
    yield ratio(f"build with {pages} rules", ours, "plain Material, as many pages of the same length", theirs)


def _write_plain(folder: Path) -> int:
    """Write the plain project; return how many rules it has. Its reference is made from the same docstrings."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN.replace("SOURCE", str(PROJECT / "src")), encoding="utf-8")
    pages = {path.relative_to(PROJECT / "docs"): path.read_text("utf-8") for path in (PROJECT / "docs").rglob("*.md")}
    pages |= {Path(page.path): page.markdown for page in reference_pages(rooms())}
    areas = read_catalogue(SNIPPETS).areas
    pages |= {Path("areas", f"{area.slug}.md"): area.introduction for area in areas}
    pages |= {Path(f"{rule.id}.md"): _plain(rule) for area in areas for rule in area.rules}
    for path, markdown in pages.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(markdown, encoding="utf-8")
    return sum(len(area.rules) for area in areas)


def _plain(rule: Rule) -> str:
    """Return the rule's texts and code as plain Markdown."""
    sections = [f"## {title}\n\n{text}" for title, text in rule.sections.items()]
    tries = [f"### {one.name}\n\n{one.reason}" for one in rule.tries if not one.right]
    examples = f"```python\n{rule.bad}```\n\n```python\n{rule.good}```\n"
    return "\n\n".join([f"# {rule.matter.title}", *sections, *tries, examples])


def _build(project: Path, site: Path) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "src")}
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun
