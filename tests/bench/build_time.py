"""Time to build the site, against plain Material with as many pages of the same length."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playbook.book.catalogue import read_catalogue
from playbook.project import PROJECT
from tests.bench.figures import ratio

RUNS = 3
PLAIN = """\
site_name: Plain
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [admonition, attr_list, md_in_html, tables, pymdownx.highlight, pymdownx.superfences]
"""


def compare_builds(folder: Path, project: Path = PROJECT) -> Iterator[str]:
    """Yield the ratio of the build times of this project, in an empty folder. The bundle is gathered before."""
    plain = folder / "plain"
    pages = _write_plain(plain, project)
    ours, theirs = [], []
    _build(project, folder / "ours-site")
    for _ in range(RUNS):
        ours.append(_build(project, folder / "ours-site"))
        theirs.append(_build(plain, folder / "plain-site"))
    yield ratio(f"build with {pages} rules", ours, "plain Material, as many pages of the same length", theirs)


def _write_plain(folder: Path, project: Path) -> int:
    """Write the plain project; return how many rules it has."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    rules = list(read_catalogue(project / "snippets").rules)
    for rule in rules:
        sections = "\n\n".join(f"## {title}\n\n{text}" for title, text in rule.sections.items())
        examples = f"```python\n{rule.bad}```\n\n```python\n{rule.good}```\n"
        (docs / f"{rule.id}.md").write_text(f"# {rule.matter.title}\n\n{sections}\n\n{examples}", encoding="utf-8")
    for guide in (project / "docs").rglob("*.md"):
        target = docs / guide.relative_to(project / "docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(guide.read_bytes())
    return len(rules)


def _build(project: Path, site: Path) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "src")}
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun
